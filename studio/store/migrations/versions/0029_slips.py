"""The register of what went wrong: slips, their timelines and their evidence."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0029"
down_revision = "0028"

ENTRIES_NO_UPDATE = (
    "CREATE TRIGGER slip_entries_no_update BEFORE UPDATE ON slip_entries "
    "BEGIN SELECT RAISE(ABORT, 'slip_entries is append-only'); END"
)
ENTRIES_NO_DELETE = (
    "CREATE TRIGGER slip_entries_no_delete BEFORE DELETE ON slip_entries "
    "WHEN NOT EXISTS (SELECT 1 FROM slips_purging WHERE slip = OLD.slip) "
    "BEGIN SELECT RAISE(ABORT, 'slip_entries is append-only'); END"
)
EVIDENCE_NO_UPDATE = (
    "CREATE TRIGGER slip_evidence_no_update BEFORE UPDATE ON slip_evidence "
    "BEGIN SELECT RAISE(ABORT, 'slip_evidence is append-only'); END"
)
EVIDENCE_NO_DELETE = (
    "CREATE TRIGGER slip_evidence_no_delete BEFORE DELETE ON slip_evidence "
    "WHEN NOT EXISTS (SELECT 1 FROM slips_purging WHERE slip = OLD.slip) "
    "BEGIN SELECT RAISE(ABORT, 'slip_evidence is append-only'); END"
)


def upgrade() -> None:
    op.create_table(
        "slips",
        Column("id", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("body", Text, nullable=False),
        Column("opened_by", Text, nullable=False),
        Column("opened_at", Text, nullable=False),
        Column("changed_at", Text, nullable=False),
        Column("closed_at", Text),
        sqlite_strict=True,
    )
    op.create_index("ix_slips_shelf", "slips", ["closed_at", "changed_at"])
    op.create_table(
        "slip_entries",
        Column("slip", Text, ForeignKey("slips.id"), primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("deed", Text, nullable=False),
        Column("about", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "slip_evidence",
        Column("slip", Text, ForeignKey("slips.id"), primary_key=True),
        Column("sha256", Text, primary_key=True),
        Column("seq", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("size", Integer, nullable=False),
        Column("captured_at", Text, nullable=False),
        Column("added_at", Text, nullable=False),
        Column("added_by", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_slip_evidence_sha256", "slip_evidence", ["sha256"])
    op.create_table("slips_purging", Column("slip", Text, primary_key=True), sqlite_strict=True)
    for trigger in (ENTRIES_NO_UPDATE, ENTRIES_NO_DELETE, EVIDENCE_NO_UPDATE, EVIDENCE_NO_DELETE):
        op.execute(trigger)
