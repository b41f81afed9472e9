"""Asking the library of legal documents, behind the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.errors import StudioError
from studio.library.model import CitationRef, CitedLaw, Hit
from studio.library.parts import find_place
from studio.library.resolver import Successor
from studio.ui.tasks import Tasks

if TYPE_CHECKING:
    from studio.library.service import Library

HITS = 8


class LawLookup:
    """Searches and resolves on the worker; of several questions with one key the last is answered."""

    def __init__(self, library: Library, tasks: Tasks) -> None:
        self._library, self._tasks = library, tasks

    def search(self, query: str, on: date, done: Callable[[Sequence[Hit]], None], owner: QObject) -> None:
        """Articles that speak of `query`, with their validity on the day `on`."""
        library = self._library

        def nothing(_: StudioError) -> None:
            done(())

        self._tasks.store(
            lambda: library.search(query, limit=HITS, on=on), done, owner=owner, failed=nothing, key="law-search"
        )

    def resolve(self, ref: CitationRef, on: date, done: Callable[[CitedLaw], None], owner: QObject) -> None:
        """What the library knows of `ref` on the day `on`."""
        library = self._library
        self._tasks.store(lambda: library.resolve(ref, on=on), done, owner=owner, key="law-resolve")

    def words(self, ref: CitationRef, done: Callable[[str], None], owner: QObject) -> None:
        """The text of the place that `ref` names; empty where the library has none."""
        library = self._library

        def read() -> str:
            document = library.find(ref.document)
            articles = library.articles(document.key) if document is not None else ()
            article = next((one for one in articles if one.number.lower() == (ref.article or "").lower()), None)
            return (find_place(article.text, ref.clause, ref.point) or "") if article is not None else ""

        self._tasks.store(read, done, owner=owner, failed=lambda _: done(""), key="law-words")

    def successor(self, ref: CitationRef, on: date, done: Callable[[Successor | None], None], owner: QObject) -> None:
        """The place that took over what `ref` names, in the document that replaced its own."""
        citations = self._library.citations
        self._tasks.store(
            lambda: citations.successor(ref, on=on), done, owner=owner, failed=lambda _: done(None), key="law-successor"
        )
