"""From a profile to a window and back."""

from __future__ import annotations

import contextlib
import gc
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from studio.config import SettingsFile
from studio.crash import CrashHandler
from studio.paths import Profile
from studio.ui import page_specs
from studio.ui.arrivals import Arrivals
from studio.ui.clipboard import keep_paths_whole
from studio.ui.daily import DailyWork
from studio.ui.garbage import GarbageCollector
from studio.ui.icons import glyph
from studio.ui.idle_imports import IdleImporter, in_order
from studio.ui.instance import Claim, SecondStartListener
from studio.ui.language import LanguageManager
from studio.ui.main_window import MainWindow
from studio.ui.preferences import Preferences
from studio.ui.session import Session
from studio.ui.tasks import Tasks
from studio.ui.theme import Theme
from studio.ui.tokens import LIGHT, Tone

if TYPE_CHECKING:
    from studio.app.backups import ProfileBackups
    from studio.ui.page import Hint, Loader, PeopleLoader


NAME, DESKTOP_NAME = "Page Studio", "page-studio"

UNPAINTED_MS = 400
"""A window started minimised is not painted: its services open all the same."""


SIZES = (16, 24, 32, 48, 64, 128, 256)
CORNER, INSET = 0.22, 0.2
"""Parts of the side: radius of the corners, and room around the stamp."""


# Cyclic garbage is looked for among everything that is alive, and all threads stand still meanwhile. While modules are
# imported that happens again and again, the last time for 100 ms, and finds nothing: what lives then, lives to the end.


SWITCH_S = 0.001
"""Within which a thread that computes hands over. The window's asks for its turn hundreds of times while a page is
built: beside a busy worker that takes twice as long at Python's own five milliseconds. The worker loses a tenth."""


@contextmanager
def starting() -> Iterator[None]:
    """Around the life of the window: nobody looks for garbage but its `GarbageCollector`, once the profile is open."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    gc.disable()
    try:
        yield
    finally:
        sys.setswitchinterval(before)
        gc.unfreeze()
        gc.enable()


class EndSignal:
    """Closes a window at SIGTERM, as its own button would. Made before anything of Qt runs: what comes before `watch`
    is kept for it.

    Python hears of a signal only between two of its own instructions, and Qt's loop has none: the number is written to
    a socket that wakes the loop. An exception would be lost in whatever of Qt called Python just then.
    """

    def __init__(self) -> None:
        self._window: QWidget | None = None
        self._notifier: QSocketNotifier | None = None
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        self._former_handler = signal.signal(signal.SIGTERM, _noted)
        self._former_wakeup = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)

    def watch(self, window: QWidget) -> None:
        """From now on it is `window` that is closed."""
        self._window = window
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, window)
        self._notifier.activated.connect(self._come)

    def remember(self) -> None:
        """The request came before this was made: the window is closed as soon as the loop runs."""
        self._told.send(bytes([signal.SIGTERM]))

    def give_back(self) -> None:
        """Leave the signal to whoever had it before."""
        if self._notifier is not None and isValid(self._notifier):
            self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._former_wakeup)
        signal.signal(signal.SIGTERM, self._former_handler)
        self._heard.close()
        self._told.close()

    def _come(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._heard.recv(64)
        window = self._window
        if window is not None and not window.close():  # something failed that a person should read; nobody will
            window.close()


def _noted(_number: int, _frame: FrameType | None) -> None:
    """The socket has it."""


def app_icon() -> QIcon:
    """The icon in every size a desktop asks for."""
    icon = QIcon()
    for side in SIZES:
        icon.addPixmap(_paint(side))
    return icon


def name_for_task_bar() -> None:
    """Let Windows group the windows under this program, not under Python."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("PageStudio")


def _paint(side: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * CORNER, side * CORNER)
    inner = round(side * (1 - 2 * INSET))
    place = (side - inner) // 2
    painter.drawPixmap(place, place, glyph("stamp", LIGHT.on_accent, inner))
    painter.end()
    return pixmap


def make_window(
    app: QApplication,
    profile: Profile,
    settings_file: SettingsFile,
    *,
    sample: Loader | None = None,
    training: Loader | None = None,
    hint: Hint | None = None,
    rescue: Callable[[], ProfileBackups] | None = None,
    bug: Callable[[BaseException], None] | None = None,
) -> MainWindow:
    """The window of `profile`, dressed and in its language, not yet shown. Raises StudioError."""
    loaded = settings_file.load()
    settings = loaded.settings
    theme, language = Theme(app), LanguageManager(app)
    language.use(settings.language)
    theme.apply(settings.theme, settings.font_scale)
    theme.move(settings.motion)
    tasks, session = Tasks(app, bug=bug), Session(app, settings.lock_minutes)
    preferences = Preferences(settings, settings_file, theme=theme, language=language, session=session, tasks=tasks)
    window = MainWindow(
        profile,
        preferences=preferences,
        tasks=tasks,
        session=session,
        theme=theme,
        language=language,
        sample=sample,
        training=training,
        hint=hint,
        rescue=rescue,
    )
    for owned in (theme, language, tasks, session, preferences):
        owned.setParent(window)
    if loaded.messages:
        window.banner.say(Tone.AMBER, " ".join(language.say(message) for message in loaded.messages))
    return window


