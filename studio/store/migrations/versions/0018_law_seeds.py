"""Which document a unit's file made of an entry of the shipped list of laws."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "law_seeds",
        Column("seed", Text, primary_key=True),
        Column("document", Text, nullable=False),
        sqlite_strict=True,
    )
