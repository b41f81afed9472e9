"""The picture library with 1,000 pictures: finding by words, and looking for what is like a new one. Reported."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from studio.clock import local_date
from studio.images import similarity
from studio.images.assets import Asset, AssetFacts, AssetKind, AssetQuery
from studio.images.storage import StoredAssets
from studio.posts.storage import posts_naming
from studio.store.files import FileStore
from tests.profile import MORNING, SetClock, fresh_store

MANY = 1_000
PARTS = 45

pytestmark = pytest.mark.perf


def milliseconds(work: Callable[[], object], times: int = 7) -> float:
    spent = []
    for _ in range(times):
        began = time.process_time()
        work()
        spent.append((time.process_time() - began) * 1000)
    return median(spent)


def test_finding_in_a_large_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw = random.Random(7)
    store = fresh_store(tmp_path, SetClock())
    assets = StoredAssets(store, FileStore(tmp_path / "files"), posts_naming)
    one = Asset(
        sha256=f"{MANY:064x}",
        name="anh.jpg",
        facts=AssetFacts(kind=AssetKind.PHOTO, title="Ảnh", source="Ảnh của đơn vị", rights="Đơn vị tự chụp"),
        width=2400,
        height=1800,
        added_by="lan",
        added_at=MORNING,
    )
    prints = ["".join(f"{draw.getrandbits(64):016x}" for _ in range(PARTS)) for _ in range(MANY)]
    try:
        with store.write():
            for number, print_ in enumerate(prints):
                tags = ("trụ sở",) if number % 50 == 0 else ()
                facts = replace(one.facts, title=f"Ảnh số {number}", tags=tags)
                made = replace(one, sha256=f"{number:064x}", facts=facts, print=print_, print_by=similarity.maker())
                assets.add(made, b"")
        wanted = prints[draw.randrange(MANY)]

        def like() -> list[str]:
            return [
                key
                for key, other in assets.prints(similarity.maker()).items()
                if similarity.apart(wanted, other) <= similarity.NEAR
            ]

        words = milliseconds(lambda: assets.find(AssetQuery(text="tru so"), local_date(MORNING)))
        everything = milliseconds(lambda: assets.find(AssetQuery(), local_date(MORNING)))
        alike = milliseconds(like)
        found = like()
    finally:
        store.close()
    with capsys.disabled():
        told = f"by words {words:.0f} ms, all {everything:.0f} ms, alike {alike:.0f} ms (CPU, median of 7)"
        print(f"\n{MANY:,} assets: {told}")
    assert len(found) == 1, "random fingerprints are like none but themselves"
