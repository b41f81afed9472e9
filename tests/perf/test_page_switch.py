"""From a press on the rail to the page: in sight, and with all that it reads.

The floor is a window of the same size that turns between two pages of a label each. Printed, never a timed failure.

    pytest tests/perf/test_page_switch.py -m perf -s
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from time import perf_counter, process_time
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget
from pytestqt.qtbot import QtBot

from studio.ui import page_specs
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.soak import amount
from tests.ui.hands import EVERYWHERE

pytestmark = pytest.mark.perf
ROUNDS = amount(5, 15)


class Turn(NamedTuple):
    """Milliseconds."""

    seen: float
    whole: float
    cpu: float


class Painted(QObject):
    """Whether anything was painted since `again`."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.done = False
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.done = self.done or event.type() == QEvent.Type.Paint
        return False


def timed(act: Callable[[], object], painted: Painted, rests: Callable[[], bool]) -> Turn:
    QApplication.processEvents()
    painted.done = False
    start, cost = perf_counter(), process_time()
    act()
    while not painted.done:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 1)
    seen = perf_counter() - start
    while not rests():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 1)
    return Turn(seen * 1000, (perf_counter() - start) * 1000, (process_time() - cost) * 1000)


def middle(turns: Sequence[Turn]) -> Turn:
    return Turn(*(statistics.median(each) for each in zip(*turns, strict=True)))


def said(turn: Turn) -> str:
    return f"in sight {turn.seen:.1f} ms, whole {turn.whole:.1f} ms, {turn.cpu:.1f} ms computed"


def floor(window: MainWindow, painted: Painted) -> Turn:
    bare = QStackedWidget()
    for words in ("one", "two"):
        bare.addWidget(QLabel(words))
    bare.resize(window.size())
    bare.show()
    QApplication.processEvents()
    turns = [timed(partial(bare.setCurrentIndex, number % 2), painted, lambda: True) for number in range(1, 20)]
    bare.close()
    return middle(turns)


def test_report_how_soon_a_page_is_there(
    qapp: QApplication, window: MainWindow, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    assert window.studio is not None
    for module in page_specs.modules():  # as the window does once it is of use
        import_module(module)
    window.studio.warm()
    painted = Painted(qapp)
    turns: dict[PageId, list[Turn]] = {}
    for _ in range(ROUNDS + 1):
        for page in EVERYWHERE:
            if window.page is None or window.page.id is not page:
                turn = timed(partial(window.go, page, ""), painted, lambda: window.tasks.idle)
                turns.setdefault(page, []).append(turn)
                assert window.page is not None
                assert window.page.id is page
    bare = floor(window, painted)
    first = middle([each[0] for each in turns.values()])
    again = middle([turn for each in turns.values() for turn in each[1:]])
    with capsys.disabled():
        print(f"\npage made and shown: {said(first)}; shown again: {said(again)}")
        print(f"shown again: {again.seen / bare.seen:.0f} × the turn of a bare stack, {said(bare)}")
        for page, each in turns.items():
            print(f"  {page}: first {said(each[0])}; again {said(middle(each[1:]))}")
    qapp.removeEventFilter(painted)
