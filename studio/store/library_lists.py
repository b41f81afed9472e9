"""Lists over the whole library, answered without reading a text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from studio.library.model import Head
from studio.store.engine import Store

_COUNTED = """SELECT d.key, d.type, coalesce(a.number, 0) FROM law_documents d
    LEFT JOIN (SELECT document, count(*) AS number FROM law_articles GROUP BY document) a ON a.document = d.key"""
_HOLDS = "(instr(d.name, ?) OR instr(d.key, upper(?)))"
_ORDERS = {
    "number": "d.key {0}",
    "title": "d.name {0}, d.key",
    "issued": "d.issued_on IS NULL, d.issued_on {0}, d.key",
    "effective": "d.effective_from IS NULL, d.effective_from {0}, d.key",
}
_HEADINGS = """SELECT a.document, a.position, a.number, a.heading FROM law_articles a
    JOIN json_each(?) j ON a.document = json_extract(j.value, '$[0]') AND a.position = json_extract(j.value, '$[1]')"""
_MATCHING = """SELECT document, position FROM law_articles
    WHERE row IN (SELECT rowid FROM law_fts WHERE law_fts MATCH ?) ORDER BY document, position"""


class LibraryLists:
    """A part of `studio.library.ports.LibraryRepository`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def heads(self, words: Sequence[str], *, sort: str, descending: bool) -> list[Head]:
        """Raises KeyError for an order there is none of."""
        where = f" WHERE {' AND '.join([_HOLDS] * len(words))}" if words else ""
        order = _ORDERS[sort].format("DESC" if descending else "ASC")
        values = tuple(word for word in words for _ in range(2))
        with self._store.read() as tx:
            found = tx.exec_driver_sql(f"{_COUNTED}{where} ORDER BY {order}", values).all()
        return [Head(key=key, type=kind, articles=number) for key, kind, number in found]

    def headings(self, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str]]:
        if not places:
            return {}
        with self._store.read() as tx:
            found = tx.exec_driver_sql(_HEADINGS, (json.dumps(places),)).all()
        return {(key, position): (number, heading) for key, position, number, heading in found}

    def matching(self, match: str) -> Mapping[str, Sequence[int]]:
        inside: dict[str, list[int]] = {}
        with self._store.read() as tx:
            for key, position in tx.exec_driver_sql(_MATCHING, (match,)):
                inside.setdefault(key, []).append(position)
        return inside
