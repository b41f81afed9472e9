"""Lets posts come and go behind the window, by the department's hub and by the folder that is watched.

Where there is neither it asks nobody.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio.news import News
from studio.ui.tasks import Tasks

if TYPE_CHECKING:
    from studio.app.studio import Studio

EVERY_MS = 60_000
SPREAD = 0.2
"""A part of the interval by which it is shorter or longer, so that 187 stations do not ask at once."""
OWN = frozenset({"hub.synced", "exchange.folder_used"})
"""What a contact itself tells: none follows it."""
SOON_MS = 2_000
"""After something was done here, until it is sent."""


class ExchangeCourier(QObject):
    """A contact every minute, and soon after something was done here. `told` hears after each, and whether anything
    changed that people see."""

    _news = Signal()

    def __init__(self, studio: Studio, tasks: Tasks, told: Callable[[bool], None], parent: QObject) -> None:
        super().__init__(parent)
        self._studio, self._tasks, self._told = studio, tasks, told
        self._used = self._running = self._again = False
        self._timer = QTimer(self, singleShot=True)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        for timer in (self._timer, self._soon):
            timer.timeout.connect(self.go)
        self._news.connect(self._heard)
        self._deaf = studio.news.listen(self._listen)

    def go(self) -> None:
        """Make contact, or have one follow the one under way."""
        self._soon.stop()
        if self._running:
            self._again = True
            return
        self._running = True
        self._tasks.pool(lambda _: contact(self._studio), self._done, owner=self, failed=lambda _: self._done(None))

    def stop(self) -> None:
        self._deaf()
        self._timer.stop()
        self._soon.stop()

    def _listen(self, news: News) -> None:
        """On the thread that tells it."""
        if news.name not in OWN:
            self._news.emit()

    def _heard(self) -> None:
        if self._used and not self._soon.isActive():
            self._soon.start()

    def _done(self, changed: bool | None) -> None:
        """`changed` is None where there is neither hub nor folder."""
        self._running, self._used = False, changed is not None
        self._timer.start(round(EVERY_MS * random.uniform(1 - SPREAD, 1 + SPREAD)))  # noqa: S311 (no secret)
        if changed is not None:
            self._told(changed)
        if self._again:
            self._again = False
            self.go()


def contact(studio: Studio) -> bool | None:
    """One contact, on the pool: whether anything changed; None where there is neither hub nor folder."""
    joined, folder = studio.hub.joined() is not None, studio.shared_folder.place() is not None
    if not (joined or folder):
        return None
    came = studio.hub.sync().changed if joined else False
    return (studio.shared_folder.look().taken > 0 if folder else False) or came
