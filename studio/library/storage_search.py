"""What a search asks of the index: how often a token occurs, how it is written with marks, which articles hold it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager

from studio.library.filters import Filters
from studio.library.model import Ranked
from studio.library.named_laws import NamedLaw
from studio.library.storage_index import TOTAL
from studio.library.tokens import bare
from studio.store.engine import Store

_EACH = "SELECT w.bare, w.term, w.articles FROM json_each(:asked) j JOIN {table} w ON {same}"
_SUMS = "SELECT bare, term, sum(articles) FROM ({}) GROUP BY bare, term HAVING sum(articles) > 0"


def _counted(same: str) -> str:
    """The tokens that fit to what is asked, with the number of their articles."""
    tables = ("law_words", "law_recent_words")
    return _SUMS.format(" UNION ALL ".join(_EACH.format(table=table, same=same) for table in tables))


_COUNTS = _counted("w.bare = json_extract(j.value, '$[0]') AND w.term = json_extract(j.value, '$[1]')")
_SPELLINGS = _counted("w.bare = j.value")
_NAMED = """SELECT key, name, coalesce(substr(issued_on, 1, 4), '') FROM law_documents
    WHERE name >= ? AND name < ? ORDER BY key"""
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

    def _asked(self, query: str, values: object) -> list[tuple[str, str, int]]:
        """(bare, token, articles)"""
        with self._store.read() as tx:
            found = tx.exec_driver_sql(query, {"asked": json.dumps(values)})
            return [(row[0], row[1], row[2]) for row in found]

    def named_from(self, start: str) -> Sequence[NamedLaw]:
        """Laws whose folded name begins with `start`."""
        with self._store.read() as tx:
            return [NamedLaw(*row) for row in tx.exec_driver_sql(_NAMED, (start, start + "\U0010ffff"))]

    def rank(
        self, match: str, limit: int, filters: Filters, *, documents: Collection[str] = (), scored: str = ""
    ) -> list[Ranked]:
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
            return list(map(Ranked._make, tx.exec_driver_sql(query, values).all()))
