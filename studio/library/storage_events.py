"""What persons recorded of the effect of legal documents: only appended to, retractions included."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Integer, Row, Text, select
from sqlalchemy.dialects.sqlite import insert

from studio.library.events import LegalPlace, Retraction, ValidityEvent
from studio.store.engine import Store
from studio.store.schema_base import Day, Moment, also, among, table
from studio.store.statements import from_row, to_row

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
    """A part of `studio.library.storage.StoredLibrary`."""

    _store: Store

    def recorded(self, keys: Sequence[str]) -> Mapping[str, tuple[ValidityEvent, ...]]:
        return _by_document(self._store.all(_COUNTING_OF, {"among": json.dumps(keys)}))

    def all_recorded(self) -> Mapping[str, tuple[ValidityEvent, ...]]:
        return _by_document(self._store.all(_COUNTING))

    def checked_before(self, day: date) -> bool:
        """Whether a person's confirmation of any document or place is of a day before that one."""
        with self._store.read() as tx:
            return bool(tx.exec_driver_sql(_CHECKED_BEFORE, {"day": day.isoformat()}).scalar_one())

    def record_of(self, key: str) -> tuple[ValidityEvent, ...]:
        """All that was ever recorded of a document, retracted events too, oldest record first."""
        return tuple(_event(row) for row in self._store.all(_ALL.where(events.c.document == key)))

    def event(self, event_id: str) -> ValidityEvent | None:
        """One recorded event, retracted or not; its id may be shortened while it is the only one."""
        with self._store.read() as tx:
            begins = (events.c.id >= event_id) & (events.c.id < event_id + "\U0010ffff")
            found = tx.execute(_ALL.where(begins).limit(2)).all()
        return _event(found[0]) if event_id and len(found) == 1 else None

    def record(self, event: ValidityEvent) -> None:
        """Append an event."""
        with self._store.write() as tx:
            put_event(tx, event)

    def retract(self, event_id: str, retraction: Retraction) -> None:
        """Let an event no longer count; it stays in the record."""
        with self._store.write() as tx:
            tx.execute(insert(retractions).values(event=event_id, **to_row(retraction)))


def put_event(tx: Connection, event: ValidityEvent) -> None:
    """Append an event in the caller's transaction; the same event twice is one."""
    values = to_row(event)
    del values["retracted"]
    place: LegalPlace = values.pop("place")
    row = insert(events).values(values | place._asdict())
    tx.execute(row.on_conflict_do_nothing(index_elements=["id"]))


def _by_document(rows: Iterable[Row[Any]]) -> dict[str, tuple[ValidityEvent, ...]]:
    found: dict[str, list[ValidityEvent]] = {}
    for row in rows:
        found.setdefault(row.document, []).append(_event(row))
    return {key: tuple(listed) for key, listed in found.items()}


def _event(row: Row[Any]) -> ValidityEvent:
    place = LegalPlace(row.article, row.clause, row.point)
    retracted = None if row.at is None else from_row(Retraction, row)
    return from_row(ValidityEvent, row, place=place, retracted=retracted)
