"""What the worker does with a post: it is opened, then the calls of the desk, in order, each on top of the one
before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account
from studio.clock import VIETNAM, local, local_date
from studio.directory.model import DirectoryBook
from studio.errors import StudioError
from studio.posts.defaults import starting_fields
from studio.posts.drafts import KEEP
from studio.posts.model import Post
from studio.posts.transitions import EditConflict
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.ui.composer.draft import changed_fields, rebased, same
from studio.ui.composer.side.pane import PostStanding, read_standing
from studio.ui.composer.summaries import Summary, has_original, last_targets, originals

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.posts.drafts import DraftService


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What can be undone and redone now."""

    undo: bool = False
    redo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPost:
    """The post as stored. After a conflict, this edit is kept as the revision that `conflict` names."""

    post: Post
    steps: Steps
    conflict: EditConflict | None = None
    overtaken: bool = False
    """A step along the journal was not taken: somebody else saved meanwhile, and `post` is theirs."""


class SavingLine:
    """The stored post as the worker knows it. Touched on the serial worker alone, call after call."""

    def __init__(self, drafts: DraftService, post: Post) -> None:
        self._drafts = drafts
        self._post = post
        self._owed: tuple[Post, bool] | None = None
        """What the first save that failed started from, and whether it joined: the next one brings all since."""
        self._parted: Post | None = None
        """The post on which the author's edits stand that were overtaken; those still under way stand on it too."""

    def save(self, base: Post, mine: Post, by: str, *, joins: bool = False) -> SavedPost:
        """Store what `mine` changed since `base`; with `joins`, in one step of undo with the edit before it.

        Raises what the desk raises; then the next call owes it too.
        """
        base, joins = self._owed or (base, joins)
        parted = self._parted if self._parted is not None and base.revision <= self._parted.revision else None
        stored = parted or self._post
        wanted = rebased(stored if parted else base, mine, stored)
        try:
            self._post = save(self._drafts, stored, wanted, by, joins=joins)
        except EditConflict as conflict:
            self._owed, self._parted = None, stored
            self._post = self._drafts.get(stored.id)
            return SavedPost(post=self._post, steps=self._steps(), conflict=conflict)
        except StudioError:
            self._owed = base, joins
            raise
        self._owed = None
        return SavedPost(post=self._post, steps=Steps(undo=True))

    def step(self, work: Callable[[str], Post]) -> SavedPost:
        """Any other call of the desk that gives the post back; `work` gets the post's id."""
        self._post = work(self._post.id)
        return SavedPost(post=self._post, steps=self._steps())

    def walk(self, work: Callable[[str, int], Post]) -> SavedPost:
        """A step along the journal; `work` gets the post's id and the revision it stands at as far as is known here.

        What somebody else saved meanwhile is shown first, and never stepped over unseen.
        """
        try:
            self._post = work(self._post.id, self._post.revision)
        except EditConflict:
            self._post = self._drafts.get(self._post.id)
            return SavedPost(post=self._post, steps=self._steps(), overtaken=True)
        return SavedPost(post=self._post, steps=self._steps())

    def _steps(self) -> Steps:
        return steps_at(self._drafts, self._post)


def steps_at(drafts: DraftService, post: Post) -> Steps:
    """What can be undone and redone at the revision of `post`."""
    here = drafts.present(post.id)
    return Steps(undo=here.undo_to is not None, redo=here.redo_to is not None)


def save(drafts: DraftService, stored: Post, wanted: Post, by: str, *, joins: bool = False) -> Post:
    """Make `stored` into `wanted`, in as few revisions as the desk allows. Raises what the desk raises."""
    if same(stored, wanted):
        return stored
    names = changed_fields(stored, wanted)
    changes: dict[str, Any] = {"fields": {name: wanted.fields.get(name) for name in names}} if names else {}
    for part in ("cards", "touches", "targets", "answers", "options"):
        if getattr(wanted, part) != getattr(stored, part):
            changes[part] = getattr(wanted, part)
    at = wanted.publish_at if wanted.publish_at != stored.publish_at else KEEP
    post = stored
    if changes or at is not KEEP:
        post = drafts.edit(stored.id, by, expected_revision=stored.revision, publish_at=at, joins=joins, **changes)
    return _save_media(drafts, stored, wanted, post, by, joins)


def _save_media(drafts: DraftService, stored: Post, wanted: Post, post: Post, by: str, joins: bool) -> Post:
    """Bring the pictures up to date; all that one save brings is one step of undo."""
    was = {media.id: media for media in stored.media}
    now = {media.id: media for media in wanted.media}
    begun = post.revision != stored.revision

    def how() -> dict[str, Any]:
        nonlocal begun
        told = {"expected_revision": post.revision, "joins": joins or begun}
        begun = True
        return told

    for key in was.keys() - now.keys():
        post = drafts.remove_media(post.id, key, by, **how())
    for key, media in now.items():
        if key in was and media != was[key]:
            post = drafts.update_media(post.id, media, by, **how())
    order = [key for key in now if key in was]
    if order != [media.id for media in post.media]:
        post = drafts.reorder_media(post.id, order, by, **how())
    return post


MORNING = time(8)
"""When a post that is begun for a day is planned, until its author says otherwise."""
AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReferences:
    """What a post may name: pages and directory."""

    accounts: tuple[Account, ...]
    book: DirectoryBook

    @property
    def units(self) -> dict[str, str]:
        """Names of the units by id, in the order of the directory."""
        return {unit.id: unit.name for unit in self.book.units}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPost:
    """A post with everything around it."""

    post: Post
    template: Template
    design: Design
    references: PostReferences
    steps: Steps
    standing: PostStanding
    originals: tuple[Summary, ...]
    last_targets: tuple[str, ...]
    """The pages of the post that its writer changed before this one."""


def read_around(studio: Studio) -> PostReferences:
    """On the worker."""
    return PostReferences(accounts=tuple(studio.accounts.list()), book=studio.directory.book())


def open_post(studio: Studio, post_id: str, by: str) -> OpenedPost:
    """On the worker. Raises StudioError: no such post, or its template is not what it was."""
    post = studio.drafts.get(post_id)
    template = studio.catalog.get(post.template_id, post.template_version)
    return OpenedPost(
        post=post,
        template=template,
        design=studio.catalog.design(),
        references=read_around(studio),
        steps=steps_at(studio.drafts, post),
        standing=read_standing(studio, post.id, by),
        originals=originals(studio, template, post.answers.original_post) if has_original(template) else (),
        last_targets=last_targets(studio, by, post.id) if by else (),
    )


def hour_on(day: date, now: datetime) -> datetime:
    """The morning of `day`; where that is past or near, the next full hour that leaves an hour for writing."""
    morning = datetime.combine(day, MORNING, VIETNAM)
    if morning >= now + AHEAD:
        return morning
    return (local(now) + 2 * AHEAD).replace(minute=0, second=0, microsecond=0)


def begin_post(studio: Studio, template_id: str, by: str, planned: datetime | None) -> Post:
    """On the worker: a draft of the template with what there is no choice about, for that moment where one is given."""
    day = local_date(planned or studio.now())
    fields = starting_fields(studio.catalog.get(template_id), studio.directory.book(), day)
    return studio.drafts.open_new(template_id, by, fields=fields, publish_at=planned)
