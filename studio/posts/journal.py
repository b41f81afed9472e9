"""The journal of a post: how a change becomes the next revision, on disk before anyone hears of it.

Revisions are only ever added. Undo and redo add one too: each revision names the one an undo returns to and the one
a redo goes to, so that the way back and forth is never written over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from studio.clock import Clock, show_datetime
from studio.errors import Refused
from studio.events import Publish, silent
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.compose import Composer
from studio.posts.model import HistoryEntry, Post, PostState, Revision
from studio.posts.ports import NOWHERE_ELSE, OtherStations
from studio.posts.transitions import Action, EditConflict, move, require_out_of_trash

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.posts.storage import StoredPosts

Change = Callable[[Post], Post]
VOIDED = {
    PostState.IN_REVIEW: "bỏ lượt chờ duyệt",
    PostState.APPROVED: "bỏ phê duyệt",
    PostState.APPROVAL_EXPIRED: "bỏ phê duyệt đã hết hạn",
    PostState.ON_HOLD: "bỏ phê duyệt đang tạm giữ",
    PostState.REJECTED: "soạn lại sau khi bị từ chối",
}
"""What the history notes when an edit takes a post out of this state."""


class Journal:
    """Writes revisions. `by` is the id or name of an author."""

    def __init__(
        self,
        repo: StoredPosts,
        people: People,
        composer: Composer,
        clock: Clock,
        publish: Publish = silent,
        other_stations: OtherStations = NOWHERE_ELSE,
    ) -> None:
        self._repo = repo
        self._people = people
        self._composer = composer
        self._clock = clock
        self._publish = publish
        self._other_stations = other_stations

    def author(self, by: str) -> str:
        """The id of the author called `by`. Raises NotFound, NotPermitted."""
        return self._people.require(by, Role.AUTHOR).id

    def open(self, post: Post) -> Post:
        """Write a first revision."""
        title = self._composer.content(post).title
        with self._repo.transaction():
            revision = Revision(post_id=post.id, number=1, by=post.author, at=post.created_at, kind="open")
            self._repo.add(post, revision, title=title)
            self._repo.note(entry(post, post.author, "open", None, post.created_at))
        self._publish("draft.created", post=post.id, template=post.template_id)
        return post

    def edit(
        self,
        post_id: str,
        by: str,
        change: Change,
        *,
        kind: str = "edit",
        expected: int | None = None,
        joins: bool = False,
    ) -> Post:
        """Apply `change` as the next revision; one that changes nothing writes nothing.

        With `joins`, one undo takes it back together with this person's edit before it. Raises EditConflict when
        `expected` is no longer the present revision; the change then stands aside.
        """
        with self._repo.transaction():
            post = self._repo.get(post_id)
            require_out_of_trash(post)
            self._other_stations.require_one(post.id)
            move(post.state, Action.EDIT)
            editor = self.author(by)
            conflict, edited = None, False
            if expected is not None and expected != post.revision:
                conflict = self._set_aside(post, editor, change, expected)
            else:
                changed = change(post)
                edited = changed != post
                if edited:
                    undo_to = self._beginning(post, editor) if joins else post.revision
                    post = self._append(post, changed, editor, kind, undo_to=undo_to)
        if conflict is not None:
            raise conflict
        if edited:
            self._publish("post.edited", post=post.id)
        return post

    def step(self, post_id: str, by: str, kind: str, *, expected: int | None = None) -> Post:
        """``undo`` or ``redo`` one change. Raises Refused when there is none, EditConflict as `edit` does."""
        with self._repo.transaction():
            post = self._repo.get(post_id)
            require_out_of_trash(post)
            self._other_stations.require_one(post.id)
            move(post.state, Action.EDIT)
            editor = self.author(by)
            if expected is not None and expected != post.revision:
                raise self._conflict(post, kept=post.revision)
            here = self._repo.revision(post.id, post.revision)[1]
            number = here.undo_to if kind == "undo" else here.redo_to
            if number is None:
                raise _nothing_to(kind)
            wanted, there = self._repo.revision(post.id, number)
            undo_to, redo_to = (there.undo_to, post.revision) if kind == "undo" else (post.revision, there.redo_to)
            post = self._append(post, content_of(wanted, post), editor, kind, undo_to=undo_to, redo_to=redo_to)
        self._publish("post.edited", post=post.id)
        return post

    def _beginning(self, post: Post, editor: str) -> int:
        """The revision before the step that `post` ends, if it is an edit of the same person."""
        here = self._repo.revision(post.id, post.revision)[1]
        if here.kind != "edit" or here.by != editor or here.undo_to is None:
            return post.revision
        return here.undo_to

    def _append(
        self, before: Post, changed: Post, editor: str, kind: str, *, undo_to: int | None, redo_to: int | None = None
    ) -> Post:
        now = self._clock.now()
        state = move(before.state, Action.EDIT)
        post = replace(
            changed,
            revision=self._repo.next_number(before.id),
            editors=_with(changed, editor),
            state=state,
            updated_at=now,
        )
        revision = Revision(
            post_id=post.id, number=post.revision, by=editor, at=now, kind=kind, undo_to=undo_to, redo_to=redo_to
        )
        self._repo.append(post, revision, title=self._composer.content(post).title)
        if state is not before.state:
            self._repo.set_state(post.id, state)
            self._repo.note(entry(post, editor, "edit", before.state, now, VOIDED.get(before.state, "")))
        return post

    def _set_aside(self, post: Post, editor: str, change: Change, expected: int) -> EditConflict | None:
        base = self._repo.revision(post.id, expected)[0]
        changed = change(base)
        if changed == base:
            return None
        now = self._clock.now()
        number = self._repo.next_number(post.id)
        aside = replace(changed, revision=number, editors=_with(changed, editor), updated_at=now)
        revision = Revision(post_id=post.id, number=number, by=editor, at=now, kind="aside", undo_to=expected)
        self._repo.append(aside, revision, title="", head=False)
        return self._conflict(post, kept=number)

    def _conflict(self, post: Post, *, kept: int) -> EditConflict:
        present = self._repo.revision(post.id, post.revision)[1]
        name, when = self._people.get(present.by).name, show_datetime(present.at)
        aside = kept != post.revision
        say = Phrase(
            "{name} saved this post at {when} while you were editing; {what}open the post again and choose the "
            "version to use.",
            name=name,
            when=when,
            what=Phrase("your edit is kept as version {kept}, ", kept=kept) if aside else "",
        )
        return EditConflict(say, kept=kept)


def entry(
    post: Post, by: str, action: str, source: PostState | None, at: datetime, note: str = "", seal: str = ""
) -> HistoryEntry:
    """A line of history about `post` as it stands now."""
    return HistoryEntry(
        post_id=post.id,
        at=at,
        by=by,
        action=action,
        from_state=source,
        to_state=post.state,
        note=note,
        revision=post.revision,
        seal=seal,
    )


def content_of(wanted: Post, present: Post) -> Post:
    """What `wanted` says, as an edit of `present`; whoever wrote at the post stays on its list."""
    editors = tuple(dict.fromkeys([*present.editors, *wanted.editors]))
    return replace(
        wanted,
        revision=present.revision,
        editors=editors,
        state=present.state,
        trashed_at=present.trashed_at,
        updated_at=present.updated_at,
    )


def _with(post: Post, editor: str) -> tuple[str, ...]:
    if editor == post.author or editor in post.editors:
        return post.editors
    return (*post.editors, editor)


def _nothing_to(kind: str) -> Refused:
    if kind == "undo":
        return Refused("there is nothing left to undo.")
    return Refused("there is nothing left to redo.")
