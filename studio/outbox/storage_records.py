"""Which records of publications there are; the ZIPs themselves lie in the file store."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text, exists, insert, select

from studio.outbox.machine import PUBLISHED
from studio.outbox.model import KeptRecord
from studio.outbox.storage_tables import deliveries
from studio.store.engine import Store
from studio.store.schema_base import Moment, also, table
from studio.store.statements import from_row, to_row
from studio.store.unneeded import NAMES_A_FILE

records = table(
    "records",
    Column("post_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, index=True, info=NAMES_A_FILE),
    Column("size", Integer, nullable=False),
    Column("covers", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)
APPEND_ONLY = tuple(
    f"CREATE TRIGGER records_no_{verb.lower()} BEFORE {verb} ON records "
    f"BEGIN SELECT RAISE(ABORT, 'records are only added'); END"
    for verb in ("UPDATE", "DELETE")
)
also(records, *APPEND_ONLY)


class StoredRecords:
    """Keeps which records there are."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, record: KeptRecord) -> None:
        self._store.do(insert(records).values(to_row(record)))

    def latest(self, post_id: str) -> KeptRecord | None:
        kept = self.of_post(post_id)
        return kept[-1] if kept else None

    def of_post(self, post_id: str) -> tuple[KeptRecord, ...]:
        in_order = select(records).where(records.c.post_id == post_id).order_by(records.c.number)
        return tuple(from_row(KeptRecord, row) for row in self._store.all(in_order))

    def without_record(self) -> tuple[str, ...]:
        """Posts with a published delivery that changed after their last record."""
        states = [str(state) for state in PUBLISHED]
        later = records.c.post_id == deliveries.c.post_id, records.c.made_at >= deliveries.c.updated_at
        unrecorded = deliveries.c.state.in_(states), ~exists().where(*later)
        wanted = select(deliveries.c.post_id).where(*unrecorded).distinct().order_by(deliveries.c.post_id)
        return tuple(self._store.scalars(wanted))
