"""Keeps what is typed: a moment after each change, and at once when the page is left.

There is no way to lose a draft here, and nothing to confirm. What was typed while a save was under way is put on top
of its result; a save that failed is owed, and comes with the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from studio.errors import StudioError
from studio.posts.model import Media, Post
from studio.ui.composer.draft import changed_fields, rebased, same
from studio.ui.composer.ports import ComposerDesk
from studio.ui.composer.saving import Line, Saved, Steps
from studio.ui.tasks import Tasks

PAUSE_MS = 700
"""How long after the first unsaved change it is saved at the latest."""
AGAIN_MS = 5000
"""After which a save that failed is tried again."""


class Journal(QObject):
    """The open post."""

    changed = Signal()
    """The post in hand changed, by a person or by what the desk gave back."""
    came = Signal()
    """The desk gave back something that the form does not show yet."""
    saved = Signal(object)
    """Everything typed until now is stored; carries the `datetime` of the revision."""
    failed = Signal(object)
    steps_changed = Signal()
    conflict = Signal(object)
    """Somebody else saved first: the `EditConflict` with the revision in which this edit is kept."""

    def __init__(self, desk: ComposerDesk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._mine: Post | None = None
        self._sent: Post | None = None
        self._line: Line | None = None
        self._by = ""
        self._busy = 0
        self._owed = False
        self._steps = Steps()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.flush)

    @property
    def post(self) -> Post | None:
        """The post with everything typed so far."""
        return self._mine

    @property
    def idle(self) -> bool:
        """Whether everything typed is stored."""
        return not (self._busy or self._owed or self._unsent)

    @property
    def steps(self) -> Steps:
        return self._steps

    def open(self, post: Post, by: str, steps: Steps) -> None:
        """Take `post` in hand; what was open before is saved first."""
        self.close()
        self._mine = self._sent = post
        self._line = Line(self._desk, post)
        self._by, self._steps = by, steps
        self.steps_changed.emit()

    def close(self) -> None:
        """Save and let go."""
        self.flush()
        self._mine = self._sent = self._line = None
        self._owed, self._busy, self._steps = False, 0, Steps()
        self._again.stop()

    def work_as(self, by: str) -> None:
        """From now on changes are this person's; what was typed before is the former person's."""
        if by != self._by:
            self.flush()
            self._by = by

    def set_field(self, name: str, value: Any) -> None:
        if self._mine is not None:
            self.set(fields={**self._mine.fields, name: value})

    def set_media(self, media: Media) -> None:
        """Change what is said of one picture."""
        if self._mine is not None:
            self.set(media=tuple(media if m.id == media.id else m for m in self._mine.media))

    def set(self, **changes: Any) -> None:
        """Change attributes of the post: fields, cards, targets, publish_at, answers, media."""
        if self._mine is None:
            return
        self._mine = replace(self._mine, **changes)
        if not self._pause.isActive():
            self._pause.start()
        self.changed.emit()

    def flush(self) -> None:
        """Hand everything that is not stored yet to the worker."""
        self._pause.stop()
        base, mine, line, by = self._sent, self._mine, self._line, self._by
        if base is None or mine is None or line is None or not by or not (self._owed or self._unsent):
            return
        self._sent, self._owed = mine, False
        self._run(lambda: line.save(base, mine, by), mine, quiet=True)

    def add_picture(self, data: bytes, name: str, then: Callable[[Media], None]) -> None:
        """Add a picture; `then` gets it once it is stored."""
        by = self._by
        self._step(lambda post_id: self._desk.add_media(post_id, data, name, by), lambda post: then(post.media[-1]))

    def undo(self) -> None:
        """Back by one step of the post's journal."""
        by = self._by
        self._step(lambda post_id: self._desk.undo(post_id, by))

    def redo(self) -> None:
        """Forward again."""
        by = self._by
        self._step(lambda post_id: self._desk.redo(post_id, by))

    def restore(self, number: int) -> None:
        """Make the revision `number` the present one."""
        by = self._by
        self._step(lambda post_id: self._desk.restore(post_id, number, by))

    def reread(self) -> None:
        """Read the post again: its state may have changed."""
        self._step(self._desk.get)

    # -- how it is done

    @property
    def _unsent(self) -> bool:
        return self._mine is not None and self._sent is not None and not same(self._sent, self._mine)

    def _step(self, work: Callable[[str], Post], then: Callable[[Post], None] | None = None) -> None:
        """Call the desk after what is already under way, and show what the post has become."""
        self.flush()
        line, mine = self._line, self._mine
        if line is not None and mine is not None:
            self._run(lambda: line.step(work), mine, quiet=False, then=then)

    def _run(
        self, work: Callable[[], Saved], sent: Post, *, quiet: bool, then: Callable[[Post], None] | None = None
    ) -> None:
        line = self._line
        self._busy += 1

        def done(saved: Saved) -> None:
            if line is self._line:
                self._done(saved, sent, quiet and saved.conflict is None)
                if then is not None:
                    then(saved.post)

        def failed(error: StudioError) -> None:
            if line is self._line:
                self._busy -= 1
                self._owed = self._owed or quiet
                if quiet:
                    self._again.start()
            self.failed.emit(error)

        self._tasks.store(work, done, owner=self, failed=failed)

    def _done(self, saved: Saved, sent: Post, quiet: bool) -> None:
        """Put what was typed since `sent` on top of what is stored now."""
        shown, already = self._mine, self._sent
        if shown is None or already is None:
            return
        self._busy -= 1
        self._mine = rebased(sent, shown, saved.post)
        self._sent = rebased(sent, already, saved.post)
        self._steps = saved.steps
        self.steps_changed.emit()
        if saved.conflict is not None:
            self.conflict.emit(saved.conflict)
        if not quiet or self._mine.state is not shown.state or changed_fields(shown, self._mine):
            self.came.emit()
            self.changed.emit()
        if self.idle:
            self.saved.emit(saved.post.updated_at)
        elif self._unsent and not self._pause.isActive():
            self._pause.start()
