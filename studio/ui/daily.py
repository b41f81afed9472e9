"""What is done once a day while a window is open: the copy of its profile, and the next beginning of practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from studio.ui.main_window import MainWindow

FIRST_MS, AGAIN_MS = 20_000, 3_600_000
"""It begins so long after a profile is of use: by then somebody has signed in and sees a page, which it would slow
down. It is looked at anew each hour, for a window may stay open over night."""


class DailyWork(QObject):
    """Of whatever profile `window` has open; what is done already today takes a moment."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._soon = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._again = QTimer(self, interval=AGAIN_MS)
        for timer in (self._soon, self._again):
            timer.timeout.connect(self._do)
        window.begun.connect(self._soon.start)
        self._again.start()

    def _do(self) -> None:
        studio, pool = self._window.studio, self._window.tasks.pool
        if studio is None:
            return
        pool(lambda _: studio.back_up_daily(), owner=self._window, lasting=True)
        if studio.settings.practice:
            pool(
                lambda ticket: studio.lessons.prepare_reset(lambda: not ticket.cancelled),
                failed=lambda _: None,  # the reset itself tells what hinders it
            )
