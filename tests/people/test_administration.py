"""Who may change anything about people: with a right, a PIN, a line in the log, and never for oneself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.errors import BadInput, NotPermitted, Refused
from studio.people.model import NewPerson, Person, Role
from studio.people.pin import MOST
from studio.people.service import People
from studio.people.storage import StoredPeople
from tests.profile import FAST_HASHER, SetClock, fresh_store, joined, numbered, staffed

PIN, WRONG, NEW = "73916408", "73916508", "58201673"


class Unit:
    """Head, technical staff, an approver and an author, all with one PIN; what was logged."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        self.logged: list[tuple[str, str, Mapping[str, Any]]] = []
        self.people = People(
            StoredPeople(fresh_store(folder, self.clock)),
            self.clock,
            ids=numbered("p"),
            hasher=FAST_HASHER,
            note=lambda act, by, data: self.logged.append((act, by, data)),
        )
        self.head, self.technical, self.approver, self.author = staffed(
            self.people,
            ("Lãnh Đạo", [Role.HEAD]),
            ("Kỹ Thuật", [Role.TECHNICAL]),
            ("Người Duyệt", [Role.APPROVER]),
            ("Người Soạn", [Role.AUTHOR]),
            pin=PIN,
        )
        self.logged.clear()

    def steps(self) -> list[tuple[str, str, str]]:
        return [(by, data["step"], data["person"]) for act, by, data in self.logged if act == "people"]


@pytest.fixture
def unit(tmp_path: Path) -> Unit:
    return Unit(tmp_path)


