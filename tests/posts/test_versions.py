"""The journal as a person remembers it: a line a sitting, and every step its own."""

from __future__ import annotations

import pytest

from studio.app.post_room import RevisionComparer
from studio.errors import NotFound
from studio.posts.model import PostState
from studio.posts.versions import Version
from tests.posts.post_rig import PIN, PostRig


def type_on(rig: PostRig, post_id: str, count: int, by: str = "", *, every: float = 20) -> None:
    """So many edits, `every` so many seconds."""
    for _ in range(count):
        rig.clock.forward(seconds=every)
        present = rig.drafts.get(post_id)
        how = f"Lần {present.revision + 1}: kẻ gian gọi điện và giục làm ngay."
        rig.drafts.edit(post_id, by or rig.author, fields={"how": how})


def lines(found: tuple[Version, ...]) -> list[tuple[str, int, int]]:
    return [(line.kind, line.first, line.number) for line in found]


def test_an_hour_of_typing_is_one_line(rig: PostRig, comparing: RevisionComparer) -> None:
    post = rig.draft()
    began = rig.clock.now()
    type_on(rig, post.id, 30)
    rig.drafts.undo(post.id, rig.author)
    (line,) = comparing.versions(post.id)
    assert (line.kind, line.first, line.number, line.by) == ("edit", 1, 33, rig.author)
    assert (line.began, line.at) == (began, rig.clock.now())
    assert line.title == "CẢNH BÁO: Giả danh cán bộ phường gọi điện yêu cầu cập nhật VNeID"


def test_a_pause_or_another_hand_begins_a_new_line(rig: PostRig, comparing: RevisionComparer) -> None:
    post = rig.draft()
    type_on(rig, post.id, 2)
    rig.clock.forward(minutes=9, seconds=39)
    type_on(rig, post.id, 1)
    rig.clock.forward(minutes=10)
    type_on(rig, post.id, 2)
    type_on(rig, post.id, 1, rig.second)
    assert lines(comparing.versions(post.id)) == [("edit", 8, 8), ("edit", 6, 7), ("edit", 1, 5)]


def test_every_step_and_every_restore_is_its_own_line(rig: PostRig, comparing: RevisionComparer) -> None:
    post = rig.draft()
    type_on(rig, post.id, 1)
    rig.workflow.submit(post.id, rig.author, PIN, "xin duyệt sớm")
    rig.clock.forward(seconds=30)
    rig.workflow.ask_changes(post.id, rig.approver, PIN, "rõ nguồn hơn")
    type_on(rig, post.id, 2)
    rig.drafts.restore(post.id, 2, rig.author)
    type_on(rig, post.id, 1)
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
    assert (step.from_state, step.to_state, step.by) == (PostState.IN_REVIEW, PostState.CHANGES_ASKED, rig.approver)
    assert (step.note, found[4].note) == ("rõ nguồn hơn", "xin duyệt sớm")


def test_a_submission_parts_a_sitting_even_when_it_is_taken_back_at_once(
    rig: PostRig, comparing: RevisionComparer
) -> None:
    post = rig.draft()
    rig.clock.forward(seconds=5)
    rig.workflow.submit(post.id, rig.author, PIN)
    rig.clock.forward(seconds=5)
    rig.workflow.recall(post.id, rig.author, PIN)
    type_on(rig, post.id, 1, every=5)
    assert [kind for kind, _, _ in lines(comparing.versions(post.id))] == ["edit", "recall", "submit", "edit"]


def test_a_version_whose_template_is_gone_still_has_its_line(rig: PostRig, comparing: RevisionComparer) -> None:
    post = rig.draft()
    rig.templates.templates.clear()
    (line,) = comparing.versions(post.id)
    assert line.title == ""
    with pytest.raises(NotFound):
        comparing.versions("khong-co")
