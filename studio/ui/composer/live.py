"""What the post says right now: composed and checked behind the window, a moment after the last key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from studio.errors import StudioError
from studio.posts.model import Content, Door, Finding, Post, Severity
from studio.ui.composer.ports import ComposerStudio
from studio.ui.tasks import Tasks

PAUSE_MS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A post with what it says and what the checks say of it."""

    post: Post
    content: Content
    findings: tuple[Finding, ...]
    door: Door = Door.COMPOSE

    @property
    def blockers(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.BLOCK)


class Live(QObject):
    """Composes the post that `current` gives. One run at a time; what changed meanwhile is looked at next."""

    came = Signal(object)
    """The `Outcome`."""
    failed = Signal(object)

    def __init__(
        self, studio: ComposerStudio, tasks: Tasks, current: Callable[[], Post | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._studio, self._tasks, self._current = studio, tasks, current
        self._running = False
        self._again = False
        self._door = Door.COMPOSE
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._run)

    @property
    def idle(self) -> bool:
        """Whether the last change was looked at."""
        return not (self._running or self._again or self._pause.isActive())

    def refresh(self) -> None:
        """Look again a moment from now."""
        if not self._pause.isActive():
            self._pause.start()

    def now(self, door: Door = Door.COMPOSE) -> None:
        """Look again at once, at `door` if it sees more."""
        self._door = door
        self._pause.stop()
        self._run()

    def _run(self) -> None:
        post = self._current()
        if post is None:
            return
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        studio, door, self._door = self._studio, self._door, Door.COMPOSE
        self._tasks.store(lambda: look(studio, post, door), self._came, owner=self, failed=self._not_done)

    def _came(self, outcome: Outcome) -> None:
        self._running = False
        post = self._current()
        if post is not None and post.id == outcome.post.id:
            self.came.emit(outcome)
        self._go_on()

    def _not_done(self, error: StudioError) -> None:
        self._running = False
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        if self._again:
            self._run()


def look(studio: ComposerStudio, post: Post, door: Door) -> Outcome:
    """Compose and check `post`. On the worker; raises StudioError when its template is not what it was."""
    content = studio.content(post)
    return Outcome(post=post, content=content, findings=tuple(studio.findings(post, door)), door=door)
