"""A process that imports a library again and again between two states, to be killed at any moment.

`python -m tests.store.importing DATABASE [CORPUS]`: says ``importing`` on its output before each import. Without a
.jsonl file of its own it imports a small made-up library.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from studio.library.importers.assemble import build
from studio.library.imports import read_exchange
from studio.library.model import Document, Edition
from studio.library.storage import StoredLibrary
from studio.library.structure import ParsedArticle
from studio.store.engine import open_store

DOCUMENTS, ARTICLES = 60, 12
STATES = ("lừa đảo", "chiếm đoạt")
"""Every article of the library holds one of these, the same one."""


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 25, tzinfo=UTC)


COUNTED = """SELECT term, sum(articles) FROM (SELECT * FROM law_words UNION ALL SELECT * FROM law_recent_words)
    WHERE term <> '' GROUP BY term HAVING sum(articles) <> 0 ORDER BY term"""
"""Every token with the number of articles that the library counts for it."""


def library(state: str, corpus: Path | None = None) -> Iterator[Edition]:
    """The whole library in one of its `STATES`."""
    if corpus is not None:
        for edition in read_exchange(corpus, lambda _: None):
            marked = tuple(replace(a, text=f"{a.text}\n{state}") for a in edition.articles)
            yield replace(edition, articles=marked)
        return
    for number in range(DOCUMENTS):
        key = f"{number}/2026/QD-MAU"
        document = Document(key=key, number=f"{number}/2026/QĐ-MAU", type="Quyết định", title="Việc mẫu", issuer="Mẫu")
        texts = [f"Khoản {n} của văn bản {number} về {state}." for n in range(ARTICLES)]
        yield build(
            document, [ParsedArticle(number=str(n), heading="", path="", text=t) for n, t in enumerate(texts, 1)]
        )


def main(words: list[str]) -> None:
    store = open_store(Path(words[0]), clock=StillClock())
    corpus = Path(words[1]) if len(words) > 1 else None
    for state in cycle(STATES):
        print("importing", flush=True)
        StoredLibrary(store).import_all(library(state, corpus))


if __name__ == "__main__":
    main(sys.argv[1:])
