"""What the room of writing needs of others."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from studio.people.model import Person, Role
from studio.writing.model import UnitWord, Use


class WritingRepository(Protocol):
    """Keeps uses and words. Each write is durable when it returns."""

    def transaction(self) -> AbstractContextManager[object]: ...

    def uses(self) -> Mapping[str, Use]:
        """By the id of the snippet."""
        ...

    def note_use(self, snippet: str, at: datetime) -> None: ...

    def forget_uses(self, snippet: str) -> None: ...

    def words(self) -> tuple[UnitWord, ...]:
        """By alphabet."""
        ...

    def add_word(self, word: UnitWord) -> None:
        """Add, unless it is there already."""
        ...

    def remove_word(self, word: str) -> None: ...

    def begun(self) -> bool:
        """Whether the starter snippets were offered to this profile once."""
        ...

    def set_begun(self, at: datetime) -> None: ...


class Staff(Protocol):
    """Who acts."""

    def require(self, person: str, *roles: Role) -> Person:
        """Raises NotFound, NotPermitted."""
        ...
