"""The command bar over a profile of years: from the key to its first paint, and to what the store finds.

The bar: first paint within 50 ms. The floor is a bare overlay with a field and a list of as many lines, shown and
painted in the same window. Printed, never a timed failure.

    pytest tests/perf/test_command_speed.py -m perf -s
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from studio.app import open_studio
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.ui.command.bar import CommandBar
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.run import make_window
from studio.ui.widgets.layout import column

pytestmark = pytest.mark.perf
ROUNDS = 15
QUERIES = ("canh bao", "giao thông", "nha tro", "tuan tra ban dem", "vé tàu")


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path, years: Callable[[Path], Profile]) -> Iterator[MainWindow]:
    profile = years(tmp_path)
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(language="vi", theme="light", lock_minutes=0))
    made = make_window(qapp, profile, file, sample=None)
    made.show()
    made.load(lambda: open_studio(profile, clock=SystemClock()), first=PageId.SETTINGS, sign_in_first=False)
    qtbot.waitUntil(lambda: made.page is not None and made.tasks.idle)
    yield made
    made.close()
    made.deleteLater()


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of `act` and the paint after it."""
    began = perf_counter()
    act()
    QApplication.processEvents()
    return (perf_counter() - began) * 1000


def bare(window: QWidget, lines: int) -> float:
    """The floor."""
    over = QWidget(window)
    line, rows = QLineEdit(), QListView()
    rows.setModel(QStringListModel([f"Mở trang: {number}" for number in range(lines)], over))
    over.setLayout(column(line, rows))
    over.resize(720, 540)

    def show() -> None:
        over.show()
        over.raise_()
        line.setFocus()

    took = timed(show)
    over.hide()
    over.deleteLater()
    return took


def test_report_opening_and_searching(window: MainWindow, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    first = timed(window.open_command)
    bar = window.findChild(CommandBar)
    assert bar is not None
    qtbot.waitUntil(lambda: window.tasks.idle)
    opened, floors, typing, found = [], [], [], []
    seen = 0
    for _ in range(ROUNDS):
        bar.close_popover()
        QApplication.processEvents()
        floors.append(bare(window, len(bar.list.picks)))
        opened.append(timed(window.open_command))
        qtbot.waitUntil(lambda: window.tasks.idle)
    for query in QUERIES * 3:
        typing.append(timed(partial(bar.line.setText, query)))
        began = perf_counter()
        bar.line.searched.emit(query)
        qtbot.waitUntil(lambda: window.tasks.idle)
        found.append((perf_counter() - began) * 1000)
        seen += sum(pick.id.startswith("post:") for pick in bar.list.picks)
    assert seen
    bar.close_popover()
    at_once, floor, typed, posts = (statistics.median(times) for times in (opened, floors, typing, found))
    with capsys.disabled():
        print(f"\nfirst opening {first:.0f} ms; opening {at_once:.0f} ms = {at_once / floor:.1f} × a bare overlay")
        print(f"commands after a key {typed:.1f} ms; posts and law found after {posts:.0f} ms (median)")
