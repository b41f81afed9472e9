"""What the unit set for its feedback desk, by name; and the lines that say what was purged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, Integer, Text, insert, select

from studio.feedback.model import PurgeCertificate
from studio.store.engine import Remembered, Store
from studio.store.schema_base import Json, Moment, also, table
from studio.store.statements import from_row, to_row

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
        self._values: Remembered[Mapping[str, Any]] = Remembered(store, _values_of, _ALL)

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
