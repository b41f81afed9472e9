"""The codes of the log's entries, and the latest moment at which nobody doubted the clock."""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Text

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    op.create_table(
        "audit_codes",
        Column("seq", Integer, ForeignKey("audit.seq"), primary_key=True),
        Column("key", Text, nullable=False),
        Column("code", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "profile_clock",
        Column("only", Integer, primary_key=True),
        Column("seen_at", Text, nullable=False),
        CheckConstraint("only = 1", name="one"),
        sqlite_strict=True,
    )
