"""What the worker does with a post: the calls of the desk, in order, each on top of the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from studio.errors import StudioError
from studio.posts.desk import KEEP
from studio.posts.model import Post
from studio.posts.refusals import EditConflict
from studio.ui.composer.draft import changed_fields, rebased, same
from studio.ui.composer.ports import ComposerDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What can be undone and redone now."""

    undo: bool = False
    redo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The post as stored. After a conflict, this edit is kept as the revision that `conflict` names."""

    post: Post
    steps: Steps
    conflict: EditConflict | None = None


class Line:
    """The stored post as the worker knows it. Touched on the serial worker alone, call after call."""

    def __init__(self, desk: ComposerDesk, post: Post) -> None:
        self._desk = desk
        self._post = post
        self._owed: Post | None = None
        """The state before the first save that failed: the next one has to bring everything since."""

    def save(self, base: Post, mine: Post, by: str) -> Saved:
        """Store what `mine` changed since `base`. Raises what the desk raises; then the next call owes it too."""
        base = self._owed or base
        wanted = rebased(base, mine, self._post)
        try:
            self._post = save(self._desk, self._post, wanted, by)
        except EditConflict as conflict:
            self._owed = None
            self._post = self._desk.get(self._post.id)
            return Saved(post=self._post, steps=self._steps(), conflict=conflict)
        except StudioError:
            self._owed = base
            raise
        self._owed = None
        return Saved(post=self._post, steps=Steps(undo=True))

    def step(self, work: Callable[[str], Post]) -> Saved:
        """Any other call of the desk that gives the post back; `work` gets the post's id."""
        self._post = work(self._post.id)
        return Saved(post=self._post, steps=self._steps())

    def _steps(self) -> Steps:
        return steps_at(self._desk, self._post)


def steps_at(desk: ComposerDesk, post: Post) -> Steps:
    """What can be undone and redone at the revision of `post`."""
    here = desk.present(post.id)
    return Steps(undo=here.undo_to is not None, redo=here.redo_to is not None)


def save(desk: ComposerDesk, stored: Post, wanted: Post, by: str) -> Post:
    """Make `stored` into `wanted`, in as few revisions as the desk allows. Raises what the desk raises."""
    if same(stored, wanted):
        return stored
    names = changed_fields(stored, wanted)
    changes: dict[str, Any] = {"fields": {name: wanted.fields.get(name) for name in names}} if names else {}
    for part in ("cards", "targets", "answers"):
        if getattr(wanted, part) != getattr(stored, part):
            changes[part] = getattr(wanted, part)
    at = wanted.publish_at if wanted.publish_at != stored.publish_at else KEEP
    post = stored
    if changes or at is not KEEP:
        post = desk.edit(stored.id, by, expected_revision=stored.revision, publish_at=at, **changes)
    return _save_media(desk, stored, wanted, post, by)


def _save_media(desk: ComposerDesk, stored: Post, wanted: Post, post: Post, by: str) -> Post:
    was = {media.id: media for media in stored.media}
    now = {media.id: media for media in wanted.media}
    for key in was.keys() - now.keys():
        post = desk.remove_media(post.id, key, by, expected_revision=post.revision)
    for key, media in now.items():
        if key in was and media != was[key]:
            post = desk.update_media(post.id, media, by, expected_revision=post.revision)
    order = [key for key in now if key in was]
    if order != [media.id for media in post.media]:
        post = desk.reorder_media(post.id, order, by, expected_revision=post.revision)
    return post
