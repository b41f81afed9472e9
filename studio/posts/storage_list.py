"""The posts as lists show them, answered from indexes; and the saved filters.

Comments on fields of posts, and which revision of a post each reviewer saw last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Label,
    Text,
    case,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.accounts.storage import accounts
from studio.clock import VIETNAM
from studio.posts.model import Comment, PostFilter, PostRow, PostSort, PostState, SavedFilter
from studio.posts.storage import holds
from studio.posts.storage_tables import posts
from studio.store.engine import Store
from studio.store.schema_base import Flag, Json, Moment, table
from studio.store.statements import from_row, to_row
from studio.text import sought

comments = table(
    "comments",
    Column("id", Text, primary_key=True),
    Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("resolved_by", Text),
    Column("resolved_at", Moment),
    Index("ix_comments_post_id", "post_id", "resolved_at"),
)
looks = table(
    "looks",
    Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)


class StoredReviews:
    """Keeps comments and looks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def comments(self, post_id: str) -> tuple[Comment, ...]:
        """Oldest first."""
        query = select(comments).where(comments.c.post_id == post_id).order_by(comments.c.at, comments.c.id)
        return tuple(from_row(Comment, row) for row in self._store.all(query))

    def get(self, id: str) -> Comment | None:
        row = self._store.one(select(comments).where(comments.c.id == id))
        return None if row is None else from_row(Comment, row)

    def add(self, comment: Comment) -> None:
        self._store.do(insert(comments).values(to_row(comment)))

    def settle(self, id: str, by: str | None, at: datetime | None) -> None:
        """Mark a comment as resolved by somebody, or as open again."""
        self._store.do(update(comments).where(comments.c.id == id).values(resolved_by=by, resolved_at=at))

    def looked(self, post_id: str, person: str, revision: int, at: datetime) -> None:
        seen = {"revision": revision, "at": at}
        row = insert_or(looks).values(post_id=post_id, person=person, **seen)
        self._store.do(row.on_conflict_do_update(index_elements=["post_id", "person"], set_=seen))

    def seen(self, post_id: str, person: str) -> int | None:
        """The revision the person saw last."""
        query = select(looks.c.revision).where(looks.c.post_id == post_id, looks.c.person == person)
        return self._store.scalar(query)

    def changed_for(self, person: str) -> frozenset[str]:
        """Posts that have another revision than the one the person saw last."""
        query = (
            select(looks.c.post_id)
            .join(posts, posts.c.id == looks.c.post_id)
            .where(looks.c.person == person, looks.c.revision != posts.c.revision)
        )
        return frozenset(self._store.scalars(query))


saved_filters = table(
    "saved_filters",
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("filter", Json, nullable=False),
    Column("sort", Text, nullable=False),
    Column("descending", Flag, nullable=False),
    Column("made_at", Moment, nullable=False),
)
_SLICE = 500
"""Ids asked for in one statement."""
_LOT = 500
_post = posts.c
_STATES = case({state.value: place for place, state in enumerate(PostState)}, value=_post.state)
_OPEN = (
    select(func.count())
    .where(comments.c.post_id == _post.id, comments.c.resolved_at.is_(None))
    .scalar_subquery()
    .label("comments")
)
_ROW = select(*(_post[each.name] for each in fields(PostRow) if each.name in _post), _OPEN)


