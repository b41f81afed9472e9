"""What the window does when something nobody foresaw happens: save, tell, and offer to start again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.tokens import Tone

if TYPE_CHECKING:  # nothing of a crash is part of the first paint
    from studio.crash import Crash
    from studio.ui.crash_dialog import CrashDialog

SAVE_WAIT = 5.0
"""Seconds that another thread waits for the window to save what is open."""


class CrashController(QObject):
    """Between the crash handler, which may call from any thread, and the window."""

    _happened = Signal(object)
    _wanted = Signal(object)

    def __init__(
        self,
        window: QWidget,
        language: LanguageManager,
        *,
        save: Callable[[], None],
        again: Callable[[], None],
        banner: Callable[[Tone, str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._language = window, language
        self._save_now, self._again, self._banner = save, again, banner
        self._dialog: CrashDialog | None = None
        self._happened.connect(self._show)
        self._wanted.connect(self._save_for)

    def tell(self, crash: Crash) -> None:
        """Show a crash; from any thread."""
        self._happened.emit(crash)

    def save(self) -> None:
        """Save what is open; from any thread. Raises TimeoutError when the window does not answer."""
        if threading.current_thread() is threading.main_thread():
            self._save_now()
            return
        done = threading.Event()
        self._wanted.emit(done)
        if not done.wait(SAVE_WAIT):
            raise TimeoutError("the window does not answer")

    def say_ended_suddenly(self, report: Path | None) -> None:
        """Tell the person that the last window did not end of its own accord, and that nothing is lost by it."""
        words = tr("The app closed unexpectedly the last time. What was written is kept; please check it.")
        if report is not None:
            words += " " + tr("For the technical officer: {path}").format(path=report)
        self._banner(Tone.AMBER, words)

    def _save_for(self, done: threading.Event) -> None:
        self._save_now()
        done.set()

    def _show(self, crash: Crash) -> None:
        if self._dialog is not None or not self._window.isVisible():
            self._banner(Tone.RED, self._language.say(crash.sentence))
            return
        from studio.ui.crash_dialog import CrashDialog

        self._dialog = CrashDialog(crash, self._again, self._window)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        self._dialog = None
