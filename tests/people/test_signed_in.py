"""Who acts: only a PIN makes the value that services take."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import NotPermitted
from studio.people.model import Role
from studio.people.present import SignedIn
from studio.people.service import People
from studio.people.storage import StoredPeople
from tests.profile import FAST_HASHER, SetClock, fresh_store, numbered, staffed

PIN, WRONG = "73916402", "73916403"


@pytest.fixture
def people(tmp_path: Path) -> People:
    clock = SetClock()
    return People(StoredPeople(fresh_store(tmp_path, clock)), clock, ids=numbered("person"), hasher=FAST_HASHER)


def test_a_pin_makes_who_acts(people: People) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    signed = people.sign_in(person, PIN)
    assert people.acting(signed) == person
    assert people.acting(signed, Role.AUTHOR, Role.HEAD) == person
    with pytest.raises(NotPermitted, match="người duyệt"):
        people.acting(signed, Role.APPROVER)
    with pytest.raises(NotPermitted, match="sai mã PIN"):
        people.sign_in(person, WRONG)


def test_one_made_by_hand_is_refused(people: People) -> None:
    person, other = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), ("Lê Văn Thử", [Role.HEAD]), pin=PIN)
    for forged in (SignedIn(person=person.id, token=""), replace(people.sign_in(person, PIN), person=other.id)):
        with pytest.raises(NotPermitted, match="đăng nhập lại"):
            people.acting(forged)


def test_a_sign_in_ends_with_sign_out(people: People) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    first, second = people.sign_in(person, PIN), people.sign_in(person, PIN)
    people.sign_out(first)
    with pytest.raises(NotPermitted, match="đăng nhập lại"):
        people.acting(first)
    assert people.acting(second) == person


def test_a_new_pin_ends_what_the_old_one_began(people: People) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    signed = people.sign_in(person, PIN)
    people.change_pin(person.id, PIN, "58201673")
    with pytest.raises(NotPermitted, match="đăng nhập lại"):
        people.acting(signed)


def test_the_token_is_not_shown(people: People) -> None:
    person = staffed(people, ("Trần Thị Ví Dụ", [Role.AUTHOR]), pin=PIN)[0]
    signed = people.sign_in(person, PIN)
    assert signed.token not in repr(signed)
