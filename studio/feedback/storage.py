"""Items of the feedback desk, without any text: what queues, clocks and figures are read from.

Few items are open and many are closed, so the queues are read from an index of the open ones alone, which holds all
that a filter asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from studio.canonical import canonical_json
from studio.errors import NotFound, Refused
from studio.feedback.intake_model import IntakeState
from studio.feedback.model import (
    FeedbackCounts,
    FeedbackFilter,
    FeedbackItem,
    FeedbackQueue,
    ItemState,
    PurgeCertificate,
)
from studio.store.engine import CachedQuery, Store
from studio.store.schema_base import Day, Flag, Json, Moment, also, among, table
from studio.store.statements import AnyRow, from_row, to_row

items = table(
    "feedback_items",
    Column("id", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("taken_in_at", Moment, nullable=False),
    Column("category", Text),
    Column("suggested", Text),
    Column("suggested_topic", Text, nullable=False),
    Column("urgent_signs", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("assigned_to", Text, nullable=False),
    Column("concerns", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("under", Text, nullable=False),
    Column("heard_at", Moment, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("first_reply_at", Moment),
    Column("in_time", Flag),
    Column("fully", Flag, nullable=False),
    Column("waiting_since", Moment),
    Column("waited", Integer, nullable=False),
    Column("reply_due", Moment),
    Column("result_due", Moment),
    Column("due_at", Moment),
    Column("soon_at", Moment),
    Column("group", Text, nullable=False),
    Column("closed_at", Moment),
    Column("outcome", Text),
    Column("purge_on", Day),
    Column("purged", Flag, nullable=False),
    Column("version", Integer, nullable=False),
)
_item = items.c
Index(
    "ix_feedback_items_open",
    _item.due_at,
    _item.received_at,
    _item.id,
    _item.soon_at,
    _item.state,
    _item.account,
    _item.category,
    _item.topic,
    _item.assigned_to,
    _item.closed_at,
    sqlite_where=_item.closed_at.is_(None),
)
Index(
    "ix_feedback_items_ended",
    _item.closed_at,
    _item.id,
    _item.account,
    _item.category,
    _item.topic,
    _item.assigned_to,
    sqlite_where=_item.closed_at.is_not(None),
)
Index(
    "ix_feedback_items_under",
    _item.under,
    _item.account,
    _item.topic,
    _item.id,
    _item.closed_at,
    sqlite_where=and_(_item.closed_at.is_(None), _item.under != ""),
)
Index("ix_feedback_items_group", _item.group, sqlite_where=_item.group != "")
Index("ix_feedback_items_purge", _item.purge_on, sqlite_where=and_(_item.purged == 0, _item.purge_on.is_not(None)))
Index(
    "ix_feedback_items_figures",
    _item.account,
    _item.received_at,
    _item.category,
    _item.topic,
    _item.first_reply_at,
    _item.reply_due,
    _item.in_time,
    _item.outcome,
)

ENDED_SHOWN = timedelta(days=31)
"""The queue of ended items goes back so far; what is older has no text any more and stands in the figures alone."""
_WAITING = or_(_item.state == ItemState.WAITING, and_(_item.state == ItemState.ANSWERED, _item.due_at.is_(None)))
_TO_ANSWER = or_(
    _item.state.in_([ItemState.NEW.value, ItemState.ANSWERING.value]),
    and_(_item.state == ItemState.ANSWERED, _item.due_at.is_not(None)),
)
_OPEN = _item.closed_at.is_(None)
_OVERDUE = _item.due_at <= bindparam("now", type_=Moment)
_SOON = and_(_item.soon_at <= bindparam("now", type_=Moment), _item.due_at > bindparam("now", type_=Moment))
_PILLS: Mapping[FeedbackQueue, ColumnElement[bool]] = {
    FeedbackQueue.TO_ANSWER: and_(_OPEN, _TO_ANSWER),
    FeedbackQueue.OVERDUE: and_(_OPEN, _OVERDUE),
    FeedbackQueue.SOON: and_(_OPEN, _SOON),
    FeedbackQueue.WAITING: and_(_OPEN, _WAITING),
    FeedbackQueue.CLOSED: _item.closed_at > bindparam("since", type_=Moment),
}


def _counted(what: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((what, 1), else_=0)), 0)


_of_page: ColumnElement[str] = func.ifnull(_item.account, "")
"""An expression, so that no query of a queue goes by the index of the figures, which has the closed ones too."""
_COUNTS = select(
    _counted(_TO_ANSWER).label("to_answer"),
    _counted(_OVERDUE).label("overdue"),
    _counted(_SOON).label("soon"),
    _counted(_WAITING).label("waiting"),
)
_COUNTS = _COUNTS.where(_OPEN)


_GET = select(items).where(_item.id == bindparam("wanted"))
_UPDATE = update(items).where(_item.id == bindparam("wanted"), _item.version == bindparam("seen"))


_UNDER = select(_item.account, _item.under, _item.topic, _item.id)
_UNDER = _UNDER.where(_OPEN, _item.under != "", among(_item.under))


class OpenUnder(NamedTuple):
    """An open item under a post, as far as the like of it is looked for."""

    account: str
    under: str
    topic: str
    id: str


class StoredItems:
    """Keeps items by their id. Nothing here leads to who wrote."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def when_kept(self, action: Callable[[], None]) -> None:
        """Do `action` once the outermost transaction of this thread has ended well."""
        self._store.after_commit("feedback", action)

    def reading(self) -> AbstractContextManager[None]:
        """Let all that is read inside the block be of one view, which is quicker as well."""
        return self._store.reading()

    def add(self, item: FeedbackItem) -> None:
        self._store.do(insert(items), _row(item))

    def add_all(self, several: Sequence[FeedbackItem]) -> None:
        if several:
            self._store.do(insert(items), [_row(item) for item in several])

    def update(self, before: FeedbackItem, after: FeedbackItem) -> FeedbackItem:
        """Keep `after` in the place of `before`. Raises Refused when somebody else changed it meanwhile."""
        changed = replace(after, version=before.version + 1)
        if not self._store.do(_UPDATE, _row(changed) | {"wanted": before.id, "seen": before.version}):
            raise Refused("somebody else changed this item meanwhile; refresh, then go on.")
        return changed

    def get(self, id: str) -> FeedbackItem:
        """Raises NotFound."""
        row = self._store.one(_GET, {"wanted": id})
        if row is None:
            raise NotFound("there is no such item at the feedback desk.")
        return _made(row)

    def some(self, ids: Iterable[str]) -> tuple[FeedbackItem, ...]:
        """Those of the ids that are there, in the order of `ids`."""
        wanted = tuple(ids)
        found = {row.id: _made(row) for row in self._store.all(select(items).where(among(_item.id)), _among(wanted))}
        return tuple(found[one] for one in wanted if one in found)

    def ids(self, wanted: FeedbackFilter, now: datetime) -> tuple[str, ...]:
        """In the order of the queue: what is due first comes first; of ended items the latest."""
        return tuple(self._store.scalars(_ordered(select(_item.id), wanted), _values(wanted, now)))

    def page(self, wanted: FeedbackFilter, now: datetime, after: str, limit: int) -> tuple[FeedbackItem, ...]:
        """`limit` items of the queue that follow the one of the id `after`; from its beginning when that is empty."""
        ids = self.ids(wanted, now)
        begin = ids.index(after) + 1 if after in ids else 0
        return self.some(ids[begin : begin + limit])

    def counts(self, account: str, now: datetime) -> FeedbackCounts:
        query = _COUNTS.where(_of_page == account) if account else _COUNTS
        row = self._store.one(query, {"now": now})
        return FeedbackCounts() if row is None else from_row(FeedbackCounts, row)

    def open_items(self) -> tuple[FeedbackItem, ...]:
        return tuple(map(_made, self._store.all(select(items).where(_OPEN))))

    def open_under(self, posts: Collection[str]) -> tuple[OpenUnder, ...]:
        """The open items under these posts of pages."""
        rows = self._store.all(_UNDER, {"among": canonical_json(sorted(posts)).decode()})
        return tuple(OpenUnder(*row) for row in rows)

    def grouped(self, group: str) -> tuple[FeedbackItem, ...]:
        """The items that a person put together under that id."""
        if not group:
            return ()
        query = select(items).where(_item.group == group, _item.group != "").order_by(_item.received_at, _item.id)
        return tuple(map(_made, self._store.all(query)))

    def quiet_since(self, moment: datetime) -> tuple[FeedbackItem, ...]:
        """Answered items with nothing owed, in which nobody wrote since `moment`."""
        query = select(items).where(_OPEN, _item.state == ItemState.ANSWERED, _item.due_at.is_(None))
        query = query.where(_item.heard_at < moment, _item.first_reply_at < moment)
        return tuple(map(_made, self._store.all(query)))

    # What goes by its age

    def to_purge(self, today: date) -> tuple[str, ...]:
        """Ids of the items whose text goes on that day or earlier."""
        query = select(_item.id).where(_item.purged == 0, _item.purge_on.is_not(None), _item.purge_on <= today)
        return tuple(self._store.scalars(query))

    def count_to_purge(self, today: date) -> int:
        query = select(func.count()).where(_item.purged == 0, _item.purge_on.is_not(None), _item.purge_on <= today)
        return int(self._store.scalar(query) or 0)

    def mark_purged(self, ids: Sequence[str]) -> int:
        """Say of these items that their texts are gone; nobody's hand is on them any more."""
        values = {"purged": True, "version": _item.version + 1}
        return self._store.do(update(items).where(among(_item.id)).values(values), _among(ids))

    def purge_by(self, days: int) -> None:
        """Let the texts of ended items go `days` after closing where that is sooner than was said before."""
        wanted = func.date(_item.closed_at, "+7 hours", f"+{days} days")
        query = update(items).where(_item.purged == 0, _item.purge_on.is_not(None), _item.purge_on > wanted)
        self._store.do(query.values(purge_on=wanted))


