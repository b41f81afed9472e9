"""What whoever wrote or approved a post hears of the laws it cites."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Index, Integer, Text

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "law_notices",
        Column("id", Integer, primary_key=True),
        Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
        Column("at", Text, nullable=False),
        Column("law", Text, nullable=False),
        Column("number", Text, nullable=False),
        Column("light", Text, nullable=False),
        Column("vi", Text, nullable=False),
        Column("en", Text, nullable=False),
        Index("ix_law_notices_post_id", "post_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "law_notice_readings",
        Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
        Column("person", Text, primary_key=True),
        Column("upto", Integer, nullable=False),
        Column("at", Text, nullable=False),
        sqlite_strict=True,
    )
