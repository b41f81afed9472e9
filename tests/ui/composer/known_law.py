"""A library that answers at once with what a test gave it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject

from studio.library.model import CitationRef, CitedLaw, Hit
from studio.library.resolver import Successor
from studio.ui.composer.law import LawLookup


class KnownLaw(LawLookup):
    """`hits` are found whatever is asked; `laws` are known by the document a citation names."""

    def __init__(self) -> None:
        self.hits: tuple[Hit, ...] = ()
        self.laws: dict[str, CitedLaw] = {}
        self.successors: dict[str, Successor] = {}

    def search(self, query: str, on: date, done: Callable[[Sequence[Hit]], None], owner: QObject) -> None:
        done(self.hits)

    def resolve(self, ref: CitationRef, on: date, done: Callable[[CitedLaw], None], owner: QObject) -> None:
        law = self.laws.get(ref.document)
        if law is not None:
            done(law)

    def successor(self, ref: CitationRef, on: date, done: Callable[[Successor | None], None], owner: QObject) -> None:
        done(self.successors.get(ref.document))
