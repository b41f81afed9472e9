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
from tests.posts.post_rig import FIELDS, PIN, PostRig

WRONG = "73916508"


def last(rig: PostRig, post: Post) -> HistoryEntry:
    return rig.workflow.history(post.id)[-1]


def bring(rig: PostRig, state: PostState) -> Post:
    """A post of the author in `state`."""
    draft = rig.draft()
    flow = rig.workflow
    steps: dict[PostState, list[Callable[[], object]]] = {
        PostState.DRAFT: [],
        PostState.IN_REVIEW: [submit(rig, draft)],
        PostState.CHANGES_ASKED: [submit(rig, draft), lambda: flow.ask_changes(draft.id, rig.approver, PIN, "Sửa")],
        PostState.REJECTED: [submit(rig, draft), lambda: flow.reject(draft.id, rig.approver, PIN, "Không")],
        PostState.APPROVED: [submit(rig, draft), approve(rig, draft)],
        PostState.APPROVAL_EXPIRED: [submit(rig, draft), approve(rig, draft), lambda: expire(rig)],
        PostState.ON_HOLD: [submit(rig, draft), approve(rig, draft), hold(rig, draft)],
        PostState.QUEUED: [submit(rig, draft), approve(rig, draft), queue(rig, draft)],
        PostState.PUBLISHED: [submit(rig, draft), approve(rig, draft), queue(rig, draft),
                              lambda: flow.mark_published(draft.id)],
        PostState.WITHDRAWN: [submit(rig, draft), approve(rig, draft),
                              lambda: flow.withdraw(draft.id, rig.head, PIN, "Sai")],
    }  # fmt: skip
    for step in steps[state]:
        step()
    post = rig.get(draft)
    assert post.state is state
    return post


def submit(rig: PostRig, post: Post) -> Callable[[], object]:
    return lambda: rig.workflow.submit(post.id, rig.author, PIN)


def approve(rig: PostRig, post: Post) -> Callable[[], object]:
    return lambda: rig.workflow.approve(post.id, rig.approver, PIN)


def hold(rig: PostRig, post: Post) -> Callable[[], object]:
    return lambda: rig.workflow.hold(post.id, rig.approver, PIN, "Chờ xác minh")


def queue(rig: PostRig, post: Post) -> Callable[[], object]:
    return lambda: rig.workflow.mark_queued(post.id, rig.publisher)


def expire(rig: PostRig) -> None:
    rig.clock.forward(days=8)
    rig.workflow.expire_due()


