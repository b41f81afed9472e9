"""What a reset of the practice profile takes: the first of a day, made ready by the window, and later ones.

Reported beside the least there is to do, a copy of the same database and files; never judged by the clock. The
processor's time is that of the program and of the children that read files for it.

    pytest tests/perf/test_reset_speed.py -m perf -s
"""

from __future__ import annotations

import resource
import shutil
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio, open_studio
from studio.app.practice import fill_practice, practice_profile
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.ui import daily
from studio.ui.daily import DailyWork
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.run import make_window
from tests.soak import amount

pytestmark = pytest.mark.perf
ROUNDS = amount(3, 7)
TICK_MS = 10


class Took(NamedTuple):
    """Seconds on the wall, and of the processor."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} s, {self.cpu:.2f} s of the processor"


def took(act: Callable[[], object]) -> Took:
    wall, cpu = perf_counter(), _processor()
    act()
    return Took(perf_counter() - wall, _processor() - cpu)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def middle(times: list[Took]) -> Took:
    return Took(*(statistics.median(each) for each in zip(*times, strict=True)))


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = open_studio(practice_profile(Profile(root=tmp_path / "profile")), clock=SystemClock())
    yield opened
    opened.close()


def copied(studio: Studio, to: Path) -> None:
    profile = studio.profile
    to.mkdir()
    with (
        closing(sqlite3.connect(profile.database)) as source,
        closing(sqlite3.connect(to / "copy.sqlite3")) as target,
    ):
        source.backup(target)
    for folder in (profile.files, profile.practice):
        shutil.copytree(folder, to / folder.name)


def test_report_resets(studio: Studio, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = took(lambda: fill_practice(studio))
    forget_beginning(studio)
    ahead = took(studio.lessons.prepare_reset)
    prepared = took(studio.lessons.reset_practice)
    later = middle([took(studio.lessons.reset_practice) for _ in range(ROUNDS)])
    bare = middle([took(partial(copied, studio, tmp_path / f"copy{number}")) for number in range(ROUNDS)])
    with capsys.disabled():
        print(
            f"\nfirst reset of a day: {prepared}, as the window prepares it ({ahead}), {first} before it did so; "
            f"later ones: {later} = {later.cpu / bare.cpu:.0f} × a copy ({bare})"
        )


def beginning(studio: Studio) -> Path:
    """What is kept of it for the day."""
    return studio.profile.root / "lesson" / "beginning"


def forget_beginning(studio: Studio) -> None:
    """As if it were the next day."""
    shutil.rmtree(beginning(studio))


def test_report_how_long_the_window_stands_still(
    qapp: QApplication,
    qtbot: QtBot,
    studio: Studio,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(daily, "FIRST_MS", 10)
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(language="vi", theme="light", lock_minutes=0, practice=True))
    window = make_window(qapp, studio.profile, file, sample=None)
    window.show()
    window.load(lambda: studio, first=PageId.TRAINING, sign_in_first=False)
    qtbot.waitUntil(lambda: window.page is not None and window.tasks.idle)
    at_once = reset(window, qtbot)
    forget_beginning(studio)
    DailyWork(window)
    window.begun.emit()
    qtbot.waitUntil(lambda: beginning(studio).exists() and window.tasks.idle)
    said = [f"{what}: {reset(window, qtbot)}" for what in ("first reset of a day", "a later one")]
    said.append(f"one at once after the start of a day: {at_once}")
    window.close()
    window.deleteLater()
    with capsys.disabled():
        print(f"\nin the window, {'; '.join(said)}")


def reset(window: MainWindow, qtbot: QtBot) -> str:
    """How long it took, and how long the window had no turn."""
    ticks = [perf_counter()]
    timer = QTimer(interval=TICK_MS)
    timer.timeout.connect(lambda: ticks.append(perf_counter()))
    timer.start()
    window.training.reset()
    qtbot.waitUntil(lambda: window.page is not None and window.tasks.idle)
    timer.stop()
    pause = max(after - before for before, after in pairwise(ticks))
    return f"{ticks[-1] - ticks[0]:.2f} s, {pause * 1000:.0f} ms at most without a turn"
