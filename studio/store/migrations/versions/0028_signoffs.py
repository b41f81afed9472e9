"""What is put before the head of the unit: requests for pages, tables of rights, plans."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "signoffs",
        Column("seq", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        Column("kind", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("digest", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("note", Text, nullable=False),
        Column("agreed", Integer),
        Column("decided_by", Text, nullable=False),
        Column("decided_at", Text),
        Column("decision_note", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_signoffs_subject", "signoffs", ["kind", "subject"])
