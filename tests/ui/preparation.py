"""How the unit at work is made: by its people, hour by hour, and by pages that do not always answer."""

from __future__ import annotations

import atexit
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from studio.accounts.model import Account, AccountKind
from studio.clock import local_date
from studio.config import Settings, SettingsFile
from studio.images import similarity
from studio.images.asset_library import Candidate
from studio.images.assets import AssetFacts, AssetKind
from studio.library.model import Status
from studio.outbox.storage_home import StoredHome
from studio.paths import Profile
from studio.people.model import Role
from studio.people.present import by_itself
from studio.phrase import Bilingual
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.store.engine import open_store
from tests.practice import practice_profile_in
from tests.profile import SetClock, staffed
from tests.shared import made_once
from tests.ui.unit import CONTACTS, HANDOVER, LAW_KEY, NOW, PAGES, PIN, POLICE, PRACTICE, TITLES, Ids, Unit

LINK = "https://oa.zalo.me/oa-0900000001/1"
"""Of the post that was put on the hand-over page by hand."""
SENT_TITLES = {
    "bai-10": "Cảnh báo giả danh cán bộ cập nhật VNeID",
    "bai-11": "Lịch làm căn cước lưu động tổ dân phố 4",
    "bai-12": "Thông báo tạm dừng tiếp công dân ngày 20/11",
    "bai-13": "Hướng dẫn đăng ký tạm trú qua Cổng dịch vụ công",
    "bai-14": "Tuyên truyền phòng cháy mùa hanh khô",
    "bai-17": "Thu hồi vũ khí, vật liệu nổ tự nguyện",
    "bai-18": "Mời họp tổ dân phố số 7",
    "bai-19": "Cảnh báo lừa đảo mua vé tàu Tết",
}
"""Of the other posts, which are there for their deliveries."""

LAW = {
    "number": "13/2023/NĐ-CP",
    "type": "Nghị định",
    "title": "Quy định về văn bản mẫu dùng để thử chương trình",
    "issuer": "Chính phủ",
    "issued_on": "2023-04-17",
    "effective_from": "2023-07-01",
}
ARTICLES = (
    "Phạm vi điều chỉnh",
    "Đối tượng áp dụng",
    "Giải thích từ ngữ",
    "Quyền được biết",
    "Quyền đồng ý",
    "Nghĩa vụ của cơ quan",
)
ASSETS = (
    AssetFacts(
        kind=AssetKind.PHOTO,
        title="Trụ sở Công an phường Minh Khai",
        tags=("trụ sở", "ban ngày"),
        alt="Cổng trụ sở buổi sáng",
    ),
    AssetFacts(kind=AssetKind.BADGE, title="Huy hiệu đơn vị", tags=("nhận diện",)),
    AssetFacts(
        kind=AssetKind.BACKGROUND,
        title="Nền xanh cho thông báo",
        valid_until=local_date(NOW) + timedelta(days=12),
    ),
    AssetFacts(
        kind=AssetKind.PHOTO,
        title="Lễ ra quân năm 2024",
        valid_until=local_date(NOW) - timedelta(days=30),
        tags=("ra quân",),
    ),
    AssetFacts(kind=AssetKind.PHOTO, title="Tuyên truyền ở trường Lê Lợi", tags=("trường học", "tuyên truyền")),
    AssetFacts(kind=AssetKind.PHOTO, title="Tuần tra đêm", tags=("tuần tra",)),
)
NO_SOURCE = "Tuyên truyền ở trường Lê Lợi"
"""Of this picture nobody said where it comes from."""
SNIPPETS = """snippets:
  - {id: lien-he, title: Liên hệ khi cần, text: "Khi cần Công an, liên hệ {unit}, {duty}."}
  - {id: gio-tiep-dan, title: Giờ tiếp dân, text: "Tiếp công dân từ 07:30 đến 17:00.\\nTrừ ngày lễ."}
  - {id: trang-web, title: Trang web, text: "Xem thêm tại {website}."}
hashtag_sets:
  - {id: lua-dao, title: "Phòng, chống lừa đảo", tags: ["#CảnhBáoLừaĐảo", "#AnToànTrênMạng"]}
"""


