"""The posts as lists show them: filtered, sorted, counted and found without reading any post's body."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from studio.clock import Clock
from studio.errors import BadInput
from studio.logbook import Logbook
from studio.posts.model import PostState
from studio.templates.model import Template
from studio.text import collation, fold, length, nfc, sought, squeeze

LONGEST_NAME = 60
MOST_FILTERS = 50
ACT = "list"
"""As `studio.outbox.audit.Act` names it."""


class PostSort(StrEnum):
    CHANGED = "changed"
    TITLE = "title"
    """In the order of the Vietnamese alphabet."""
    STATE = "state"
    """In the order a post goes through them."""
    PUBLISH_AT = "publish_at"
    """Posts without a planned time come last either way."""
    CREATED = "created"
    TEMPLATE = "template"
    """By the Vietnamese title of the template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFilter:
    """What a list shows; every condition that is given must hold."""

    states: tuple[PostState, ...] = ()
    text: str = ""
    """Each word must occur in title or content, marks and case aside; the last may be the beginning of one."""
    template: str = ""
    """Id of a template."""
    author: str = ""
    """Id of the person who opened the post."""
    target: str = ""
    """Name of an account."""
    changed_from: date | None = None
    changed_to: date | None = None
    """Days in Vietnam, both included."""
    trashed: bool = False
    """Only what lies in the trash; otherwise nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One line of a list."""

    id: str
    title: str
    """Empty while nothing is written."""
    state: PostState
    template_id: str
    author: str
    created_at: datetime
    changed_at: datetime
    publish_at: datetime | None = None
    targets: tuple[str, ...] = ()
    trashed_at: datetime | None = None
    comments: int = 0
    """Open ones."""
    removals_due: int = 0
    """Pages that it is still on although it was withdrawn."""
    claimed: bool = False
    """On a page it counts as published on a person's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """A list somebody wants to see again."""

    id: str
    name: str
    filter: PostFilter = field(default_factory=PostFilter)
    sort: PostSort = PostSort.CHANGED
    descending: bool = True


class ShelfRepository(Protocol):
    """Answers from indexes. `templates`: ids in the order in which lists sort them."""

    def ids(
        self, filter: PostFilter, sort: PostSort, *, descending: bool, templates: Sequence[str], limit: int | None
    ) -> tuple[str, ...]: ...

    def rows(self, ids: Sequence[str]) -> tuple[PostRow, ...]: ...

    def counts(self, filter: PostFilter) -> Mapping[PostState, int]: ...

    def trashed_count(self) -> int: ...

    def find_titles(self, text: str, limit: int) -> tuple[str, ...]:
        """Ids of the posts whose title has every part of a search, the newest change first."""
        ...

    def saved_filters(self) -> tuple[SavedFilter, ...]: ...

    def keep_filter(self, saved: SavedFilter, at: datetime) -> None:
        """Write a new one, or over the one of that id."""
        ...

    def drop_filter(self, id: str) -> None: ...


class Shelf:
    """Looks posts up. Reads only, saved filters apart."""

    def __init__(
        self,
        repo: ShelfRepository,
        *,
        templates: Callable[[], Sequence[Template]],
        clock: Clock,
        ids: Callable[[], str],
        logbook: Logbook | None = None,
    ) -> None:
        self._repo = repo
        self._templates = templates
        self._clock = clock
        self._ids = ids
        self._logbook = logbook or Logbook()

    def ids(
        self,
        filter: PostFilter,
        sort: PostSort = PostSort.CHANGED,
        descending: bool = True,
        *,
        limit: int | None = None,
    ) -> tuple[str, ...]:
        """Every match in order, or the first `limit` of them."""
        order: list[str] = []
        if sort is PostSort.TEMPLATE:
            order = [t.id for t in sorted(self._templates(), key=lambda t: collation(t.title.vi))]
        return self._repo.ids(filter, sort, descending=descending, templates=order, limit=limit)

    def rows(self, ids: Sequence[str]) -> tuple[PostRow, ...]:
        """The posts in the order asked; those that are no more are left out."""
        return self._repo.rows(ids)

    def counts(self, filter: PostFilter) -> Mapping[PostState, int]:
        """How many posts of each state match; `filter.states` is passed over. Every state is there."""
        return self._repo.counts(filter)

    def trashed_count(self) -> int:
        return self._repo.trashed_count()

    def find_titles(self, text: str, limit: int = 8) -> tuple[PostRow, ...]:
        """Posts whose title holds the words of `text`, marks aside and the last unfinished; the newest change first."""
        return self.rows(self._repo.find_titles(text, limit)) if sought(text) else ()

    # Saved filters

    def saved_filters(self) -> tuple[SavedFilter, ...]:
        """In the order of their making."""
        return self._repo.saved_filters()

    def keep_filter(
        self, name: str, filter: PostFilter, sort: PostSort = PostSort.CHANGED, descending: bool = True
    ) -> SavedFilter:
        """Save under a name; the filter that had the name is replaced. Raises BadInput."""
        name = squeeze(nfc(name))
        if not name or length(name) > LONGEST_NAME:
            raise BadInput(
                f"hãy đặt tên bộ lọc, không quá {LONGEST_NAME} ký tự.",
                f"name the filter in at most {LONGEST_NAME} characters.",
                where="name",
            )
        kept = self.saved_filters()
        same = next((saved.id for saved in kept if fold(saved.name) == fold(name)), None)
        if same is None and len(kept) >= MOST_FILTERS:
            raise BadInput(
                f"đã có {MOST_FILTERS} bộ lọc; hãy xóa bớt bộ lọc không dùng.",
                f"there are {MOST_FILTERS} filters; remove some that are not used.",
                where="name",
            )
        saved = SavedFilter(id=same or self._ids(), name=name, filter=filter, sort=sort, descending=descending)
        with self._logbook.doing(ACT, step="saved", list=saved.id):
            self._repo.keep_filter(saved, self._clock.now())
        return saved

    def drop_filter(self, id: str) -> None:
        """Forget a saved filter; one that is no more is forgotten already."""
        if id in {saved.id for saved in self.saved_filters()}:
            with self._logbook.doing(ACT, step="forgotten", list=id):
                self._repo.drop_filter(id)
