"""People, the unit's data and the registry of pages, of plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from studio.accounts.model import Account, PageStatus
from studio.directory.model import Contact, DirectoryBook, Unit
from studio.directory.service import read_book
from studio.errors import BadInput, NotPermitted, Unconfirmed
from studio.people.keys import KeyAct, KeyEvent
from studio.people.model import NewPerson, Person, Role
from studio.people.present import SignedIn
from studio.phrase import Pair
from tests.ui.fake_data import NOW, PIN
from tests.ui.stand_in import StandIn


class FakePeople(StandIn):  # type: ignore[misc]
    def __init__(self, people: Sequence[Person]) -> None:
        self.people = {person.id: person for person in people}
        self.ended: list[str] = []
        """Whose sign-ins count no more."""
        self.changed: list[tuple[str, str]] = []
        self.restored = False
        """Whether a backup was taken back and nobody has confirmed its people."""
        self.confirmed: list[tuple[str, str]] = []

    def list(self) -> Sequence[Person]:
        return tuple(self.people.values())

    def found(self, people: Sequence[NewPerson]) -> Sequence[Person]:
        return [self._put(new.name, new.roles) for new in people]

    def add(self, name: str, roles: frozenset[Role], new_pin: str, by: str, pin: str) -> Person:
        self.verify_pin(by, pin)
        if len(new_pin) < 6:
            raise BadInput(Pair("PIN cần ít nhất 6 chữ số.", "a PIN needs at least 6 digits."), where="pin")
        return self._put(name, roles)

    def _put(self, name: str, roles: frozenset[Role]) -> Person:
        person = Person(id=f"p-{len(self.people)}", name=name, roles=roles, pin_hash="x")
        self.people[person.id] = person
        return person

    def _change(self, id: str, **changes: object) -> Person:
        self.people[id] = replace(self.people[id], **changes)  # type: ignore[arg-type]
        return self.people[id]

    def deactivate(self, name_or_id: str, by: str, pin: str) -> Person:
        self.verify_pin(by, pin)
        return self._change(name_or_id, active=False)

    def reactivate(self, name_or_id: str, by: str, pin: str) -> Person:
        self.verify_pin(by, pin)
        return self._change(name_or_id, active=True)

    def change_pin(self, name_or_id: str, old: str, new: str) -> Person:
        self.changed.append((name_or_id, new))
        return self.verify_pin(name_or_id, old)

    def reset_pin(self, name_or_id: str, new_pin: str, head: str, head_pin: str, other: str, other_pin: str) -> Person:
        self.verify_pin(head, head_pin)
        self.verify_pin(other, other_pin)
        self.changed.append((name_or_id, new_pin))
        return self.people[name_or_id]

    def key_register(self) -> Sequence[KeyEvent]:
        """A key for everybody but the last."""
        self._require_confirmed()
        return [
            KeyEvent(
                seq=number, at=NOW, act=KeyAct.FOUNDED, person=person.id, name=person.name,
                roles=tuple(sorted(person.roles)), active=person.active, public=f"{number:064x}", by=person.id,
            )
            for number, person in enumerate(tuple(self.people.values())[:-1], start=1)
        ]  # fmt: skip

    def confirm_register(self, head: str, head_pin: str, other: str, other_pin: str) -> None:
        if head == other:
            raise NotPermitted(
                Pair("việc này cần lãnh đạo và một người nữa.", "this takes the head and one other person.")
            )
        self.verify_pin(head, head_pin)
        self.verify_pin(other, other_pin)
        self.restored = False
        self.confirmed.append((head, other))

    def _require_confirmed(self) -> None:
        if self.restored:
            raise Unconfirmed(
                Pair(
                    "danh sách người cũ hơn lần cuối máy này thấy.",
                    "the list of people is older than this PC last saw it.",
                )
            )

    def set_roles(self, name_or_id: str, roles: frozenset[Role], by: str, pin: str) -> Person:
        self.verify_pin(by, pin)
        return self._change(name_or_id, roles=roles)

    def require(self, person: str, *roles: Role) -> Person:
        if not self.people[person].roles & set(roles):
            raise NotPermitted(Pair("cần vai trò khác; hãy nhờ người có vai trò đó.", "another role is needed."))
        return self.people[person]

    def sign_in(self, person: str, pin: str) -> SignedIn:
        self._require_confirmed()
        return SignedIn(person=self.verify_pin(person, pin).id, token="")

    def sign_out(self, signed: SignedIn) -> None:
        self.ended.append(signed.person)

    def acting(self, signed: SignedIn) -> Person:
        return self.people[signed.person]

    def verify_pin(self, person: Person | str, pin: str) -> Person:
        if pin != PIN:
            raise NotPermitted(Pair("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left."))
        return person if isinstance(person, Person) else self.people[person]


class FakeDirectory(StandIn):  # type: ignore[misc]
    def __init__(self, book: DirectoryBook) -> None:
        self._book = book

    def book(self) -> DirectoryBook:
        return self._book

    def save_unit(self, unit: Unit) -> Unit:
        saved = replace(unit, id=unit.id or "don-vi")
        self._book = replace(self._book, units=(*self._book.units, saved))
        return saved

    def save_contact(self, contact: Contact) -> Contact:
        saved = replace(contact, id=contact.id or f"so-{len(self._book.contacts)}")
        others = tuple(c for c in self._book.contacts if c.id != saved.id)
        self._book = replace(self._book, contacts=(*others, saved))
        return saved

    def import_yaml(self, path: Path) -> object:
        book = read_book(path)
        self._book = replace(
            self._book, hashtag_sets=(*self._book.hashtag_sets, *book.hashtag_sets), snippets=book.snippets
        )
        return book

    def verify_contact(self, id: str, *, by: str, on: date) -> Contact:
        contact = self._book.contact(id)
        assert contact is not None
        return self.save_contact(replace(contact, verified_on=on, verified_by=by))


class FakeAccounts(StandIn):  # type: ignore[misc]
    def __init__(self, accounts: Sequence[Account]) -> None:
        self.accounts = {account.name: account for account in accounts}

    def list(self) -> Sequence[Account]:
        return tuple(self.accounts.values())

    def add(self, account: Account) -> Account:
        self.accounts[account.name] = account
        return account

    def set_status(self, name: str, status: PageStatus, successor: str = "") -> Account:
        self.accounts[name] = replace(self.accounts[name], status=status, successor=successor)
        return self.accounts[name]

    def remove(self, name: str) -> None:
        del self.accounts[name]
