"""Emergencies: from when to when one was on, why, and what was learnt; and the plans of weeks."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "emergencies",
        Column("id", Text, primary_key=True),
        Column("reason", Text, nullable=False),
        Column("every_seconds", Integer, nullable=False),
        Column("goes_on", Text, nullable=False),
        Column("opened_at", Text, nullable=False),
        Column("opened_by", Text, nullable=False),
        Column("closed_at", Text),
        Column("closed_by", Text, nullable=False),
        Column("review", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "week_plans",
        Column("monday", Text, primary_key=True),
        Column("goal", Text, nullable=False),
        Column("items", Text, nullable=False),
        Column("review", Text, nullable=False),
        Column("changed_by", Text, nullable=False),
        Column("changed_at", Text, nullable=False),
        sqlite_strict=True,
    )
