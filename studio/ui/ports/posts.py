"""What the window asks of the posts: to find, read and throw away one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from studio.posts.compare import Comparison
    from studio.posts.model import Comment, Post, PostFilter, PostRow, PostSort, PostState, SavedFilter


class DeskPort(Protocol):
    """The posts."""

    def list(self, *states: PostState) -> Sequence[Post]:
        """Newest first; without states, all."""
        ...

    def get(self, id: str) -> Post: ...

    def title(self, post_id: str) -> str:
        """Title of one post, as of the last edit."""
        ...

    def trash(self, post_id: str, by: str) -> None:
        """Throw away for 30 days; refused for what is decided on or published."""
        ...

    def untrash(self, post_id: str, by: str) -> None: ...


class ShelfPort(Protocol):
    """The posts as lists show them."""

    def ids(
        self, filter: PostFilter, sort: PostSort = ..., descending: bool = True, *, limit: int | None = None
    ) -> tuple[str, ...]:
        """Every match, in order, or the first `limit` of them."""
        ...

    def rows(self, ids: Sequence[str]) -> tuple[PostRow, ...]:
        """In the order asked; those that are no more are left out."""
        ...

    def counts(self, filter: PostFilter) -> Mapping[PostState, int]:
        """How many of each state match; the states of `filter` are passed over."""
        ...

    def trashed_count(self) -> int: ...

    def find_titles(self, text: str, limit: int = 8) -> tuple[PostRow, ...]: ...

    def saved_filters(self) -> tuple[SavedFilter, ...]: ...

    def keep_filter(
        self,
        name: str,
        filter: PostFilter,
        sort: PostSort = ...,
        descending: bool = True,
    ) -> SavedFilter: ...

    def drop_filter(self, id: str) -> None: ...


class ReviewsPort(Protocol):
    """Comments on fields, and what each person saw last."""

    def comments(self, post_id: str) -> Sequence[Comment]:
        """Oldest first."""
        ...

    def comment(self, post_id: str, by: str, field: str, text: str) -> Comment: ...

    def resolve(self, id: str, by: str) -> None: ...

    def reopen(self, id: str, by: str) -> None: ...

    def looked(self, post_id: str, by: str) -> None:
        """Remember the present revision as seen by this person."""
        ...

    def seen(self, post_id: str, by: str) -> int | None:
        """The revision this person saw last."""
        ...

    def since(self, post_id: str, by: str) -> Comparison | None:
        """What changed since then; None when they never looked or nothing did."""
        ...

    def changed_for(self, by: str) -> frozenset[str]:
        """Posts that have another revision than the one this person saw last."""
        ...
