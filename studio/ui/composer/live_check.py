"""What the post says right now, behind the window: composed at every key, checked a moment later.

Composing takes two milliseconds and is what the preview waits for; the checks take longer and can wait for a pause.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio.errors import StudioError
from studio.posts.model import Content, Finding, Post, PreflightStage, Severity
from studio.ui.tasks import Tasks

if TYPE_CHECKING:
    from studio.app.studio import Studio

PAUSE_MS = 250
"""How long after the last key the post is checked."""
LATEST_MS = 2_000
"""How long after the first unchecked key it is checked whatever is typed: a check takes the processor from the preview,
so that it must not come between the keys of every word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveOutcome:
    """A post with what it says and what the checks say of it."""

    post: Post
    content: Content
    findings: tuple[Finding, ...]
    stage: PreflightStage = PreflightStage.COMPOSE

    @property
    def blockers(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.BLOCK)


class LiveCheck(QObject):
    """Composes and checks the post that `current` gives. One run of each at a time; what changed meanwhile is next."""

    composed = Signal(object, object)
    """The post and its `Content`; never an older one after a newer."""
    came = Signal(object)
    """The `LiveOutcome` of the checks."""
    failed = Signal(object)

    def __init__(
        self, studio: Studio, tasks: Tasks, current: Callable[[], Post | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._studio, self._tasks, self._current = studio, tasks, current
        self._composing = self._compose_again = False
        self._checking = self._check_again = False
        self._stage = PreflightStage.COMPOSE
        self._asked = self._shown = 0
        self._turn = QTimer(self, singleShot=True, interval=0)  # several changes of one key are composed once
        self._turn.timeout.connect(self._compose)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._latest.timeout.connect(self._check)

    @property
    def idle(self) -> bool:
        """Whether the last change was composed and checked."""
        composing = self._composing or self._compose_again or self._turn.isActive()
        checking = self._checking or self._check_again or self._pause.isActive()
        return not (composing or checking)

    def refresh(self) -> None:
        """Compose at once, check a moment from now."""
        self._turn.start()
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def now(self, stage: PreflightStage = PreflightStage.COMPOSE) -> None:
        """Compose and check at once, at `stage` if it sees more."""
        self._stage = stage
        self._check()

    def _compose(self) -> None:
        post = self._current()
        if post is None:
            return
        if self._composing:
            self._compose_again = True
            return
        self._composing, self._compose_again = True, False
        studio, number = self._studio, self._number()

        def done(content: Content) -> None:
            self._composing = False
            self._show(number, post, content)
            self._go_on()

        def failed(_: StudioError) -> None:
            self._composing = False  # the check that follows says it
            self._go_on()

        self._tasks.pool(lambda _: studio.content(post), done, owner=self, failed=failed)

    def _check(self) -> None:
        self._pause.stop()
        self._latest.stop()
        post = self._current()
        if post is None:
            return
        if self._checking:
            self._check_again = True
            return
        self._checking, self._check_again = True, False
        studio, stage, number, self._stage = self._studio, self._stage, self._number(), PreflightStage.COMPOSE

        def done(outcome: LiveOutcome) -> None:
            self._checking = False
            self._show(number, outcome.post, outcome.content)
            if self._is_open(outcome.post):
                self.came.emit(outcome)
            self._go_on()

        def failed(error: StudioError) -> None:
            self._checking = False
            self.failed.emit(error)
            self._go_on()

        self._tasks.store(lambda: look(studio, post, stage), done, owner=self, failed=failed)

    def _number(self) -> int:
        self._asked += 1
        return self._asked

    def _show(self, number: int, post: Post, content: Content) -> None:
        if number > self._shown and self._is_open(post):
            self._shown = number
            self.composed.emit(post, content)

    def _is_open(self, post: Post) -> bool:
        current = self._current()
        return current is not None and current.id == post.id

    def _go_on(self) -> None:
        if self._compose_again and not self._composing:
            self._compose()
        if self._check_again and not self._checking:
            self._check()


def look(studio: Studio, post: Post, stage: PreflightStage) -> LiveOutcome:
    """Compose and check `post`. On the worker; raises StudioError when its template is not what it was."""
    content = studio.content(post)
    return LiveOutcome(post=post, content=content, findings=tuple(studio.findings(post, stage)), stage=stage)
