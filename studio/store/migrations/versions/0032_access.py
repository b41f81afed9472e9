"""Who holds which rights on which page, what guards them, and the slips that change them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "access_holders",
        Column("id", Text, primary_key=True),
        Column("name", Text, nullable=False),
        Column("person", Text, nullable=False),
        Column("post", Text, nullable=False),
        Column("duty_end_on", Text),
        Column("duty_note", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "access_rights",
        Column("seq", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        Column("page", Text, nullable=False),
        Column("holder", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("since", Text, nullable=False),
        Column("until", Text),
        Column("mfa_on", Text),
        Column("mfa_by", Text, nullable=False),
        Column("slip", Text, nullable=False),
        Column("revoked_on", Text),
        Column("revoked_by", Text, nullable=False),
        Column("cleared", Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_access_rights_page", "access_rights", ["page"])
    op.create_table(
        "access_pages",
        Column("page", Text, primary_key=True),
        Column("recovery_place", Text, nullable=False),
        Column("devices", Text, nullable=False),
        Column("apps", Text, nullable=False),
        Column("reviewed_on", Text),
        Column("reviewed_by", Text, nullable=False),
        Column("review_on", Text),
        Column("review_months", Integer, nullable=False),
        Column("rotations", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "access_slips",
        Column("seq", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        Column("kind", Text, nullable=False),
        Column("page", Text, nullable=False),
        Column("holder", Text, nullable=False),
        Column("role", Text),
        Column("reason", Text, nullable=False),
        Column("until", Text),
        Column("made_by", Text, nullable=False),
        Column("made_at", Text, nullable=False),
        Column("applied_at", Text),
        Column("applied_by", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_access_slips_page", "access_slips", ["page"])
