"""The log of Zalo broadcasts."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "zalo_broadcasts",
        Column("seq", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("account", Text, nullable=False, index=True),
        Column("page_id", Text, nullable=False),
        Column("article", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("step", Text, nullable=False),
        Column("code", Text, nullable=False),
        Column("message_id", Text, nullable=False),
        sqlite_strict=True,
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER zalo_broadcasts_no_{verb.lower()} BEFORE {verb} ON zalo_broadcasts "
            f"BEGIN SELECT RAISE(ABORT, 'the log of broadcasts is only appended to'); END"
        )
