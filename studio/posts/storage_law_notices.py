"""Notices about laws that posts cite, and how far each person has read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, Integer, Row, Select, Text, exists, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.phrase import Phrase
from studio.posts.model import LawNotice, PostState
from studio.posts.storage_tables import approvals, posts, revisions
from studio.store.engine import Store
from studio.store.schema_base import Day, Moment, table
from studio.store.statements import from_row, to_row

notices = table(
    "law_notices",
    Column("id", Integer, primary_key=True),
    Column("post_id", Text, ForeignKey("posts.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("law", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("light", Text, nullable=False),
    Column("vi", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("old_check", Day),
)
readings = table(
    "law_notice_readings",
    Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("upto", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)


class StoredLawNotices:
    """Keeps notices and who has seen them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, told: Sequence[LawNotice]) -> None:
        self._store.do(insert(notices), [_values(one) for one in told])

    def of_post(self, post_id: str) -> tuple[LawNotice, ...]:
        """The latest of each citation, newest first."""
        return self._found(_latest().where(notices.c.post_id == post_id))

    def latest(self, states: Sequence[PostState]) -> tuple[LawNotice, ...]:
        """The latest of each citation in posts that are in one of these states, newest first."""
        return self._found(_latest().where(*_in(states)))

    def old_checks(self) -> frozenset[tuple[str, str, date]]:
        """Of each notice that a confirmation grew old: its post, the law and the day of the confirmation."""
        query = select(notices.c.post_id, notices.c.law, notices.c.old_check).where(notices.c.old_check.is_not(None))
        return frozenset((row.post_id, row.law, row.old_check) for row in self._store.all(query))

    def unseen(self, person: str, states: Sequence[PostState]) -> tuple[LawNotice, ...]:
        """The latest of each citation in posts that are in one of these states, that the person opened, changed or
        approved, and that the person has not seen; newest first."""
        hand = select(revisions.c.post_id).where(revisions.c.by == person)
        decided = select(approvals.c.post_id).where(approvals.c.by == person)
        concerned = or_(posts.c.author == person, posts.c.id.in_(hand), posts.c.id.in_(decided))
        read = exists().where(
            readings.c.post_id == notices.c.post_id, readings.c.person == person, readings.c.upto >= notices.c.id
        )
        return self._found(_latest().where(*_in(states), concerned, ~read))

    def mark(self, person: str, post_id: str, upto: int, at: datetime) -> None:
        """The person has seen the notices of that post up to number `upto`."""
        seen = {"upto": upto, "at": at}
        row = insert_or(readings).values(post_id=post_id, person=person, **seen)
        self._store.do(row.on_conflict_do_update(index_elements=["post_id", "person"], set_=seen))

    def _found(self, query: Select[Any]) -> tuple[LawNotice, ...]:
        return tuple(_notice(row) for row in self._store.all(query))


def _in(states: Sequence[PostState]) -> tuple[ColumnElement[bool], ...]:
    return posts.c.state.in_([str(state) for state in states]), posts.c.trashed_at.is_(None)


def _latest() -> Select[Any]:
    last = select(func.max(notices.c.id)).group_by(notices.c.post_id, notices.c.law)
    return (
        select(notices, posts.c.title)
        .join_from(notices, posts, posts.c.id == notices.c.post_id)
        .where(notices.c.id.in_(last))
        .order_by(notices.c.id.desc())
    )


def _notice(row: Row[Any]) -> LawNotice:
    return from_row(LawNotice, row, say=Phrase(row.vi, row.en))


def _values(notice: LawNotice) -> dict[str, Any]:
    values = to_row(notice) | {"vi": notice.say.vi, "en": notice.say.en}
    return {column.name: values[column.name] for column in notices.c if column.name != "id"}