class _Preparation:
    """Makes the unit as its people would have: founds it, and then lets it work, hour by hour."""

    def __init__(self, profile: Profile) -> None:
        self.clock = SetClock(NOW - timedelta(days=12))
        self.ids = Ids("id-")
        self.unit = Unit(profile, clock=self.clock, ids=self.ids)
        self.studio = self.unit.studio

    def found(self) -> None:
        """People, directory, pages and law are there, and not one post."""
        self._found()
        self._open_for(NOW - timedelta(days=11), self._reference_works)
        self.unit.close()

    def work(self) -> None:
        self.studio = self.unit.reopen()
        acts = sorted([*self._posts(), *self._deliveries(), *self._assets()], key=lambda act: act[0])
        for moment, act in acts:
            self._open_for(moment, act)
        self._open_for(NOW, self._what_no_page_answered)
        self.unit.close()

    def _open_for(self, moment: datetime, act: Callable[[], object]) -> None:
        """Let it be that moment, everything that is due done, and `act` done by the author, then what follows."""
        self.clock.moment = moment
        self.studio.outbox.run()
        with self.unit.at_work(self.unit.author):
            act()

    def _found(self) -> None:
        self.ids.next("p-an", "p-binh", "p-cuong")
        _staff(self.unit)

    def _reference_works(self) -> None:
        """The directory with its snippets, the pages, and the law."""
        studio, unit = self.studio, self.unit
        for kept in studio.writing.snippets():
            studio.writing.remove(kept.id, unit.author.id)
        studio.directory.save_unit(POLICE)
        for contact in CONTACTS:
            studio.directory.save_contact(contact)
        for page in PAGES:
            studio.accounts.add(page)
        with tempfile.TemporaryDirectory() as folder:
            (snippets := Path(folder) / "doan-mau.yaml").write_text(SNIPPETS, encoding="utf-8")
            studio.writing.import_yaml(snippets, unit.author.id)
            (law := Path(folder) / "nghi-dinh.jsonl").write_text(json.dumps(edition()), encoding="utf-8")
            studio.library.import_paths([law])
        studio.library.confirm(
            LAW_KEY,
            by=unit.head.name,
            on=date(2026, 10, 12),
            effective_from=date(2023, 7, 1),
            effective_to=None,
            status=Status.IN_FORCE,
            source="Công báo (mẫu)",
        )

    def _assets(self) -> list[tuple[datetime, Callable[[], object]]]:
        return [(NOW - timedelta(hours=place), lambda place=place: self._asset(place)) for place in range(len(ASSETS))]  # type: ignore[misc]

    def _asset(self, place: int) -> None:
        assets, facts = self.studio.photo_assets, ASSETS[place]
        source = "" if facts.title == NO_SOURCE else "Ảnh của đơn vị"
        data = picture(place)
        candidate = Candidate(name=f"anh-{place}.jpg", data=data, seen=similarity.seen(similarity.look(data)), alike=())
        assets.add(candidate, replace(facts, source=source, rights="Đơn vị tự chụp"), self.unit.author.id)

    def _draft(self, post_id: str, title: str, publish_at: datetime | None = None) -> None:
        self.ids.next(post_id)
        if post_id == "bai-0":
            self.unit.draft("scam_warning", fields={"scam_name": title}, publish_at=publish_at)
        else:
            self.unit.draft("community_programme", fields={"name": title}, publish_at=publish_at)

    def _approved(self, post_id: str, title: str) -> None:
        self._draft(post_id, title)
        self.unit.submit(post_id, "Nhờ chị duyệt trong buổi sáng.")
        self.unit.approve(post_id)

    def _posts(self) -> list[tuple[datetime, Callable[[], object]]]:
        """bai-0 and bai-1 wait for approval, bai-2 is approved, bai-3 on hold."""
        unit = self.unit

        def edited_by_head() -> None:
            self._draft("bai-1", TITLES[1], datetime(2026, 11, 30, 1, 0, tzinfo=UTC))
            with unit.at_work(unit.head):
                self.studio.drafts.edit("bai-1", unit.head.id, fields={"join": "Đăng ký với tổ trưởng tổ dân phố"})

        def held() -> None:
            self._approved("bai-3", TITLES[3])
            with unit.at_work(unit.approver):
                self.studio.workflow.hold("bai-3", unit.approver.id, PIN, "Chờ xác nhận địa điểm họp.")

        note = "Nhờ chị duyệt trong buổi sáng."
        return [
            (NOW - timedelta(hours=26), held),
            (NOW - timedelta(hours=7), lambda: self._approved("bai-2", TITLES[2])),
            (NOW - timedelta(hours=5, minutes=20), edited_by_head),
            (NOW - timedelta(hours=5), lambda: unit.submit("bai-1", note)),
            (NOW - timedelta(hours=2, minutes=20), lambda: self._draft("bai-0", TITLES[0])),
            (NOW - timedelta(hours=2), lambda: unit.submit("bai-0", note)),
        ]

    def _queue(self, number: int, post_id: str, page: Account, at: datetime | None = None) -> None:
        """Queue the post for that page, as delivery “gui-`number`”; posts that are not there yet are approved first."""
        if post_id not in {post.id for post in self.studio.drafts.list()}:
            title = TITLES[4] if post_id == "bai-4" else SENT_TITLES[post_id]
            self._approved(post_id, title)
        self.ids.next(f"gui-{number}")
        self.unit.publish(post_id, page.name, at=at)

    def _deliveries(self) -> list[tuple[datetime, Callable[[], object]]]:
        """What went as it should, or came to nothing at its time."""
        studio, unit = self.studio, self.unit

        def both_pages() -> None:
            self._queue(6, "bai-4", HANDOVER)
            self._queue(5, "bai-4", PRACTICE)
            studio.outbox.run()
            studio.outbox.confirm_by_hand("gui-6", LINK, unit.author.id, sure=True)

        def cancelled() -> None:
            self._queue(10, "bai-12", HANDOVER)
            studio.outbox.cancel("gui-10", unit.author.id)
            self._queue(2, "bai-12", PRACTICE)

        def refused() -> None:
            self._queue(4, "bai-14", HANDOVER)
            too_large = Answer(
                outcome=Outcome.REFUSED,
                say=Bilingual("Trang từ chối: ảnh lớn hơn mức cho phép.", "The page refused: a picture is too large."),
            )
            with unit.page_answers(AccountKind.HANDOVER, "create", lambda *_: too_large):
                studio.outbox.run()

        missed = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
        return [
            (missed - timedelta(hours=2), lambda: self._queue(7, "bai-17", PRACTICE, at=missed)),
            (NOW - timedelta(hours=50), both_pages),
            (NOW - timedelta(hours=22), refused),
            (NOW - timedelta(hours=3), lambda: self._queue(1, "bai-11", HANDOVER)),
            (NOW - timedelta(minutes=42), cancelled),
            (NOW - timedelta(minutes=30), lambda: self._queue(0, "bai-10", PRACTICE, at=NOW + timedelta(hours=21))),
        ]

    def _what_no_page_answered(self) -> None:
        """gui-3 is in doubt, gui-8 waits for the network, gui-9 was sent and cannot be read back yet."""
        outbox, unit = self.studio.outbox, self.unit
        create = self.studio.publishers[AccountKind.PRACTICE].create

        def times_out(*told: Any) -> Answer:
            create(*told)
            raise TimeoutError

        def offline(*_: object) -> object:
            raise Unreachable(Bilingual("mất mạng.", "the network is down."))

        self._queue(3, "bai-13", PRACTICE)
        with unit.page_answers(AccountKind.PRACTICE, "create", times_out):
            outbox.run()
        self._queue(8, "bai-18", HANDOVER)
        with unit.page_answers(AccountKind.HANDOVER, "identity", offline):
            outbox.run()
        self._queue(9, "bai-19", PRACTICE)
        with unit.page_answers(AccountKind.PRACTICE, "read_back", offline):
            outbox.run()