def _ordered(query: Select[tuple[str]], wanted: FeedbackFilter) -> Select[tuple[str]]:
    query = query.where(_PILLS[wanted.pill], *_matching(wanted))
    if wanted.pill is FeedbackQueue.CLOSED:
        return query.order_by(_item.closed_at.desc(), _item.id)
    return query.order_by(_item.due_at.is_(None), _item.due_at, _item.received_at, _item.id)


def _matching(wanted: FeedbackFilter) -> tuple[ColumnElement[bool], ...]:
    named = (
        (_of_page, wanted.account),
        (_item.category, wanted.category),
        (_item.topic, wanted.topic),
        (_item.assigned_to, wanted.assigned_to),
    )
    return tuple(column == value for column, value in named if value) or (true(),)


def _values(wanted: FeedbackFilter, now: datetime) -> Mapping[str, Any]:
    return {"since": now - ENDED_SHOWN} if wanted.pill is FeedbackQueue.CLOSED else {"now": now}


def _among(ids: Sequence[str]) -> Mapping[str, str]:
    return {"among": '["' + '","'.join(ids) + '"]' if ids else "[]"}


def _row(item: FeedbackItem) -> dict[str, Any]:
    return to_row(item) | {"waited": int(item.waited.total_seconds())}


def _made(row: Row[Any] | AnyRow) -> FeedbackItem:
    return from_row(FeedbackItem, row, waited=timedelta(seconds=row.waited))


