"""Who may move a post, with which PIN and reason, and what is remembered of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from studio.errors import BadInput, Blocked, NotFound, NotPermitted, Refused, StudioError
from studio.people.model import Role
from studio.people.pin import FREE_TRIES
from studio.people.storage import StoredPeople
from studio.posts.model import HistoryEntry, Post, PostState, PreflightStage
from studio.posts.transitions import RULES, Action, BlockedByFindings, allowed
from studio.posts.workflow import ASKED, PROGRAM
from tests.posts.house import FIELDS, PIN, House

WRONG = "73916508"


def last(house: House, post: Post) -> HistoryEntry:
    return house.workflow.history(post.id)[-1]


def bring(house: House, state: PostState) -> Post:
    """A post of the author in `state`."""
    draft = house.draft()
    flow = house.workflow
    steps: dict[PostState, list[Callable[[], object]]] = {
        PostState.DRAFT: [],
        PostState.IN_REVIEW: [submit(house, draft)],
        PostState.CHANGES_ASKED: [submit(house, draft), lambda: flow.ask_changes(draft.id, house.approver, PIN, "Sửa")],
        PostState.REJECTED: [submit(house, draft), lambda: flow.reject(draft.id, house.approver, PIN, "Không")],
        PostState.APPROVED: [submit(house, draft), approve(house, draft)],
        PostState.APPROVAL_EXPIRED: [submit(house, draft), approve(house, draft), lambda: expire(house)],
        PostState.ON_HOLD: [submit(house, draft), approve(house, draft), hold(house, draft)],
        PostState.QUEUED: [submit(house, draft), approve(house, draft), queue(house, draft)],
        PostState.PUBLISHED: [submit(house, draft), approve(house, draft), queue(house, draft),
                              lambda: flow.mark_published(draft.id)],
        PostState.WITHDRAWN: [submit(house, draft), approve(house, draft),
                              lambda: flow.withdraw(draft.id, house.head, PIN, "Sai")],
    }  # fmt: skip
    for step in steps[state]:
        step()
    post = house.get(draft)
    assert post.state is state
    return post


def submit(house: House, post: Post) -> Callable[[], object]:
    return lambda: house.workflow.submit(post.id, house.author, PIN)


def approve(house: House, post: Post) -> Callable[[], object]:
    return lambda: house.workflow.approve(post.id, house.approver, PIN)


def hold(house: House, post: Post) -> Callable[[], object]:
    return lambda: house.workflow.hold(post.id, house.approver, PIN, "Chờ xác minh")


def queue(house: House, post: Post) -> Callable[[], object]:
    return lambda: house.workflow.mark_queued(post.id, house.publisher)


def expire(house: House) -> None:
    house.clock.forward(days=8)
    house.workflow.expire_due()


def attempt(house: House, post: Post, action: Action, by: str) -> None:
    """Take `action` the way its caller does."""
    flow = house.workflow
    moves: dict[Action, Callable[[], object]] = {
        Action.EDIT: lambda: house.drafts.edit(post.id, by, fields={"how": "Đã sửa"}),
        Action.SUBMIT: lambda: flow.submit(post.id, by, PIN),
        Action.RECALL: lambda: flow.recall(post.id, by, PIN),
        Action.APPROVE: lambda: flow.approve(post.id, by, PIN),
        Action.ASK_CHANGES: lambda: flow.ask_changes(post.id, by, PIN, "Lý do"),
        Action.REJECT: lambda: flow.reject(post.id, by, PIN, "Lý do"),
        Action.EXPIRE: flow.expire_due,
        Action.HOLD: lambda: flow.hold(post.id, by, PIN, "Lý do"),
        Action.RELEASE: lambda: flow.release(post.id, by, PIN),
        Action.QUEUE: lambda: flow.mark_queued(post.id, by),
        Action.UNQUEUE: lambda: flow.mark_unqueued(post.id, by),
        Action.PUBLISH: lambda: flow.mark_published(post.id),
        Action.WITHDRAW: lambda: flow.withdraw(post.id, by, PIN, "Lý do"),
    }
    moves[action]()


def fit_for(house: House, action: Action) -> str:
    """Somebody who may take the action, apart from the state."""
    roles = RULES[action].roles
    if Role.APPROVER in roles:
        return house.approver
    return house.publisher if Role.PUBLISHER in roles else house.author


class TakenBack(Exception):
    """Undoes a trial by leaving its transaction."""


def trial(house: House, post: Post, action: Action, by: str) -> StudioError | list[str]:
    """What `action` by that person comes to: the refusal, or the actions it added to the history. Then taken back."""
    before = len(house.workflow.history(post.id))
    outcome: list[StudioError | list[str]] = []
    with contextlib.suppress(TakenBack), house.store.write():
        try:
            attempt(house, post, action, by)
            outcome.append([entry.action for entry in house.workflow.history(post.id)[before:]])
        except StudioError as refusal:
            outcome.append(refusal)
        raise TakenBack
    assert house.get(post) == post
    return outcome[0]


@pytest.mark.parametrize("state", PostState)
def test_every_action_in_every_state_through_the_services(house: House, state: PostState) -> None:
    """What the table allows happens and is told; all else is refused and leaves no trace."""
    post = bring(house, state)
    for action in Action:
        if action is Action.EXPIRE:
            continue  # moves by time alone; see below
        outcome = trial(house, post, action, fit_for(house, action))
        if not allowed(state, action):
            assert isinstance(outcome, Refused), action
        elif action is Action.EDIT:
            assert outcome == ([] if state in (PostState.DRAFT, PostState.CHANGES_ASKED) else ["edit"])
        else:
            assert outcome == [str(action)]


@pytest.mark.parametrize("action", [action for action in Action if RULES[action].roles])
def test_whoever_lacks_the_role_is_refused(house: House, action: Action) -> None:
    source = next(state for state in PostState if allowed(state, action))
    holders = {
        Role.AUTHOR: house.author,
        Role.APPROVER: house.approver,
        Role.HEAD: house.head,
        Role.PUBLISHER: house.publisher,
    }
    for role, person in holders.items():
        if role not in RULES[action].roles:
            post = bring(house, source)
            with pytest.raises(NotPermitted, match="không có vai trò"):
                attempt(house, post, action, person)
            assert house.get(post) == post


# Submitting


def test_submitting_asks_preflight_freezes_and_seals(house: House) -> None:
    post = house.draft()
    moved = house.workflow.submit(post.id, house.author, PIN, "Nhờ duyệt sớm")
    assert house.preflight.asked == [(PreflightStage.SUBMIT, False, ""), (PreflightStage.SUBMIT, True, "")]
    frozen = house.workflow.frozen(post.id)
    assert frozen is not None
    assert frozen.bundle.targets == (("thuc-hanh", "facebook", "phuong-vi-du"), ("ban-giao", "zalo", "1000000113"))
    entry = last(house, post)
    assert (entry.action, entry.by, entry.note, entry.seal) == (
        "submit", house.author, "Nhờ duyệt sớm", frozen.bundle.seal,
    )  # fmt: skip
    assert moved == house.get(post)


def test_a_blocker_stops_submission_before_anything_is_painted(house: House) -> None:
    post = house.draft()
    house.preflight.block()
    with pytest.raises(BlockedByFindings, match=r"Có số căn cước\. Xóa số đó\.") as blocked:
        house.workflow.submit(post.id, house.author, PIN)
    assert isinstance(blocked.value, Blocked)
    assert (blocked.value.findings, blocked.value.where) == (house.preflight.findings, "how")
    assert house.press.pressed == []
    assert house.get(post) == post
    assert house.workflow.frozen(post.id) is None


def test_a_post_needs_usable_pages_and_a_time_to_come(house: House) -> None:
    with pytest.raises(Refused, match="chưa chọn trang"):
        house.in_review(targets=())
    with pytest.raises(Refused, match="đã qua"):
        house.in_review(publish_at=house.clock.now())
    post = house.draft()
    house.accounts.remove("ban-giao")
    with pytest.raises(NotFound, match="ban-giao"):
        house.workflow.submit(post.id, house.author, PIN)


def test_another_author_may_submit_and_then_not_approve(house: House) -> None:
    post = house.draft()
    house.workflow.submit(post.id, house.all_roles, PIN)
    with pytest.raises(NotPermitted, match="không được duyệt"):
        house.workflow.approve(post.id, house.all_roles, PIN)
    assert house.workflow.approve(post.id, house.approver, PIN).state is PostState.APPROVED


# Approving


def test_approving_binds_the_seal_and_asks_preflight_with_the_approver(house: House) -> None:
    post = house.in_review()
    house.preflight.asked.clear()
    house.workflow.approve(post.id, house.approver, PIN, "Đồng ý")
    assert house.preflight.asked == [(PreflightStage.APPROVE, True, house.approver)]
    approval, frozen = house.workflow.valid_approval(post.id), house.workflow.frozen(post.id)
    assert frozen is not None
    assert (approval.seal, approval.by, approval.role, approval.revision) == (
        frozen.bundle.seal, house.approver, "approver", post.revision,
    )  # fmt: skip
    assert approval.at == house.clock.now()
    assert (last(house, post).note, last(house, post).seal) == ("Đồng ý", approval.seal)


def test_a_blocker_stops_approval(house: House) -> None:
    post = house.in_review()
    house.preflight.block()
    with pytest.raises(BlockedByFindings):
        house.workflow.approve(post.id, house.approver, PIN)
    assert (house.get(post).state, house.workflow.approval(post.id)) == (PostState.IN_REVIEW, None)


def test_an_author_never_approves_their_own_post_whatever_roles_they_hold(house: House) -> None:
    post = house.draft(by=house.all_roles)
    house.workflow.submit(post.id, house.author, PIN)
    with pytest.raises(NotPermitted, match="không được duyệt"):
        house.workflow.approve(post.id, house.all_roles, PIN)


@pytest.mark.parametrize("trace", ["edit", "undone", "aside"])
def test_nobody_who_ever_wrote_at_the_post_approves_it(house: House, trace: str) -> None:
    post = house.draft()
    if trace == "aside":
        house.drafts.edit(post.id, house.author, fields={"how": "Khác"})
        with pytest.raises(Refused):
            house.drafts.edit(post.id, house.all_roles, fields={"how": "Bên lề"}, expected_revision=post.revision)
    else:
        house.drafts.edit(post.id, house.all_roles, fields={"how": "Đã sửa"})
    if trace == "undone":
        house.drafts.undo(post.id, house.author)
    house.workflow.submit(post.id, house.author, PIN)
    with pytest.raises(NotPermitted, match="không được duyệt"):
        house.workflow.approve(post.id, house.all_roles, PIN)


def test_the_head_may_approve_for_an_approver_but_not_the_other_way_round(house: House) -> None:
    post = house.in_review()
    assert house.workflow.approve(post.id, house.head, PIN).state is PostState.APPROVED
    assert house.workflow.valid_approval(post.id).role == "head"
    grave = house.draft(template="missing_person", fields={"person": "N.V.A", "age": 70})
    house.workflow.submit(grave.id, house.author, PIN)
    with pytest.raises(NotPermitted, match="lãnh đạo"):
        house.workflow.approve(grave.id, house.approver, PIN)
    assert house.workflow.approve(grave.id, house.head, PIN).state is PostState.APPROVED


def test_a_deactivated_approver_approves_nothing_and_what_they_approved_stands(house: House) -> None:
    first, second = house.approved(), house.in_review(fields={**FIELDS, "how": "Khác"})
    house.people.deactivate(house.approver, house.head, PIN)
    with pytest.raises(NotPermitted, match="thôi nhiệm vụ"):
        house.workflow.approve(second.id, house.approver, PIN)
    assert house.workflow.valid_approval(first.id).by == house.approver


# PINs and reasons


PIN_MOVES: dict[str, Callable[[House, Post, str], object]] = {
    "submit": lambda house, post, pin: house.workflow.submit(post.id, house.author, pin),
    "approve": lambda house, post, pin: house.workflow.approve(post.id, house.approver, pin),
    "ask_changes": lambda house, post, pin: house.workflow.ask_changes(post.id, house.approver, pin, "Sửa"),
    "reject": lambda house, post, pin: house.workflow.reject(post.id, house.approver, pin, "Không"),
    "recall": lambda house, post, pin: house.workflow.recall(post.id, house.author, pin),
    "hold": lambda house, post, pin: house.workflow.hold(post.id, house.approver, pin, "Chờ"),
    "release": lambda house, post, pin: house.workflow.release(post.id, house.approver, pin),
    "withdraw": lambda house, post, pin: house.workflow.withdraw(post.id, house.approver, pin, "Sai"),
}  # fmt: skip


@pytest.mark.parametrize("name", PIN_MOVES)
def test_every_decision_needs_the_pin_and_a_wrong_one_is_counted(house: House, name: str) -> None:
    post = bring(house, next(state for state in PostState if allowed(state, Action(name))))
    person = house.author if name in ("submit", "recall") else house.approver
    for _ in range(FREE_TRIES):
        with pytest.raises(NotPermitted, match="PIN"):
            PIN_MOVES[name](house, post, WRONG)
    assert house.get(post) == post
    assert StoredPeople(house.store).tries(person).wrong == FREE_TRIES
    with pytest.raises(NotPermitted, match="quá nhiều lần"):
        PIN_MOVES[name](house, post, PIN)
    house.clock.forward(minutes=1)
    PIN_MOVES[name](house, post, PIN)
    assert last(house, post).action == name


@pytest.mark.parametrize("action", [action for action in Action if RULES[action].note])
@pytest.mark.parametrize(("note", "word"), [("", "lý do"), (" \n", "lý do"), ("x" * 1001, "1000")])
def test_what_stops_a_post_needs_a_reason(house: House, action: Action, note: str, word: str) -> None:
    post = bring(house, next(state for state in PostState if allowed(state, action)))
    with pytest.raises(BadInput, match=word) as refused:
        getattr(house.workflow, str(action))(post.id, house.approver, PIN, note)
    assert refused.value.where == "note"
    assert house.get(post) == post


def test_reasons_and_remarks_stand_in_the_history(house: House) -> None:
    post = house.in_review()
    house.workflow.comment(post.id, house.head, "Nhớ kiểm tra số điện thoại")
    house.workflow.ask_changes(post.id, house.approver, PIN, "Bo\u0309 câu cuối")
    told = [(entry.action, entry.by, entry.note) for entry in house.workflow.history(post.id)[-2:]]
    assert told == [
        ("comment", house.head, "Nhớ kiểm tra số điện thoại"),
        ("ask_changes", house.approver, "Bỏ câu cuối"),
    ]
    with pytest.raises(BadInput):
        house.workflow.comment(post.id, house.head, " ")


# Time


def test_an_undecided_post_expires_at_its_planned_time(house: House) -> None:
    post = house.in_review(publish_at=house.tomorrow())
    house.clock.forward(hours=23, minutes=59)
    assert house.workflow.expire_due() == ()
    house.clock.forward(minutes=1)
    with pytest.raises(Refused, match="đã qua khi chưa duyệt"):
        house.workflow.approve(post.id, house.approver, PIN)
    assert [moved.state for moved in house.workflow.expire_due()] == [PostState.APPROVAL_EXPIRED]
    assert house.workflow.expire_due() == ()
    entry = last(house, post)
    assert (entry.action, entry.by) == ("expire", "program")
    assert "26/11/2026 08:30" in entry.note


def test_an_approval_lasts_some_days_and_not_long_past_the_planned_time(house: House) -> None:
    open_ended = house.approved()
    planned = house.approved(publish_at=house.tomorrow(), fields={**FIELDS, "how": "Khác"})
    assert house.workflow.valid_approval(open_ended.id).expires_at == house.clock.now() + timedelta(days=7)
    assert house.workflow.valid_approval(planned.id).expires_at == house.clock.now() + timedelta(hours=48)
    house.clock.forward(hours=48)
    with pytest.raises(Refused, match="hết hạn lúc 27/11/2026 08:30"):
        house.workflow.valid_approval(planned.id)
    assert [moved.id for moved in house.workflow.expire_due()] == [planned.id]
    house.clock.forward(days=5)
    assert [moved.id for moved in house.workflow.expire_due()] == [open_ended.id]
    assert house.workflow.submit(open_ended.id, house.author, PIN).state is PostState.IN_REVIEW


def test_a_held_approval_ages_too_and_a_queued_one_is_left_to_the_outbox(house: House) -> None:
    held, queued = bring(house, PostState.ON_HOLD), bring(house, PostState.QUEUED)
    house.clock.forward(days=8)
    assert [moved.id for moved in house.workflow.expire_due()] == [held.id]
    assert house.get(queued).state is PostState.QUEUED
    with pytest.raises(Refused, match="hết hạn"):
        house.workflow.valid_approval(queued.id)


# The outbox


def test_queuing_needs_a_valid_approval_at_that_moment(house: House) -> None:
    post = house.approved()
    house.accounts.update(replace(house.accounts.get("ban-giao"), page_id="1000000114"))
    with pytest.raises(Refused, match="“ban-giao”"):
        house.workflow.mark_queued(post.id, house.publisher)
    assert house.get(post).state is PostState.APPROVED


def test_queuing_joins_the_transaction_of_the_outbox(house: House) -> None:
    class PowerCut(Exception):
        pass

    post = house.approved()
    before = house.workflow.history(post.id)

    def enqueue() -> None:
        with house.store.write():
            house.workflow.mark_queued(post.id, house.publisher)
            assert house.get(post).state is PostState.QUEUED
            raise PowerCut

    with pytest.raises(PowerCut):
        enqueue()
    assert house.get(post).state is PostState.APPROVED
    assert house.workflow.history(post.id) == before


def test_taken_out_by_the_program_the_post_is_approved_as_before(house: House) -> None:
    """A worker ends what somebody cancelled while a page kept it, and is nobody of the unit."""
    post = bring(house, PostState.QUEUED)
    house.workflow.mark_unqueued(post.id, "")
    assert house.workflow.valid_approval(post.id).by == house.approver
    assert last(house, post).by == PROGRAM


def test_taken_out_of_the_outbox_the_post_is_approved_as_before(house: House) -> None:
    post = bring(house, PostState.QUEUED)
    house.workflow.mark_unqueued(post.id, house.publisher)
    assert house.workflow.valid_approval(post.id).by == house.approver
    house.workflow.mark_queued(post.id, house.publisher)
    house.workflow.mark_published(post.id)
    assert last(house, post).seal == house.workflow.valid_approval(post.id).seal


def test_a_published_post_may_go_to_another_approved_page(house: House) -> None:
    post = bring(house, PostState.PUBLISHED)
    house.workflow.mark_queued(post.id, house.publisher)
    house.workflow.mark_published(post.id)
    assert house.get(post).state is PostState.PUBLISHED


# What a window asks


def test_what_waits_for_a_person_is_what_they_would_not_be_refused(house: House) -> None:
    flow, drafts = house.workflow, house.drafts
    plain, approved, draft = house.in_review(), house.approved(), house.draft()
    by_all, undone, submitted = house.draft(by=house.all_roles), house.draft(), house.draft()
    drafts.edit(undone.id, house.all_roles, fields={"how": "Đã sửa"})
    drafts.undo(undone.id, house.author)
    grave = house.draft(template="missing_person", fields={"person": "N.V.A", "age": 70})
    for post in (by_all, undone, grave):
        flow.submit(post.id, house.author, PIN)
    flow.submit(submitted.id, house.all_roles, PIN)
    posts = (plain, approved, draft, by_all, undone, submitted, grave)
    for person in house.people.list():
        free = {post.id for post in posts if flow.refusals(post.id, person.id)["approve"] is None}
        assert flow.decidable(person.id) == free
    assert flow.decidable(house.approver) == {plain.id, by_all.id, undone.id, submitted.id}
    assert flow.decidable(house.all_roles) == {plain.id, grave.id}
    house.people.deactivate(house.approver, house.head, PIN)
    assert flow.decidable(house.approver) == frozenset()


@pytest.mark.parametrize("state", PostState)
def test_what_may_be_done_now_is_told_beforehand_and_is_true(house: House, state: PostState) -> None:
    post = bring(house, state)
    for person in (house.author, house.second, house.approver, house.head, house.publisher, house.all_roles):
        told = house.workflow.refusals(post.id, person)
        for name, action in ASKED.items():
            outcome = trial(house, post, action, person)
            assert told[name] == (outcome.phrase if isinstance(outcome, StudioError) else None), (name, person)


def test_a_post_whose_template_is_gone_still_says_what_may_be_done(house: House) -> None:
    post = house.in_review()
    house.templates.templates.clear()
    told = house.workflow.refusals(post.id, house.approver)
    assert told["reject"] is None
    assert told["approve"] is not None
    assert "không có mẫu" in told["approve"].vi


def test_a_decision_on_a_post_that_changed_meanwhile_is_refused(house: House) -> None:
    post = house.in_review()

    def meddle() -> None:
        house.drafts.edit(post.id, house.second, fields={"how": "Trong lúc duyệt"})

    house.preflight.meanwhile = meddle
    with pytest.raises(Refused, match="vừa được người khác thay đổi"):
        house.workflow.approve(post.id, house.approver, PIN)
    assert (house.get(post).state, house.workflow.approval(post.id)) == (PostState.DRAFT, None)
