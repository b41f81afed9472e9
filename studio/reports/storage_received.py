"""What the department keeps: its list of units, the signed reports they sent, and which of them a merged file used.

What came is kept byte for byte and only appended to, so that an old merged paper can be shown from it for good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Text, delete, insert, select

from studio.reports.storage_reports import append_only
from studio.store.engine import Store
from studio.store.schema_base import Day, Json, Moment, also, table
from studio.store.statements import from_row, to_row

units = table(
    "report_units",
    Column("place", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("fingerprints", Json, nullable=False),
)
received = table(
    "received_reports",
    Column("unit", Text, nullable=False),
    Column("month", Day, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    PrimaryKeyConstraint("month", "unit", "revision"),
)
merges = table(
    "merged_reports",
    Column("seq", Integer, primary_key=True),
    Column("month", Day, nullable=False),
    Column("form", Text, nullable=False),
    Column("used", Json, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
)
also(received, *append_only("received_reports"))
also(merges, *append_only("merged_reports"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingUnit:
    """A unit that is to report, and the fingerprints of the keys that its heads sign with: 40 hex digits each, from
    its printed sheet. Without any, nothing of it is taken."""

    name: str
    fingerprints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """One file as it came."""

    unit: str
    month: date
    revision: int
    sha256: str
    file: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMerge:
    """One merged file that was written: which file of each unit it used."""

    seq: int
    month: date
    form: str
    used: Mapping[str, str]
    sha256: str
    at: datetime
    by: str


class StoredReceived:
    """Keeps what units sent to one department."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def units(self) -> Sequence[ReportingUnit]:
        """In the order of the list."""
        return [from_row(ReportingUnit, row) for row in self._store.all(select(units).order_by(units.c.place))]

    def set_units(self, listed: Sequence[ReportingUnit]) -> None:
        """Put this list in the place of the former one."""
        with self._store.write() as connection:
            connection.execute(delete(units))
            if listed:
                connection.execute(insert(units), [to_row(one) | {"place": at} for at, one in enumerate(listed)])

    def find(self, unit: str, month: date, revision: int) -> KeptReport | None:
        row = self._store.one(
            select(received).where(received.c.unit == unit, received.c.month == month, received.c.revision == revision)
        )
        return None if row is None else from_row(KeptReport, row)

    def add(self, report: KeptReport) -> None:
        self._store.do(insert(received).values(to_row(report)))

    def of_month(self, month: date) -> Sequence[KeptReport]:
        """Every revision of every unit."""
        query = select(received).where(received.c.month == month).order_by(received.c.unit, received.c.revision)
        return [from_row(KeptReport, row) for row in self._store.all(query)]

    def months(self) -> Sequence[date]:
        """Those of which anything came, newest first."""
        return list(self._store.scalars(select(received.c.month).distinct().order_by(received.c.month.desc())))

    def add_merge(self, merge: KeptMerge) -> None:
        row = to_row(merge)
        del row["seq"]
        self._store.do(insert(merges).values(row))

    def merges(self, month: date) -> Sequence[KeptMerge]:
        """Of one month, the newest first."""
        query = select(merges).where(merges.c.month == month).order_by(merges.c.seq.desc())
        return [from_row(KeptMerge, row) for row in self._store.all(query)]
