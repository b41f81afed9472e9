"""People, the unit's directory, and the registry of pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _people()
    _directory()
    op.create_table(
        "accounts",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("page_id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("base_url", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sqlite_strict=True,
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, unique=True),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("pin_hash", sa.Text, nullable=False),
        sa.Column("active", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "pin_tries",
        sa.Column("person", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.Text),
        sqlite_strict=True,
    )


def _directory() -> None:
    op.create_table(
        "units",
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("short_name", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("website", sa.Text, nullable=False),
        sa.Column("badge_sha256", sa.Text),
        sa.Column("valid_to", sa.Text),
        sa.UniqueConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "contacts",
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, sa.ForeignKey("units.id"), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("use", sa.Text, nullable=False),
        sa.Column("hours", sa.Text, nullable=False),
        sa.Column("emergency", sa.Integer, nullable=False),
        sa.Column("verified_on", sa.Text),
        sa.Column("verified_by", sa.Text, nullable=False),
        sa.UniqueConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "hashtag_sets",
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("tags", sa.Text, nullable=False),
        sa.UniqueConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "snippets",
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("id"),
        sqlite_strict=True,
    )