ACTS: Mapping[str, Callable[[Unit, str, str], Person]] = {
    "added": lambda unit, by, pin: unit.people.add("Người Mới", [Role.APPROVER], NEW, by, pin),
    "roles": lambda unit, by, pin: unit.people.set_roles(unit.author.id, [Role.APPROVER], by, pin),
    "renamed": lambda unit, by, pin: unit.people.rename(unit.author.id, "Tên Khác", by, pin),
    "left": lambda unit, by, pin: unit.people.deactivate(unit.author.id, by, pin),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_the_head_and_technical_staff_change_people_with_their_pin(unit: Unit, act: str) -> None:
    before = unit.people.list()
    for by, pin in ((unit.author.id, PIN), (unit.approver.id, PIN), (unit.head.id, WRONG), (unit.technical.id, "")):
        with pytest.raises(NotPermitted):
            ACTS[act](unit, by, pin)
    assert unit.people.list() == before
    assert unit.logged == []


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_logged_with_who_acted(unit: Unit, act: str) -> None:
    changed = ACTS[act](unit, unit.technical.id, PIN)
    assert unit.steps() == [(unit.technical.id, act, changed.id)]
    line = unit.people.key_register()[-1]
    assert (line.by, line.act, line.person, line.roles) == (
        unit.technical.id,
        act,
        changed.id,
        tuple(sorted(changed.roles)),
    )


def test_who_left_comes_back_only_by_an_administrator(unit: Unit) -> None:
    unit.people.deactivate(unit.author.id, unit.head.id, PIN)
    with pytest.raises(NotPermitted):
        unit.people.reactivate(unit.author.id, unit.approver.id, PIN)
    assert unit.people.reactivate(unit.author.id, unit.head.id, PIN).active
    assert unit.steps()[-1] == (unit.head.id, "back", unit.author.id)


def test_a_deactivated_administrator_changes_nothing(unit: Unit) -> None:
    second = joined(unit.people, "Kỹ Thuật Hai", [Role.TECHNICAL], PIN)
    unit.people.deactivate(second.id, unit.head.id, PIN)
    with pytest.raises(NotPermitted, match="thôi nhiệm vụ"):
        unit.people.add("Người Mới", [Role.AUTHOR], NEW, second.id, PIN)


@pytest.mark.parametrize("gained", [Role.HEAD, Role.APPROVER])
def test_nobody_gives_themselves_a_right(unit: Unit, gained: Role) -> None:
    with pytest.raises(NotPermitted, match="tự giao thêm quyền"):
        unit.people.set_roles(unit.technical.id, [Role.TECHNICAL, gained], unit.technical.id, PIN)
    assert unit.people.get(unit.technical.id) == unit.technical
    assert unit.people.set_roles(unit.technical.id, [Role.TECHNICAL, gained], unit.head.id, PIN).roles >= {gained}


def test_one_may_lay_down_a_right(unit: Unit) -> None:
    joined(unit.people, "Kỹ Thuật Hai", [Role.TECHNICAL, Role.AUTHOR], PIN)
    assert unit.people.set_roles("Kỹ Thuật Hai", [Role.AUTHOR], "Kỹ Thuật Hai", PIN).roles == {Role.AUTHOR}


def test_the_first_head_alone_comes_free(tmp_path: Path) -> None:
    clock = SetClock()
    people = People(StoredPeople(fresh_store(tmp_path, clock)), clock, ids=numbered("p"), hasher=FAST_HASHER)
    author = NewPerson(name="Người Soạn", roles=frozenset({Role.AUTHOR}), pin="604183")
    head = NewPerson(name="Lãnh Đạo", roles=frozenset({Role.HEAD}), pin=PIN)
    with pytest.raises(BadInput, match="lãnh đạo"):
        people.found([author])
    made = people.found([author, head])
    assert [person.name for person in made] == ["Người Soạn", "Lãnh Đạo"]
    with pytest.raises(Refused, match="đã có người"):
        people.found([NewPerson(name="Kẻ Lạ", roles=frozenset({Role.HEAD}), pin=NEW)])
    assert len(people.list()) == 2


def test_each_person_has_a_pin_of_their_own(unit: Unit, tmp_path: Path) -> None:
    clock = SetClock()
    (tmp_path / "b").mkdir()
    other = People(StoredPeople(fresh_store(tmp_path / "b", clock)), clock, ids=numbered("p"), hasher=FAST_HASHER)
    two = [NewPerson(name=name, roles=frozenset({Role.HEAD}), pin=PIN) for name in ("Người Một", "Người Hai")]
    with pytest.raises(BadInput, match="riêng"):
        other.found(two)
    assert other.list() == ()
    with pytest.raises(BadInput, match="riêng"):
        unit.people.add("Người Mới", [Role.AUTHOR], PIN, unit.head.id, PIN)


def test_a_pin_is_set_anew_by_the_head_and_one_other(unit: Unit) -> None:
    head, technical, author = unit.head.id, unit.technical.id, unit.author.id
    for by, pin, other, other_pin in (
        (technical, PIN, head, PIN),  # the first has to be the head
        (head, PIN, head, PIN),  # one person is not two
        (head, PIN, author, PIN),  # nor is who gets it
        (head, WRONG, technical, PIN),
        (head, PIN, technical, WRONG),
    ):
        with pytest.raises(NotPermitted):
            unit.people.reset_pin(author, NEW, by, pin, other, other_pin)
    assert unit.people.verify_pin(author, PIN) == unit.people.get(author)
    unit.people.reset_pin(author, NEW, head, PIN, technical, PIN)
    assert unit.people.verify_pin(author, NEW).id == author
    with pytest.raises(NotPermitted):
        unit.people.verify_pin(author, PIN)
    (act, by, data) = unit.logged[-1]
    assert (act, by, data["step"], data["witness"]) == ("people", head, "pin_reset", technical)


def test_the_heads_own_pin_takes_another_head(unit: Unit) -> None:
    with pytest.raises(NotPermitted):
        unit.people.reset_pin(unit.head.id, NEW, unit.head.id, PIN, unit.technical.id, PIN)
    with pytest.raises(NotPermitted, match="lãnh đạo"):
        unit.people.reset_pin(unit.head.id, NEW, unit.technical.id, PIN, unit.approver.id, PIN)
    second = joined(unit.people, "Phó Trưởng", [Role.HEAD], PIN)
    unit.people.reset_pin(unit.head.id, NEW, second.id, PIN, unit.technical.id, PIN)
    assert unit.people.verify_pin(unit.head.id, NEW).id == unit.head.id


def test_a_pin_set_anew_makes_another_key_and_forgets_the_wrong_tries(unit: Unit) -> None:
    before = unit.people.signer(unit.author.id, PIN).key_id
    for _ in range(5):
        with pytest.raises(NotPermitted):
            unit.people.verify_pin(unit.author.id, WRONG)
    unit.people.reset_pin(unit.author.id, NEW, unit.head.id, PIN, unit.technical.id, PIN)
    assert unit.people.signer(unit.author.id, NEW).key_id != before


def test_ones_own_new_pin_keeps_the_key(unit: Unit) -> None:
    before = unit.people.signer(unit.author.id, PIN).key_id
    unit.people.change_pin(unit.author.id, PIN, NEW)
    assert unit.people.signer(unit.author.id, NEW).key_id == before
    assert unit.steps() == [(unit.author.id, "pin_changed", unit.author.id)]


def test_an_approvers_pin_has_eight_digits(unit: Unit) -> None:
    calls: tuple[Callable[[], object], ...] = (
        lambda: unit.people.add("Người Mới", [Role.APPROVER], "582016", unit.head.id, PIN),
        lambda: unit.people.change_pin(unit.approver.id, PIN, "582016"),
        lambda: unit.people.reset_pin(unit.approver.id, "582016", unit.head.id, PIN, unit.technical.id, PIN),
    )
    for call in calls:
        with pytest.raises(BadInput, match="8 đến 12 chữ số"):
            call()
    assert unit.people.add("Người Mới", [Role.AUTHOR], "582016", unit.head.id, PIN).active


def test_who_became_an_approver_with_a_short_pin_sets_another_before_approving(unit: Unit) -> None:
    unit.people.change_pin(unit.author.id, PIN, "582016")
    unit.people.set_roles(unit.author.id, [Role.APPROVER], unit.head.id, PIN)
    unit.clock.forward(hours=25)
    with pytest.raises(Refused, match="8 chữ số"):
        unit.people.require_settled(unit.people.signer(unit.author.id, "582016"))
    unit.people.change_pin(unit.author.id, "582016", NEW)
    unit.people.require_settled(unit.people.signer(unit.author.id, NEW))


CHANGES: Mapping[str, Callable[[Unit], object]] = {
    "a new PIN": lambda unit: unit.people.reset_pin(
        unit.approver.id, PIN[::-1], unit.head.id, PIN, unit.technical.id, PIN
    ),
    "roles": lambda unit: unit.people.set_roles(
        unit.approver.id, [Role.APPROVER, Role.PUBLISHER], unit.technical.id, PIN
    ),
    "back": lambda unit: (
        unit.people.deactivate(unit.approver.id, unit.head.id, PIN),
        unit.people.reactivate(unit.approver.id, unit.head.id, PIN),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_approvals_wait_a_day_after_others_changed_a_pin_or_rights(unit: Unit, change: str) -> None:
    unit.people.require_settled(unit.people.signer(unit.approver.id, PIN))
    CHANGES[change](unit)
    pin = PIN[::-1] if change == "a new PIN" else PIN
    with pytest.raises(Refused, match="26/11/2026 08:30"):
        unit.people.require_settled(unit.people.signer(unit.approver.id, pin))
    assert unit.people.waits_until(unit.approver.id) == unit.clock.now() + timedelta(hours=24)
    unit.clock.forward(hours=23, minutes=59)
    with pytest.raises(Refused):
        unit.people.require_settled(unit.people.signer(unit.approver.id, pin))
    unit.clock.forward(minutes=1)
    unit.people.require_settled(unit.people.signer(unit.approver.id, pin))
    assert unit.people.waits_until(unit.approver.id) is None


def test_a_new_approver_waits_and_the_first_people_do_not(unit: Unit) -> None:
    unit.people.require_settled(unit.people.signer(unit.head.id, PIN))
    joined(unit.people, "Người Mới", [Role.APPROVER], PIN)
    with pytest.raises(Refused, match="đợi"):
        unit.people.require_settled(unit.people.signer("Người Mới", PIN))


def test_a_hundred_wrong_pins_end_it_whatever_the_clock_says(unit: Unit) -> None:
    for _ in range(MOST):
        with pytest.raises(NotPermitted):
            unit.people.verify_pin(unit.author.id, WRONG)
        unit.clock.forward(hours=5)
    with pytest.raises(NotPermitted, match="đặt lại mã PIN"):
        unit.people.verify_pin(unit.author.id, PIN)
    unit.people.reset_pin(unit.author.id, NEW, unit.head.id, PIN, unit.technical.id, PIN)
    unit.people.verify_pin(unit.author.id, NEW)
