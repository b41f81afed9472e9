"""The posts as lists show them: filtered, sorted, counted and found without reading any post's body."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import BadInput
from studio.logbook import Logbook
from studio.posts.model import PostFilter, PostRow, PostSort, PostState, SavedFilter
from studio.templates.model import Template
from studio.text import collation, fold, length, nfc, sought, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.posts.storage_list import StoredPostList

LONGEST_NAME = 60
MOST_FILTERS = 50
ACT = "list"
"""As `studio.outbox.audit.Act` names it."""


class PostListing:
    """Looks posts up. Reads only, saved filters apart."""

    def __init__(
        self,
        repo: StoredPostList,
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
                "name the filter in at most {longest_name} characters.", longest_name=LONGEST_NAME, where="name"
            )
        kept = self.saved_filters()
        same = next((saved.id for saved in kept if fold(saved.name) == fold(name)), None)
        if same is None and len(kept) >= MOST_FILTERS:
            raise BadInput(
                "there are {most_filters} filters; remove some that are not used.",
                most_filters=MOST_FILTERS,
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
