"""What every test shares: no screen, no time limit that a busy machine could break, nothing left behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from studio.app import open_profile
from studio.doctor import ASSETS
from studio.people import pin, present
from studio.store import engine
from studio.ui.garbage import collect_due
from tests.accounts.keyrings import NoKeyring
from tests.fork_server import start_fork_server
from tests.profile import FAST_HASHER, OPENED, migrate_once, remembering_engine
from tests.shared import share
from tests.soak import SOAK

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":  # without a screen, Qt finds no letters there by itself
    os.environ.setdefault("QT_QPA_FONTDIR", str(ASSETS / "fonts" / "noto-sans"))

# How fast the machine is decides no test, and neither does luck: each run draws the same examples. For others, and more
# of them: `pytest --hypothesis-profile=search`.
UNTIMED = (HealthCheck.too_slow,)
settings.register_profile("studio", deadline=None, suppress_health_check=UNTIMED, derandomize=True)
settings.register_profile(
    "search", deadline=None, suppress_health_check=UNTIMED, print_blob=True, database=None, max_examples=1000
)
settings.load_profile("studio")

GRACE = 30.0  # seconds a thread may take to end after it was asked to
PATIENCE_MS = 60_000  # what a test waits for may take this long on a busy machine

for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive, QtBot.waitExposed):
    _wait.__kwdefaults__ = (_wait.__kwdefaults__ or {}) | {"timeout": PATIENCE_MS}  # pytest-qt's own is five seconds


WINDOW = ("ui", "e2e", "snapshots")
"""Folders of the tests of the window."""


def room_of(path: Path) -> str:
    """The folder below `tests/` in which a file lies."""
    return path.relative_to(Path(__file__).parent).parts[0]


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Let one worker collect first: what it compiled, the others read. Together they would compile it all each."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return (yield)
    compiled = Path(session.config.getoption("basetemp")).with_name("compiled")
    with FileLock(f"{compiled}.lock"):
        if not compiled.exists():
            collected = yield
            compiled.touch()
            return collected
    return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a test of the window that failed once more, on fixtures of its own, and name it in the summary.

    Threads, timers and the screen take turns there: a test that looks a moment too soon fails on a busy machine only.
    Elsewhere, after a kill and in long forms a failure once is a failure, for it may be the one that loses a post.
    """
    for item in items:
        if room_of(item.path) in WINDOW and item.get_closest_marker("kill") is None and not SOAK:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(optionalhook=True, trylast=True)
def pytest_handlecrashitem(report: pytest.TestReport) -> None:
    """A test whose process crashed has failed, whatever it does on another try."""
    report.outcome = "failed"


def pytest_collection_finish() -> None:
    """What was loaded to collect the tests stays until the end: nobody need look through it for what may go."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="module")
def garbage_goes_on_the_main_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """In tests of the window no worker looks for garbage, as in the program (`studio.ui.garbage`)."""
    if room_of(request.path) not in WINDOW:
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def garbage_does_not_pile_up() -> Iterator[None]:
    yield
    collect_due()


@pytest.fixture(autouse=True, scope="session")
def one_application(qapp: object) -> object:
    """Make the widget application before a card test makes a bare one: a process can have only one."""
    return qapp


@pytest.fixture(autouse=True, scope="session")
def workers_share(tmp_path_factory: pytest.TempPathFactory) -> None:
    share(tmp_path_factory)


@pytest.fixture(scope="session")
def nursery() -> None:
    """Of the session, so that what forks the children is there before the first test that looks for processes left."""
    start_fork_server()


@pytest.fixture(autouse=True)
def quick_profiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make profiles in no time: a new store is a copy of a migrated one and knows the SQL of those before it, PINs are
    hashed for no attacker, and nobody asks the keyring of whoever runs the tests.

    Where either is what is tested or measured, a fixture of the same name lets it be.
    """
    monkeypatch.setattr(engine, "run_migrations", migrate_once)
    monkeypatch.setattr(engine, "create_engine", remembering_engine)
    monkeypatch.setattr(pin, "default_hasher", lambda: FAST_HASHER)
    monkeypatch.setattr(open_profile, "Keychain", NoKeyring)


@pytest.fixture(autouse=True)
def nothing_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is written be on the disk when the system likes: no test loses its power.

    A process that is killed loses nothing by it, and processes that a test starts wait as always. Where the waiting is
    what is tested, a fixture of the same name lets it be.
    """
    quick = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in engine.PRAGMAS)
    assert quick != engine.PRAGMAS
    monkeypatch.setattr(engine, "PRAGMAS", quick)
    monkeypatch.setattr(os, "fsync", lambda file: None)


@pytest.fixture(autouse=True)
def stores_are_closed() -> Iterator[None]:
    """Close the stores that the test made; Python 3.13 warns of a database that is merely forgotten."""
    before = len(OPENED)
    yield
    while len(OPENED) > before:
        OPENED.pop().close()


@pytest.fixture(autouse=True)
def no_thread_is_left_behind() -> Iterator[None]:
    """Fail a test whose threads are still running when it is over."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not _is_qts(thread)]
    for thread in left:
        thread.join(GRACE)
    alive = [thread.name for thread in left if thread.is_alive()]
    assert alive == [], f"threads left running: {alive}"


@pytest.fixture(autouse=True)
def no_process_is_left_behind() -> Iterator[None]:
    """Fail a test that leaves a child process; Linux tells of them for nothing."""
    before = _children()
    yield
    left = _children() - before
    assert left == set(), f"processes left running: {left}"


def _children() -> set[str]:
    """Ids of the processes that this one started and has not waited for.

    Python's own tracker of shared resources is left out: `spawn` starts one, and it ends with this process.
    """
    found = {pid for task in Path("/proc/self/task").glob("*/children") for pid in _read(task).split()}
    return {pid for pid in found if "resource_tracker" not in _read(Path("/proc", pid, "cmdline"))}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:  # that thread has ended meanwhile
        return ""


def _is_qts(thread: threading.Thread) -> bool:
    """Qt's own threads show up as dummies once Python code has run in them, and cannot be joined."""
    return isinstance(thread, threading._DummyThread)


@pytest.fixture(autouse=True)
def nobody_is_at_work() -> Iterator[None]:
    """Begin and end each test with nobody signed in, and no PIN given."""
    yield
    present.bring(None)
    present.forget()
