"""What stays of works deleted for good: hashes of what shows a covered place, and of what was made of what."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table("photo_exposed", Column("sha256", Text, primary_key=True), sqlite_strict=True)
    op.create_table(
        "photo_made_of",
        Column("sha256", Text, primary_key=True),
        Column("source", Text, primary_key=True),
        sqlite_strict=True,
    )
    op.create_index("ix_photo_made_of_source", "photo_made_of", ["source"])
