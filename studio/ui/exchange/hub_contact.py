"""Keeps contact with the department's hub behind the window; where none was joined it asks nobody."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from studio.events import ServiceEvent
from studio.ui.tasks import Tasks

if TYPE_CHECKING:
    from studio.app.studio import Studio

EVERY_MS = 60_000
SPREAD = 0.2
"""A part of the interval by which it is shorter or longer, so that 187 stations do not ask at once."""
SOON_MS = 2_000
"""After something was done here, until it is sent."""
HINT_MS = 5_000
"""Between two looks for the hub's hint that something came, while somebody works with the window."""


class HubContact(QObject):
    """A contact every minute, and soon after something was done here. `told` hears after each, and whether anything
    changed that people see."""

    _news = Signal(bool)
    """Something was done here; carries whether it was that a hub was joined."""

    def __init__(self, studio: Studio, tasks: Tasks, told: Callable[[bool], None], parent: QObject) -> None:
        super().__init__(parent)
        self._studio, self._tasks, self._told = studio, tasks, told
        self._joined = self._running = self._again = False
        self._timer = QTimer(self, singleShot=True)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._hints = QTimer(self, interval=HINT_MS)
        for timer in (self._timer, self._soon):
            timer.timeout.connect(self.go)
        self._hints.timeout.connect(self._look)
        self._news.connect(self._heard)
        self._deaf = studio.events.listen(self._listen)

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
        for timer in (self._timer, self._soon, self._hints):
            timer.stop()

    def _look(self) -> None:
        """See whether the hub gave a hint; not while nobody looks."""
        if self._running or QGuiApplication.applicationState() is not Qt.ApplicationState.ApplicationActive:
            return
        hub = self._studio.hub
        self._tasks.pool(lambda _: hub.hinted(), self._hinted, owner=self, failed=lambda _: None)

    def _hinted(self, something: bool) -> None:
        if something:
            self.go()

    def _listen(self, news: ServiceEvent) -> None:
        """On the thread that tells it."""
        joined = news.name == "hub.joined"
        if joined or not news.name.startswith("hub."):
            self._news.emit(joined)

    def _heard(self, joined: bool) -> None:
        self._joined = self._joined or joined
        if self._joined and not self._soon.isActive():
            self._soon.start()

    def _done(self, changed: bool | None) -> None:
        """`changed` is None where no hub was joined: then it is asked again when one is."""
        self._running, self._joined = False, changed is not None
        self._timer.start(round(EVERY_MS * random.uniform(1 - SPREAD, 1 + SPREAD)))  # noqa: S311 (no secret)
        if changed is None:
            self._hints.stop()
        else:
            self._hints.start()
            self._told(changed)
        if self._again:
            self._again = False
            self.go()


def contact(studio: Studio) -> bool | None:
    """One contact, on the pool: whether anything changed; None where no hub was joined."""
    return studio.hub.sync().changed if studio.hub.joined() is not None else None
