"""What of the posts is listed, in what order, and what the worker answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from studio.phrase import Phrase
from studio.posts.model import PostFilter, PostRow, PostSort, PostState
from studio.templates.model import Template
from studio.translation import mark, tr
from studio.ui.composer.chooser.looks import TONES, icon_of
from studio.ui.page_specs import PageId
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import PageMark
from studio.ui.widgets.rows import WINDOW
from studio.ui.words import StateWord, sign_of

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.posts.listing import PostListing


@dataclass(frozen=True, slots=True, kw_only=True)
class SortWords:
    """What an order and its two directions are called, in English."""

    name: str
    rising: str = mark("oldest first")
    falling: str = mark("newest first")
    begins_low: bool = False
    """Whether it is shown rising when it is chosen."""

    def said(self, *, descending: bool) -> str:
        """Order and direction, in the language of the window."""
        return f"{tr(self.name)}, {self.direction(descending=descending)}"

    def direction(self, *, descending: bool) -> str:
        return tr(self.falling if descending else self.rising)

    @property
    def directions(self) -> tuple[bool, bool]:
        """Whether descending: first as it is shown when it is chosen."""
        return (False, True) if self.begins_low else (True, False)


SORTS: Mapping[PostSort, SortWords] = {
    PostSort.CHANGED: SortWords(name=mark("Changed", about="time")),
    PostSort.CREATED: SortWords(name=mark("Created")),
    PostSort.PUBLISH_AT: SortWords(name=mark("Planned time")),
    PostSort.TITLE: SortWords(name=mark("Title"), rising=mark("A to Z"), falling=mark("Z to A"), begins_low=True),
    PostSort.STATE: SortWords(
        name=mark("Status", about="state"),
        rising=mark("drafts first"),
        falling=mark("published first"),
        begins_low=True,
    ),
    PostSort.TEMPLATE: SortWords(name=mark("Template"), rising=mark("A to Z"), falling=mark("Z to A"), begins_low=True),
}
"""In the order in which they are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostQuery:
    """A filter and an order."""

    filter: PostFilter = field(default_factory=PostFilter)
    sort: PostSort = PostSort.CHANGED
    descending: bool = True

    def sorted_by(self, sort: PostSort) -> PostQuery:
        """By `sort`; the other way round where it is sorted so already."""
        descending = not self.descending if sort is self.sort else not SORTS[sort].begins_low
        return replace(self, sort=sort, descending=descending)

    def only(self, state: PostState | None) -> PostQuery:
        """Of that state alone, out of the trash; None: of every state."""
        return replace(self, filter=replace(self.filter, states=(state,) if state else (), trashed=False))

    def trash(self) -> PostQuery:
        return replace(self, filter=replace(self.filter, states=(), trashed=True))

    def without(self, condition: str) -> PostQuery:
        """Without the condition of that name (a field of `PostFilter`)."""
        empty = None if condition in ("changed_from", "changed_to") else ""
        return replace(self, filter=replace(self.filter, **{condition: empty}))  # type: ignore[arg-type]

    def without_all(self) -> PostQuery:
        """Every post out of the trash, or everything in it."""
        return replace(self, filter=PostFilter(trashed=self.filter.trashed))

    @property
    def narrow(self) -> bool:
        """Whether anything but the trash is asked for."""
        return self.filter != PostFilter(trashed=self.filter.trashed)

    @property
    def order(self) -> str:
        """As the window remembers it."""
        return f"{self.sort}:{'down' if self.descending else 'up'}"

    def in_order(self, order: str) -> PostQuery:
        """In a remembered order; one that cannot be read is passed over."""
        name, _, way = order.partition(":")
        try:
            return replace(self, sort=PostSort(name), descending=way == "down")
        except ValueError:
            return self


@dataclass(frozen=True, slots=True, kw_only=True)
class PostIds:
    """The ids, and the rows of the first. Where the list is not `whole`, more ids follow."""

    ids: tuple[str, ...]
    rows: Mapping[str, PostRow]
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCounts:
    """How many posts match in each state, and how many lie in the trash."""

    states: Mapping[PostState, int]
    trashed: int

    @property
    def total(self) -> int:
        return sum(self.states.values())


def load_listed(listing: PostListing, query: PostQuery, limit: int | None = None) -> PostIds:
    """Look up on the worker, the first `limit` alone or all."""
    ids = listing.ids(query.filter, query.sort, query.descending, limit=limit)
    return PostIds(ids=ids, rows=load_rows(listing, ids[:WINDOW]), whole=limit is None or len(ids) < limit)


def load_rows(listing: PostListing, ids: tuple[str, ...]) -> Mapping[str, PostRow]:
    """The rows of `ids`, those that are still there, by id."""
    return {row.id: row for row in listing.rows(ids)}


def load_tally(listing: PostListing, query: PostQuery) -> PostCounts:
    """Count on the worker; what is counted is always what is out of the trash."""
    return PostCounts(states=listing.counts(replace(query.filter, trashed=False)), trashed=listing.trashed_count())


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateName:
    """How a template is called."""

    code: str
    title: Phrase
    tile: StateWord
    """Icon and tone of its family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNames:
    """By id, in the order in which they are offered."""

    people: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, PageMark] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    """Units that have a page."""
    templates: Mapping[str, TemplateName] = field(default_factory=dict)

    def code(self, template: str) -> str:
        named = self.templates.get(template)
        return named.code if named else template


def _named(template: Template) -> TemplateName:
    tile = StateWord("", icon_of(template), TONES.get(template.theme, Tone.SLATE))
    return TemplateName(code=template.code, title=template.title, tile=tile)


def load_names(studio: Studio) -> ListNames:
    """Read them on the worker."""
    pages = studio.accounts.list()
    running = {page.unit for page in pages}
    return ListNames(
        people={person.id: person.name for person in studio.people.list()},
        pages={page.name: sign_of(page) for page in pages},
        units={unit.id: unit.name for unit in studio.directory.book().units if unit.id in running},
        templates={t.id: _named(t) for t in studio.catalog.all()},
    )


WAYS: Mapping[PostState, PageId] = {
    PostState.DRAFT: PageId.COMPOSER,
    PostState.CHANGES_ASKED: PageId.COMPOSER,
    PostState.REJECTED: PageId.COMPOSER,
    PostState.APPROVAL_EXPIRED: PageId.COMPOSER,
    PostState.WITHDRAWN: PageId.COMPOSER,
    PostState.IN_REVIEW: PageId.APPROVAL,
    PostState.APPROVED: PageId.APPROVAL,
    PostState.ON_HOLD: PageId.APPROVAL,
    PostState.QUEUED: PageId.OUTBOX,
    PostState.PUBLISHED: PageId.OUTBOX,
}
"""By state: where a person can go on with it, or look at what became of it."""
