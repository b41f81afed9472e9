"""How far each page's inbox is read, kept: times, the adapter's own mark, and what is wrong. No text of a citizen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Integer, Row, Text, delete, select

from studio.feedback.intake_model import IntakeState
from studio.phrase import Pair
from studio.store.engine import Store
from studio.store.schema_base import Flag, Json, Moment, table
from studio.store.statements import from_row, to_row

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
        return tuple(_state(row) for row in self._store.all(query))

    def put(self, state: IntakeState) -> None:
        trouble = [state.trouble.vi, state.trouble.en] if state.trouble else None
        self._store.put(intake, to_row(state) | {"trouble": trouble})

    def drop(self, account: str) -> None:
        """A page that the unit runs no longer."""
        self._store.do(delete(intake).where(intake.c.account == account))


def _state(row: Row[Any]) -> IntakeState:
    return from_row(IntakeState, row, trouble=Pair(*row.trouble) if row.trouble else None)
