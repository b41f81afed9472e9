"""Legal documents, their articles and relations, and the full-text index."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0003"
down_revision = "0002"

INDEX = """CREATE VIRTUAL TABLE law_fts USING fts5(
    document, heading, body, content='', detail=full, tokenize="ascii tokenchars '_'")"""
SORTED_AT_ONCE = "INSERT INTO law_fts (law_fts, rank) VALUES ('hashsize', 67108864)"
TERMS = "CREATE VIRTUAL TABLE law_terms USING fts5vocab(law_fts, row)"


def upgrade() -> None:
    _documents()
    _articles()
    _relations()
    op.create_table(
        "law_common",
        Column("term", Text, primary_key=True),
        Column("articles", Integer, nullable=False),
        sqlite_strict=True,
    )
    op.execute(INDEX)
    op.execute(SORTED_AT_ONCE)
    op.execute(TERMS)


def _documents() -> None:
    op.create_table(
        "law_documents",
        Column("key", Text, primary_key=True),
        Column("number", Text, nullable=False),
        Column("type", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("name", Text, nullable=False, index=True),
        Column("issuer", Text, nullable=False),
        Column("issued_on", Text),
        Column("effective_from", Text),
        Column("effective_to", Text),
        Column("stated_status", Text, nullable=False),
        Column("checked_on", Text),
        Column("checked_by", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("tokens_sha256", Text, nullable=False),
        sqlite_strict=True,
    )


def _articles() -> None:
    op.create_table(
        "law_articles",
        Column("row", Integer, primary_key=True),
        Column("id", Text, nullable=False),
        Column("document", Text, ForeignKey("law_documents.key", ondelete="CASCADE"), nullable=False),
        Column("position", Integer, nullable=False),
        Column("number", Text, nullable=False),
        Column("heading", Text, nullable=False),
        Column("path", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_law_articles_document_position", "law_articles", ["document", "position"], unique=True)
    op.create_index("ix_law_articles_document_number", "law_articles", ["document", "number"])


def _relations() -> None:
    op.create_table(
        "law_relations",
        Column("document", Text, ForeignKey("law_documents.key", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("number", Text, nullable=False),
        Column("other", Text, nullable=False, index=True),
        sqlite_strict=True,
    )
