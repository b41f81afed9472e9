"""Deliveries are found by their page, whatever its account was called."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_index("ix_deliveries_page_id", "deliveries", ["page_id"])
