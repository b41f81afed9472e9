"""Files of the unit's pages, and which files of the file store they name."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Text

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "page_files",
        Column("id", Text, primary_key=True),
        Column("changed_at", Text, nullable=False),
        Column("body", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_page_files_changed_at", "page_files", ["changed_at"])
    op.create_table(
        "page_evidence",
        Column("page", Text, ForeignKey("page_files.id"), primary_key=True),
        Column("sha256", Text, primary_key=True),
        sqlite_strict=True,
    )