intake = table(
    "feedback_intake",
    Column("account", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("cursor", Text, nullable=False),
    Column("began", Moment),
    Column("read_at", Moment),
    Column("next_at", Moment, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failed_at", Moment),
    Column("needs_person", Flag, nullable=False),
    Column("trouble", Json),
)


class StoredIntake:
    """One row for each account and channel."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[IntakeState, ...]:
        query = select(intake).order_by(intake.c.account, intake.c.channel)
        return tuple(from_row(IntakeState, row) for row in self._store.all(query))

    def put(self, state: IntakeState) -> None:
        self._store.put(intake, to_row(state))

    def drop(self, account: str) -> None:
        """A page that the unit runs no longer."""
        self._store.do(delete(intake).where(intake.c.account == account))


settings = table(
    "feedback_settings",
    Column("name", Text, primary_key=True),
    Column("value", Json, nullable=False),
)
certificates = table(
    "feedback_certificates",
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("rule", Text, nullable=False),
    Column("days", Integer, nullable=False),
)
also(
    certificates,
    "CREATE TRIGGER feedback_certificates_no_update BEFORE UPDATE ON feedback_certificates "
    "BEGIN SELECT RAISE(ABORT, 'what was purged is only appended to'); END",
    "CREATE TRIGGER feedback_certificates_no_delete BEFORE DELETE ON feedback_certificates "
    "BEGIN SELECT RAISE(ABORT, 'what was purged is only appended to'); END",
)


_ALL = select(settings).order_by(settings.c.name)


class StoredFeedbackSettings:
    """Keeps plain values by name, and certificates of purges."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._values: CachedQuery[Mapping[str, Any]] = CachedQuery(store, _values_of, _ALL)

    def get(self, name: str) -> Any:
        """None while nobody set it."""
        return self._values.value().get(name)

    def put(self, name: str, value: Any) -> None:
        self._store.put(settings, {"name": name, "value": value})

    def certify(self, certificate: PurgeCertificate) -> None:
        self._store.do(insert(certificates), to_row(certificate))

    def certificates(self) -> tuple[PurgeCertificate, ...]:
        """The latest first."""
        query = select(certificates).order_by(certificates.c.seq.desc())
        return tuple(from_row(PurgeCertificate, row) for row in self._store.all(query))


def _values_of(connection: Connection) -> Mapping[str, Any]:
    return {row.name: row.value for row in connection.execute(_ALL)}
