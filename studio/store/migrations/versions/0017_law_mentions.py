"""The index of which article of the library cites what; filled behind the imports."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Index, Integer, Text

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "law_mentions",
        Column("seq", Integer, primary_key=True),
        Column("document", Text, ForeignKey("law_documents.key", ondelete="CASCADE"), nullable=False),
        Column("position", Integer, nullable=False),
        Column("target", Text, nullable=False),
        Column("year", Integer),
        Column("article", Text, nullable=False),
        Column("clause", Text, nullable=False),
        Column("point", Text, nullable=False),
        Index("ix_law_mentions_document", "document"),
        Index("ix_law_mentions_target_article", "target", "article"),
        sqlite_strict=True,
    )
    op.create_table(
        "law_mentions_read",
        Column("document", Text, ForeignKey("law_documents.key", ondelete="CASCADE"), primary_key=True),
        Column("grammar", Integer, nullable=False),
        sqlite_strict=True,
    )