def _staff(unit: Unit) -> None:
    staffed(
        unit.studio.people,
        ("Nguyễn Văn An", (Role.AUTHOR, Role.PUBLISHER)),
        ("Trần Thị Bình", (Role.APPROVER, Role.PUBLISHER)),
        ("Lê Quốc Cường", (Role.HEAD, Role.AUTHOR)),
        pin=PIN,
    )


def picture(number: int) -> bytes:
    """A made-up JPEG; those of different numbers are not alike."""
    random, image = Random(number), Image.new("RGB", (320, 240), "#64748B")
    draw = ImageDraw.Draw(image)
    for _ in range(14):
        left, top = random.randrange(260), random.randrange(180)
        size = random.randrange(30, 120)
        draw.rectangle((left, top, left + size, top + size), fill=tuple(random.randrange(256) for _ in range(3)))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


def edition(**changes: object) -> dict[str, object]:
    """The document in the format in which libraries exchange theirs; `changes` replace some of its head."""
    articles = [
        {
            "number": str(number),
            "heading": heading,
            "path": "Chương I. Quy định chung" if number < 4 else "Chương II. Quyền và nghĩa vụ",
            "text": f"1. Nội dung mẫu của điều {number}, dùng để thử chương trình.\n2. Mỗi người được thông báo "
            "trước khi thông tin của mình được sử dụng.\n3. Việc sử dụng phải đúng mục đích đã nêu.",
        }
        for number, heading in enumerate(ARTICLES, 1)
    ]
    return {**LAW, "relations": [], "articles": articles} | changes


