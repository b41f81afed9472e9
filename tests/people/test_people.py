"""Who somebody is, what they may do, and how often a PIN may be guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.people import pin
from studio.people.model import NewPerson, Role
from studio.people.pin import DELAYS, FREE_TRIES
from studio.people.service import People, parse_roles
from studio.people.storage import StoredPeople
from studio.store.engine import Store
from tests.profile import FAST_HASHER, SetClock, fresh_store, joined, numbered, staffed

PIN = "73916408"
WRONG = "73916508"
HEAD = "Trưởng Đơn Vị"
NEW, OTHERS = "58201673", "94728316"


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Store:
    return fresh_store(tmp_path, clock)


@pytest.fixture
def people(store: Store, clock: SetClock) -> People:
    return People(StoredPeople(store), clock, ids=numbered("person"), hasher=FAST_HASHER)


def test_people_are_found_by_id_and_by_name_however_typed(people: People) -> None:
    added = staffed(people, ("  Trần  Thị Ví Dụ ", [Role.AUTHOR]), pin=PIN)[0]
    assert added.name == "Trần Thị Ví Dụ"
    for name in (added.id, "Trần Thị Ví Dụ", "tran thi vi du", "TRẦN THỊ VÍ DỤ"):
        assert people.get(name) == added


def test_an_unknown_name_suggests_the_one_meant(people: People) -> None:
    staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    with pytest.raises(NotFound, match="có phải “Trần Thị Ví Dụ”"):
        people.get("Trần Thị Ví Du A")
    with pytest.raises(NotFound, match="hãy thêm"):
        people.get("Ai Đó")


@pytest.mark.parametrize("name", ["", "A", "x" * 81, "Nguyễn\x00Văn", "Nguyễn \u202eVăn"])
def test_a_name_that_will_not_do_is_refused(people: People, name: str) -> None:
    with pytest.raises(BadInput):
        people.found([NewPerson(name=name, roles=frozenset({Role.HEAD}), pin=PIN)])
    assert people.list() == ()
    staffed(people, pin=PIN)
    with pytest.raises(BadInput):
        people.add(name, [Role.AUTHOR], NEW, HEAD, PIN)
    assert [person.name for person in people.list()] == [HEAD]


def test_names_differ_by_more_than_accents(people: People) -> None:
    staffed(people, ("Nguyễn Văn Mẫu", [Role.AUTHOR]), pin=PIN)[0]
    with pytest.raises(BadInput, match="cấp bậc"):
        joined(people, "nguyen van mau", [Role.APPROVER], PIN)
    second = joined(people, "Đại úy Nguyễn Văn Mẫu", [Role.APPROVER], PIN)
    with pytest.raises(BadInput):
        people.rename(second.id, "NGUYỄN VĂN MẪU", HEAD, PIN)
    assert people.rename(second.id, "Thiếu tá Nguyễn Văn Mẫu", HEAD, PIN).name == "Thiếu tá Nguyễn Văn Mẫu"


def test_roles_are_needed_and_checked(people: People) -> None:
    with pytest.raises(BadInput):
        staffed(people, ("Trần Thị Ví Dụ", []), pin=PIN)
    with pytest.raises(BadInput, match="“boss”"):
        parse_roles("author,boss")
    assert parse_roles(" author, Approver ") == {Role.AUTHOR, Role.APPROVER}


def test_require_names_the_missing_role(people: People) -> None:
    author = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    assert people.require(author, Role.AUTHOR, Role.HEAD) == author
    with pytest.raises(NotPermitted, match="người duyệt hoặc lãnh đạo"):
        people.require(author.id, Role.APPROVER, Role.HEAD)


def test_roles_are_read_anew_not_from_a_value_kept_by_the_caller(people: People) -> None:
    before = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR, Role.APPROVER]), pin=PIN)[0]
    people.set_roles(before.id, [Role.AUTHOR], HEAD, PIN)
    with pytest.raises(NotPermitted):
        people.require(before, Role.APPROVER)


def test_a_deactivated_person_may_do_nothing_and_keeps_the_name(people: People) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    people.deactivate(person.id, HEAD, PIN)
    with pytest.raises(NotPermitted, match="thôi nhiệm vụ"):
        people.require(person, Role.AUTHOR)
    with pytest.raises(NotPermitted, match="thôi nhiệm vụ"):
        people.verify_pin(person, PIN)
    with pytest.raises(BadInput):
        joined(people, "Trần Thị Ví Dụ", [Role.AUTHOR], PIN)
    assert [each.name for each in people.list(active_only=True)] == [HEAD]
    people.reactivate(person.id, HEAD, PIN)
    assert people.verify_pin(person, PIN).active


@pytest.mark.parametrize("role", [Role.TECHNICAL, Role.HEAD])
def test_the_last_technical_or_head_stays(people: People, role: Role) -> None:
    by = Role.HEAD if role is Role.TECHNICAL else Role.TECHNICAL
    last, admin = staffed(people, ("Trần Thị Ví Dụ", [role, Role.AUTHOR]), ("Người Giữ Máy", [by]), pin=PIN)
    with pytest.raises(Refused, match="người cuối cùng"):
        people.deactivate(last.id, admin.id, PIN)
    with pytest.raises(Refused, match="người cuối cùng"):
        people.set_roles(last.id, [Role.AUTHOR], admin.id, PIN)
    assert people.get(last.id) == last
    other = joined(people, "Lê Văn Thử", [role], PIN)
    assert not people.deactivate(last.id, admin.id, PIN).active
    with pytest.raises(Refused):
        people.deactivate(other.id, admin.id, PIN)


def test_the_right_pin_gives_the_person_and_the_wrong_one_the_tries_left(people: People) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    assert people.verify_pin(person.id, PIN) == person
    with pytest.raises(NotPermitted, match="còn 4 lần thử"):
        people.verify_pin(person.id, WRONG)
    with pytest.raises(NotPermitted, match="còn 3 lần thử"):
        people.verify_pin(person.id, WRONG)
    people.verify_pin(person.id, PIN)
    with pytest.raises(NotPermitted, match="còn 4 lần thử"):
        people.verify_pin(person.id, WRONG)


def guess(people: People, person: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(NotPermitted):
            people.verify_pin(person, WRONG)


def test_the_last_try_left_is_one_in_english_too(people: People) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    told = []
    for _ in range(FREE_TRIES - 1):
        with pytest.raises(NotPermitted) as refused:
            people.verify_pin(person.id, WRONG)
        told.append(refused.value.sentence("en"))
    assert "2 more tries before" in told[-2]
    assert "1 more try before" in told[-1]


def test_after_five_wrong_pins_even_the_right_one_waits(people: People, clock: SetClock) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    guess(people, person.id, FREE_TRIES - 1)
    with pytest.raises(NotPermitted, match="sai mã PIN 5 lần liền; hãy thử lại sau 25/11/2026 08:31"):
        people.verify_pin(person.id, WRONG)
    with pytest.raises(NotPermitted, match="quá nhiều lần; hãy thử lại sau 25/11/2026 08:31"):
        people.verify_pin(person.id, PIN)
    clock.forward(seconds=59)
    with pytest.raises(NotPermitted):
        people.verify_pin(person.id, PIN)
    clock.forward(seconds=1)
    people.verify_pin(person.id, PIN)
    guess(people, person.id, 1)
    people.verify_pin(person.id, PIN)


def test_the_wait_grows_with_every_further_wrong_pin(people: People, clock: SetClock) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    guess(people, person.id, FREE_TRIES)
    for delay in (*DELAYS, DELAYS[-1]):
        clock.forward(seconds=delay.total_seconds() - 1)
        with pytest.raises(NotPermitted, match="quá nhiều lần"):
            people.verify_pin(person.id, PIN)
        clock.forward(seconds=1)
        guess(people, person.id, 1)


def test_asking_while_locked_does_not_lengthen_the_wait(people: People, clock: SetClock) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    guess(people, person.id, FREE_TRIES + 20)
    clock.forward(seconds=DELAYS[0].total_seconds())
    people.verify_pin(person.id, PIN)


def test_the_lock_outlives_a_restart_and_meets_no_one_else(people: People, store: Store, clock: SetClock) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    other = joined(people, "Lê Văn Thử", [Role.APPROVER], PIN)
    guess(people, person.id, FREE_TRIES)
    again = People(StoredPeople(store), clock, ids=numbered("x"), hasher=FAST_HASHER)
    with pytest.raises(NotPermitted, match="quá nhiều lần"):
        again.verify_pin(person.id, PIN)
    again.verify_pin(other.id, PIN)


def test_a_clock_turned_back_locks_no_longer_than_the_delay(people: People, clock: SetClock) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    guess(people, person.id, FREE_TRIES)
    clock.forward(days=-3)
    with pytest.raises(NotPermitted):
        people.verify_pin(person.id, PIN)
    clock.forward(minutes=1)
    people.verify_pin(person.id, PIN)


def test_a_wrong_try_is_on_disk_before_the_pin_is_looked_at(
    people: People, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCut(Exception):
        pass

    def cut(*args: object) -> None:
        raise PowerCut

    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    monkeypatch.setattr(pin, "unwrap", cut)
    with pytest.raises(PowerCut):
        people.verify_pin(person.id, WRONG)
    assert StoredPeople(store).tries(person.id).wrong == 1


def test_pins_are_changed_by_their_owner(people: People) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    with pytest.raises(NotPermitted):
        people.change_pin(person.id, WRONG, "582016")
    with pytest.raises(BadInput):
        people.change_pin(person.id, PIN, "123456")
    people.change_pin(person.id, PIN, "582016")
    people.verify_pin(person.id, "582016")


def test_a_key_wrapped_at_an_old_cost_is_renewed_when_the_pin_is_at_hand(people: People, store: Store) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    later = People(StoredPeople(store), SetClock(), ids=numbered("x"), hasher=stronger)
    renewed = later.verify_pin(person.id, PIN)
    assert renewed.pin_hash != person.pin_hash
    assert "m=8,t=1" in person.pin_hash
    assert "m=16,t=2" in people.get(person.id).pin_hash
    assert later.verify_pin(person.id, PIN) == renewed
