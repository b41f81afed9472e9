"""The index of legal documents without copies of its tokens without marks; how many articles hold each token."""

from collections.abc import Iterator

from alembic import op
from sqlalchemy import Column, Connection, Integer, Text

from studio.store.library_index import Tokens, build, tokens_from

revision = "0021"
down_revision = "0020"

DOCUMENTS = "SELECT key, type || ' ' || number || ' ' || title FROM law_documents ORDER BY key"
ARTICLES = "SELECT row, heading, text FROM law_articles WHERE document = ? ORDER BY position"
KNOWN_BY = "UPDATE law_documents SET tokens_sha256 = ? WHERE key = ?"


def upgrade() -> None:
    op.create_table(
        "law_words",
        Column("bare", Text, primary_key=True),
        Column("term", Text, primary_key=True),
        Column("articles", Integer, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.drop_table("law_common")
    build(op.get_bind(), _tokens(op.get_bind()))


def _tokens(tx: Connection) -> Iterator[tuple[Tokens, list[int]]]:
    for key, about in tx.exec_driver_sql(DOCUMENTS).all():
        articles = tx.exec_driver_sql(ARTICLES, (key,)).all()
        tokens = tokens_from(about, [(heading, text) for _, heading, text in articles])
        tx.exec_driver_sql(KNOWN_BY, (tokens.sha256, key))
        yield tokens, [row for row, _, _ in articles]
