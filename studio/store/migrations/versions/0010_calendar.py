"""The days on which a unit publishes nothing, and posts by their planned time."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "blackout_days",
        Column("id", Text, primary_key=True),
        Column("first", Text, nullable=False),
        Column("last", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("added_by", Text, nullable=False),
        Column("added_at", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_posts_publish_at", "posts", ["publish_at"])
