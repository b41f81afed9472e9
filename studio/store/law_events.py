"""What persons recorded of the effect of legal documents: only appended to, retractions included."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Integer, Row, Text, select
from sqlalchemy.dialects.sqlite import insert

from studio.library.events import EventKind, Place, Retraction, ValidityEvent
from studio.store.engine import Store
from studio.store.schema_base import Day, Moment, also, among, table

events = table(
    "law_events",
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Text, nullable=False, index=True),
    Column("article", Text, nullable=False),
    Column("clause", Text, nullable=False),
    Column("point", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("since", Day),
    Column("until", Day),
    Column("by_number", Text, nullable=False),
    Column("by_provision", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("checked_on", Day),
    Column("checked_by", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("status", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
)
"""`document` is no foreign key: an import takes a document away and puts it back, its events stay."""
retractions = table(
    "law_retractions",
    Column("event", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
for _table in (events, retractions):
    also(
        _table,
        *(
            f"CREATE TRIGGER {_table.name}_no_{verb.lower()} BEFORE {verb} ON {_table.name} "
            "BEGIN SELECT RAISE(ABORT, 'what was recorded of a law is only appended to'); END"
            for verb in ("UPDATE", "DELETE")
        ),
    )
_ALL = (
    select(events, retractions.c.at, retractions.c.by, retractions.c.reason)
    .join_from(events, retractions, retractions.c.event == events.c.id, isouter=True)
    .order_by(events.c.seq)
)
_COUNTING = _ALL.where(retractions.c.event.is_(None))
_COUNTING_OF = _COUNTING.where(among(events.c.document))
_CHECKED_BEFORE = """SELECT EXISTS (SELECT 1 FROM law_documents WHERE checked_on < :day)
    OR EXISTS (SELECT 1 FROM law_events WHERE kind = 'confirmed' AND checked_on < :day)"""


class LawEvents:
    """A part of `studio.library.ports.LibraryRepository`."""

    _store: Store

    def recorded(self, keys: Sequence[str]) -> Mapping[str, tuple[ValidityEvent, ...]]:
        return _by_document(self._store.all(_COUNTING_OF, {"among": json.dumps(keys)}))

    def all_recorded(self) -> Mapping[str, tuple[ValidityEvent, ...]]:
        return _by_document(self._store.all(_COUNTING))

    def checked_before(self, day: date) -> bool:
        with self._store.read() as tx:
            return bool(tx.exec_driver_sql(_CHECKED_BEFORE, {"day": day.isoformat()}).scalar_one())

    def record_of(self, key: str) -> tuple[ValidityEvent, ...]:
        return tuple(_event(row) for row in self._store.all(_ALL.where(events.c.document == key)))

    def event(self, event_id: str) -> ValidityEvent | None:
        with self._store.read() as tx:
            begins = (events.c.id >= event_id) & (events.c.id < event_id + "\U0010ffff")
            found = tx.execute(_ALL.where(begins).limit(2)).all()
        return _event(found[0]) if event_id and len(found) == 1 else None

    def record(self, event: ValidityEvent) -> None:
        with self._store.write() as tx:
            put_event(tx, event)

    def retract(self, event_id: str, retraction: Retraction) -> None:
        with self._store.write() as tx:
            values = {"event": event_id, "at": retraction.at, "by": retraction.by, "reason": retraction.reason}
            tx.execute(insert(retractions).values(values))


def put_event(tx: Connection, event: ValidityEvent) -> None:
    """Append an event in the caller's transaction; the same event twice is one."""
    names = [c.name for c in events.columns if c.name not in ("seq", "kind", *Place._fields)]
    values = {name: getattr(event, name) for name in names}
    row = insert(events).values(values | event.place._asdict() | {"kind": str(event.kind)})
    tx.execute(row.on_conflict_do_nothing(index_elements=["id"]))


def _by_document(rows: Iterable[Row[Any]]) -> dict[str, tuple[ValidityEvent, ...]]:
    found: dict[str, list[ValidityEvent]] = {}
    for row in rows:
        found.setdefault(row.document, []).append(_event(row))
    return {key: tuple(listed) for key, listed in found.items()}


def _event(row: Row[Any]) -> ValidityEvent:
    return ValidityEvent(
        id=row.id,
        document=row.document,
        place=Place(row.article, row.clause, row.point),
        kind=EventKind(row.kind),
        since=row.since,
        until=row.until,
        by_number=row.by_number,
        by_provision=row.by_provision,
        source=row.source,
        checked_on=row.checked_on,
        checked_by=row.checked_by,
        recorded_at=row.recorded_at,
        status=row.status,
        text_sha256=row.text_sha256,
        retracted=None if row.at is None else Retraction(at=row.at, by=row.by, reason=row.reason),
    )
