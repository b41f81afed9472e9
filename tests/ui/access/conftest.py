"""Rights on the practice page of the unit at work, given by its head; a second head agrees to them."""

from __future__ import annotations

from studio.access.model import PageRole, Right, RightsHolder
from studio.people.model import Person, Role
from tests.profile import joined
from tests.ui.unit import PIN, PRACTICE, Unit

PAGE = PRACTICE.name
SECOND_HEAD = "Đỗ Văn Hai"


def give(unit: Unit, name: str, role: PageRole = PageRole.FULL_ADMIN) -> Right:
    access, head = unit.studio.access, unit.head
    with unit.at_work(head):
        known = next((each for each in access.holders() if each.name == name), None)
        holder = known or access.save_holder(RightsHolder(id="", name=name), head.id)
        return access.assign(PAGE, holder.id, role, head.id)


def give_two(unit: Unit) -> tuple[Right, Right]:
    """Two administrators whose sign-in in several steps the head saw."""
    rights = give(unit, "Phạm Văn Mẫu"), give(unit, "Vũ Thị Thử")
    with unit.at_work(unit.head):
        for right in rights:
            unit.studio.access.confirm_mfa(right.id, unit.head.id)
    return rights


def set_up(unit: Unit) -> tuple[Right, Right]:
    """A table to which the second head agreed."""
    rights = give_two(unit)
    with unit.at_work(unit.head):
        unit.studio.access.submit_table(PAGE, unit.head.id, PIN)
    agree(unit, "access_table", PAGE)
    return rights


def agree(unit: Unit, kind: str, subject: str) -> None:
    """The second head agrees to what lies before the heads."""
    signoffs = unit.studio.signoffs
    asked = next(each for each in signoffs.open() if (each.kind, each.subject) == (kind, subject))
    second = second_head(unit)
    with unit.at_work(second):
        signoffs.decide(asked.id, second.id, PIN, agree=True)


def second_head(unit: Unit) -> Person:
    """Whoever submitted something does not decide on it: there are two of them."""
    people = unit.studio.people
    known = next((person for person in people.list() if person.name == SECOND_HEAD), None)
    if known is not None:
        return known
    with unit.at_work(unit.head):
        return joined(people, SECOND_HEAD, [Role.HEAD], PIN)
