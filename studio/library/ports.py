"""What the library needs of a store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from studio.library.citing import Cite
from studio.library.events import Retraction, ValidityEvent
from studio.library.filters import Filters
from studio.library.former import FormerTexts
from studio.library.model import Article, Deed, Document, Edition, Head, Ranked
from studio.library.named_laws import Named
from studio.library.remarks import Remarks


class Ties(Protocol):
    """What the validity of documents is told from."""

    def document(self, key: str) -> Document | None: ...

    def with_keys(self, keys: Iterable[str]) -> Mapping[str, Document]: ...

    def acting_on(self, keys: Sequence[str]) -> Mapping[str, tuple[Deed, ...]]:
        """For each key, what other documents do to it (kinds of `relations.ACTS`), by their numbers."""
        ...

    def recorded(self, keys: Sequence[str]) -> Mapping[str, tuple[ValidityEvent, ...]]:
        """What persons recorded of each key, oldest record first; what was retracted is left out."""
        ...


class Lists(Ties, Protocol):
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


class LibraryRepository(Lists, FormerTexts, Remarks, Protocol):
    """Documents, their articles, and an index over them."""

    def import_all(self, editions: Iterable[Edition]) -> tuple[int, int]:
        """Store every edition in ONE transaction, replacing documents of the same key; (documents, articles).

        The iterable is read to its end before the store is locked; should it raise, nothing is stored. A confirmation
        by a person stays on a document whose content hash is unchanged.
        """
        ...

    def save(self, document: Document, confirmed: ValidityEvent | None = None) -> None:
        """Update what is known of a stored document, and log who confirmed it; its articles stay."""
        ...

    def record(self, event: ValidityEvent) -> None:
        """Append an event."""
        ...

    def retract(self, event_id: str, retraction: Retraction) -> None:
        """Let an event no longer count; it stays in the record."""
        ...

    def event(self, event_id: str) -> ValidityEvent | None:
        """One recorded event, retracted or not; its id may be shortened while it is the only one."""
        ...

    def checked_before(self, day: date) -> bool:
        """Whether a person's confirmation of any document or place is of a day before that one."""
        ...

    def record_of(self, key: str) -> tuple[ValidityEvent, ...]:
        """All that was ever recorded of a document, retracted events too, oldest record first."""
        ...

    def numbered(self, start: str) -> tuple[Document, ...]:
        """Documents whose key begins with `start`."""
        ...

    def named(self, name: str) -> tuple[Document, ...]:
        """Documents whose folded name (kind and title) is `name`."""
        ...

    def names(self) -> Sequence[tuple[str, str]]:
        """Folded name (kind and title) and key of every law, code, ordinance and constitution."""
        ...

    def issued(self, kind: str, day: date) -> tuple[Document, ...]:
        """Documents of that kind and day of issue."""
        ...

    def unread(self, grammar: int) -> Sequence[str]:
        """Keys of the documents whose citations are not stored as `grammar` reads them."""
        ...

    def put_cites(self, cites: Mapping[str, Sequence[Cite]], grammar: int) -> None:
        """Store all citations of these documents; of documents that are no more, nothing."""
        ...

    def citing(self, targets: Sequence[str], name: str) -> Sequence[Cite]:
        """The citations of these targets, and of those that begin with the words `name` (unless it is empty)."""
        ...

    def articles(self, key: str) -> tuple[Article, ...]:
        """In the document's order. Raises Untrusted when a stored text was altered."""
        ...

    def article(self, key: str, number: str) -> Article | None:
        """The first article so numbered. Raises Untrusted when the stored text was altered."""
        ...

    def has_text(self, key: str) -> bool:
        """Whether any article of the document is stored."""
        ...

    def counts(self) -> tuple[int, int]:
        """(documents, articles)."""
        ...

    def in_rows(self, rows: Sequence[int]) -> Mapping[int, Article]:
        """The articles of these rows (see `Ranked`)."""
        ...

    def named_from(self, start: str) -> Sequence[Named]:
        """Laws whose folded name begins with `start`."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """One view of the library for all that this thread asks inside."""
        ...

    def total(self) -> int:
        """Articles in the index."""
        ...

    def holding(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Those of the tokens (see `tokens.index_text`) that any article holds, with the number of those articles."""
        ...

    def rank(
        self, match: str, limit: int, filters: Filters, *, documents: Collection[str] = (), scored: str = ""
    ) -> list[Ranked]:
        """Articles for an FTS5 query, best first, higher scores better; of kind, issuer and year that `filters` let
        through, whatever their validity. With `documents` of these alone, with `scored` of what this query finds."""
        ...
