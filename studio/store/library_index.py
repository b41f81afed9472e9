"""The full-text index of the library: contentless FTS5, told of every article that comes and goes.

Such an index keeps no text. To take an article out, the very tokens that were put in have to be given again (a
deletion without them needs SQLite 3.43). They are worked out anew from the stored article, and
`law_documents.tokens_sha256` tells whether they are still the same. They are not once somebody altered a stored text,
or `tokens.index_text` splits words in another way, be it by our hand or by newer Unicode tables in Python: then the
index is built anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Integer, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

from studio.canonical import sha256
from studio.library.model import Article, Document
from studio.library.tokens import index_text
from studio.store.engine import Store
from studio.store.schema_base import table

INDEX = """CREATE VIRTUAL TABLE law_fts USING fts5(
    document, heading, body, content='', detail=full, tokenize="ascii tokenchars '_'")"""
"""The tokens come blank-separated and in lower case; ``ascii`` splits there alone, and leaves other letters be."""
SORTED_AT_ONCE = "INSERT INTO law_fts (law_fts, rank) VALUES ('hashsize', 67108864)"
"""Bytes gathered in memory before they are written: a large import takes half the time of the usual 1 MB."""
TERMS = "CREATE VIRTUAL TABLE law_terms USING fts5vocab(law_fts, row)"
common = table(
    "law_common",
    Column("term", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
)

SMALL = 2000
"""Articles up to which a token is never common …"""
COMMON_SYLLABLE = 0.05
COMMON_PAIR = 0.20
"""… and the shares of all articles above which a syllable or a pair is."""
_TOTAL = ""
"""Row of `law_common` with the number of articles at the last count."""
_COMMON = "SELECT term, doc FROM law_terms WHERE doc > max(?, CASE WHEN instr(ltrim(term, '_'), '_') THEN ? ELSE ? END)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What the articles of one document are found by; packed, for it is seven times as long as the text."""

    packed: bytes
    sha256: str

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """(document, heading, body) of each article in order."""
        about, *lines = zlib.decompress(self.packed).decode().split("\n")
        return ((about, heading, body) for heading, body in zip(lines[::2], lines[1::2], strict=True))


def tokens_of(document: Document, articles: Sequence[Article]) -> Tokens:
    """Work out the tokens of a document; a pure function of what is stored of it."""
    about = index_text(f"{document.type} {document.number} {document.title}")
    lines = [about, *(index_text(text) for article in articles for text in (article.heading, article.text))]
    data = "\n".join(lines).encode()
    return Tokens(packed=zlib.compress(data, 1), sha256=sha256(data))


def put(tx: Connection, tokens: Tokens, rows: Sequence[int]) -> None:
    """Index the articles stored in `rows`."""
    _tell(tx, "INSERT INTO law_fts (rowid, document, heading, body) VALUES (?, ?, ?, ?)", tokens, rows)


def take(tx: Connection, tokens: Tokens, rows: Sequence[int]) -> None:
    """Take the articles in `rows` out; `tokens` must be those they were put in by."""
    _tell(
        tx, "INSERT INTO law_fts (law_fts, rowid, document, heading, body) VALUES ('delete', ?, ?, ?, ?)", tokens, rows
    )


def clear(tx: Connection) -> None:
    """Empty the index."""
    tx.exec_driver_sql("INSERT INTO law_fts (law_fts) VALUES ('delete-all')")


def refresh_common(store: Store) -> None:
    """Count anew which tokens are common, once the library has grown or shrunk by a twentieth.

    A walk of the whole index (3 s for 80,000 articles), so it follows the import instead of holding the store during
    it; until then a search is slower, not wrong. A small library has no common tokens.
    """
    with store.read() as tx:
        total: int = tx.exec_driver_sql("SELECT count(*) FROM law_articles").scalar_one()
        counted = tx.execute(select(common.c.articles).where(common.c.term == _TOTAL)).scalar() or 0
        if max(total, counted) <= SMALL or abs(total - counted) * 20 < counted:
            return
        shares = (SMALL, total * COMMON_PAIR, total * COMMON_SYLLABLE)
        found = tx.exec_driver_sql(_COMMON, shares).all() if total > SMALL else []
    rows = [{"term": term, "articles": count} for term, count in found]
    with store.write() as tx:
        tx.execute(delete(common))
        if total > SMALL:
            tx.execute(insert(common), [*rows, {"term": _TOTAL, "articles": total}])


def _tell(tx: Connection, statement: str, tokens: Tokens, rows: Sequence[int]) -> None:
    values = [(row, *parts) for row, parts in zip(rows, tokens.rows(), strict=True)]
    if values:
        tx.exec_driver_sql(statement, values)
