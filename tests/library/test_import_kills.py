"""A folder of mixed files, its import by the command line killed at any moment: each file is in the library whole or
not at all, and every file that was kept is tied to what it was read as, or swept.

A few kills in `make test`, more in `make soak`, as many as STUDIO_KILLS says where it is set.
"""

from __future__ import annotations

import faulthandler
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from studio.app import Studio, open_studio
from studio.clock import SystemClock
from studio.library.model import Article, Document
from studio.paths import Profile
from tests.library.conftest import law
from tests.library.importers.hostile import nested_html, plain_docx
from tests.library.importers.test_html import PROPERTIES, VBPL
from tests.library.importers.test_pdf import BODY, pdf
from tests.soak import amount

pytestmark = pytest.mark.kill

KILLS = amount(1, 50, "STUDIO_KILLS")
SEED = 20261127
State = dict[str, tuple[Document, tuple[Article, ...], frozenset[str]]]
"""By key: a document, its articles, and the names of the files in the store it is tied to."""


class LaterClock:
    """The PC's clock, two days on: what was kept and never tied has had its time."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=2)


@pytest.fixture
def folder(tmp_path: Path, write_word: Callable[..., Path]) -> Path:
    """Every kind of file, two documents that replace one another, a property page of another, and files refused."""
    folder = tmp_path / "van-ban"
    folder.mkdir()
    for number in range(4):
        lines = (f"Số: {number}/2026/QĐ-MAU", "QUYẾT ĐỊNH", "Việc mẫu", "Điều 1. Một", f"Nội dung {number}.")
        write_word(*lines, name=f"van-ban/{number}0.docx")
        text = "\n".join(lines).replace("Nội dung", "Lời văn mới").replace(f"{number}/", f"{number // 2}/")
        (folder / f"{number}5.txt").write_text(text, encoding="utf-8")
        (folder / f"{number}7.pdf").write_bytes(pdf(tmp_path, [f"Số: 7{number}/2026/QĐ-MAU", *BODY]))
    (folder / "50.html").write_text(VBPL, encoding="utf-8")
    (folder / "60.html").write_text(PROPERTIES, encoding="utf-8")
    lot = [json.dumps(law(f"8{n}/2026/QĐ-MAU"), ensure_ascii=False) for n in range(5)]
    (folder / "70.jsonl").write_text("\n".join(lot), encoding="utf-8")
    (folder / "03.docx").write_bytes(plain_docx()[:-400])
    (folder / "13.pdf").write_bytes(b"%PDF-1.7")
    (folder / "23.html").write_bytes(nested_html(5000))
    return folder


def state(studio: Studio) -> State:
    library = studio.library
    return {
        document.key: (
            document,
            library.articles(document.key),
            frozenset(original.sha256 for original in library.originals(document.key)),
        )
        for document in library.documents()
    }


def states(profile: Profile, folder: Path) -> Iterator[State]:
    """What the library is before the import, and after each file."""
    studio = open_studio(profile, clock=SystemClock())
    yield state(studio)
    for path in sorted(folder.iterdir()):
        studio.library.import_paths([path])
        yield state(studio)
    studio.close()


def kept(profile: Profile) -> set[str]:
    return {path.name for path in profile.files.glob("??/??/*")}


def importing(profile: Profile, folder: Path) -> subprocess.Popen[bytes]:
    words = ["--profile", str(profile.root), "library", "import", str(folder)]
    return subprocess.Popen(
        [sys.executable, "-m", "studio", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def killed(process: subprocess.Popen[bytes], after: float) -> None:
    """Kill the program alone, as a task manager does; its child ends by itself."""
    children: list[psutil.Process] = []
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
    _, alive = psutil.wait_procs(children, timeout=300)
    assert alive == []


def test_each_file_is_in_whole_or_not_at_all(tmp_path: Path, folder: Path) -> None:
    faulthandler.cancel_dump_traceback_later()  # many kills take longer than a test may
    allowed = list(states(Profile(root=tmp_path / "mau"), folder))
    assert len(allowed[-1]) > 10
    empty, moments, seen, swept = Profile(root=tmp_path / "trong"), random.Random(SEED), set(), 0
    open_studio(empty, clock=SystemClock()).close()
    began = time.monotonic()
    assert importing(copied(empty, tmp_path / "do"), folder).wait() == 0
    whole = time.monotonic() - began
    for number in range(KILLS):
        profile = copied(empty, tmp_path / f"ho-so-{number}")
        killed(importing(profile, folder), moments.uniform(whole / 3, whole))  # it starts slowly
        held = kept(profile)
        studio = open_studio(profile, clock=LaterClock())
        now = state(studio)
        studio.close()
        assert now in allowed
        tied = {name for _, _, names in now.values() for name in names}
        assert tied <= held
        assert kept(profile) == tied
        swept += len(held - tied)
        seen.add(allowed.index(now))
    print(f"\n{KILLS} kills: {len(seen)} of {len(allowed)} states seen, {swept} files swept")
    assert importing(profile, folder).wait() == 0
    studio = open_studio(profile, clock=SystemClock())
    assert state(studio) == allowed[-1]
    studio.close()


def copied(profile: Profile, root: Path) -> Profile:
    shutil.copytree(profile.root, root)
    return Profile(root=root)
