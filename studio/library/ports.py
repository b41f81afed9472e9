"""What the library needs of a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from studio.library.events import ValidityEvent
from studio.library.model import Document, Head, LegalAct


class ValiditySources(Protocol):
    """What the validity of documents is told from."""

    def document(self, key: str) -> Document | None: ...

    def with_keys(self, keys: Iterable[str]) -> Mapping[str, Document]: ...

    def acting_on(self, keys: Sequence[str]) -> Mapping[str, tuple[LegalAct, ...]]:
        """For each key, what other documents do to it (kinds of `relations.ACTS`), by their numbers."""
        ...

    def recorded(self, keys: Sequence[str]) -> Mapping[str, tuple[ValidityEvent, ...]]:
        """What persons recorded of each key, oldest record first; what was retracted is left out."""
        ...


class Lists(ValiditySources, Protocol):
    """What lists over the whole library are made from."""

    def documents(self) -> tuple[Document, ...]:
        """All documents, by number."""
        ...

    def all_recorded(self) -> Mapping[str, tuple[ValidityEvent, ...]]:
        """The same of every document of which something was recorded."""
        ...

    def heads(self, words: Sequence[str], *, sort: str, descending: bool) -> list[Head]:
        """Documents whose number or name holds every folded word, by ``number title issued effective``.

        A day that is not known comes last either way.
        """
        ...

    def headings(self, places: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], tuple[str, str]]:
        """Number and heading of the articles at (key, position)."""
        ...

    def spellings(self, bares: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """For each token without marks, the tokens that are it but for their marks, with the number of articles."""
        ...

    def matching(self, match: str) -> Mapping[str, Sequence[int]]:
        """Rising positions, by key of the document, of every article for an FTS5 query."""
        ...
