"""Looks behind the window for what is due: approvals that run out, posts to send, checks of laws that grew old, and
what citizens wrote to the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from studio.errors import StudioError
from studio.ui.tasks import Tasks

if TYPE_CHECKING:
    from studio.app.studio import Studio

EVERY_MS = 20_000
_log = logging.getLogger(__name__)


class BackgroundJobs(QObject):
    """Goes its round now and then, and whenever something was queued; `moved` hears when anything changed.

    Reading the pages is a round of its own: a slow page keeps no post from being sent.
    """

    def __init__(self, studio: Studio, tasks: Tasks, moved: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._studio, self._tasks, self._moved = studio, tasks, moved
        self._running = False
        self._again = False
        self._reading = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.go)
        self._timer.timeout.connect(self.read)
        self._timer.start()

    def go(self) -> None:
        """Start a round, or have one follow the round under way."""
        if self._running:
            self._again = True
            return
        self._running = True
        self._tasks.pool(lambda _: _round(self._studio), self._done, owner=self, failed=lambda _: self._done(False))

    def read(self) -> None:
        """Start a reading of the pages, unless one is under way."""
        if self._reading:
            return
        self._reading = True
        self._tasks.pool(lambda _: _reading(self._studio), self._read, owner=self, failed=lambda _: self._read(False))

    def stop(self) -> None:
        self._timer.stop()

    def _done(self, changed: bool) -> None:
        self._running = False
        if changed:
            self._moved()
        if self._again:
            self._again = False
            self.go()

    def _read(self, changed: bool) -> None:
        self._reading = False
        if changed:
            self._moved()


def _reading(studio: Studio) -> bool:
    """Purge once a day what citizens wrote long enough ago, then read what is due on a PC that may speak to the pages:
    what citizens write, and the pages' numbers. Whether anything changed at the desk."""
    purged = studio.feedback.purging.daily(studio.now())
    read = studio.home.trouble() is None and studio.feedback.intake.run().changed
    if studio.home.trouble() is None:
        studio.reports.figures.look_due()
    return read or purged > 0


def _round(studio: Studio) -> bool:
    """Let what ran out expire, exchange posts through the shared folder, then send what is due; whether anything
    changed."""
    travelled = studio.shared_folder.look().taken > 0
    expired = studio.workflow.expire_due()
    at_home = studio.home.trouble() is None
    answered = _answering(studio) if at_home else False
    sent = studio.outbox.run() if at_home else ()
    return studio.law_watch.look_at_age() or bool(sent) or bool(expired) or answered or travelled


def _answering(studio: Studio) -> bool:
    """Send and read back what was answered, hide what was decided; trouble with that keeps no post from leaving."""
    try:
        answered, moderated = studio.feedback.replies.run(), studio.feedback.moderation.run()
        return bool(answered) or bool(moderated)
    except StudioError as trouble:
        _log.warning("answers to citizens were not carried on: %s", trouble.phrase.en)
        return False
