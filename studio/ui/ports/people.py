"""What the window asks of the people of the unit and of the unit's own data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from studio.directory.model import Contact, DirectoryBook, Unit
    from studio.people.keys import KeyEvent
    from studio.people.model import NewPerson, Person, Role
    from studio.people.signed_in import SignedIn


class PeoplePort(Protocol):
    """The people of the unit."""

    def list(self) -> Sequence[Person]: ...

    def found(self, people: Sequence[NewPerson]) -> Sequence[Person]:
        """The people with whom an empty profile begins."""
        ...

    def add(self, name: str, roles: frozenset[Role], new_pin: str, by: str, pin: str) -> Person: ...

    def deactivate(self, name_or_id: str, by: str, pin: str) -> Person: ...

    def reactivate(self, name_or_id: str, by: str, pin: str) -> Person: ...

    def change_pin(self, name_or_id: str, old: str, new: str) -> Person: ...

    def reset_pin(
        self, name_or_id: str, new_pin: str, head: str, head_pin: str, other: str, other_pin: str
    ) -> Person: ...

    def key_register(self) -> Sequence[KeyEvent]:
        """Who holds which key, and since when, line by line; raises Unconfirmed as `sign_in` does."""
        ...

    def confirm_register(self, head: str, head_pin: str, other: str, other_pin: str) -> None:
        """The people of a backup that was taken back are the true ones: the head says so, and one other."""
        ...

    def set_roles(self, name_or_id: str, roles: frozenset[Role], by: str, pin: str) -> Person: ...

    def sign_in(self, person: str, pin: str) -> SignedIn:
        """What a person works with after giving their PIN once; raises as `verify_pin` does, and Unconfirmed."""
        ...

    def sign_out(self, signed: SignedIn) -> None: ...

    def acting(self, signed: SignedIn) -> Person:
        """Whose it is; raises NotPermitted when it counts no more."""
        ...

    def verify_pin(self, person: str, pin: str) -> Person:
        """Return the person; raises NotPermitted with the tries left or the waiting time."""
        ...


class DirectoryPort(Protocol):
    """The unit's own data."""

    def book(self) -> DirectoryBook: ...

    def save_unit(self, unit: Unit) -> Unit: ...

    def save_contact(self, contact: Contact) -> Contact: ...

    def import_yaml(self, path: Path) -> object:
        """Take everything in the file, or nothing."""
        ...

    def verify_contact(self, id: str, *, by: str, on: date) -> Contact:
        """A person confirmed the number on that day."""
        ...
