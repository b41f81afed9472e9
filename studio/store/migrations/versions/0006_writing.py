"""How often snippets are used, the unit's own words, and whether the starter snippets were given."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, Text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "snippet_uses",
        Column("snippet", Text, primary_key=True),
        Column("times", Integer, nullable=False),
        Column("last", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "unit_words",
        Column("word", Text, primary_key=True),
        Column("folded", Text, nullable=False),
        Column("added_by", Text, nullable=False),
        Column("added_at", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "writing_begun",
        Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
        Column("at", Text, nullable=False),
        sqlite_strict=True,
    )
