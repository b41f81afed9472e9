"""Deliveries that change a published post on its page."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text, text

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.add_column("deliveries", Column("amends", Text, nullable=False, server_default=""))
    op.create_index("ix_deliveries_amends", "deliveries", ["amends"], sqlite_where=text("amends != ''"))
