"""Lists over the whole library, answered without reading a text."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from studio.library.model import Head
from studio.store.engine import Store

_HEADS = """SELECT d.key, d.type, coalesce((SELECT max(position) FROM law_articles WHERE document = d.key) + 1, 0)
    FROM law_documents d"""
_HOLDS = "(instr(d.name, ?) OR instr(d.key, upper(?)))"
_ORDERS = {
    "number": "d.key {0}",
    "title": "d.name {0}, d.key",
    "issued": "d.issued_on IS NULL, d.issued_on {0}, d.key",
    "effective": "d.effective_from IS NULL, d.effective_from {0}, d.key",
}
_HEADINGS = """SELECT a.document, a.position, a.number, a.heading FROM law_articles a
    JOIN json_each(?) j ON a.document = json_extract(j.value, '$[0]') AND a.position = json_extract(j.value, '$[1]')"""
_SPANS = """SELECT d.key, (SELECT row FROM law_articles WHERE document = d.key ORDER BY position LIMIT 1),
    (SELECT row FROM law_articles WHERE document = d.key ORDER BY position DESC LIMIT 1) FROM law_documents d"""
_FOUND = "SELECT rowid FROM law_fts WHERE law_fts MATCH ? ORDER BY rowid"


class LibraryLists:
    """A part of `studio.library.storage.StoredLibrary`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def heads(self, words: Sequence[str], *, sort: str, descending: bool) -> list[Head]:
        """Raises KeyError for an order there is none of."""
        where = f" WHERE {' AND '.join([_HOLDS] * len(words))}" if words else ""
        order = _ORDERS[sort].format("DESC" if descending else "ASC")
        values = tuple(word for word in words for _ in range(2))
        with self._store.read() as tx:
            found = tx.exec_driver_sql(f"{_HEADS}{where} ORDER BY {order}", values).all()
        return [Head(*row) for row in found]

    def headings(self, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str]]:
        if not places:
            return {}
        with self._store.read() as tx:
            found = tx.exec_driver_sql(_HEADINGS, (json.dumps(places),)).all()
        return {(key, position): (number, heading) for key, position, number, heading in found}

    def matching(self, match: str) -> Mapping[str, Sequence[int]]:
        """The articles of a document stand in rows one after the other (see `studio.library.storage`), so their
        places follow from its first row: to look up each of a hundred thousand would take a second."""
        with self._store.read() as tx:
            rows = list(tx.exec_driver_sql(_FOUND, (match,)).scalars())
            spans = tx.exec_driver_sql(_SPANS).all() if rows else ()
        inside: dict[str, Sequence[int]] = {}
        for key, first, last in spans:
            if first is None:
                continue
            start = bisect_left(rows, first)
            end = bisect_right(rows, last, start)
            if end - start == last - first + 1:
                inside[key] = range(end - start)
            elif end > start:
                inside[key] = [row - first for row in rows[start:end]]
        return inside
