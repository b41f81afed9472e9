"""The full-text index of the library: contentless FTS5, told of every article that comes and goes.

Such an index keeps no text. To take an article out, the very tokens that were put in have to be given again (a
deletion without them needs SQLite 3.43). They are worked out anew from the stored article, and
`law_documents.tokens_sha256` tells whether they are still the same. They are not once somebody altered a stored text,
or `tokens.index_text` splits words in another way, be it by our hand or by newer Unicode tables in Python: then the
index is built anew.

Beside it `law_words` and `law_recent_words` together count, in the same transaction, the articles that hold each token.
The words of one law lie all over `law_words`, which an import of it would have to write whole; so what changed is added
to the recent ones, and to the others from time to time.

What a search asks of the index: how often a token occurs, how it is written with marks, which articles hold it.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Connection,
    Executable,
    Integer,
    Table,
    Text,
    TextClause,
    delete,
    func,
    insert,
    select,
    text,
    union_all,
)

from studio.canonical import sha256
from studio.library.filters import Filters
from studio.library.law_names import NamedLaw
from studio.library.model import Article, Document, RankedArticle
from studio.library.tokens import bare, index_text
from studio.store.engine import Store
from studio.store.schema_base import table

INDEX = """CREATE VIRTUAL TABLE law_fts USING fts5(
    document, heading, body, content='', detail=full, tokenize="ascii tokenchars '_'")"""
"""The tokens come blank-separated and in lower case; ``ascii`` splits there alone, and leaves other letters be."""
SORTED_AT_ONCE = "INSERT INTO law_fts (law_fts, rank) VALUES ('hashsize', 67108864)"
"""Bytes gathered in memory before they are written: a large import takes half the time of the usual 1 MB."""
TERMS = "CREATE VIRTUAL TABLE law_terms USING fts5vocab(law_fts, row)"


def _counts(name: str) -> Table:
    return table(
        name,
        Column("bare", Text, primary_key=True),
        Column("term", Text, primary_key=True),
        Column("articles", Integer, nullable=False),
        clustered=True,
    )


words = _counts("law_words")
"""How many articles hold each token, by its form without marks; the row without a token counts all articles."""
recent = _counts("law_recent_words")
"""How many more or fewer it has become since."""
TOTAL = ""
_MANY = 200_000
"""Tokens counted in memory before they are written, and recent ones before they are added to the others."""
_PUT = "INSERT INTO law_fts (rowid, document, heading, body) VALUES (?, ?, ?, ?)"
_TAKE = "INSERT INTO law_fts (law_fts, rowid, document, heading, body) VALUES ('delete', ?, ?, ?, ?)"
_MORE = """INSERT INTO law_recent_words (bare, term, articles) VALUES (?, ?, ?)
    ON CONFLICT (bare, term) DO UPDATE SET articles = articles + excluded.articles"""
_NO_MORE = "DELETE FROM law_recent_words WHERE articles = 0"
_RECENT = "SELECT count(*) FROM law_recent_words"
_SETTLED = (
    """INSERT INTO law_words (bare, term, articles) SELECT bare, term, articles FROM law_recent_words WHERE true
    ON CONFLICT (bare, term) DO UPDATE SET articles = articles + excluded.articles""",
    "DELETE FROM law_words WHERE articles <= 0",
    "DELETE FROM law_recent_words",
)
_BARE = "bare"
_COUNT = "INSERT INTO law_words SELECT bare(term), term, doc FROM law_terms ORDER BY 1, 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleTokens:
    """What the articles of one document are found by; packed, for it is thrice as long as the text."""

    packed: bytes
    sha256: str

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """(document, heading, body) of each article in order."""
        about, *lines = zlib.decompress(self.packed).decode().split("\n")
        return ((about, heading, body) for heading, body in zip(lines[::2], lines[1::2], strict=True))


def tokens_of(document: Document, articles: Sequence[Article]) -> ArticleTokens:
    """Work out the tokens of a document; a pure function of what is stored of it."""
    about = f"{document.type} {document.number} {document.title}"
    return tokens_from(about, [(article.heading, article.text) for article in articles])


def tokens_from(about: str, articles: Sequence[tuple[str, str]]) -> ArticleTokens:
    """The tokens of a document of that kind, number and title, and of the heading and text of its articles."""
    lines = [index_text(about), *(index_text(text) for article in articles for text in article)]
    data = "\n".join(lines).encode()
    return ArticleTokens(packed=zlib.compress(data, 1), sha256=sha256(data))


class ArticleIndex:
    """The index inside one transaction. Its counts are written by `close`."""

    def __init__(self, tx: Connection) -> None:
        self._tx = tx
        self._more: Counter[str] = Counter()

    def put(self, tokens: ArticleTokens, rows: Sequence[int]) -> None:
        """Index the articles stored in `rows`."""
        self._tell(_PUT, tokens, rows, 1)

    def take(self, tokens: ArticleTokens, rows: Sequence[int]) -> None:
        """Take the articles in `rows` out; `tokens` must be those they were put in by."""
        self._tell(_TAKE, tokens, rows, -1)

    def close(self) -> None:
        """Write what changed of the counts."""
        changed = [(bare(term), term, more) for term, more in self._more.items() if more]
        self._more.clear()
        if not changed:
            return
        self._tx.exec_driver_sql(_MORE, sorted(changed))
        self._tx.exec_driver_sql(_NO_MORE)
        if self._tx.exec_driver_sql(_RECENT).scalar_one() > _MANY:
            for statement in _SETTLED:
                self._tx.exec_driver_sql(statement)

    def forget(self) -> None:
        """Leave out what is not written yet, for the index is about to be built anew."""
        self._more.clear()

    def _tell(self, statement: str, tokens: ArticleTokens, rows: Sequence[int], sign: int) -> None:
        parts = list(tokens.rows())
        _execute(self._tx, statement, parts, rows)
        once = Counter[str]()
        for part in parts:
            once.update({TOTAL, *" ".join(part).split()})
        for term, articles in once.items():
            self._more[term] += sign * articles
        if len(self._more) > _MANY:
            self.close()


def total(tx: Connection) -> int:
    """Articles in the index."""
    counts = union_all(select(words), select(recent)).subquery()
    return tx.execute(select(func.sum(counts.c.articles)).where(counts.c.bare == TOTAL)).scalar() or 0


def build(tx: Connection, documents: Iterable[tuple[ArticleTokens, Sequence[int]]]) -> None:
    """Make the index anew from the tokens of all documents and the rows of their articles.

    `recent` has to be empty (a migration builds where there is no such table yet). The counts come from one walk of
    the index, which for many articles is quicker than adding them up.
    """
    tx.exec_driver_sql("INSERT INTO law_fts (law_fts) VALUES ('delete-all')")
    tx.execute(delete(words))
    articles = 0
    for tokens, rows in documents:
        _execute(tx, _PUT, tokens.rows(), rows)
        articles += len(rows)
    tx.exec_driver_sql("INSERT INTO law_fts (law_fts) VALUES ('optimize')")  # else a later, small import has to
    _teach_bare(tx)
    tx.exec_driver_sql(_COUNT)
    if articles:
        tx.execute(insert(words).values(bare=TOTAL, term=TOTAL, articles=articles))


def _teach_bare(tx: Connection) -> None:
    """Let SQL call `bare`; once a connection, for SQLite replaces no function while a statement is open."""
    driver = tx.connection.driver_connection
    if driver is not None and not tx.info.setdefault(_BARE, False):
        driver.create_function(_BARE, 1, bare, deterministic=True)
        tx.info[_BARE] = True


def _execute(tx: Connection, statement: str, parts: Iterable[tuple[str, str, str]], rows: Sequence[int]) -> None:
    values = [(row, *part) for row, part in zip(rows, parts, strict=True)]
    if values:
        tx.exec_driver_sql(statement, values)


_EACH = "SELECT w.bare, w.term, w.articles FROM json_each(:asked) j JOIN {table} w ON {same}"
_SUMS = "SELECT bare, term, sum(articles) FROM ({}) GROUP BY bare, term HAVING sum(articles) > 0"


def _counted(same: str) -> TextClause:
    """The tokens that fit to what is asked, with the number of their articles."""
    tables = ("law_words", "law_recent_words")
    return text(_SUMS.format(" UNION ALL ".join(_EACH.format(table=table, same=same) for table in tables)))


_COUNTS = _counted("w.bare = json_extract(j.value, '$[0]') AND w.term = json_extract(j.value, '$[1]')")
_SPELLINGS = _counted("w.bare = j.value")
_NAMED = text(
    """SELECT key, name, coalesce(substr(issued_on, 1, 4), '') FROM law_documents
    WHERE name >= :first AND name < :last ORDER BY key"""
)
_BEST = """SELECT rowid AS row, -bm25(law_fts, 2.0, 2.0, 1.0) AS score FROM law_fts
    WHERE law_fts MATCH :match{inside} ORDER BY score DESC LIMIT :limit"""
"""The weights are those of document, heading and body."""
_SCORED = " AND +rowid IN (SELECT rowid FROM law_fts WHERE law_fts MATCH :scored)"
_HELD = {
    "type": "d.type = :type",
    "issuer": "d.issuer = :issuer",
    "year": "substr(d.issued_on, 1, 4) = :year",
    "documents": "d.key IN (SELECT value FROM json_each(:documents))",
}
_INSIDE = """ AND +rowid IN
    (SELECT a.row FROM law_articles a JOIN law_documents d ON d.key = a.document WHERE {held})"""
"""The plus keeps SQLite from asking the index anew for each of these rows."""
_RANKED = """SELECT f.row, f.score, a.document, a.number, d.type, d.issuer, coalesce(substr(d.issued_on, 1, 4), ''),
    d.title FROM ({best}) f JOIN law_articles a ON a.row = f.row JOIN law_documents d ON d.key = a.document
    ORDER BY f.score DESC, f.row"""


class LibrarySearch:
    """A part of `studio.library.storage.StoredLibrary`."""

    _store: Store

    def reading(self) -> AbstractContextManager[None]:
        """One view of the library for all that this thread asks inside."""
        return self._store.reading()

    def total(self) -> int:
        """Articles in the index."""
        return self.holding([TOTAL]).get(TOTAL, 0)

    def holding(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Those of the tokens (see `tokens.index_text`) that any article holds, with the number of those articles."""
        return {
            term: count
            for _, term, count in self._asked(_COUNTS, [(bare(term), term) for term in dict.fromkeys(terms)])
        }

    def spellings(self, bares: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for plain, term, count in self._asked(_SPELLINGS, list(dict.fromkeys(bares))):
            found.setdefault(plain, {})[term] = count
        return found

    def _asked(self, query: Executable, values: object) -> list[tuple[str, str, int]]:
        """(bare, token, articles)"""
        return [(row[0], row[1], row[2]) for row in self._store.all(query, {"asked": json.dumps(values)})]

    def named_from(self, start: str) -> Sequence[NamedLaw]:
        """Laws whose folded name begins with `start`."""
        return [NamedLaw(*row) for row in self._store.all(_NAMED, {"first": start, "last": start + "\U0010ffff"})]

    def rank(
        self, match: str, limit: int, filters: Filters, *, documents: Collection[str] = (), scored: str = ""
    ) -> list[RankedArticle]:
        """Articles for an FTS5 query, best first, higher scores better; of kind, issuer and year that `filters` let
        through, whatever their validity. With `documents` of these alone, with `scored` of what this query finds."""
        asked = {
            "type": filters.type,
            "issuer": filters.issuer,
            "year": str(filters.year or ""),
            "documents": json.dumps(sorted(documents)) if documents else "",
        }
        given = {name: value for name, value in asked.items() if value}
        inside = _INSIDE.format(held=" AND ".join(_HELD[name] for name in given)) if given else ""
        query = _RANKED.format(best=_BEST.format(inside=inside + _SCORED if scored else inside))
        values = {"match": match, "limit": limit, "scored": scored, **given}
        with self._store.read() as tx:
            return list(map(RankedArticle._make, tx.exec_driver_sql(query, values).all()))
