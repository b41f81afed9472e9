"""Work in steps: the window answers in between, and whoever needs the result gets it whole."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.ui.composer.page import IncrementalBuilder

STEPS = 3


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    return QObject()


def counted(done: list[int]) -> Generator[None, None, str]:
    for number in range(STEPS):
        done.append(number)
        yield
    return "made"


def test_other_work_comes_between_the_steps(owner: QObject, qtbot: QtBot) -> None:
    done: list[int] = []
    beats: list[int] = []
    beat = QTimer(owner, interval=0)
    beat.timeout.connect(lambda: beats.append(len(done)))
    beat.start()
    work = IncrementalBuilder(counted(done), owner)
    qtbot.waitUntil(lambda: work.made is not None)
    beat.stop()
    assert set(range(1, STEPS + 1)) <= set(beats)
    assert work.made == "made"


def test_nothing_is_done_before_the_first_turn(owner: QObject) -> None:
    done: list[int] = []
    work = IncrementalBuilder(counted(done), owner)
    assert (done, work.made) == ([], None)


def test_whoever_needs_it_has_it_done_at_once_and_once(owner: QObject, qapp: QApplication) -> None:
    done: list[int] = []
    work = IncrementalBuilder(counted(done), owner)
    qapp.processEvents()
    assert work.whole() == work.whole() == "made"
    assert done == [0, 1, 2]


def test_a_step_that_fails_ends_the_work(owner: QObject) -> None:
    def fail() -> Generator[None, None, str]:
        yield
        raise ValueError("no")

    work = IncrementalBuilder(fail(), owner)
    with pytest.raises(ValueError, match="no"):
        work.whole()
    with pytest.raises(RuntimeError, match="failed"):
        work.whole()
