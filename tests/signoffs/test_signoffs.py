"""What the head agreed to holds for exactly that content, and is never decided by who submitted it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from studio.app.text_guard import given_away
from studio.directory.model import DirectoryBook
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.events import EventBus, ServiceEvent
from studio.people.model import Person, Role
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.signoffs.service import SignOffs
from studio.signoffs.storage import StoredSignOffs
from tests.profile import FAST_HASHER, SetClock, fresh_store, joined, numbered, staffed

PIN = "73916408"
KIND, PAGE = "page_request", "f1"


class Room:
    """Sign-offs of a small unit, with what was told and noted."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        store = fresh_store(folder, self.clock)
        self.people = People(StoredPeople(store), self.clock, ids=numbered("p"), hasher=FAST_HASHER)
        self.asks, self.head = staffed(self.people, ("Người Soạn", [Role.AUTHOR]), ("Lãnh Đạo", [Role.HEAD]), pin=PIN)
        self.noted: list[Mapping[str, Any]] = []
        self.heard: list[ServiceEvent] = []
        bus = EventBus()
        bus.listen(self.heard.append)
        self.signoffs = SignOffs(
            StoredSignOffs(store),
            self.people,
            self.clock,
            ids=numbered("s"),
            note=lambda act, by, data: self.noted.append({"act": act, "by": by, **data}),
            publish=bus.tell,
            scan=lambda text: given_away(text, DirectoryBook),
        )

    def submit(self, digest: str = "d1", subject: str = PAGE, by: Person | None = None) -> str:
        self.clock.forward(minutes=1)
        return self.signoffs.submit(KIND, subject, digest, (by or self.asks).id, PIN).id


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_an_agreement_stands_for_exactly_what_was_submitted(room: Room) -> None:
    asked = room.submit()
    assert room.signoffs.standing(KIND, PAGE, "d1") is None
    room.signoffs.decide(asked, room.head.id, PIN, agree=True, note="  Đồng ý.  ")
    standing = room.signoffs.standing(KIND, PAGE, "d1")
    assert standing is not None
    assert (standing.decided_by, standing.decision_note) == (room.head.id, "Đồng ý.")
    assert room.signoffs.standing(KIND, PAGE, "d2") is None
    assert room.signoffs.standing(KIND, "other", "d1") is None


def test_a_newer_submission_takes_the_place_of_an_agreement(room: Room) -> None:
    room.signoffs.decide(room.submit("d1"), room.head.id, PIN, agree=True)
    room.submit("d2")
    assert room.signoffs.standing(KIND, PAGE, "d1") is None


def test_what_is_told_and_noted_names_the_thing(room: Room) -> None:
    asked = room.submit()
    room.signoffs.decide(asked, room.head.id, PIN, agree=False, note="Thiếu giờ trực.")
    assert [(news.name, news.facts["kind"], news.facts["subject"]) for news in room.heard] == [
        ("approval.submitted", KIND, PAGE),
        ("approval.decided", KIND, PAGE),
    ]
    assert [(one["by"], one["step"], one["digest"]) for one in room.noted] == [
        (room.asks.id, "submitted", "d1"),
        (room.head.id, "returned", "d1"),
    ]


def test_only_a_head_decides_and_with_their_pin(room: Room) -> None:
    asked = room.submit()
    with pytest.raises(NotPermitted):
        room.signoffs.decide(asked, room.asks.id, PIN, agree=True)
    with pytest.raises(NotPermitted):
        room.signoffs.decide(asked, room.head.id, "000001", agree=True)
    with pytest.raises(NotPermitted):
        room.signoffs.submit(KIND, PAGE, "d9", room.asks.id, "000001")
    assert room.signoffs.get(asked).open


def test_who_submitted_never_decides(room: Room) -> None:
    asked = room.submit(by=room.head)
    with pytest.raises(NotPermitted, match="lãnh đạo khác"):
        room.signoffs.decide(asked, room.head.id, PIN, agree=True)


