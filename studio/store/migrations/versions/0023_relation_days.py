"""The day from which a relation counts for its place, where the text gives one."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("law_relations", Column("since", Text))