@cache
def _place() -> Path:
    """Where the profile of this process lies; the prepared one beside it."""
    folder = Path(tempfile.mkdtemp(prefix="page-studio-unit-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / "profile"


def _prepare(folder: Path) -> None:
    preparation = _Preparation(Profile(root=folder / "at-work"))
    preparation.found()
    shutil.copytree(folder / "at-work", folder / "new")
    preparation.work()


@cache
def _prepared(name: str) -> Path:
    """The profile “new”, before the first post, or “at-work”, as tests of this process find it.

    A profile knows its place: it is told that it was always here. Links to what it posted lead to where it was made.
    """
    own = _place().with_name(name)
    shutil.copytree(made_once("unit", _prepare) / name, own)
    store = open_store(Profile(root=own).database, clock=SetClock(NOW))
    with closing(store), by_itself("a test moves a prepared profile"):
        home = StoredHome(store)
        bound = home.binding()
        assert bound is not None
        home.bind(replace(bound, place=str(_place().resolve())))
    return own


def _mirror(source: Path, target: Path) -> None:
    """Make `target` what `source` is; what a former test left as it was stays, for that is quicker."""
    target.mkdir(exist_ok=True)
    wanted = {entry.name: entry for entry in os.scandir(source)}
    for entry in os.scandir(target):
        model = wanted.get(entry.name)
        if model is None or _differs(entry, model):
            _remove(entry)
        elif model.is_file():
            del wanted[entry.name]
    for name, model in wanted.items():
        if model.is_dir():
            _mirror(Path(model), target / name)
        else:
            shutil.copy2(model, target / name)


def _differs(entry: os.DirEntry[str], model: os.DirEntry[str]) -> bool:
    if entry.is_dir() or model.is_dir():
        return entry.is_dir() is not model.is_dir()
    here, there = entry.stat(), model.stat()
    return (here.st_size, here.st_mtime_ns) != (there.st_size, there.st_mtime_ns)


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir():
        shutil.rmtree(entry)
    else:
        Path(entry).unlink()


def open_unit() -> Unit:
    """The unit at work, in a profile of the test's own. A former one of this process must be closed."""
    return _opened(_prepared("at-work"))


def open_new_unit() -> Unit:
    """The same unit before its first post."""
    return _opened(_prepared("new"))


def open_practising(folder: Path) -> Unit:
    """The unit at work, in a practice profile in `folder`, which must not be there yet."""
    profile = Profile(root=Path(shutil.copytree(_prepared("at-work"), folder)))
    SettingsFile(profile.settings).save(Settings(practice=True))
    return Unit(profile, clock=SetClock(NOW), ids=Ids("moi-"))


def _opened(prepared: Path) -> Unit:
    _mirror(prepared, _place())
    return Unit(Profile(root=_place()), clock=SetClock(NOW), ids=Ids("moi-"))


def open_empty(folder: Path) -> Unit:
    """A new profile, with nobody in it yet."""
    return Unit(Profile(root=folder), clock=SetClock(NOW), ids=Ids("moi-"))


def open_founded(folder: Path) -> Unit:
    """A new profile with the three people in it, and nothing else."""
    ids = Ids("moi-")
    made = Unit(Profile(root=folder), clock=SetClock(NOW), ids=ids)
    ids.next("p-an", "p-binh", "p-cuong")
    _staff(made)
    return made


def open_practice(folder: Path) -> Unit:
    """A practice profile with the sample that lessons need."""
    return Unit(practice_profile_in(folder, NOW), clock=SetClock(NOW), ids=Ids("moi-"))