def test_a_return_needs_a_reason(room: Room) -> None:
    with pytest.raises(BadInput, match="sửa gì"):
        room.signoffs.decide(room.submit(), room.head.id, PIN, agree=False, note="   ")
    with pytest.raises(BadInput, match="rút gọn"):
        room.signoffs.submit(KIND, PAGE, "d1", room.asks.id, PIN, "a" * 501)


def test_the_same_content_is_not_submitted_twice_unless_it_was_returned(room: Room) -> None:
    asked = room.submit()
    with pytest.raises(Refused, match="đang chờ"):
        room.submit()
    room.signoffs.decide(asked, room.head.id, PIN, agree=False, note="Làm rõ.")
    room.signoffs.decide(room.submit(), room.head.id, PIN, agree=True)
    with pytest.raises(Refused, match="đã duyệt"):
        room.submit()


def test_only_the_newest_undecided_one_can_be_decided(room: Room) -> None:
    old, new = room.submit("d1"), room.submit("d2")
    with pytest.raises(Refused):
        room.signoffs.decide(old, room.head.id, PIN, agree=True)
    room.signoffs.decide(new, room.head.id, PIN, agree=True)
    with pytest.raises(Refused):
        room.signoffs.decide(new, room.head.id, PIN, agree=False, note="Đổi ý.")
    with pytest.raises(NotFound):
        room.signoffs.decide("none", room.head.id, PIN, agree=True)


def test_open_holds_the_newest_of_each_thing_the_longest_wait_first(room: Room) -> None:
    room.submit("d1", "a")
    b = room.submit("d1", "b")
    a = room.submit("d2", "a")
    c = room.submit("d1", "c")
    room.signoffs.decide(c, room.head.id, PIN, agree=True)
    assert [one.id for one in room.signoffs.open()] == [b, a]
    assert [one.digest for one in room.signoffs.of(KIND, "a")] == ["d2", "d1"]


def test_nobody_agrees_to_what_was_changed_since_it_was_submitted(room: Room) -> None:
    present = {PAGE: "d1"}
    room.signoffs.hold_to(KIND, present.__getitem__)
    asked = room.submit("d1")
    present[PAGE] = "d2"
    with pytest.raises(Refused, match="được sửa sau khi trình"):
        room.signoffs.decide(asked, room.head.id, PIN, agree=True)
    present[PAGE] = "d1"
    assert room.signoffs.standing(KIND, PAGE, "d1") is None
    present[PAGE] = "d2"
    assert room.signoffs.decide(asked, room.head.id, PIN, agree=False, note="Sửa lại.").agreed is False


def test_a_head_who_left_decides_nothing(room: Room) -> None:
    asked = room.submit()
    other = joined(room.people, "Lãnh Đạo Mới", [Role.HEAD, Role.TECHNICAL], PIN)
    room.people.deactivate(room.head.id, other.id, PIN)
    for agree in (True, False):
        with pytest.raises(NotPermitted):
            room.signoffs.decide(asked, room.head.id, PIN, agree=agree, note="Sửa lại.")
    assert room.signoffs.get(asked).open


@pytest.mark.parametrize("note", ["Gọi bà Lan 0912 345 678 hỏi lại", "Số CCCD 001099012345", "Mật khẩu: Phuong@2026"])
def test_no_remark_gives_a_citizen_or_a_secret_away(room: Room, note: str) -> None:
    with pytest.raises(BadInput) as refused:
        room.signoffs.submit(KIND, PAGE, "d1", room.asks.id, PIN, note)
    assert refused.value.where == "note"
    asked = room.submit()
    with pytest.raises(BadInput):
        room.signoffs.decide(asked, room.head.id, PIN, agree=False, note=note)
    assert room.signoffs.get(asked).open
    assert room.signoffs.decide(asked, room.head.id, PIN, agree=False, note="Sửa lại mục đích").decided_at
