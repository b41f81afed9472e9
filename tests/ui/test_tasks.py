"""Work behind the window comes back to it, in order, and can be dropped."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.errors import BadInput, StudioError
from studio.phrase import Bilingual
from studio.ui.tasks import BUG, Tasks, Ticket

RACES = 1_500
"""Enough: of as many, some 50 went on a worker as long as it held what it had done."""


def do_nothing(*_: object) -> None:
    return


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_the_result_comes_back_on_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    threads: list[int] = []
    got: list[int] = []

    def work() -> int:
        threads.append(threading.get_ident())
        return 7

    def done(result: int) -> None:
        threads.append(threading.get_ident())
        got.append(result)

    tasks.store(work, done)
    qtbot.waitUntil(lambda: got == [7])
    assert threads[0] != threading.get_ident() == threads[1]


def test_the_store_is_served_one_after_the_other(tasks: Tasks, qtbot: QtBot) -> None:
    order: list[int] = []
    gate = threading.Event()

    def first() -> None:
        gate.wait(60)
        order.append(1)

    tasks.store(first)
    for number in (2, 3, 4):
        tasks.store(lambda number=number: order.append(number))  # type: ignore[misc]
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 4)
    assert order == [1, 2, 3, 4]


class Part:
    """Stands for a part of the window; tells whether it went on the window's thread."""

    def __init__(self, ended: list[bool]) -> None:
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.current_thread() is threading.main_thread())


@pytest.mark.parametrize("fails", [False, True])
def test_no_worker_lets_go_of_a_part_of_the_window(tasks: Tasks, qapp: QApplication, qtbot: QtBot, fails: bool) -> None:
    ended: list[bool] = []

    def ask(start: Callable[..., Ticket]) -> None:
        in_work, in_done, in_failed = Part(ended), Part(ended), Part(ended)

        def work(*_: object) -> tuple[Part, Part]:
            if fails:
                raise BadInput(str(in_work))
            return in_work, Part(ended)

        start(work, partial(do_nothing, in_done), failed=partial(do_nothing, in_failed))

    before = sys.getswitchinterval()
    sys.setswitchinterval(0.000005)  # a thread is stopped between any two steps
    try:
        for number in range(RACES):
            ask(tasks.pool if number % 2 else tasks.store)
            if number % 5 == 0:
                qapp.processEvents()
        qtbot.waitUntil(lambda: tasks.idle)
    finally:
        sys.setswitchinterval(before)
    tasks.close()
    assert len(ended) == RACES * (3 if fails else 4)
    assert all(ended)


def test_an_error_for_people_reaches_whoever_waits(tasks: Tasks, qtbot: QtBot) -> None:
    errors: list[StudioError] = []

    def work() -> None:
        raise BadInput(Bilingual("tệp trống.", "the file is empty."), where="a.docx")

    tasks.store(work, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].sentence("vi") == "a.docx: tệp trống."


def test_a_bug_becomes_one_sentence_and_a_line_in_the_log(
    tasks: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> None:
        raise ZeroDivisionError("phép chia")

    with qtbot.waitSignal(tasks.trouble) as told:
        tasks.pool(lambda _: work())
    assert told.args[0].phrase == BUG
    assert "ZeroDivisionError" in caplog.text


def test_a_newer_question_drops_the_older(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    owner = QObject()
    answers: list[str] = []
    tasks.store(lambda: gate.wait(60))
    for word in ("a", "ab", "abc"):
        tasks.store(lambda word=word: word, answers.append, owner=owner, key="search")  # type: ignore[misc]
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert answers == ["abc"]


def test_nothing_reaches_an_owner_that_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    import shiboken6

    gate = threading.Event()
    owner = QObject()
    answers: list[bool] = []
    tasks.store(lambda: gate.wait(60), answers.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert answers == []


def test_long_work_tells_how_far_it_is_and_can_be_stopped(tasks: Tasks, qtbot: QtBot) -> None:
    moves: list[tuple[int, int]] = []
    answers: list[str] = []

    def work(ticket: Ticket) -> str:
        steps = 0
        while not ticket.cancelled:
            steps += 1
            ticket.progress(steps, 0)
            threading.Event().wait(0.002)
        return "stopped"

    ticket = tasks.pool(work, answers.append, moved=lambda a, b: moves.append((a, b)))
    qtbot.waitUntil(lambda: len(moves) > 2)
    ticket.cancel()
    qtbot.waitUntil(lambda: tasks.idle)
    assert answers == []
    assert moves[0] == (1, 0)


def test_closing_finishes_what_the_store_was_asked(qapp: QApplication) -> None:
    tasks = Tasks()
    kept: list[str] = []
    for number in range(20):
        tasks.store(lambda number=number: kept.append(f"bản nháp {number}"))  # type: ignore[misc]
    tasks.close()
    assert len(kept) == 20
