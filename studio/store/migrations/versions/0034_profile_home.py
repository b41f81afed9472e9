"""Which PC a profile sends from."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, Text

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.create_table(
        "profile_home",
        Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
        Column("machine", Text, nullable=False),
        Column("marks", Text, nullable=False),
        Column("place", Text, nullable=False),
        Column("copy", Integer, nullable=False),
        Column("original", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("at", Text, nullable=False),
        sqlite_strict=True,
    )
