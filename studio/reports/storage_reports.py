"""Reports of a unit's months: the draft of each, every revision that was finished, and to whom it was handed in.

A revision is what left the unit. It is only appended to: what an older paper says can be shown for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Text, delete, func, insert, select

from studio.store.engine import Store
from studio.store.schema_base import Day, Json, Moment, also, table
from studio.store.statements import from_row, to_row

month_reports = table(
    "month_reports",
    Column("month", Day, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("unit", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    PrimaryKeyConstraint("month", "revision"),
)
"""`body` is the canonical JSON of the report; `sha256` is its hash."""
drafts = table(
    "month_report_drafts",
    Column("month", Day, primary_key=True),
    Column("comment", Json, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("by", Text, nullable=False),
)
hand_ins = table(
    "month_report_hand_ins",
    Column("seq", Integer, primary_key=True),
    Column("month", Day, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("receiver", Text, nullable=False),
    Column("day", Day, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
)


def append_only(name: str) -> Iterator[str]:
    """Triggers that let nobody change or delete a row of the table `name`."""
    for act in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
        )


also(month_reports, *append_only("month_reports"))
also(hand_ins, *append_only("month_report_hand_ins"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a person wrote to a month that is not finished; its figures are read when they are asked for."""

    month: date
    comment: Mapping[str, str]
    made_at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRevision:
    """One finished revision as it is kept."""

    month: date
    revision: int
    unit: str
    body: str
    sha256: str
    made_at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """That a revision was handed to whoever signs it: `receiver` is their post, `day` the day on the paper."""

    month: date
    revision: int
    receiver: str
    day: date
    at: datetime
    by: str


class StoredReports:
    """Keeps the reports of one unit."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def draft(self, month: date) -> Draft | None:
        row = self._store.one(select(drafts).where(drafts.c.month == month))
        return None if row is None else from_row(Draft, row)

    def save_draft(self, draft: Draft) -> None:
        self._store.put(drafts, to_row(draft))

    def drop_draft(self, month: date) -> None:
        self._store.do(delete(drafts).where(drafts.c.month == month))

    def add(self, revision: KeptRevision) -> None:
        """Append the next revision of a month."""
        self._store.do(insert(month_reports).values(to_row(revision)))

    def revisions(self, month: date) -> Sequence[KeptRevision]:
        """Of one month, the first one first."""
        query = select(month_reports).where(month_reports.c.month == month).order_by(month_reports.c.revision)
        return [from_row(KeptRevision, row) for row in self._store.all(query)]

    def newest(self, month: date) -> int:
        """The number of the newest revision; 0 while none is finished."""
        return int(
            self._store.scalar(select(func.max(month_reports.c.revision)).where(month_reports.c.month == month)) or 0
        )

    def months(self) -> Sequence[date]:
        """The months that have a draft or a revision, newest first."""
        found = {*self._store.scalars(select(month_reports.c.month)), *self._store.scalars(select(drafts.c.month))}
        return sorted(found, reverse=True)

    def hand_in(self, done: HandIn) -> None:
        self._store.do(insert(hand_ins).values(to_row(done)))

    def handed_in(self, month: date) -> Mapping[int, HandIn]:
        """The last hand-in of each revision of the month."""
        query = select(hand_ins).where(hand_ins.c.month == month).order_by(hand_ins.c.seq)
        return {row.revision: from_row(HandIn, row) for row in self._store.all(query)}
