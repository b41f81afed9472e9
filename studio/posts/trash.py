"""The trash: thirty days in which a post can be brought back, then its content goes for good.

Only what nobody decides on and nothing published stands on may be thrown away. Of a post that was once submitted,
what was put before a superior stays at the purge: the sealed revisions, their bundles, approvals and history. All
else of it, and all of a post that never left its author's hands, is deleted; the log keeps that it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from studio.clock import Clock
from studio.errors import Refused
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.journal import entry
from studio.posts.model import TRASH_DAYS, Post, PostState
from studio.posts.transitions import STATE_NAMES

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.posts.storage import StoredPosts
    from studio.posts.storage_trash import StoredTrash
    from studio.store.files import FileStore

TRASHABLE = (PostState.DRAFT, PostState.CHANGES_ASKED, PostState.REJECTED, PostState.APPROVAL_EXPIRED)
PROGRAM = "program"
_RECALL = Phrase("return it to draft first")
_RECORD = Phrase("a published post is an official record and stays")
_WAYS: Mapping[PostState, Phrase] = {
    PostState.IN_REVIEW: _RECALL,
    PostState.APPROVED: _RECALL,
    PostState.ON_HOLD: Phrase("resume it, then return it to draft first"),
    PostState.QUEUED: Phrase("cancel its deliveries, then return it to draft first"),
    PostState.PUBLISHED: _RECORD,
    PostState.WITHDRAWN: _RECORD,
}


class Log(Protocol):
    """The log of acts; appends within the caller's transaction."""

    def __call__(self, act: str, *, at: datetime, by: str, post_id: str, data: Mapping[str, Any]) -> None: ...


class Trash:
    """Throws away, brings back and purges."""

    def __init__(
        self,
        repo: StoredTrash,
        *,
        posts: StoredPosts,
        people: People,
        files: FileStore,
        log: Log,
        clock: Clock,
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._people = people
        self._files = files
        self._log = log
        self._clock = clock

    def put(self, post_id: str, by: str) -> None:
        """Throw a post away; one that lies there already stays as it is. Raises Refused, NotPermitted, NotFound."""
        with self._repo.transaction():
            post, person = self._posts.get(post_id), self._people.require(by, Role.AUTHOR)
            if post.trashed_at is not None:
                return
            if post.state not in TRASHABLE:
                raise _not_trashable(post)
            at = self._clock.now()
            self._repo.set_trashed(post.id, at)
            self._note(post, person.id, "trash", at)

    def take_back(self, post_id: str, by: str) -> None:
        """Bring a post back as it was; one that is not in the trash stays as it is. Raises Refused when it is too
        late, NotPermitted, NotFound."""
        with self._repo.transaction():
            post, person = self._posts.get(post_id), self._people.require(by, Role.AUTHOR)
            if post.trashed_at is None:
                return
            if self._repo.purged(post.id):
                raise Refused(
                    "the post was deleted for good after {trash_days} days in the trash; write a new one.",
                    trash_days=TRASH_DAYS,
                )
            self._repo.set_trashed(post.id, None)
            self._note(post, person.id, "untrash", self._clock.now())

    def due(self, now: datetime) -> int:
        """How many posts lay in the trash for `TRASH_DAYS` by then."""
        return len(self._repo.due(now - timedelta(days=TRASH_DAYS)))

    def purge(self, now: datetime) -> int:
        """Delete what lay in the trash for `TRASH_DAYS`, each post whole or not at all. Returns how many."""
        due = self._repo.due(now - timedelta(days=TRASH_DAYS))
        for post_id in due:
            with self._repo.transaction():
                purged = self._repo.purge(post_id, now)
                data = {
                    "revisions": purged.revisions,
                    "kept_sealed": purged.kept_sealed,
                    "history_head": purged.history_head,
                }
                self._log("purged", at=now, by=PROGRAM, post_id=post_id, data=data)
        for name in self._repo.unneeded():
            self._remove(name, now)
        return len(due)

    def _remove(self, name: str, now: datetime) -> None:
        """Within the store's write lock, so that no revision names the picture at the same moment."""
        with self._repo.transaction():
            # Somebody may have put the picture again and not yet written the revision that names it: a day's grace.
            if self._repo.needed(name) or self._files.remove(name, untouched_since=now - timedelta(days=1)):
                self._repo.forget(name)

    def _note(self, post: Post, by: str, action: str, at: datetime) -> None:
        self._posts.note(entry(post, by, action, post.state, at))
        self._log(f"{action}ed", at=at, by=by, post_id=post.id, data={"state": post.state, "revision": post.revision})


def _not_trashable(post: Post) -> Refused:
    state, way = STATE_NAMES[post.state], _WAYS[post.state]
    return Refused("the post is in state “{state}” and cannot go to the trash; {way}.", state=state, way=way)
