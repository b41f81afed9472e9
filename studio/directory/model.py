"""The unit's own data: its names, confirmed contacts, hashtag sets and snippets. Never constants in code.

What the directory needs: a place to keep its entries.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    id: str
    name: str
    short_name: str = ""
    address: str = ""
    website: str = ""
    badge_sha256: str | None = None
    """The official badge the unit supplied, in the file store; None: the neutral badge."""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A duty number. `verified_on`/`verified_by` say who last confirmed it, and when."""

    id: str
    unit: str
    label: str
    phone: str
    use: str = ""
    hours: str = ""
    emergency: bool = False
    verified_on: date | None = None
    verified_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HashtagSet:
    id: str
    title: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySnippet:
    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryBook:
    """A snapshot of the directory, so that `compose` can stay pure."""

    units: tuple[Unit, ...] = ()
    contacts: tuple[Contact, ...] = ()
    hashtag_sets: tuple[HashtagSet, ...] = ()
    snippets: tuple[DirectorySnippet, ...] = ()

    def unit(self, id: str) -> Unit | None:
        return next((u for u in self.units if u.id == id), None)

    def contact(self, id: str) -> Contact | None:
        return next((c for c in self.contacts if c.id == id), None)


Entry = Unit | Contact | HashtagSet | DirectorySnippet


class DirectoryRepository(Protocol):
    """Keeps the entries, each kind with ids of its own."""

    def transaction(self) -> AbstractContextManager[object]: ...

    def book(self) -> DirectoryBook:
        """Everything, each kind in the order it was added."""
        ...

    def save(self, entry: Entry) -> None:
        """Add, or replace the one of the same kind and id."""
        ...

    def remove(self, kind: type[Entry], id: str) -> None: ...