def run(
    profile: Profile,
    load: Loader,
    *,
    door: PeopleLoader | None = None,
    settings_file: SettingsFile,
    claimed: Claim,
    crash: CrashHandler | None = None,
    sample: Loader | None = None,
    training: Loader | None = None,
    hint: Hint | None = None,
    rescue: Callable[[], ProfileBackups] | None = None,
    post: str = "",
    earlier_fault: Path | None = None,
    asked_to_end: Callable[[], bool] = lambda: False,
    argv: Sequence[str] = (),
) -> int:
    """Show the window of `profile` until it is closed; returns the exit code, or RESTART. Raises StudioError.

    `door` and then `load` open the people and the services; they are called on the worker after the first paint and
    should import what is heavy.
    `claimed` is the right to the window; it is given back when the window is closed. `crash` is told how to save what
    is open and how to tell the person. `sample` makes and opens the practice profile with sample material, `training`
    that of the lessons; `hint` is what a person needs to know to sign in there. `rescue` gives the backups where the
    database is gone. `post` is the id of a post to begin with, or a file as `asks_for` names it.
    `earlier_fault` is the file with the stacks of a fault that ended the program the last time. `asked_to_end` tells
    whether the system asked the program to end while this was being imported.
    """
    ending = EndSignal()
    app = QApplication([sys.argv[0], *argv])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("")
    app.setDesktopFileName(DESKTOP_NAME)
    keep_paths_whole()
    name_for_task_bar()
    window = make_window(
        app, profile, settings_file, sample=sample, training=training, hint=hint, rescue=rescue, bug=_bug_of(crash)
    )
    if crash is not None:
        crash.save_first("window", window.crashes.save)
        crash.tell_with(window.crashes.tell)
    if claimed.crashed:
        window.crashes.say_ended_suddenly(earlier_fault)
    window.show()
    second_start = SecondStartListener(profile, window)
    arrivals = Arrivals(window)
    second_start.asked.connect(arrivals.take)

    def begin() -> None:
        app.setWindowIcon(app_icon())
        window.load(load, door=door, what=arrivals.first(post))
        second_start.open()

    window.begun.connect(lambda: _settle(window), Qt.ConnectionType.SingleShotConnection)
    DailyWork(window)

    AfterPaint(window, begin)
    ending.watch(window)
    if asked_to_end():
        ending.remember()
    try:
        return app.exec()
    finally:
        ending.give_back()
        second_start.close()
        claimed.give_back()


def _settle(window: MainWindow) -> None:
    """Do what could wait until the window is of use: import modules, warm the services, collect the garbage."""

    def collect(_: None) -> None:
        GarbageCollector(window)

    def warm() -> None:
        studio = window.studio  # another profile may have been opened meanwhile
        if studio is not None:
            window.tasks.pool(lambda _: studio.warm(), collect, owner=window)

    def bring_in(modules: list[str]) -> None:
        IdleImporter(window, modules, warm)

    window.tasks.pool(lambda _: in_order(page_specs.modules()), bring_in, owner=window)


class AfterPaint(QObject):
    """Calls `then` once: after the first paint, with which it would compete, or soon where nothing is painted."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self.painted = False
        self._latest = QTimer(self, singleShot=True, interval=UNPAINTED_MS)
        self._latest.timeout.connect(self._go)
        self._latest.start()
        for part in self._parts:
            part.installEventFilter(self)

    @property
    def _parts(self) -> tuple[QObject, ...]:
        """Without the practice frame nothing of the window itself is to be seen, and Qt paints only what is."""
        return self._window, self._window.rail

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted = True
            self._latest.start(0)
        return False

    def _go(self) -> None:
        for part in self._parts:
            part.removeEventFilter(self)
        self._then()


def _bug_of(crash: CrashHandler | None) -> Callable[[BaseException], None] | None:
    """What background work does with an exception nobody foresaw."""
    if crash is None:
        return None
    return lambda error: crash.handle(type(error), error, error.__traceback__, thread=threading.current_thread().name)
