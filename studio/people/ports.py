"""What the room of people needs: a place to keep them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from studio.people.model import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong PINs in a row, and until when no further one is taken."""

    wrong: int = 0
    locked_until: datetime | None = None


class PeopleRepository(Protocol):
    """Keeps people and their wrong tries. Each write is durable when it returns."""

    def transaction(self) -> AbstractContextManager[object]: ...

    def all(self) -> tuple[Person, ...]:
        """By name."""
        ...

    def save(self, person: Person) -> None: ...

    def tries(self, person_id: str) -> Tries: ...

    def set_tries(self, person_id: str, tries: Tries) -> None: ...
