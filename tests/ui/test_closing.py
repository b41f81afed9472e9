"""A window that closes carries out what was asked of it, with what follows from it; only a failure keeps it open."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer

from studio.errors import BadInput
from studio.phrase import Bilingual
from studio.ui.main_window import MainWindow
from tests.ui.hands import toast

PATIENCE_S = 60


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What work behind the window waits for; opened at the end in any case."""
    made = threading.Event()
    yield made
    made.set()


def waiting(gate: threading.Event, done: list[str], what: str) -> Callable[[], None]:
    def work() -> None:
        assert gate.wait(PATIENCE_S)
        done.append(what)

    return work


def refuse() -> None:
    raise BadInput(Bilingual("liên kết không đúng.", "the link is wrong."))


def test_what_runs_and_what_waits_its_turn_is_carried_out(window: MainWindow, gate: threading.Event) -> None:
    done: list[str] = []
    for n in range(4):  # more than there are threads
        work = waiting(gate, done, f"pool {n}")
        window.tasks.pool(lambda _, work=work: work(), lasting=True)  # type: ignore[misc]
    window.tasks.store(waiting(gate, done, "store"))
    QTimer.singleShot(0, gate.set)  # the window is still alive while it waits
    assert window.close()
    assert sorted(done) == ["pool 0", "pool 1", "pool 2", "pool 3", "store"]
    assert not window.isVisible()


def test_what_follows_from_it_is_carried_out_too(window: MainWindow, gate: threading.Event) -> None:
    """A picture is read by the pool, then put into the store."""
    done: list[str] = []

    def follow(_: object) -> None:
        window.tasks.store(lambda: done.append("stored"))

    window.tasks.pool(lambda _: waiting(gate, done, "read")(), follow, lasting=True)
    QTimer.singleShot(0, gate.set)
    assert window.close()
    assert done == ["read", "stored"]


def test_work_that_only_shows_something_keeps_no_window_open(window: MainWindow, gate: threading.Event) -> None:
    shown: list[object] = []
    begun = threading.Event()

    def look(ticket: object) -> None:
        begun.set()
        gate.wait(PATIENCE_S)

    window.tasks.pool(look, shown.append)
    assert begun.wait(PATIENCE_S)
    threading.Timer(0.1, gate.set).start()  # the thread itself is waited for
    assert window.close()
    assert shown == []


def test_a_long_end_is_told(window: MainWindow, gate: threading.Event) -> None:
    said: list[str] = []
    window.tasks.store(waiting(gate, [], "slow"))

    def look() -> None:
        said.extend([toast(window).text] if toast(window).isVisible() else [])
        if said:
            gate.set()

    eye = QTimer(interval=20)
    eye.timeout.connect(look)
    eye.start()
    assert window.close()
    eye.stop()
    assert said


def test_a_failure_keeps_the_window_open_once_for_it_to_be_read(window: MainWindow) -> None:
    window.tasks.store(refuse)
    assert not window.close()
    assert window.isVisible()
    assert "iên kết không đúng" in window.banner.text
    window.tasks.store(refuse)
    assert window.close()
