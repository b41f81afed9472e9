"""Which posts belong together, answered from the rows of posts.

Notices about laws that posts cite, and how far each person has read them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Row,
    Select,
    Text,
    and_,
    case,
    exists,
    func,
    insert,
    null,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.phrase import Bilingual
from studio.posts.model import AwaitedCompanion, LawNotice, PostState, RelatedPost
from studio.posts.storage_tables import approvals, history, post_links, posts, revisions
from studio.posts.transitions import Action
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
    return from_row(LawNotice, row, say=Bilingual(row.vi, row.en))


def _values(notice: LawNotice) -> dict[str, Any]:
    values = to_row(notice) | {"vi": notice.say.vi, "en": notice.say.en}
    return {column.name: values[column.name] for column in notices.c if column.name != "id"}


row = posts.c
_PUBLISHED = text("+posts.state = 'published'")
"""The plus keeps SQLite from going by the index of the state, for nearly all are in this one: that of lists has all
that is asked."""
_GONE = (PostState.REJECTED.value, PostState.WITHDRAWN.value)


class StoredAftercare:
    """Answers from the rows of posts, without reading their texts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def about(self, post_id: str) -> tuple[RelatedPost, ...]:
        """Posts that name `post_id` as their original, oldest first; those in the trash left out."""
        query = (
            _rows().join_from(posts, post_links).where(post_links.c.original == post_id, posts.c.trashed_at.is_(None))
        )
        return tuple(_related(row) for row in self._store.all(query.order_by(posts.c.created_at, posts.c.id)))

    def related(self, post_id: str) -> RelatedPost | None:
        row = self._store.one(_rows().where(posts.c.id == post_id))
        return None if row is None else _related(row)

    def published_at(self, post_id: str) -> datetime | None:
        """When it was first known to be on its pages."""
        found: datetime | None = self._store.scalar(_published().where(history.c.post_id == post_id))
        return found

    def awaited(
        self, companions: Mapping[str, str], days: Mapping[str, int], today: date, until: date, most: int | None
    ) -> tuple[tuple[AwaitedCompanion, ...], int]:
        """Published posts of these templates (by the companion's) about which no companion was begun, and whose day
        comes until then, the `most` that are due first, and how many there are. Their day is the one that was promised,
        else so many `days` after they were published, by template; `today` where the template says none."""
        if not companions:
            return (), 0
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
        published = _published().where(history.c.post_id == row.id).scalar_subquery()
        unfollowed = (
            select(row.id, row.template_id, post_links.c.followup_on, published.label("at"))
            .select_from(posts)
            .join(post_links, post_links.c.post_id == row.id, isouter=True)
            .where(row.trashed_at.is_(None), _PUBLISHED, row.template_id.in_(companions), ~begun, ~amends)
            .limit(-1)  # so that SQLite looks for the moment once
            .subquery()
        )
        it = unfollowed.c
        after = case({of: f"+{number} days" for of, number in days.items()}, value=it.template_id) if days else null()
        # a day in Vietnam: seven hours ahead of the stored moment
        on = func.coalesce(it.followup_on, func.date(it.at, "+7 hours", after), today, type_=Day).label("on")
        first = select(it.id, on, func.count().over().label("all")).where(on <= until).order_by(on, it.id).limit(most)
        waiting = first.subquery()
        query = select(row.id, row.title, row.template_id, waiting.c.on, waiting.c.all).join(
            waiting, waiting.c.id == row.id
        )
        found = self._store.all(query.order_by(waiting.c.on, row.id))
        return tuple(from_row(AwaitedCompanion, one) for one in found), found[0].all if found else 0


def _published() -> Select[Any]:
    return select(func.min(history.c.at)).where(history.c.action == Action.PUBLISH.value)


def _rows() -> Select[Any]:
    return select(posts.c.id, posts.c.title, posts.c.template_id, posts.c.state, posts.c.changed_at)


def _related(row: Row[Any]) -> RelatedPost:
    return from_row(RelatedPost, row, at=row.changed_at)
