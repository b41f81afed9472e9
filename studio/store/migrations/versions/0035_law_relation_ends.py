"""Until when a suspension lasts, or a place is kept that outlives its document."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.add_column("law_relations", Column("until", Text))
