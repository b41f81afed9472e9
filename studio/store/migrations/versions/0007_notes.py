"""What publishers note of a create until it is finished."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "delivery_notes",
        Column("reference", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("value", Text, nullable=False),
        Column("at", Text, nullable=False),
        sqlite_strict=True,
    )
