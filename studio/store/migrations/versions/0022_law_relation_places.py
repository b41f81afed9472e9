"""Which place of another document a relation concerns, and which provision says so."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    for name in ("article", "clause", "point", "provision"):
        op.add_column("law_relations", Column(name, Text, nullable=False, server_default=""))
