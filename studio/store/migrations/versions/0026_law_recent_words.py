"""What changed of the number of articles that hold each token, written beside the numbers of a whole library."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "law_recent_words",
        Column("bare", Text, primary_key=True),
        Column("term", Text, primary_key=True),
        Column("articles", Integer, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
