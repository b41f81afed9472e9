"""The journal as a person remembers it: a line a sitting, and every step its own."""

from __future__ import annotations

import pytest

from studio.app.post_room import RevisionComparer
from studio.errors import NotFound
from studio.posts.model import PostState
from studio.posts.versions import Version
from tests.posts.house import PIN, House


def type_on(house: House, post_id: str, count: int, by: str = "", *, every: float = 20) -> None:
    """So many edits, `every` so many seconds."""
    for _ in range(count):
        house.clock.forward(seconds=every)
        present = house.drafts.get(post_id)
        how = f"Lần {present.revision + 1}: kẻ gian gọi điện và giục làm ngay."
        house.drafts.edit(post_id, by or house.author, fields={"how": how})


def lines(found: tuple[Version, ...]) -> list[tuple[str, int, int]]:
    return [(line.kind, line.first, line.number) for line in found]


def test_an_hour_of_typing_is_one_line(house: House, comparing: RevisionComparer) -> None:
    post = house.draft()
    began = house.clock.now()
    type_on(house, post.id, 30)
    house.drafts.undo(post.id, house.author)
    (line,) = comparing.versions(post.id)
    assert (line.kind, line.first, line.number, line.by) == ("edit", 1, 33, house.author)
    assert (line.began, line.at) == (began, house.clock.now())
    assert line.title == "CẢNH BÁO: Giả danh cán bộ phường gọi điện yêu cầu cập nhật VNeID"


def test_a_pause_or_another_hand_begins_a_new_line(house: House, comparing: RevisionComparer) -> None:
    post = house.draft()
    type_on(house, post.id, 2)
    house.clock.forward(minutes=9, seconds=39)
    type_on(house, post.id, 1)
    house.clock.forward(minutes=10)
    type_on(house, post.id, 2)
    type_on(house, post.id, 1, house.second)
    assert lines(comparing.versions(post.id)) == [("edit", 8, 8), ("edit", 6, 7), ("edit", 1, 5)]


def test_every_step_and_every_restore_is_its_own_line(house: House, comparing: RevisionComparer) -> None:
    post = house.draft()
    type_on(house, post.id, 1)
    house.workflow.submit(post.id, house.author, PIN, "xin duyệt sớm")
    house.clock.forward(seconds=30)
    house.workflow.ask_changes(post.id, house.approver, PIN, "rõ nguồn hơn")
    type_on(house, post.id, 2)
    house.drafts.restore(post.id, 2, house.author)
    type_on(house, post.id, 1)
    found = comparing.versions(post.id)
    assert lines(found) == [
        ("edit", 7, 7),
        ("restore", 6, 6),
        ("edit", 4, 5),
        ("ask_changes", 3, 3),
        ("submit", 3, 3),
        ("edit", 1, 3),
    ]
    step = found[3]
    assert (step.from_state, step.to_state, step.by) == (PostState.IN_REVIEW, PostState.CHANGES_ASKED, house.approver)
    assert (step.note, found[4].note) == ("rõ nguồn hơn", "xin duyệt sớm")


def test_a_submission_parts_a_sitting_even_when_it_is_taken_back_at_once(
    house: House, comparing: RevisionComparer
) -> None:
    post = house.draft()
    house.clock.forward(seconds=5)
    house.workflow.submit(post.id, house.author, PIN)
    house.clock.forward(seconds=5)
    house.workflow.recall(post.id, house.author, PIN)
    type_on(house, post.id, 1, every=5)
    assert [kind for kind, _, _ in lines(comparing.versions(post.id))] == ["edit", "recall", "submit", "edit"]


def test_a_version_whose_template_is_gone_still_has_its_line(house: House, comparing: RevisionComparer) -> None:
    post = house.draft()
    house.templates.templates.clear()
    (line,) = comparing.versions(post.id)
    assert line.title == ""
    with pytest.raises(NotFound):
        comparing.versions("khong-co")
