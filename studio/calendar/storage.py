"""The calendar's entries, read by range from posts, approvals and deliveries; and the unit's quiet days.

The plans of weeks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Text, delete, func, insert, or_, select

from studio.accounts.storage import accounts
from studio.calendar.model import TOGETHER, CalendarEntry, DayMark, DayMarkKind, EntryKind
from studio.calendar.slots import PostingHours
from studio.calendar.week import WeekPlan
from studio.codec import plain, read
from studio.outbox.model import DeliveryState, Holder
from studio.outbox.storage_moves import outbox_rules
from studio.outbox.storage_tables import deliveries
from studio.phrase import Bilingual
from studio.posts.model import PostFilter, PostState
from studio.posts.storage_list import narrowed
from studio.posts.storage_tables import approvals, posts
from studio.store.engine import Store
from studio.store.schema_base import Day, Json, Moment, table
from studio.store.statements import AnyRow, from_row, to_row

week_plans = table(
    "week_plans",
    Column("monday", Day, primary_key=True),
    Column("goal", Text, nullable=False),
    Column("items", Json, nullable=False),
    Column("review", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)


class StoredWeeks:
    """Keeps the plans."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def get(self, monday: date) -> WeekPlan | None:
        found = self._store.one(select(week_plans).where(week_plans.c.monday == monday))
        return None if found is None else from_row(WeekPlan, found)

    def save(self, plan: WeekPlan, *, by: str, at: datetime) -> None:
        items = [{name: value for name, value in item.items() if value is not None} for item in plain(plan.items)]
        self._store.put(week_plans, to_row(plan) | {"items": items, "changed_by": by, "changed_at": at})


