"""Keeps what is typed: a moment after each change, and at once when the page is left.

There is no way to lose a draft here, and nothing to confirm. What was typed while a save was under way is put on top
of its result; a save that failed is owed, and comes with the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from studio.errors import StudioError
from studio.posts.model import Media, Post
from studio.ui.composer.draft import as_text, changed_fields, changed_places, rebased, same
from studio.ui.composer.save_steps import SavedPost, SavingLine, Steps
from studio.ui.tasks import Tasks

if TYPE_CHECKING:
    from studio.posts.drafts import DraftService


# Where one step of undo ends and the next begins while a person types.
#
# A step is a phrase: it ends with a pause, with another place of the post, with a jump to elsewhere in the text, with a
# turn from writing to deleting or back, and at the end of a word once it holds a few. Typing Vietnamese deletes and
# rewrites letters within a word, so only whole words count as a turn. Anything that is not typed is a step of its own.
PAUSE_S = 1.2
"""Seconds without a key that end a step."""
WORDS = 6
"""Words after which a step ends with the next word."""
JUMP = 24
"""Characters between two changes from which they are two places."""


class UndoGrouper:
    """Hears of every change; `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._place = ""
        self._at = 0.0
        self._where = 0
        self._words = 0
        self._turn = 0
        """1 while words are added, -1 while they are taken away, 0 before either."""

    def cut(self) -> None:
        """The next change begins a step, whatever it is."""
        self._place = ""

    def begins(self, place: str, before: str = "", after: str = "") -> bool:
        """Whether the change of the text at `place` begins a new step; an empty place is no typing."""
        now = self._clock()
        where = _first_difference(before, after)
        words = len(after.split()) - len(before.split())
        turn = (words > 0) - (words < 0)
        ends = (
            not place
            or place != self._place
            or now - self._at > PAUSE_S
            or abs(where - self._where) > JUMP
            or abs(len(after) - len(before)) > JUMP
            or turn * self._turn < 0
            or (words > 0 and self._words >= WORDS)
        )
        self._words = max(0, words) if ends else self._words + max(0, words)
        self._turn = turn if ends else turn or self._turn
        self._place, self._at, self._where = place, now, where
        return ends


def _first_difference(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


PAUSE_MS = 700
"""How long after the first unsaved change it is saved at the latest."""
AGAIN_MS = 5000
"""After which a save that failed is tried again."""


class OpenPostJournal(QObject):
    """The open post."""

    changed = Signal()
    """The post in hand changed, by a person or by what the desk gave back."""
    came = Signal()
    """The desk gave back something that the form does not show yet."""
    saved = Signal(object)
    """Everything typed until now is stored; carries the `datetime` of the revision."""
    failed = Signal(object)
    steps_changed = Signal()
    stepped = Signal(str, object)
    """After ``undo``, ``redo`` or ``restore``: which one, and the places it changed (as in `Finding.field`)."""
    conflict = Signal(object)
    """Somebody else saved first: the `EditConflict` with the revision in which this edit is kept."""

    def __init__(
        self,
        drafts: DraftService,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._drafts, self._tasks = drafts, tasks
        self._undo_groups = UndoGrouper(clock)
        self._joins = False
        """Whether the next save goes on with the step of the last one."""
        self._mine: Post | None = None
        self._sent: Post | None = None
        self._line: SavingLine | None = None
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
        self._line = SavingLine(self._drafts, post)
        self._by, self._steps = by, steps
        self._end_step()
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
            self._end_step()
            self._by = by

    def set_field(self, name: str, value: Any, *, joins: bool = False) -> None:
        """Change one field. With `joins` it is one step of undo with what was done just before."""
        if self._mine is None:
            return
        typed = as_text(self._mine.fields.get(name)), as_text(value)
        if self._undo_groups.begins(name, *typed) and not joins:
            self._cut()
        self._put(fields={**self._mine.fields, name: value})

    def set_media(self, media: Media) -> None:
        """Change what is said of one picture."""
        post = self._mine
        was = next((m for m in post.media if m.id == media.id), None) if post is not None else None
        if post is None or was is None or was == media:
            return
        if self._undo_groups.begins(_typed_at(was, media), was.alt, media.alt):
            self._cut()
        self._put(media=tuple(media if m.id == media.id else m for m in post.media))

    def set(self, place: str = "", **changes: Any) -> None:
        """Change attributes of the post: fields, cards, targets, publish_at, answers, media.

        Changes that follow each other at one `place` are one step of undo; without a place each is its own.
        """
        if self._mine is None:
            return
        if self._undo_groups.begins(place):
            self._cut()
        self._put(**changes)

    def _put(self, **changes: Any) -> None:
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
        joins, self._joins = self._joins, True
        self._run(lambda: line.save(base, mine, by, joins=joins), mine, quiet=True)

    def add_picture(self, data: bytes, name: str, then: Callable[[Media], None], *, joins: bool = False) -> None:
        """Add a picture; `then` gets it once it is stored. With `joins` it is one step of undo with the one before."""
        by = self._by
        self.flush()
        self._end_step()
        self._step(
            lambda post_id: self._drafts.add_media(post_id, data, name, by, joins=joins),
            lambda post: then(post.media[-1]),
        )
        self._joins = True

    def replace_picture(self, media_id: str, data: bytes, then: Callable[[Media], None]) -> None:
        """Put a newer file in the place of a picture; `then` gets it once it is stored."""
        by = self._by
        self.flush()
        self._end_step()
        self._step(
            lambda post_id: self._drafts.replace_media(post_id, media_id, data, by),
            lambda post: then(next(media for media in post.media if media.id == media_id)),
        )

    def add_video(self, path: Path, then: Callable[[Media], None], *, joins: bool = False) -> None:
        """Add the video of the post; as `add_picture`, but the file is read where it is put away."""
        by = self._by
        self.flush()
        self._end_step()
        self._step(
            lambda post_id: self._drafts.add_video(post_id, path, by, joins=joins),
            lambda post: then(post.media[-1]),
        )
        self._joins = True

    def undo(self) -> None:
        """Back by one step of the post's journal; nothing happens where there is none."""
        by = self._by
        if self.idle and not self._steps.undo:
            return
        self._walk("undo", lambda post_id, at: self._drafts.undo(post_id, by, expected_revision=at))

    def redo(self) -> None:
        """Forward again; nothing happens where there is no step to go."""
        by = self._by
        if self.idle and not self._steps.redo:
            return
        self._walk("redo", lambda post_id, at: self._drafts.redo(post_id, by, expected_revision=at))

    def restore(self, number: int) -> None:
        """Make the revision `number` the present one."""
        by = self._by
        self._walk("restore", lambda post_id, at: self._drafts.restore(post_id, number, by, expected_revision=at))

    def reread(self) -> None:
        """Read the post again: its state may have changed."""
        self._step(self._drafts.get)

    # -- how it is done

    @property
    def _unsent(self) -> bool:
        return self._mine is not None and self._sent is not None and not same(self._sent, self._mine)

    def _end_step(self) -> None:
        """What comes next is a step of its own."""
        self._undo_groups.cut()
        self._joins = False

    def _cut(self) -> None:
        """Close the step of undo: what was typed until now is saved as part of it, what comes next is another."""
        self.flush()
        self._joins = False

    def _walk(self, kind: str, work: Callable[[str, int], Post]) -> None:
        """A step along the journal; tells where it led."""
        self.flush()
        line, before = self._line, self._mine
        self._end_step()

        def told(_: Post) -> None:
            if before is not None and self._mine is not None:
                self.stepped.emit(kind, changed_places(before, self._mine))

        if line is not None and before is not None:
            self._run(lambda: line.walk(work), before, quiet=False, then=told)

    def _step(self, work: Callable[[str], Post], then: Callable[[Post], None] | None = None) -> None:
        """Call the desk after what is already under way, and show what the post has become."""
        self.flush()
        line, mine = self._line, self._mine
        if line is not None and mine is not None:
            self._run(lambda: line.step(work), mine, quiet=False, then=then)

    def _run(
        self, work: Callable[[], SavedPost], sent: Post, *, quiet: bool, then: Callable[[Post], None] | None = None
    ) -> None:
        line = self._line
        self._busy += 1

        def done(saved: SavedPost) -> None:
            if line is self._line:
                self._done(saved, sent, quiet and saved.conflict is None)
                if then is not None and not saved.overtaken:
                    then(saved.post)

        def failed(error: StudioError) -> None:
            if line is self._line:
                self._busy -= 1
                self._owed = self._owed or quiet
                if quiet:
                    self._again.start()
            self.failed.emit(error)

        self._tasks.store(work, done, owner=self, failed=failed)

    def _done(self, saved: SavedPost, sent: Post, quiet: bool) -> None:
        """Put what was typed since `sent` on top of what is stored now."""
        shown, already = self._mine, self._sent
        if shown is None or already is None:
            return
        self._busy -= 1
        if saved.conflict is None:
            self._mine = rebased(sent, shown, saved.post)
            self._sent = rebased(sent, already, saved.post)
        elif already.revision < saved.post.revision:
            self._part(saved.post, shown, already)
        now = self._mine or saved.post
        self._steps = saved.steps
        self.steps_changed.emit()
        if saved.conflict is not None:
            self.conflict.emit(saved.conflict)
        if not quiet or now.state is not shown.state or changed_fields(shown, now):
            self.came.emit()
            self.changed.emit()
        if self.idle:
            self.saved.emit(saved.post.updated_at)
        elif self._unsent and not self._pause.isActive():
            self._pause.start()

    def _part(self, stored: Post, shown: Post, already: Post) -> None:
        """Somebody else's version is the post now; what was typed since the last save goes aside with the rest."""
        line, by = self._line, self._by
        self._end_step()
        self._mine = self._sent = stored
        if line is not None and not same(already, shown):
            self._run(lambda: line.save(already, shown, by), shown, quiet=True)


def _typed_at(was: Media, now: Media) -> str:
    """Where the text about a picture, or its focal point, is being changed; empty for anything else."""
    for name in ("alt", "source", "consent", "focal"):
        if getattr(was, name) != getattr(now, name):
            return f"media:{now.id}:{name}"
    return ""
