"""One changed character, pixel, target or time, and the approval no longer holds; the refusal names what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from studio.accounts.model import PageStatus
from studio.errors import NotFound, Refused, StudioError, Untrusted
from studio.posts.model import Post, PostState
from tests.posts.house import FIELDS, PIN, House, reworded

Change = Callable[[House, Post], object]


def illustrated(house: House) -> Post:
    post = house.draft(publish_at=house.tomorrow())
    for n in (1, 2):
        post = house.drafts.add_media(post.id, b"PHOTO %d" % n, f"{n}.jpg", house.author)
    return post


@pytest.fixture
def post(house: House) -> Post:
    draft = illustrated(house)
    house.workflow.submit(draft.id, house.author, PIN)
    house.workflow.approve(draft.id, house.approver, PIN)
    assert house.workflow.valid_approval(draft.id).by == house.approver
    return house.get(draft)


def media(index: int, **changes: object) -> Change:
    return lambda house, post: house.drafts.update_media(
        post.id,
        replace(post.media[index], **changes),  # type: ignore[arg-type]
        house.author,
    )


EDITS: dict[str, Change] = {
    "one character": lambda house, post: house.drafts.edit(
        post.id, house.author, fields={"how": FIELDS["how"].replace("ngay.", "ngay!")}
    ),
    "one blank": lambda house, post: house.drafts.edit(post.id, house.author, fields={"how": FIELDS["how"] + " "}),
    "an item less": lambda house, post: house.drafts.edit(post.id, house.author, fields={"signs": FIELDS["signs"][:1]}),
    "one pixel of a crop": media(0, crop=(0, 0, 0.999, 1)),
    "one pixel of a cover": media(1, redactions=((0, 0, 0.001, 0.002),)),
    "the focal point": media(0, focal=(0.5, 0.41)),
    "an alternative text": media(1, alt="Ảnh"),
    "a picture's source": media(1, source="Ảnh của đơn vị"),
    "one picture less": lambda house, post: house.drafts.remove_media(post.id, "m2", house.author),
    "the order of pictures": lambda house, post: house.drafts.reorder_media(post.id, ["m2", "m1"], house.author),
    "another card": lambda house, post: house.drafts.edit(post.id, house.author, cards=["cover"]),
    "a target less": lambda house, post: house.drafts.edit(post.id, house.author, targets=["thuc-hanh"]),
    "the order of targets": lambda house, post: house.drafts.edit(
        post.id, house.author, targets=["ban-giao", "thuc-hanh"]
    ),
    "one minute": lambda house, post: house.drafts.edit(post.id, house.author, publish_at=house.tomorrow(24.02)),
    "no time": lambda house, post: house.drafts.edit(post.id, house.author, publish_at=None),
    "an answer": lambda house, post: house.drafts.edit(
        post.id, house.author, answers=replace(post.answers, not_restricted=True)
    ),
}


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
def test_an_edit_voids_the_approval_even_if_the_state_were_set_back(house: House, post: Post, change: Change) -> None:
    change(house, post)
    assert house.get(post).state is PostState.DRAFT
    with pytest.raises(Refused):
        house.workflow.valid_approval(post.id)
    house.repo.set_state(post.id, PostState.APPROVED)
    with pytest.raises(Refused):
        house.workflow.valid_approval(post.id)
    with pytest.raises(Refused):
        house.workflow.mark_queued(post.id, house.publisher)


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
def test_an_undone_edit_still_needs_a_new_approval(house: House, post: Post, change: Change) -> None:
    change(house, post)
    house.drafts.undo(post.id, house.author)
    with pytest.raises(Refused):
        house.workflow.valid_approval(post.id)
    house.workflow.submit(post.id, house.author, PIN)
    with pytest.raises(Refused):
        house.workflow.valid_approval(post.id)
    house.workflow.approve(post.id, house.approver, PIN)
    assert house.workflow.valid_approval(post.id).revision == house.get(post).revision


def new_number(house: House, post: Post) -> None:
    contact = house.directory.book().contacts[0]
    house.directory.save_contact(replace(contact, phone="024 0000 0114"))


def new_unit_name(house: House, post: Post) -> None:
    house.directory.save_unit(replace(house.directory.book().units[0], name="Công an phường Ví Dụ Mới"))


def new_badge(house: House, post: Post) -> None:
    house.directory.save_unit(replace(house.directory.book().units[0], badge_sha256="d" * 64))


def new_page_id(house: House, post: Post) -> None:
    house.accounts.update(replace(house.accounts.get("ban-giao"), page_id="1000000114"))


def no_page(house: House, post: Post) -> None:
    house.accounts.remove("ban-giao")


def new_template_text(house: House, post: Post) -> None:
    key = (post.template_id, post.template_version)
    house.templates.templates[key] = reworded(house.templates.templates[key])


def no_template(house: House, post: Post) -> None:
    del house.templates.templates[(post.template_id, post.template_version)]


def new_layout(house: House, post: Post) -> None:
    layouts = {name: replace(layout, sha256="e" * 64) for name, layout in house.templates.plan.layouts.items()}
    house.templates.plan = replace(house.templates.plan, layouts=layouts)


def damaged(house: House, sha256: str) -> None:
    path = house.files.path_of(sha256)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))


def finished(house: House, post: Post) -> str:
    frozen = house.workflow.frozen(post.id)
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
        lambda house, post: damaged(house, finished(house, post)), Untrusted, "đã bị thay đổi",
    ),
    "a finished picture gone": (
        lambda house, post: house.files.path_of(finished(house, post)).unlink(), NotFound, "không còn",
    ),
    "one bit of an original": (
        lambda house, post: damaged(house, post.media[0].sha256), Untrusted, "đã bị thay đổi",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "kind", "word"), AROUND.values(), ids=AROUND.keys())
def test_what_changes_around_an_approved_post_is_found_at_the_last_moment(
    house: House, post: Post, change: Change, kind: type[StudioError], word: str
) -> None:
    house.workflow.mark_queued(post.id, house.publisher)
    change(house, post)
    with pytest.raises(kind, match=word):
        house.workflow.valid_approval(post.id)


FINISHED = {"one bit of a finished picture", "a finished picture gone"}


@pytest.mark.parametrize("name", [name for name in AROUND if name not in FINISHED])
def test_what_changes_between_submission_and_approval_stops_the_approval(house: House, name: str) -> None:
    change, kind, word = AROUND[name]
    draft = house.workflow.submit(illustrated(house).id, house.author, PIN)
    change(house, draft)
    with pytest.raises(NotFound if name == "a page taken away" else kind, match=word):
        house.workflow.approve(draft.id, house.approver, PIN)
    assert (house.get(draft).state, house.workflow.approval(draft.id)) == (PostState.IN_REVIEW, None)


@pytest.mark.parametrize("name", sorted(FINISHED))
def test_a_finished_picture_that_is_not_as_sealed_stops_the_approval(house: House, name: str) -> None:
    change, kind, _ = AROUND[name]
    draft = house.workflow.submit(illustrated(house).id, house.author, PIN)
    change(house, draft)
    with pytest.raises(kind):
        house.workflow.approve(draft.id, house.approver, PIN)
    assert house.get(draft).state is PostState.IN_REVIEW


def test_a_painter_that_paints_otherwise_changes_nothing_that_was_sealed(house: House) -> None:
    draft = house.workflow.submit(illustrated(house).id, house.author, PIN)
    before = house.workflow.frozen(draft.id)
    house.press.salt = b"one pixel"
    assert house.workflow.approve(draft.id, house.approver, PIN).state is PostState.APPROVED
    assert house.workflow.frozen(draft.id) == before


def test_an_amended_law_voids_the_approval(house: House) -> None:
    law = {"citation": {"document": "13/2023/NĐ-CP", "article": "5"}, "headline": "Điều cần biết"}
    draft = house.draft(template="law_explained", fields=law)
    house.workflow.submit(draft.id, house.author, PIN)
    house.workflow.approve(draft.id, house.approver, PIN)
    assert house.workflow.valid_approval(draft.id).by == house.approver
    house.library.amended = " (sửa đổi)"
    with pytest.raises(Refused, match=r"phần chữ|căn cứ"):
        house.workflow.valid_approval(draft.id)


def test_an_approval_is_for_its_own_post_alone(house: House, post: Post) -> None:
    twin = illustrated(house)
    house.workflow.submit(twin.id, house.author, PIN)
    approval = house.workflow.approval(post.id)
    assert approval is not None
    house.repo.approve(replace(approval, post_id=twin.id, revision=house.get(twin).revision))
    house.repo.set_state(twin.id, PostState.APPROVED)
    with pytest.raises(Refused, match="không thuộc bản hiện tại"):
        house.workflow.valid_approval(twin.id)


def test_an_approval_does_not_outlive_changes_asked_and_a_new_round(house: House, post: Post) -> None:
    house.workflow.ask_changes(post.id, house.approver, PIN, "Sửa")
    house.workflow.submit(post.id, house.author, PIN)
    house.repo.set_state(post.id, PostState.APPROVED)
    with pytest.raises(Untrusted):
        house.workflow.valid_approval(post.id)


def test_the_day_that_passes_and_a_page_renamed_or_closed_leave_the_approval(house: House) -> None:
    """A closed page stops its own delivery; the others may go."""
    draft = house.approved(fields={**FIELDS, "review_on": None})
    house.clock.forward(days=3)
    house.accounts.update(replace(house.accounts.get("ban-giao"), title="Zalo phường"))
    house.accounts.set_status("ban-giao", PageStatus.CLOSED)
    assert house.workflow.valid_approval(draft.id).by == house.approver
