"""Into which categories of a website an account's posts go."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("accounts", Column("categories", Text, nullable=False, server_default="[]"))