def attempt(rig: PostRig, post: Post, action: Action, by: str) -> None:
    """Take `action` the way its caller does."""
    flow = rig.workflow
    moves: dict[Action, Callable[[], object]] = {
        Action.EDIT: lambda: rig.drafts.edit(post.id, by, fields={"how": "Đã sửa"}),
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


def fit_for(rig: PostRig, action: Action) -> str:
    """Somebody who may take the action, apart from the state."""
    roles = RULES[action].roles
    if Role.APPROVER in roles:
        return rig.approver
    return rig.publisher if Role.PUBLISHER in roles else rig.author


class TakenBack(Exception):
    """Undoes a trial by leaving its transaction."""


def trial(rig: PostRig, post: Post, action: Action, by: str) -> StudioError | list[str]:
    """What `action` by that person comes to: the refusal, or the actions it added to the history. Then taken back."""
    before = len(rig.workflow.history(post.id))
    outcome: list[StudioError | list[str]] = []
    with contextlib.suppress(TakenBack), rig.store.write():
        try:
            attempt(rig, post, action, by)
            outcome.append([entry.action for entry in rig.workflow.history(post.id)[before:]])
        except StudioError as refusal:
            outcome.append(refusal)
        raise TakenBack
    assert rig.get(post) == post
    return outcome[0]


@pytest.mark.parametrize("state", PostState)
def test_every_action_in_every_state_through_the_services(rig: PostRig, state: PostState) -> None:
    """What the table allows happens and is told; all else is refused and leaves no trace."""
    post = bring(rig, state)
    for action in Action:
        if action is Action.EXPIRE:
            continue  # moves by time alone; see below
        outcome = trial(rig, post, action, fit_for(rig, action))
        if not allowed(state, action):
            assert isinstance(outcome, Refused), action
        elif action is Action.EDIT:
            assert outcome == ([] if state in (PostState.DRAFT, PostState.CHANGES_ASKED) else ["edit"])
        else:
            assert outcome == [str(action)]


@pytest.mark.parametrize("action", [action for action in Action if RULES[action].roles])
def test_whoever_lacks_the_role_is_refused(rig: PostRig, action: Action) -> None:
    source = next(state for state in PostState if allowed(state, action))
    holders = {
        Role.AUTHOR: rig.author,
        Role.APPROVER: rig.approver,
        Role.HEAD: rig.head,
        Role.PUBLISHER: rig.publisher,
    }
    for role, person in holders.items():
        if role not in RULES[action].roles:
            post = bring(rig, source)
            with pytest.raises(NotPermitted, match="không có vai trò"):
                attempt(rig, post, action, person)
            assert rig.get(post) == post


# Submitting


def test_submitting_asks_preflight_freezes_and_seals(rig: PostRig) -> None:
    post = rig.draft()
    moved = rig.workflow.submit(post.id, rig.author, PIN, "Nhờ duyệt sớm")
    assert rig.preflight.asked == [(PreflightStage.SUBMIT, False, ""), (PreflightStage.SUBMIT, True, "")]
    frozen = rig.workflow.frozen(post.id)
    assert frozen is not None
    assert frozen.bundle.targets == (("thuc-hanh", "facebook", "phuong-vi-du"), ("ban-giao", "zalo", "1000000113"))
    entry = last(rig, post)
    assert (entry.action, entry.by, entry.note, entry.seal) == (
        "submit", rig.author, "Nhờ duyệt sớm", frozen.bundle.seal,
    )  # fmt: skip
    assert moved == rig.get(post)


def test_a_blocker_stops_submission_before_anything_is_painted(rig: PostRig) -> None:
    post = rig.draft()
    rig.preflight.block()
    with pytest.raises(BlockedByFindings, match=r"Có số căn cước\. Xóa số đó\.") as blocked:
        rig.workflow.submit(post.id, rig.author, PIN)
    assert isinstance(blocked.value, Blocked)
    assert (blocked.value.findings, blocked.value.where) == (rig.preflight.findings, "how")
    assert rig.press.pressed == []
    assert rig.get(post) == post
    assert rig.workflow.frozen(post.id) is None


def test_a_post_needs_usable_pages_and_a_time_to_come(rig: PostRig) -> None:
    with pytest.raises(Refused, match="chưa chọn trang"):
        rig.in_review(targets=())
    with pytest.raises(Refused, match="đã qua"):
        rig.in_review(publish_at=rig.clock.now())
    post = rig.draft()
    rig.accounts.remove("ban-giao")
    with pytest.raises(NotFound, match="ban-giao"):
        rig.workflow.submit(post.id, rig.author, PIN)


def test_another_author_may_submit_and_then_not_approve(rig: PostRig) -> None:
    post = rig.draft()
    rig.workflow.submit(post.id, rig.all_roles, PIN)
    with pytest.raises(NotPermitted, match="không được duyệt"):
        rig.workflow.approve(post.id, rig.all_roles, PIN)
    assert rig.workflow.approve(post.id, rig.approver, PIN).state is PostState.APPROVED


# Approving


def test_approving_binds_the_seal_and_asks_preflight_with_the_approver(rig: PostRig) -> None:
    post = rig.in_review()
    rig.preflight.asked.clear()
    rig.workflow.approve(post.id, rig.approver, PIN, "Đồng ý")
    assert rig.preflight.asked == [(PreflightStage.APPROVE, True, rig.approver)]
    approval, frozen = rig.workflow.valid_approval(post.id), rig.workflow.frozen(post.id)
    assert frozen is not None
    assert (approval.seal, approval.by, approval.role, approval.revision) == (
        frozen.bundle.seal, rig.approver, "approver", post.revision,
    )  # fmt: skip
    assert approval.at == rig.clock.now()
    assert (last(rig, post).note, last(rig, post).seal) == ("Đồng ý", approval.seal)


def test_a_blocker_stops_approval(rig: PostRig) -> None:
    post = rig.in_review()
    rig.preflight.block()
    with pytest.raises(BlockedByFindings):
        rig.workflow.approve(post.id, rig.approver, PIN)
    assert (rig.get(post).state, rig.workflow.approval(post.id)) == (PostState.IN_REVIEW, None)


def test_an_author_never_approves_their_own_post_whatever_roles_they_hold(rig: PostRig) -> None:
    post = rig.draft(by=rig.all_roles)
    rig.workflow.submit(post.id, rig.author, PIN)
    with pytest.raises(NotPermitted, match="không được duyệt"):
        rig.workflow.approve(post.id, rig.all_roles, PIN)


@pytest.mark.parametrize("trace", ["edit", "undone", "aside"])
def test_nobody_who_ever_wrote_at_the_post_approves_it(rig: PostRig, trace: str) -> None:
    post = rig.draft()
    if trace == "aside":
        rig.drafts.edit(post.id, rig.author, fields={"how": "Khác"})
        with pytest.raises(Refused):
            rig.drafts.edit(post.id, rig.all_roles, fields={"how": "Bên lề"}, expected_revision=post.revision)
    else:
        rig.drafts.edit(post.id, rig.all_roles, fields={"how": "Đã sửa"})
    if trace == "undone":
        rig.drafts.undo(post.id, rig.author)
    rig.workflow.submit(post.id, rig.author, PIN)
    with pytest.raises(NotPermitted, match="không được duyệt"):
        rig.workflow.approve(post.id, rig.all_roles, PIN)


def test_the_head_may_approve_for_an_approver_but_not_the_other_way_round(rig: PostRig) -> None:
    post = rig.in_review()
    assert rig.workflow.approve(post.id, rig.head, PIN).state is PostState.APPROVED
    assert rig.workflow.valid_approval(post.id).role == "head"
    grave = rig.draft(template="missing_person", fields={"person": "N.V.A", "age": 70})
    rig.workflow.submit(grave.id, rig.author, PIN)
    with pytest.raises(NotPermitted, match="lãnh đạo"):
        rig.workflow.approve(grave.id, rig.approver, PIN)
    assert rig.workflow.approve(grave.id, rig.head, PIN).state is PostState.APPROVED


def test_a_deactivated_approver_approves_nothing_and_what_they_approved_stands(rig: PostRig) -> None:
    first, second = rig.approved(), rig.in_review(fields={**FIELDS, "how": "Khác"})
    rig.people.deactivate(rig.approver, rig.head, PIN)
    with pytest.raises(NotPermitted, match="thôi nhiệm vụ"):
        rig.workflow.approve(second.id, rig.approver, PIN)
    assert rig.workflow.valid_approval(first.id).by == rig.approver


# PINs and reasons


PIN_MOVES: dict[str, Callable[[PostRig, Post, str], object]] = {
    "submit": lambda rig, post, pin: rig.workflow.submit(post.id, rig.author, pin),
    "approve": lambda rig, post, pin: rig.workflow.approve(post.id, rig.approver, pin),
    "ask_changes": lambda rig, post, pin: rig.workflow.ask_changes(post.id, rig.approver, pin, "Sửa"),
    "reject": lambda rig, post, pin: rig.workflow.reject(post.id, rig.approver, pin, "Không"),
    "recall": lambda rig, post, pin: rig.workflow.recall(post.id, rig.author, pin),
    "hold": lambda rig, post, pin: rig.workflow.hold(post.id, rig.approver, pin, "Chờ"),
    "release": lambda rig, post, pin: rig.workflow.release(post.id, rig.approver, pin),
    "withdraw": lambda rig, post, pin: rig.workflow.withdraw(post.id, rig.approver, pin, "Sai"),
}  # fmt: skip


@pytest.mark.parametrize("name", PIN_MOVES)
def test_every_decision_needs_the_pin_and_a_wrong_one_is_counted(rig: PostRig, name: str) -> None:
    post = bring(rig, next(state for state in PostState if allowed(state, Action(name))))
    person = rig.author if name in ("submit", "recall") else rig.approver
    for _ in range(FREE_TRIES):
        with pytest.raises(NotPermitted, match="PIN"):
            PIN_MOVES[name](rig, post, WRONG)
    assert rig.get(post) == post
    assert StoredPeople(rig.store).tries(person).wrong == FREE_TRIES
    with pytest.raises(NotPermitted, match="quá nhiều lần"):
        PIN_MOVES[name](rig, post, PIN)
    rig.clock.forward(minutes=1)
    PIN_MOVES[name](rig, post, PIN)
    assert last(rig, post).action == name


@pytest.mark.parametrize("action", [action for action in Action if RULES[action].note])
@pytest.mark.parametrize(("note", "word"), [("", "lý do"), (" \n", "lý do"), ("x" * 1001, "1000")])
def test_what_stops_a_post_needs_a_reason(rig: PostRig, action: Action, note: str, word: str) -> None:
    post = bring(rig, next(state for state in PostState if allowed(state, action)))
    with pytest.raises(BadInput, match=word) as refused:
        getattr(rig.workflow, str(action))(post.id, rig.approver, PIN, note)
    assert refused.value.where == "note"
    assert rig.get(post) == post


def test_reasons_and_remarks_stand_in_the_history(rig: PostRig) -> None:
    post = rig.in_review()
    rig.workflow.comment(post.id, rig.head, "Nhớ kiểm tra số điện thoại")
    rig.workflow.ask_changes(post.id, rig.approver, PIN, "Bo\u0309 câu cuối")
    told = [(entry.action, entry.by, entry.note) for entry in rig.workflow.history(post.id)[-2:]]
    assert told == [
        ("comment", rig.head, "Nhớ kiểm tra số điện thoại"),
        ("ask_changes", rig.approver, "Bỏ câu cuối"),
    ]
    with pytest.raises(BadInput):
        rig.workflow.comment(post.id, rig.head, " ")


# Time


def test_an_undecided_post_expires_at_its_planned_time(rig: PostRig) -> None:
    post = rig.in_review(publish_at=rig.tomorrow())
    rig.clock.forward(hours=23, minutes=59)
    assert rig.workflow.expire_due() == ()
    rig.clock.forward(minutes=1)
    with pytest.raises(Refused, match="đã qua khi chưa duyệt"):
        rig.workflow.approve(post.id, rig.approver, PIN)
    assert [moved.state for moved in rig.workflow.expire_due()] == [PostState.APPROVAL_EXPIRED]
    assert rig.workflow.expire_due() == ()
    entry = last(rig, post)
    assert (entry.action, entry.by) == ("expire", "program")
    assert "26/11/2026 08:30" in entry.note


def test_an_approval_lasts_some_days_and_not_long_past_the_planned_time(rig: PostRig) -> None:
    open_ended = rig.approved()
    planned = rig.approved(publish_at=rig.tomorrow(), fields={**FIELDS, "how": "Khác"})
    assert rig.workflow.valid_approval(open_ended.id).expires_at == rig.clock.now() + timedelta(days=7)
    assert rig.workflow.valid_approval(planned.id).expires_at == rig.clock.now() + timedelta(hours=48)
    rig.clock.forward(hours=48)
    with pytest.raises(Refused, match="hết hạn lúc 27/11/2026 08:30"):
        rig.workflow.valid_approval(planned.id)
    assert [moved.id for moved in rig.workflow.expire_due()] == [planned.id]
    rig.clock.forward(days=5)
    assert [moved.id for moved in rig.workflow.expire_due()] == [open_ended.id]
    assert rig.workflow.submit(open_ended.id, rig.author, PIN).state is PostState.IN_REVIEW


def test_a_held_approval_ages_too_and_a_queued_one_is_left_to_the_outbox(rig: PostRig) -> None:
    held, queued = bring(rig, PostState.ON_HOLD), bring(rig, PostState.QUEUED)
    rig.clock.forward(days=8)
    assert [moved.id for moved in rig.workflow.expire_due()] == [held.id]
    assert rig.get(queued).state is PostState.QUEUED
    with pytest.raises(Refused, match="hết hạn"):
        rig.workflow.valid_approval(queued.id)


# The outbox


def test_queuing_needs_a_valid_approval_at_that_moment(rig: PostRig) -> None:
    post = rig.approved()
    rig.accounts.update(replace(rig.accounts.get("ban-giao"), page_id="1000000114"))
    with pytest.raises(Refused, match="“ban-giao”"):
        rig.workflow.mark_queued(post.id, rig.publisher)
    assert rig.get(post).state is PostState.APPROVED


def test_queuing_joins_the_transaction_of_the_outbox(rig: PostRig) -> None:
    class PowerCut(Exception):
        pass

    post = rig.approved()
    before = rig.workflow.history(post.id)

    def enqueue() -> None:
        with rig.store.write():
            rig.workflow.mark_queued(post.id, rig.publisher)
            assert rig.get(post).state is PostState.QUEUED
            raise PowerCut

    with pytest.raises(PowerCut):
        enqueue()
    assert rig.get(post).state is PostState.APPROVED
    assert rig.workflow.history(post.id) == before


def test_taken_out_by_the_program_the_post_is_approved_as_before(rig: PostRig) -> None:
    """A worker ends what somebody cancelled while a page kept it, and is nobody of the unit."""
    post = bring(rig, PostState.QUEUED)
    rig.workflow.mark_unqueued(post.id, "")
    assert rig.workflow.valid_approval(post.id).by == rig.approver
    assert last(rig, post).by == PROGRAM


def test_taken_out_of_the_outbox_the_post_is_approved_as_before(rig: PostRig) -> None:
    post = bring(rig, PostState.QUEUED)
    rig.workflow.mark_unqueued(post.id, rig.publisher)
    assert rig.workflow.valid_approval(post.id).by == rig.approver
    rig.workflow.mark_queued(post.id, rig.publisher)
    rig.workflow.mark_published(post.id)
    assert last(rig, post).seal == rig.workflow.valid_approval(post.id).seal


def test_a_published_post_may_go_to_another_approved_page(rig: PostRig) -> None:
    post = bring(rig, PostState.PUBLISHED)
    rig.workflow.mark_queued(post.id, rig.publisher)
    rig.workflow.mark_published(post.id)
    assert rig.get(post).state is PostState.PUBLISHED


# What a window asks


def test_what_waits_for_a_person_is_what_they_would_not_be_refused(rig: PostRig) -> None:
    flow, drafts = rig.workflow, rig.drafts
    plain, approved, draft = rig.in_review(), rig.approved(), rig.draft()
    by_all, undone, submitted = rig.draft(by=rig.all_roles), rig.draft(), rig.draft()
    drafts.edit(undone.id, rig.all_roles, fields={"how": "Đã sửa"})
    drafts.undo(undone.id, rig.author)
    grave = rig.draft(template="missing_person", fields={"person": "N.V.A", "age": 70})
    for post in (by_all, undone, grave):
        flow.submit(post.id, rig.author, PIN)
    flow.submit(submitted.id, rig.all_roles, PIN)
    posts = (plain, approved, draft, by_all, undone, submitted, grave)
    for person in rig.people.list():
        free = {post.id for post in posts if flow.refusals(post.id, person.id)["approve"] is None}
        assert flow.decidable(person.id) == free
    assert flow.decidable(rig.approver) == {plain.id, by_all.id, undone.id, submitted.id}
    assert flow.decidable(rig.all_roles) == {plain.id, grave.id}
    rig.people.deactivate(rig.approver, rig.head, PIN)
    assert flow.decidable(rig.approver) == frozenset()


@pytest.mark.parametrize("state", PostState)
def test_what_may_be_done_now_is_told_beforehand_and_is_true(rig: PostRig, state: PostState) -> None:
    post = bring(rig, state)
    for person in (rig.author, rig.second, rig.approver, rig.head, rig.publisher, rig.all_roles):
        told = rig.workflow.refusals(post.id, person)
        for name, action in ASKED.items():
            outcome = trial(rig, post, action, person)
            assert told[name] == (outcome.phrase if isinstance(outcome, StudioError) else None), (name, person)


def test_a_post_whose_template_is_gone_still_says_what_may_be_done(rig: PostRig) -> None:
    post = rig.in_review()
    rig.templates.templates.clear()
    told = rig.workflow.refusals(post.id, rig.approver)
    assert told["reject"] is None
    assert told["approve"] is not None
    assert "không có mẫu" in told["approve"].vi


def test_a_decision_on_a_post_that_changed_meanwhile_is_refused(rig: PostRig) -> None:
    post = rig.in_review()

    def meddle() -> None:
        rig.drafts.edit(post.id, rig.second, fields={"how": "Trong lúc duyệt"})

    rig.preflight.meanwhile = meddle
    with pytest.raises(Refused, match="vừa được người khác thay đổi"):
        rig.workflow.approve(post.id, rig.approver, PIN)
    assert (rig.get(post).state, rig.workflow.approval(post.id)) == (PostState.DRAFT, None)
