"""A library of hundreds of thousands of made-up articles, brought in by the library's own import.

    python -m tests.perf.many_laws PROFILE [ARTICLES]

adds them to the profile in that folder.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from studio.clock import SystemClock
from studio.library.model import Article, Document, Edition, Relation, Status
from studio.library.numbers import number_key
from studio.library.storage import StoredLibrary
from studio.paths import Profile
from studio.store.engine import Store, open_store

ARTICLES_EACH = 40
BATCH = 500
KINDS = (
    ("Nghị định", "NĐ-CP", "Chính phủ"), ("Thông tư", "TT-BCA", "Bộ Công an"),
    ("Quyết định", "QĐ-UBND", "UBND thành phố"), ("Luật", "QH15", "Quốc hội"),
    ("Nghị quyết", "NQ-HĐND", "HĐND thành phố"), ("Thông tư", "TT-BTC", "Bộ Tài chính"),
)  # fmt: skip
SUBJECTS = (
    "đăng ký, quản lý cư trú", "phòng cháy, chữa cháy", "xử phạt vi phạm hành chính về an ninh, trật tự", "căn cước",
    "quản lý vũ khí, vật liệu nổ", "trật tự, an toàn giao thông", "bảo vệ dữ liệu cá nhân", "tiếp công dân",
)  # fmt: skip
_TEXT = (
    "cơ quan tổ chức cá nhân trách nhiệm thực hiện hồ sơ thủ tục thời hạn giải quyết thông báo bằng văn bản nơi cư trú "
    "công an cấp xã phường kiểm tra xử lý vi phạm lập biên bản quyết định người dân đề nghị cung cấp thông tin đăng ký "
    "phương tiện giao thông đường bộ an toàn cháy nổ phòng ngừa tuyên truyền phối hợp báo cáo định kỳ hằng năm dịch vụ"
)
WORDS = _TEXT.split()
SHARES = [1 / (place + 1) for place in range(len(WORDS))]
"""The last word stands in one article of twelve, the first in almost every one."""
STATUSES = (Status.IN_FORCE, Status.IN_FORCE, Status.IN_FORCE, Status.EXPIRED, Status.PARTLY_EXPIRED, Status.UNKNOWN)


def fill(store: Store, articles: int, *, seed: int = 1) -> None:
    """Import about `articles` articles in documents of about `ARTICLES_EACH`."""
    library, rng = StoredLibrary(store), random.Random(seed)
    left = articles // ARTICLES_EACH
    numbers: list[str] = []
    while left > 0:
        some = min(BATCH, left)
        library.import_all(_editions(rng, some, numbers))
        left -= some


def editions(articles: int, *, seed: int = 1) -> Iterator[Edition]:
    """Documents with about `articles` articles together."""
    return _editions(random.Random(seed), articles // ARTICLES_EACH, [])


def _editions(rng: random.Random, count: int, numbers: list[str]) -> Iterator[Edition]:
    for _ in range(count):
        kind, symbol, issuer = rng.choice(KINDS)
        issued = date(1996, 1, 1) + timedelta(days=rng.randrange(30 * 365))
        number = f"{len(numbers) + 1}/{issued.year}/{symbol}"
        key, status = number_key(number), rng.choice(STATUSES)
        ties = (Relation(kind="amends", number=rng.choice(numbers)),) if numbers and rng.random() < 0.2 else ()
        numbers.append(number)
        document = Document(
            key=key,
            number=number,
            type=kind,
            title=f"{kind} quy định về {rng.choice(SUBJECTS)}, số {len(numbers)}",
            issuer=issuer,
            issued_on=issued,
            effective_from=issued + timedelta(days=45),
            stated_status=status,
            checked_on=None if status is Status.UNKNOWN else date(2026, 11, 1),
            checked_by="" if status is Status.UNKNOWN else "Trần Thị Bình",
            relations=ties,
            sha256=f"{len(numbers):064x}",
        )
        yield Edition(document=document, articles=tuple(_article(rng, key, n) for n in range(ARTICLES_EACH)))


def _article(rng: random.Random, key: str, position: int) -> Article:
    return Article(
        id=f"{key}-{position}",
        document=key,
        number=str(position + 1),
        heading=" ".join(rng.sample(WORDS, 6)).capitalize(),
        path="",
        text=" ".join(rng.choices(WORDS, SHARES, k=30)).capitalize() + ".",
        position=position,
    )


if __name__ == "__main__":
    opened = open_store(Profile(root=Path(sys.argv[1])).database, clock=SystemClock())
    fill(opened, int(sys.argv[2]) if len(sys.argv) > 2 else 200_000)
    opened.close()
