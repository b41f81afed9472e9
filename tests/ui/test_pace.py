"""Nobody looks for garbage while the window comes up, later not among what came up with it, and never on a worker."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from studio.ui import garbage
from studio.ui.garbage import GarbageCollector, collect_due
from studio.ui.run import SWITCH_S, starting
from studio.ui.tasks import Tasks

KNOTS = 20_000


@pytest.fixture(autouse=True)
def nothing_is_frozen() -> Iterator[None]:
    """Begin as the program does: the run of the tests has frozen what was loaded to collect them."""
    gc.enable()
    gc.unfreeze()
    yield
    gc.collect()
    gc.freeze()


class Knot:
    """Garbage that only a search finds; tells on which thread it went."""

    def __init__(self, ended: list[str]) -> None:
        self.me, self.ended = self, ended

    def __del__(self) -> None:
        self.ended.append(threading.current_thread().name)


def make_knots(ended: list[str], enough: threading.Event) -> None:
    """Until there are enough: what is made while a search ends others goes with what comes later."""
    while not enough.is_set():
        Knot(ended)


def test_what_came_up_with_the_window_is_not_looked_through(qtbot: QtBot) -> None:
    with starting():
        assert not gc.isenabled()
        parent = QObject()
        GarbageCollector(parent)
        assert gc.get_freeze_count() > 0


def test_garbage_of_a_busy_worker_goes_on_the_thread_of_the_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "EVERY_MS", 1)
    ended: list[str] = []
    enough = threading.Event()
    parent = QObject()
    tasks = Tasks(parent)
    with starting():
        GarbageCollector(parent)
        tasks.pool(lambda _: make_knots(ended, enough), owner=parent)
        try:
            qtbot.waitUntil(lambda: len(ended) > KNOTS)
        finally:
            enough.set()
    tasks.close()
    assert set(ended) == {threading.main_thread().name}


def test_only_the_generations_that_are_due_are_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(gc, "collect", asked.append)
        patch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
        for counts in ((700, 99, 99), (701, 10, 99), (701, 11, 10), (701, 11, 11)):
            patch.setattr(gc, "get_count", lambda counts=counts: counts)
            collect_due()
    assert asked == [0, 1, 2]


def test_threads_hand_over_sooner_while_there_is_a_window() -> None:
    before = sys.getswitchinterval()
    with starting():
        assert sys.getswitchinterval() == pytest.approx(SWITCH_S)
    assert sys.getswitchinterval() == before


def test_all_is_as_before_when_the_window_is_gone_even_by_an_error() -> None:
    @starting()
    def fail() -> None:
        gc.freeze()
        raise ValueError("gone")

    with pytest.raises(ValueError, match="gone"):
        fail()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
