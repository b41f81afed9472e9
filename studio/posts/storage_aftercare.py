"""Which posts belong together, answered from the rows of posts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, exists, func, or_, select

from studio.posts.model import Awaited, PostState, Related
from studio.posts.storage_tables import history, post_links, posts
from studio.posts.transitions import Action
from studio.store.engine import Store
from studio.store.statements import from_row

row = posts.c
_GONE = (PostState.REJECTED.value, PostState.WITHDRAWN.value)


class StoredAftercare:
    """Answers from the rows of posts, without reading their texts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def about(self, post_id: str) -> tuple[Related, ...]:
        """Posts that name `post_id` as their original, oldest first; those in the trash left out."""
        query = (
            _rows().join_from(posts, post_links).where(post_links.c.original == post_id, posts.c.trashed_at.is_(None))
        )
        return tuple(_related(row) for row in self._store.all(query.order_by(posts.c.created_at, posts.c.id)))

    def related(self, post_id: str) -> Related | None:
        row = self._store.one(_rows().where(posts.c.id == post_id))
        return None if row is None else _related(row)

    def published_at(self, post_id: str) -> datetime | None:
        """When it was first known to be on its pages."""
        found: datetime | None = self._store.scalar(_published().where(history.c.post_id == post_id))
        return found

    def awaited(self, companions: Mapping[str, str]) -> tuple[Awaited, ...]:
        """Published posts of these templates (by the companion's) about which no companion was begun."""
        if not companions:
            return ()
        later, ties, same = posts.alias("later"), post_links.alias("ties"), posts.alias("same")
        pairs = (and_(row.template_id == of, later.c.template_id == it) for of, it in companions.items())
        begun = exists().where(
            ties.c.original == row.id,
            later.c.id == ties.c.post_id,
            later.c.trashed_at.is_(None),
            later.c.state.not_in(_GONE),
            or_(*pairs),
        )
        amends = exists().where(same.c.id == post_links.c.original, same.c.template_id == row.template_id)
        published = _published().where(history.c.post_id == row.id).scalar_subquery().label("at")
        query = select(row.id, row.title, row.template_id, post_links.c.followup_on, published).where(
            row.state == PostState.PUBLISHED.value, row.template_id.in_(companions), ~begun, ~amends
        )
        query = query.select_from(posts).join(post_links, post_links.c.post_id == row.id, isouter=True)
        found = self._store.all(query)
        return tuple(
            Awaited(id=post_id, title=title, template_id=template, published_at=at, promised=promised)
            for post_id, title, template, promised, at in found
            if at is not None
        )


def _published() -> Select[Any]:
    return select(func.min(history.c.at)).where(history.c.action == Action.PUBLISH.value)


def _rows() -> Select[Any]:
    return select(posts.c.id, posts.c.title, posts.c.template_id, posts.c.state, posts.c.changed_at)


def _related(row: Row[Any]) -> Related:
    return from_row(Related, row, at=row.changed_at)
