"""What the room of writing needs of others."""

from __future__ import annotations

from typing import Protocol

from studio.people.model import Person, Role


class Staff(Protocol):
    """Who acts."""

    def require(self, person: str, *roles: Role) -> Person:
        """Raises NotFound, NotPermitted."""
        ...