blackout_days = table(
    "blackout_days",
    Column("id", Text, primary_key=True),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    Column("name", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
)

_PLANNED = [s.value for s in PostState if s not in (PostState.QUEUED, PostState.PUBLISHED, PostState.WITHDRAWN)]
_SHOWN = [state.value for state in DeliveryState if state is not DeliveryState.CANCELLED]
_ALLOWED = [state.value for state in (PostState.APPROVED, PostState.ON_HOLD, PostState.QUEUED)]
_RUNNING = (DeliveryState.SCHEDULED, DeliveryState.WAITING, DeliveryState.SENDING)
_HOURS = "posting_hours"
_post, _sent, _said = posts.c, deliveries.c, approvals.c


class StoredCalendar:
    """Answers by range, from indexes. `since` is in the range, `until` is not."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, since: datetime, until: datetime, filter: PostFilter) -> tuple[CalendarEntry, ...]:
        """Of the posts that match, by time; a delivery has to go to a page that is asked for."""
        with self._store.read() as connection:
            found = [
                *_planned(connection, since, until, filter),
                *_deliveries(connection, since, until, filter),
                *_endings(connection, since, until, filter),
            ]
        return tuple(sorted(found, key=lambda entry: (entry.at, entry.title, entry.post_id)))

    def matching(self, ids: Collection[str], filter: PostFilter) -> frozenset[str]:
        """Those of the posts that match."""
        return frozenset(self._store.scalars(select(_post.id).where(_post.id.in_(ids), *narrowed(filter))))

    def transaction(self) -> AbstractContextManager[object]:
        """Of the whole store: what other rooms write inside it is kept or lost with it."""
        return self._store.write()

    def blackouts(self) -> tuple[DayMark, ...]:
        """By their first day."""
        query = select(blackout_days).order_by(blackout_days.c.first, blackout_days.c.id)
        return tuple(_mark(row) for row in self._store.all(query))

    def add_blackout(self, mark: DayMark, *, by: str, at: datetime) -> None:
        values = {"id": mark.id, "first": mark.first, "last": mark.last, "name": mark.name.vi}
        self._store.do(insert(blackout_days).values(values | {"added_by": by, "added_at": at}))

    def remove_blackout(self, id: str) -> None:
        self._store.do(delete(blackout_days).where(blackout_days.c.id == id))

    def posting_hours(self) -> PostingHours | None:
        """None before the unit set any."""
        kept = self._store.scalar(select(outbox_rules.c.value).where(outbox_rules.c.name == _HOURS))
        return None if kept is None else read(PostingHours, kept)

    def set_posting_hours(self, hours: PostingHours) -> None:
        self._store.put(outbox_rules, {"name": _HOURS, "value": plain(hours)})


def _planned(connection: Connection, since: datetime, until: datetime, filter: PostFilter) -> Iterator[CalendarEntry]:
    query = select(_post.id, _post.title, _post.state, _post.publish_at, _post.targets).where(
        _post.publish_at >= since,
        _post.publish_at < until,
        _post.trashed_at.is_(None),
        _post.state.in_(_PLANNED),
        *narrowed(filter),
    )
    for row in connection.execute(query):
        yield CalendarEntry(
            kind=EntryKind.PLANNED,
            post_id=row.id,
            title=row.title,
            at=row.publish_at,
            state=PostState(row.state),
            bound=True,
            pages=tuple(row.targets),
        )


def _deliveries(
    connection: Connection, since: datetime, until: datetime, filter: PostFilter
) -> Iterator[CalendarEntry]:
    """One entry for all deliveries of a post that are due at one moment, or shortly one after the other."""
    query = (
        select(
            _sent.post_id, _sent.post_title, _sent.due_at, _sent.account, _sent.state, _sent.holder, _sent.remote_id,
            _post.state.label("post_state"), _post.publish_at,
        )
        .join_from(deliveries, posts, _post.id == _sent.post_id)
        .where(_sent.state.in_(_SHOWN), _sent.due_at >= since, _sent.due_at < until)
        .where(*narrowed(filter), *_to_pages(filter))
        .order_by(_sent.due_at, _sent.created_at, _sent.id)
    )  # fmt: skip
    together: dict[str, list[list[RowMapping]]] = {}
    for row in connection.execute(query).mappings():
        lots = together.setdefault(row["post_id"], [])
        if not lots or row["due_at"] - lots[-1][-1]["due_at"] > TOGETHER:
            lots.append([])
        lots[-1].append(row)
    yield from (_delivered(rows) for lots in together.values() for rows in lots)


def _to_pages(filter: PostFilter) -> Iterator[ColumnElement[bool]]:
    if filter.target:
        yield _sent.account == filter.target
    if filter.unit:
        yield _sent.account.in_(select(accounts.c.name).where(accounts.c.unit == filter.unit))


def _delivered(rows: list[RowMapping]) -> CalendarEntry:
    first, counted = rows[0], dict.fromkeys((DeliveryState(row["state"]) for row in rows), 0)
    for row in rows:
        counted[DeliveryState(row["state"])] += 1
    return CalendarEntry(
        kind=EntryKind.DELIVERY,
        post_id=first["post_id"],
        title=first["post_title"],
        at=first["due_at"],
        state=PostState(first["post_state"]),
        bound=first["publish_at"] is not None,
        pages=tuple(row["account"] for row in rows),
        deliveries=counted,
        holder=_held(rows),
    )


def _held(rows: Iterable[RowMapping]) -> Holder | None:
    """A platform holds nothing before it was handed over: until then this PC has to be on."""
    running = [row for row in rows if DeliveryState(row["state"]) in _RUNNING]
    if not running:
        return None
    handed = any(row["holder"] == Holder.PLATFORM and row["remote_id"] for row in running)
    return Holder.PLATFORM if handed else Holder.PC


def _endings(connection: Connection, since: datetime, until: datetime, filter: PostFilter) -> Iterator[CalendarEntry]:
    """Approvals that run out before the post went out: one that only ends after its planned time is no news."""
    others = approvals.alias()
    newest = select(func.max(others.c.id)).where(others.c.post_id == _post.id).scalar_subquery()
    query = (
        select(_post.id, _post.title, _post.state, _post.targets, _post.publish_at, _said.expires_at)
        .join_from(posts, approvals, _said.id == newest)
        .where(
            _post.state.in_(_ALLOWED),
            _post.trashed_at.is_(None),
            _said.expires_at >= since,
            _said.expires_at < until,
            or_(_post.publish_at.is_(None), _said.expires_at <= _post.publish_at),
            *narrowed(filter),
        )
    )
    for row in connection.execute(query):
        yield CalendarEntry(
            kind=EntryKind.APPROVAL_ENDS,
            post_id=row.id,
            title=row.title,
            at=row.expires_at,
            state=PostState(row.state),
            bound=row.publish_at is not None,
            pages=tuple(row.targets),
        )


def _mark(row: AnyRow) -> DayMark:
    name = Bilingual(row.name, row.name)
    return DayMark(kind=DayMarkKind.BLACKOUT, name=name, first=row.first, last=row.last, id=row.id)
