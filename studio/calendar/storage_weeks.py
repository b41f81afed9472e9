"""The plans of weeks."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime

from sqlalchemy import Column, Text, select

from studio.calendar.week import WeekPlan
from studio.codec import plain
from studio.store.engine import Store
from studio.store.schema_base import Day, Json, Moment, table
from studio.store.statements import from_row, to_row

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
