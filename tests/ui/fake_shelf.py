"""The posts as lists show them, over the posts of the small studio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from studio.clock import local_date
from studio.posts.model import Post, PostFilter, PostRow, PostSort, PostState, SavedFilter
from studio.text import collation, fold
from tests.ui.stand_in import StandIn


class FakeShelf(StandIn):  # type: ignore[misc]
    """`posts` gives all of them, `title` the title of one."""

    def __init__(self, posts: Callable[[], Sequence[Post]], title: Callable[[Post], str]) -> None:
        self._posts, self._title = posts, title
        self.saved: dict[str, SavedFilter] = {}
        self.trashed: dict[str, datetime] = {}

    def ids(
        self,
        filter: PostFilter,
        sort: PostSort = PostSort.CHANGED,
        descending: bool = True,
        *,
        limit: int | None = None,
    ) -> tuple[str, ...]:
        found = [row for row in self._rows() if self._fits(row, filter)]
        found.sort(key=lambda row: _key(row, sort), reverse=descending)
        if sort is PostSort.PUBLISH_AT:
            found.sort(key=lambda row: row.publish_at is None)
        return tuple(row.id for row in found)[:limit]

    def rows(self, ids: Sequence[str]) -> tuple[PostRow, ...]:
        known = {row.id: row for row in self._rows()}
        return tuple(known[key] for key in ids if key in known)

    def counts(self, filter: PostFilter) -> Mapping[PostState, int]:
        return Counter(row.state for row in self._rows() if self._fits(row, filter, states=False))

    def trashed_count(self) -> int:
        return sum(row.trashed_at is not None for row in self._rows())

    def find_titles(self, text: str, limit: int = 8) -> tuple[PostRow, ...]:
        words = fold(text).split()
        found = [row for row in self._rows() if all(word in fold(row.title) for word in words)]
        return tuple(found[:limit])

    def saved_filters(self) -> tuple[SavedFilter, ...]:
        return tuple(self.saved.values())

    def keep_filter(
        self, name: str, filter: PostFilter, sort: PostSort = PostSort.CHANGED, descending: bool = True
    ) -> SavedFilter:
        same = next((kept.id for kept in self.saved.values() if kept.name == name), f"f{len(self.saved)}")
        kept = SavedFilter(id=same, name=name, filter=filter, sort=sort, descending=descending)
        self.saved[same] = kept
        return kept

    def drop_filter(self, id: str) -> None:
        self.saved.pop(id, None)

    def _rows(self) -> list[PostRow]:
        return [
            PostRow(
                id=post.id,
                title=self._title(post),
                state=post.state,
                template_id=post.template_id,
                author=post.author,
                created_at=post.created_at,
                changed_at=post.updated_at,
                publish_at=post.publish_at,
                targets=post.targets,
                trashed_at=post.trashed_at or self.trashed.get(post.id),
            )
            for post in self._posts()
        ]

    def _fits(self, row: PostRow, filter: PostFilter, *, states: bool = True) -> bool:
        day = local_date(row.changed_at)
        return (
            (row.trashed_at is not None) == filter.trashed
            and (not states or not filter.states or row.state in filter.states)
            and all(word in fold(row.title) for word in fold(filter.text).split())
            and filter.template in ("", row.template_id)
            and filter.author in ("", row.author)
            and (not filter.target or filter.target in row.targets)
            and (filter.changed_from is None or filter.changed_from <= day)
            and (filter.changed_to is None or day <= filter.changed_to)
        )


def _key(row: PostRow, sort: PostSort) -> tuple[str, str]:
    """Text that sorts as the shelf does."""
    first = {
        PostSort.CHANGED: row.changed_at.isoformat(),
        PostSort.TITLE: collation(row.title),
        PostSort.STATE: f"{list(PostState).index(row.state):02d}",
        PostSort.PUBLISH_AT: row.publish_at.isoformat() if row.publish_at else "",
        PostSort.CREATED: row.created_at.isoformat(),
        PostSort.TEMPLATE: row.template_id,
    }[sort]
    return first, row.id
