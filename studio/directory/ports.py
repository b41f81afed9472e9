"""What the directory needs: a place to keep its entries."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from studio.directory.model import Contact, DirectoryBook, DirectorySnippet, HashtagSet, Unit

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