class StoredPostList:
    """Answers from indexes. `templates`: ids in the order in which lists sort them."""

    def __init__(self, store: Store, of_deliveries: Sequence[Label[Any]]) -> None:
        """`of_deliveries` says of each post `removals_due` and `claimed` (see `PostRow`), which another room knows."""
        self._store = store
        self._row = _ROW.add_columns(*of_deliveries)

    def ids(
        self, filter: PostFilter, sort: PostSort, *, descending: bool, templates: Sequence[str], limit: int | None
    ) -> tuple[str, ...]:
        order = [key.desc() if turned else key for key, turned in _order(sort, descending, templates)]
        query = select(_post.id).where(*_matches(filter)).order_by(*order).limit(limit)
        # In small lots: thousands of rows alive at once would set off Python's search for garbage.
        with self._store.read() as connection:
            return tuple(connection.execute(query, execution_options={"yield_per": _LOT}).scalars())

    def rows(self, ids: Sequence[str]) -> tuple[PostRow, ...]:
        found: dict[str, PostRow] = {}
        with self._store.read() as connection:
            for start in range(0, len(ids), _SLICE):
                some = self._row.where(_post.id.in_(ids[start : start + _SLICE]))
                found |= {row.id: from_row(PostRow, row, claimed=bool(row.claimed)) for row in connection.execute(some)}
        return tuple(found[one] for one in ids if one in found)

    def counts(self, filter: PostFilter) -> dict[PostState, int]:
        query = select(_post.state, func.count()).where(*_matches(filter, states=False)).group_by(_post.state)
        counted = {row[0]: row[1] for row in self._store.all(query)}
        return {state: counted.get(state.value, 0) for state in PostState}

    def trashed_count(self) -> int:
        query = select(func.count()).select_from(posts).where(*_matches(PostFilter(trashed=True)))
        return int(self._store.scalar(query) or 0)

    def find_titles(self, text: str, limit: int) -> tuple[str, ...]:
        """Ids of the posts whose title has every part of a search, the newest change first."""
        title_end = func.instr(_post.folded, "\n")
        early = [func.instr(_post.folded, part) < title_end for part in sought(text)]
        query = select(_post.id).where(_post.trashed_at.is_(None), *holds(text), *early)
        with self._store.read() as connection:
            newest_first = query.order_by(_post.changed_at.desc(), _post.id.desc()).limit(limit)
            return tuple(connection.execute(newest_first).scalars().all())

    # Saved filters

    def saved_filters(self) -> tuple[SavedFilter, ...]:
        query = select(saved_filters).order_by(saved_filters.c.made_at, saved_filters.c.id)
        return tuple(from_row(SavedFilter, row) for row in self._store.all(query))

    def keep_filter(self, saved: SavedFilter, at: datetime) -> None:
        """Write a new one, or over the one of that id."""
        values = to_row(saved)
        with self._store.write() as connection:
            changed = connection.execute(update(saved_filters).where(saved_filters.c.id == saved.id).values(values))
            if changed.rowcount == 0:
                connection.execute(insert(saved_filters).values(values | {"made_at": at}))

    def drop_filter(self, id: str) -> None:
        self._store.do(delete(saved_filters).where(saved_filters.c.id == id))


def _matches(filter: PostFilter, *, states: bool = True) -> list[ColumnElement[bool]]:
    """The conditions, in the trash or out of it."""
    lies: list[ColumnElement[bool]] = [_post.trashed_at.is_(None)]
    if filter.trashed:
        lies = [_post.trashed_at.is_not(None), _post.purged_at.is_(None)]
    return [*lies, *narrowed(filter, states=states)]


def narrowed(filter: PostFilter, *, states: bool = True) -> list[ColumnElement[bool]]:
    """The conditions wherever a post lies, the cheap ones first: the text is looked at last."""
    found: list[ColumnElement[bool]] = []
    if states and filter.states:
        found.append(_post.state.in_([state.value for state in filter.states]))
    if filter.template:
        found.append(_post.template_id == filter.template)
    if filter.author:
        found.append(_post.author == filter.author)
    if filter.target:
        found.append(func.instr(_post.targets, f'"{filter.target}"') > 0)
    if filter.unit:
        named = func.instr(_post.targets, '"' + accounts.c.name + '"') > 0
        found.append(exists().where(accounts.c.unit == filter.unit, named))
    if filter.changed_from is not None:
        found.append(_post.changed_at >= _midnight(filter.changed_from))
    if filter.changed_to is not None:
        found.append(_post.changed_at < _midnight(filter.changed_to + timedelta(days=1)))
    return [*found, *holds(filter.text)]


def _order(sort: PostSort, descending: bool, templates: Sequence[str]) -> list[tuple[ColumnElement[Any], bool]]:
    """Sort keys with whether each is turned round; the latest change decides among equals."""
    newest = [(_post.changed_at, True), (_post.id, True)]
    match sort:
        case PostSort.TITLE:
            return [(_post.title_key, descending), *newest]
        case PostSort.STATE:
            return [(_STATES, descending), *newest]
        case PostSort.PUBLISH_AT:
            return [(_post.publish_at.is_(None), False), (_post.publish_at, descending), *newest]
        case PostSort.TEMPLATE:
            places = {template: place for place, template in enumerate(templates)} or {"": 0}
            return [(case(places, value=_post.template_id, else_=len(places)), descending), *newest]
        case _:
            return [(_post[sort.value], descending), (_post.id, descending)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)
