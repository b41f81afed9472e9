"""The plans of weeks."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Text, select

from studio.calendar.week import WeekItem, WeekPlan
from studio.store.engine import Store
from studio.store.schema_base import Day, Json, Moment, table

week_plans = table(
    "week_plans",
    Column("monday", Day, primary_key=True),
    Column("goal", Text, nullable=False),
    Column("items", Json, nullable=False),
    Column("review", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
_DAYS = ("day", "deadline", "review_on")
_TEXTS = ("id", "template_id", "post_id", "writer", "approver")


class StoredWeeks:
    """Keeps the plans."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def get(self, monday: date) -> WeekPlan | None:
        found = self._store.one(select(week_plans).where(week_plans.c.monday == monday))
        if found is None:
            return None
        kept = found._mapping  # a row has `items` of its own
        items = tuple(_item(item) for item in kept["items"])
        return WeekPlan(monday=found.monday, goal=found.goal, items=items, review=found.review)

    def save(self, plan: WeekPlan, *, by: str, at: datetime) -> None:
        values = {
            "monday": plan.monday,
            "goal": plan.goal,
            "items": [_row(item) for item in plan.items],
            "review": plan.review,
            "changed_by": by,
            "changed_at": at,
        }
        self._store.put(week_plans, values)


def _row(item: WeekItem) -> dict[str, str]:
    days = {key: getattr(item, key) for key in _DAYS}
    texts = {key: getattr(item, key) for key in _TEXTS}
    return texts | {key: day.isoformat() for key, day in days.items() if day}


def _item(row: Mapping[str, str]) -> WeekItem:
    days: dict[str, Any] = {key: date.fromisoformat(row[key]) for key in _DAYS if key in row}
    texts: dict[str, Any] = {key: row[key] for key in _TEXTS}
    return WeekItem(**texts, **days)
