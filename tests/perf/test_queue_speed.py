"""The window with 10,000 deliveries in the queue: started, the outbox opened, filtered, searched, scrolled.

No frame should take the window's thread 100 ms of computing. The same steps with ten in the queue, in the same run,
tell what the queue adds to what any start takes (making the window, its first paint). Never judged by the clock:
`python -m pytest tests/perf/test_queue_speed.py -m perf -s`
"""

from __future__ import annotations

import statistics
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from studio.app import open_studio
from studio.config import Settings, SettingsFile
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.store.outbox_tables import deliveries
from studio.ui.main_window import MainWindow
from studio.ui.outbox.page import OutboxPage
from studio.ui.outbox.rows import Filter
from studio.ui.page import PageId
from studio.ui.run import make_window
from tests.e2e.rig.freeze import FreezeWatch
from tests.profile import SetClock
from tools.screenshots import THAT_DAY
from tools.unit import lay_out_unit

pytestmark = pytest.mark.perf

QUEUED, FEW = 10_000, 10
PATIENCE_MS = 120_000


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return queue_up(tmp_path / "long", QUEUED)


def queue_up(folder: Path, queued: int) -> Profile:
    """A unit whose queue is that long: copies of one delivery, each of another post, one a minute."""
    folder.mkdir()
    made = lay_out_unit(folder, THAT_DAY, lambda: uuid.uuid4().hex)
    studio = open_studio(made, clock=SetClock(THAT_DAY))
    try:
        first = next(one for one in studio.outbox.list() if one.state is DeliveryState.SCHEDULED)
        rows = [
            asdict(first)
            | {
                "id": uuid.uuid4().hex,
                "post_id": f"p{number}",
                "reference": f"PS-{number}",
                "post_title": f"{first.post_title} {number}",
                "due_at": first.due_at + timedelta(minutes=number),
            }
            for number in range(queued)
        ]
        with studio.store.write() as tx:
            tx.execute(insert(deliveries), rows)
    finally:
        studio.close()
    return made


class Shown:
    """The window on that profile, watched from its first moment; each step is named in the report."""

    def __init__(self, app: QApplication, qtbot: QtBot, profile: Profile) -> None:
        self._app, self._qtbot = app, qtbot
        file = SettingsFile(profile.settings)
        file.save(Settings(language="vi", theme="light", lock_minutes=0))
        self.watch = FreezeWatch()
        self.watch.label = "making the window"
        self.window: MainWindow = make_window(app, profile, file, sample=None)
        self.watch.label = "first paint"
        self.window.show()
        qtbot.waitUntil(self.window.isVisible, timeout=PATIENCE_MS)
        app.processEvents()
        self.watch.label = "start"
        self.window.load(lambda: open_studio(profile, clock=SetClock(THAT_DAY)))
        qtbot.waitUntil(lambda: self.window.page is not None, timeout=PATIENCE_MS)
        self.rest()

    def rest(self) -> None:
        self._qtbot.waitUntil(lambda: self.window.tasks.idle, timeout=PATIENCE_MS)
        for _ in range(20):
            self._qtbot.wait(5)

    def step(self, label: str, act: Callable[[], object]) -> None:
        self.watch.label = label
        act()
        self.rest()

    def close(self) -> None:
        self.watch.stop()
        self.window.close()
        self.window.deleteLater()


@pytest.mark.parametrize("queued", [FEW, QUEUED])
def test_report_a_queue_at_start(qapp: QApplication, qtbot: QtBot, tmp_path: Path, capsys: Any, queued: int) -> None:
    shown = Shown(qapp, qtbot, queue_up(tmp_path / "queue", queued))
    shown.step("outbox", lambda: shown.window.go(PageId.OUTBOX, ""))
    page = shown.window.page
    assert isinstance(page, OutboxPage)
    shown.step("waiting only", page.listing.filters.pills[Filter.WAITING].click)
    shown.step("search", lambda: page.search.searched.emit("dien luc"))
    shown.step("all again", lambda: page.search.searched.emit(""))
    bar = page.table.verticalScrollBar()
    for part in range(1, 11):
        shown.step("scroll", lambda part=part: bar.setValue(bar.maximum() * part // 10))  # type: ignore[misc]
    shown.step("a row in hand", lambda: page.table.selectRow(3))
    shown.step("calendar", lambda: shown.window.go(PageId.CALENDAR, ""))
    shown.step("outbox again", lambda: shown.window.go(PageId.OUTBOX, ""))
    rows = page.model.rowCount()
    shown.close()
    with capsys.disabled():
        print(f"\n{queued} queued, {rows} rows listed: {shown.watch.report()}")
    assert rows > 0


def test_report_the_alarms_of_a_long_queue(profile: Profile, capsys: Any) -> None:
    """Counted, not read: told as a part of what reading the queue once takes."""
    studio = open_studio(profile, clock=SetClock(THAT_DAY))
    try:
        whole = _median(studio.outbox.list, 3)
        times = {
            "alarms": _median(lambda: studio.outbox.alarms(THAT_DAY), 9),
            "alarms, half of it overdue": _median(lambda: studio.outbox.alarms(THAT_DAY + timedelta(days=4)), 9),
            "counts": _median(studio.outbox.counts, 9),
        }
    finally:
        studio.close()
    with capsys.disabled():
        told = ", ".join(f"{what} {spent * 1000:.1f} ms (1/{whole / spent:.0f})" for what, spent in times.items())
        print(f"\n{QUEUED} deliveries, read once {whole * 1000:.0f} ms: {told}")


def _median(act: Callable[[], object], rounds: int) -> float:
    spent = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)
