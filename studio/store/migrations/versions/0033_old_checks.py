"""Which notice about a law tells of a confirmation that grew old, so that it is told once."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.add_column("law_notices", Column("old_check", Text))
