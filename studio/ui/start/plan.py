"""What the first steps set up, done in one go on the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio.accounts.model import Account, AccountKind
from studio.clock import local_date
from studio.directory.model import Contact, Unit
from studio.people.model import Person, Role
from studio.platforms import Platform
from studio.ui.ports import StudioPort


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlan:
    """A person to be added."""

    name: str
    pin: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Unit, duty line and people of a new profile; ids are still empty."""

    unit: Unit
    contact: Contact
    people: tuple[PersonPlan, ...]


def set_up(studio: StudioPort, plan: Plan) -> None:
    """Carry the plan out; what an earlier, refused try already stored is not stored twice. Raises StudioError."""
    book = studio.directory.book()
    unit = next((u for u in book.units if u.name == plan.unit.name), None)
    unit = unit or studio.directory.save_unit(plan.unit)
    people = [_person(studio, one) for one in plan.people]
    if not any(c.unit == unit.id and c.phone == plan.contact.phone for c in book.contacts):
        contact = studio.directory.save_contact(replace(plan.contact, unit=unit.id))
        studio.directory.verify_contact(contact.id, by=people[0].id, on=local_date(studio.now()))
    if not studio.accounts.list():
        studio.accounts.add(_practice_page(unit))


def _person(studio: StudioPort, plan: PersonPlan) -> Person:
    known = next((p for p in studio.people.list() if p.name == plan.name), None)
    return known or studio.people.add(plan.name, plan.roles, plan.pin)


def _practice_page(unit: Unit) -> Account:
    """A page to try things on, on this PC alone."""
    return Account(
        name="thuc-hanh",
        kind=AccountKind.PRACTICE,
        platform=Platform.FACEBOOK,
        page_id="thuc-hanh",
        title=unit.name,
        unit=unit.id,
    )
