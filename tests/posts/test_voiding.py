"""One changed character, pixel, target or time, and the approval no longer holds; the refusal names what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from studio.accounts.model import PageStatus
from studio.errors import NotFound, Refused, StudioError, Untrusted
from studio.posts.model import Post, PostState
from tests.posts.post_rig import FIELDS, PIN, PostRig, reworded

Change = Callable[[PostRig, Post], object]


def illustrated(rig: PostRig) -> Post:
    post = rig.draft(publish_at=rig.tomorrow())
    for n in (1, 2):
        post = rig.drafts.add_media(post.id, b"PHOTO %d" % n, f"{n}.jpg", rig.author)
    return post


@pytest.fixture
def post(rig: PostRig) -> Post:
    draft = illustrated(rig)
    rig.workflow.submit(draft.id, rig.author, PIN)
    rig.workflow.approve(draft.id, rig.approver, PIN)
    assert rig.workflow.valid_approval(draft.id).by == rig.approver
    return rig.get(draft)


def media(index: int, **changes: object) -> Change:
    return lambda rig, post: rig.drafts.update_media(
        post.id,
        replace(post.media[index], **changes),  # type: ignore[arg-type]
        rig.author,
    )


EDITS: dict[str, Change] = {
    "one character": lambda rig, post: rig.drafts.edit(
        post.id, rig.author, fields={"how": FIELDS["how"].replace("ngay.", "ngay!")}
    ),
    "one blank": lambda rig, post: rig.drafts.edit(post.id, rig.author, fields={"how": FIELDS["how"] + " "}),
    "an item less": lambda rig, post: rig.drafts.edit(post.id, rig.author, fields={"signs": FIELDS["signs"][:1]}),
    "one pixel of a crop": media(0, crop=(0, 0, 0.999, 1)),
    "one pixel of a cover": media(1, redactions=((0, 0, 0.001, 0.002),)),
    "the focal point": media(0, focal=(0.5, 0.41)),
    "an alternative text": media(1, alt="Ảnh"),
    "a picture's source": media(1, source="Ảnh của đơn vị"),
    "one picture less": lambda rig, post: rig.drafts.remove_media(post.id, "m2", rig.author),
    "the order of pictures": lambda rig, post: rig.drafts.reorder_media(post.id, ["m2", "m1"], rig.author),
    "another card": lambda rig, post: rig.drafts.edit(post.id, rig.author, cards=["cover"]),
    "a target less": lambda rig, post: rig.drafts.edit(post.id, rig.author, targets=["thuc-hanh"]),
    "the order of targets": lambda rig, post: rig.drafts.edit(post.id, rig.author, targets=["ban-giao", "thuc-hanh"]),
    "one minute": lambda rig, post: rig.drafts.edit(post.id, rig.author, publish_at=rig.tomorrow(24.02)),
    "no time": lambda rig, post: rig.drafts.edit(post.id, rig.author, publish_at=None),
    "an answer": lambda rig, post: rig.drafts.edit(
        post.id, rig.author, answers=replace(post.answers, not_restricted=True)
    ),
}


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
def test_an_edit_voids_the_approval_even_if_the_state_were_set_back(rig: PostRig, post: Post, change: Change) -> None:
    change(rig, post)
    assert rig.get(post).state is PostState.DRAFT
    with pytest.raises(Refused):
        rig.workflow.valid_approval(post.id)
    rig.repo.set_state(post.id, PostState.APPROVED)
    with pytest.raises(Refused):
        rig.workflow.valid_approval(post.id)
    with pytest.raises(Refused):
        rig.workflow.mark_queued(post.id, rig.publisher)


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
def test_an_undone_edit_still_needs_a_new_approval(rig: PostRig, post: Post, change: Change) -> None:
    change(rig, post)
    rig.drafts.undo(post.id, rig.author)
    with pytest.raises(Refused):
        rig.workflow.valid_approval(post.id)
    rig.workflow.submit(post.id, rig.author, PIN)
    with pytest.raises(Refused):
        rig.workflow.valid_approval(post.id)
    rig.workflow.approve(post.id, rig.approver, PIN)
    assert rig.workflow.valid_approval(post.id).revision == rig.get(post).revision


def new_number(rig: PostRig, post: Post) -> None:
    contact = rig.directory.book().contacts[0]
    rig.directory.save_contact(replace(contact, phone="024 0000 0114"))


def new_unit_name(rig: PostRig, post: Post) -> None:
    rig.directory.save_unit(replace(rig.directory.book().units[0], name="Công an phường Ví Dụ Mới"))


def new_badge(rig: PostRig, post: Post) -> None:
    rig.directory.save_unit(replace(rig.directory.book().units[0], badge_sha256="d" * 64))


def new_page_id(rig: PostRig, post: Post) -> None:
    rig.accounts.update(replace(rig.accounts.get("ban-giao"), page_id="1000000114"))


def no_page(rig: PostRig, post: Post) -> None:
    rig.accounts.remove("ban-giao")


def new_template_text(rig: PostRig, post: Post) -> None:
    key = (post.template_id, post.template_version)
    rig.templates.templates[key] = reworded(rig.templates.templates[key])


def no_template(rig: PostRig, post: Post) -> None:
    del rig.templates.templates[(post.template_id, post.template_version)]


def new_layout(rig: PostRig, post: Post) -> None:
    layouts = {name: replace(layout, sha256="e" * 64) for name, layout in rig.templates.plan.layouts.items()}
    rig.templates.plan = replace(rig.templates.plan, layouts=layouts)


def damaged(rig: PostRig, sha256: str) -> None:
    path = rig.files.path_of(sha256)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))


def finished(rig: PostRig, post: Post) -> str:
    frozen = rig.workflow.frozen(post.id)
    assert frozen is not None
    return next(iter(frozen.bundle.packages.values())).attachments[0].sha256


AROUND: dict[str, tuple[Change, type[StudioError], str]] = {
    "a number of the directory": (new_number, Refused, "phần chữ"),
    "the unit's name": (new_unit_name, Refused, "phần chữ"),
    "the unit's badge": (new_badge, Refused, "thẻ hình"),
    "a page id": (new_page_id, Refused, "“ban-giao”"),
    "a page taken away": (no_page, Refused, "“ban-giao”"),
    "the template's bytes": (new_template_text, Untrusted, "mẫu"),
    "the template withdrawn": (no_template, NotFound, "mẫu"),
    "a card's layout": (new_layout, Refused, "thẻ hình"),
    "one bit of a finished picture": (
        lambda rig, post: damaged(rig, finished(rig, post)), Untrusted, "đã bị thay đổi",
    ),
    "a finished picture gone": (
        lambda rig, post: rig.files.path_of(finished(rig, post)).unlink(), NotFound, "không còn",
    ),
    "one bit of an original": (
        lambda rig, post: damaged(rig, post.media[0].sha256), Untrusted, "đã bị thay đổi",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "kind", "word"), AROUND.values(), ids=AROUND.keys())
def test_what_changes_around_an_approved_post_is_found_at_the_last_moment(
    rig: PostRig, post: Post, change: Change, kind: type[StudioError], word: str
) -> None:
    rig.workflow.mark_queued(post.id, rig.publisher)
    change(rig, post)
    with pytest.raises(kind, match=word):
        rig.workflow.valid_approval(post.id)


FINISHED = {"one bit of a finished picture", "a finished picture gone"}


@pytest.mark.parametrize("name", [name for name in AROUND if name not in FINISHED])
def test_what_changes_between_submission_and_approval_stops_the_approval(rig: PostRig, name: str) -> None:
    change, kind, word = AROUND[name]
    draft = rig.workflow.submit(illustrated(rig).id, rig.author, PIN)
    change(rig, draft)
    with pytest.raises(NotFound if name == "a page taken away" else kind, match=word):
        rig.workflow.approve(draft.id, rig.approver, PIN)
    assert (rig.get(draft).state, rig.workflow.approval(draft.id)) == (PostState.IN_REVIEW, None)


@pytest.mark.parametrize("name", sorted(FINISHED))
def test_a_finished_picture_that_is_not_as_sealed_stops_the_approval(rig: PostRig, name: str) -> None:
    change, kind, _ = AROUND[name]
    draft = rig.workflow.submit(illustrated(rig).id, rig.author, PIN)
    change(rig, draft)
    with pytest.raises(kind):
        rig.workflow.approve(draft.id, rig.approver, PIN)
    assert rig.get(draft).state is PostState.IN_REVIEW


def test_a_painter_that_paints_otherwise_changes_nothing_that_was_sealed(rig: PostRig) -> None:
    draft = rig.workflow.submit(illustrated(rig).id, rig.author, PIN)
    before = rig.workflow.frozen(draft.id)
    rig.press.salt = b"one pixel"
    assert rig.workflow.approve(draft.id, rig.approver, PIN).state is PostState.APPROVED
    assert rig.workflow.frozen(draft.id) == before


def test_an_amended_law_voids_the_approval(rig: PostRig) -> None:
    law = {"citation": {"document": "13/2023/NĐ-CP", "article": "5"}, "headline": "Điều cần biết"}
    draft = rig.draft(template="law_explained", fields=law)
    rig.workflow.submit(draft.id, rig.author, PIN)
    rig.workflow.approve(draft.id, rig.approver, PIN)
    assert rig.workflow.valid_approval(draft.id).by == rig.approver
    rig.library.amended = " (sửa đổi)"
    with pytest.raises(Refused, match=r"phần chữ|căn cứ"):
        rig.workflow.valid_approval(draft.id)


def test_an_approval_is_for_its_own_post_alone(rig: PostRig, post: Post) -> None:
    twin = illustrated(rig)
    rig.workflow.submit(twin.id, rig.author, PIN)
    approval = rig.workflow.approval(post.id)
    assert approval is not None
    rig.repo.approve(replace(approval, post_id=twin.id, revision=rig.get(twin).revision))
    rig.repo.set_state(twin.id, PostState.APPROVED)
    with pytest.raises(Refused, match="không thuộc bản hiện tại"):
        rig.workflow.valid_approval(twin.id)


def test_an_approval_does_not_outlive_changes_asked_and_a_new_round(rig: PostRig, post: Post) -> None:
    rig.workflow.ask_changes(post.id, rig.approver, PIN, "Sửa")
    rig.workflow.submit(post.id, rig.author, PIN)
    rig.repo.set_state(post.id, PostState.APPROVED)
    with pytest.raises(Untrusted):
        rig.workflow.valid_approval(post.id)


def test_the_day_that_passes_and_a_page_renamed_or_closed_leave_the_approval(rig: PostRig) -> None:
    """A closed page stops its own delivery; the others may go."""
    draft = rig.approved(fields={**FIELDS, "review_on": None})
    rig.clock.forward(days=3)
    rig.accounts.update(replace(rig.accounts.get("ban-giao"), title="Zalo phường"))
    rig.accounts.set_status("ban-giao", PageStatus.CLOSED)
    assert rig.workflow.valid_approval(draft.id).by == rig.approver
