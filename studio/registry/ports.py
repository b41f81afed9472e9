"""What the registry needs of the rest: where files are kept, people, accounts, contacts, pictures, records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from studio.accounts.model import Account, PageStatus
from studio.directory.model import DirectoryBook
from studio.people.model import Person, Role
from studio.phrase import Phrase
from studio.registry.model import PageFile
from studio.signoffs.model import SignOff

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""
Scan = Callable[[bytes, str], Sequence[Phrase]]
"""What of a letter, by bytes and file name, identifies a private person; the rule that posts go through."""

Wary = Callable[[str], Phrase | None]
"""What a text gives away of a private person, or which secret it holds; None when nothing."""


class PageFileRepository(Protocol):
    """Keeps the files of pages."""

    def transaction(self) -> AbstractContextManager[object]: ...

    def all(self) -> tuple[PageFile, ...]:
        """What was changed last comes first."""
        ...

    def get(self, id: str) -> PageFile | None: ...

    def save(self, file: PageFile) -> None: ...

    def remove(self, id: str) -> None: ...


class FileShelf(Protocol):
    """Files by their SHA-256."""

    def put(self, data: bytes) -> str: ...

    def get(self, name: str) -> bytes: ...


class Staff(Protocol):
    """Who works here."""

    def list(self) -> tuple[Person, ...]: ...

    def require_active(self, person: str) -> Person:
        """Raises NotFound, NotPermitted."""
        ...

    def require(self, person: str, *roles: Role) -> Person:
        """Raises NotPermitted, NotFound."""
        ...


class Pages(Protocol):
    """The accounts that posts go to."""

    def list(self) -> tuple[Account, ...]: ...

    def set_status(self, name: str, status: PageStatus, successor: str = "") -> Account: ...


class Heads(Protocol):
    """What is put before the head."""

    def submit(self, kind: str, subject: str, digest: str, by: str, pin: str, note: str = "") -> SignOff: ...

    def hold_to(self, kind: str, present: Callable[[str], str]) -> None:
        """`present`: the digest of a subject as it is now."""
        ...

    def latest(self, kind: str, subject: str) -> SignOff | None: ...

    def standing(self, kind: str, subject: str, digest: str) -> SignOff | None: ...


class Contacts(Protocol):
    """The unit and its verified numbers."""

    def book(self) -> DirectoryBook: ...


class PostRecords(Protocol):
    """The records of what a page published."""

    def posts_of(self, account: str) -> Sequence[tuple[str, str]]:
        """Id and title of every post that reached the account, oldest first."""
        ...

    def write(self, post: str, out: Path) -> None:
        """Write the latest record of the post to `out`. Raises StudioError."""
        ...

    def problems(self, record: bytes) -> Sequence[Phrase]:
        """What is wrong with a record; empty when it is intact."""
        ...
