"""A window of its own for each test, with a small studio behind it; nothing may be left when the test is over."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

from studio import translation
from studio.app import Studio
from studio.app.backups import ProfileBackups
from studio.config import Settings, SettingsFile
from studio.templates.card import CardSpec
from studio.ui import background_jobs
from studio.ui.calendar import emergency
from studio.ui.composer.cards_view import CardView
from studio.ui.composer.chooser import looks
from studio.ui.exchange import hub_contact
from studio.ui.main_window import MainWindow
from studio.ui.page import Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.posts.page import PostsPage
from studio.ui.posts.view import PostsTab
from studio.ui.run import make_window
from studio.ui.stylesheet import sheet
from studio.ui.theme import Theme
from studio.ui.tokens import LIGHT
from studio.ui.widgets import banner, buttons
from tests.ui.preparation import open_new_unit, open_practising, open_unit
from tests.ui.scripted_lessons import ScriptedLessons
from tests.ui.unit import Unit

T = TypeVar("T")
V = TypeVar("V", bound=PostsTab)
MakeWindow = Callable[..., MainWindow]


def still_running() -> list[QTimer | QThread]:
    """Timers and threads that were started from Python and still run; Qt's own and the window's thread apart."""
    return [
        thing
        for thing in getAllValidWrappers()
        if (type(thing) is QTimer and thing.isActive())
        or (isinstance(thing, QThread) and thing.isRunning() and not thing.isMainThread())
    ]


def open_stores() -> set[str]:
    """The database files that this process holds open, with their handles, where the system tells of them."""
    folder = Path("/proc/self/fd")
    held = {f"{handle.name} {_where(handle)}" for handle in (folder.iterdir() if folder.exists() else ())}
    return {each for each in held if each.endswith(".sqlite3")}


def _where(handle: Path) -> str:
    try:
        return str(handle.readlink())
    except OSError:  # closed meanwhile, as is the one by which the folder was listed
        return ""


@pytest.fixture(autouse=True)
def english() -> None:
    """A test begins in English, as the program does, whatever the one before it spoke."""
    translation.use("en")


@pytest.fixture(autouse=True)
def no_store_is_left_open() -> Iterator[None]:
    """Fail a test whose window left a database open."""
    before = open_stores()
    yield
    if open_stores() - before:
        gc.collect()
    assert open_stores() - before == set()


@pytest.fixture(autouse=True)
def nothing_of_qt_is_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window open, a timer or a thread running."""
    yield
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == []
    running = still_running()
    if running:
        gc.collect()  # a timer nobody holds any more is no leak
        running = still_running()
    assert running == []


@pytest.fixture(autouse=True)
def nothing_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a person all the time there is: no background job begins by itself, no word of success and no first
    press of two is over, while a busy machine gets on with the test."""
    day = 24 * 60 * 60 * 1000
    for module, name in (
        (background_jobs, "EVERY_MS"),
        (hub_contact, "EVERY_MS"),
        (emergency, "EVERY_MS"),
        (banner, "SHOWN_MS"),
        (banner, "WITH_ACTION_MS"),
        (buttons, "PATIENCE_MS"),
    ):
        monkeypatch.setattr(module, name, day)


_TILES: dict[str, QImage] = {}


@pytest.fixture(autouse=True)
def tiles_are_painted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paint the cards on the tiles of templates for one window of this process: each composer would paint them anew."""
    paint = CardView.picture

    def picture(view: CardView, spec: CardSpec, size: str, width: int) -> QImage:
        if (size, width) != (looks.SIZE, looks.WIDTH):
            return paint(view, spec, size, width)
        known = _TILES.get(spec.sha256) or paint(view, spec, size, width)
        if not known.isNull():
            _TILES[spec.sha256] = known
        return QImage(known)

    monkeypatch.setattr(CardView, "picture", picture)


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Theme]:
    """The look of the window, worn here by every widget that is shown without one."""
    theme = Theme(qapp)
    theme.apply("light", 100)
    qapp.setStyleSheet(sheet(LIGHT))
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def studio(unit: Unit) -> Studio:
    """The services of the unit at work."""
    return unit.studio


@pytest.fixture
def after_windows() -> Iterator[ExitStack]:
    """Closed once the windows of the test are: a window that closes still writes."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def unit(after_windows: ExitStack) -> Unit:
    """The unit at work, with real services: see `tests.ui.unit`."""
    opened = open_unit()
    after_windows.callback(opened.close)
    return opened


@pytest.fixture
def new_unit(after_windows: ExitStack) -> Unit:
    """The same unit before its first post."""
    opened = open_new_unit()
    after_windows.callback(opened.close)
    return opened


@pytest.fixture
def practising_unit(after_windows: ExitStack, tmp_path: Path) -> Unit:
    """The same people, posts and pages, practising."""
    opened = open_practising(tmp_path / "practice")
    after_windows.callback(opened.close)
    return opened


@pytest.fixture
def lessons(practising_unit: Unit) -> ScriptedLessons:
    """Lessons whose steps are done when a test says so."""
    return ScriptedLessons(practising_unit.studio.events)


@pytest.fixture
def practising(practising_unit: Unit, lessons: ScriptedLessons) -> Studio:
    """The services of that unit with those lessons."""
    return replace(practising_unit.studio, lessons=lessons)


@pytest.fixture
def make(qapp: QApplication, qtbot: QtBot, tmp_path: Path, after_windows: ExitStack) -> Iterator[MakeWindow]:
    """Make a window over a studio and open the profile; it is closed after the test.

    `sign_in_first` begins behind the door of a unit's profile. Without, nobody is asked, as in a sample.
    """
    made: list[MainWindow] = []

    def build(
        studio: Studio,
        settings: Settings | None = None,
        *,
        load: bool = True,
        first: PageId = PageId.SETTINGS,  # the quickest to build
        sign_in_first: bool = False,
        rescue: Callable[[], ProfileBackups] | None = None,
    ) -> MainWindow:
        file = SettingsFile(tmp_path / "settings.json")
        file.save(settings or Settings(language="vi", theme="light", lock_minutes=0, practice=studio.settings.practice))
        window = make_window(qapp, studio.profile, file, sample=lambda: studio, rescue=rescue)
        made.append(window)
        window.show()
        if load:
            window.load(lambda: studio, first=first, sign_in_first=sign_in_first)
            qtbot.waitUntil(lambda: window.page is not None or window.lock.screen is not None)
        return window

    yield build
    for window in made:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make: MakeWindow, studio: Studio) -> MainWindow:
    """The window over that studio, at its first page."""
    return make(studio)


@pytest.fixture
def shell(window: MainWindow) -> Shell:
    """What the pages of that window are given."""
    assert window.shell is not None
    return window.shell


@pytest.fixture
def idle(window: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    """Wait until no work is under way behind the window."""
    return lambda: qtbot.waitUntil(lambda: window.tasks.idle)


def show(window: MainWindow, qtbot: QtBot, page: PageId, what: str = "") -> Page:
    """Open a page and wait until it has read what it shows."""
    window.go(page, what)
    qtbot.waitUntil(lambda: window.tasks.idle)
    shown = window.page
    assert shown is not None
    return shown


def view(window: MainWindow, qtbot: QtBot, kind: type[V], what: str) -> V:
    """Open a view of the posts, and wait until it has read what it shows."""
    page = show(window, qtbot, PageId.POSTS, what)
    assert isinstance(page, PostsPage)
    assert isinstance(page.view, kind)
    return page.view


def shown(kind: type[T]) -> T:
    """The window or dialog of that kind that is on the screen."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
