"""The table of moves, every pair of it."""

from __future__ import annotations

import pytest

from studio.errors import Refused
from studio.people.model import Role
from studio.posts.model import PostState as S
from studio.posts.transitions import (
    ACTION_NAMES,
    RULES,
    STATE_NAMES,
    TRANSITIONS,
    Action,
    allowed,
    move,
)
from studio.posts.transitions import Action as Act

MOVES = {
    (S.DRAFT, Act.EDIT): S.DRAFT,
    (S.DRAFT, Act.SUBMIT): S.IN_REVIEW,
    (S.IN_REVIEW, Act.EDIT): S.DRAFT,
    (S.IN_REVIEW, Act.RECALL): S.DRAFT,
    (S.IN_REVIEW, Act.APPROVE): S.APPROVED,
    (S.IN_REVIEW, Act.ASK_CHANGES): S.CHANGES_ASKED,
    (S.IN_REVIEW, Act.REJECT): S.REJECTED,
    (S.IN_REVIEW, Act.EXPIRE): S.APPROVAL_EXPIRED,
    (S.CHANGES_ASKED, Act.EDIT): S.CHANGES_ASKED,
    (S.CHANGES_ASKED, Act.SUBMIT): S.IN_REVIEW,
    (S.REJECTED, Act.EDIT): S.DRAFT,
    (S.APPROVED, Act.EDIT): S.DRAFT,
    (S.APPROVED, Act.RECALL): S.DRAFT,
    (S.APPROVED, Act.ASK_CHANGES): S.CHANGES_ASKED,
    (S.APPROVED, Act.EXPIRE): S.APPROVAL_EXPIRED,
    (S.APPROVED, Act.HOLD): S.ON_HOLD,
    (S.APPROVED, Act.QUEUE): S.QUEUED,
    (S.APPROVED, Act.WITHDRAW): S.WITHDRAWN,
    (S.APPROVAL_EXPIRED, Act.EDIT): S.DRAFT,
    (S.APPROVAL_EXPIRED, Act.SUBMIT): S.IN_REVIEW,
    (S.ON_HOLD, Act.EDIT): S.DRAFT,
    (S.ON_HOLD, Act.RELEASE): S.APPROVED,
    (S.ON_HOLD, Act.EXPIRE): S.APPROVAL_EXPIRED,
    (S.ON_HOLD, Act.WITHDRAW): S.WITHDRAWN,
    (S.QUEUED, Act.QUEUE): S.QUEUED,
    (S.QUEUED, Act.UNQUEUE): S.APPROVED,
    (S.QUEUED, Act.PUBLISH): S.PUBLISHED,
    (S.PUBLISHED, Act.QUEUE): S.PUBLISHED,
    (S.PUBLISHED, Act.PUBLISH): S.PUBLISHED,
    (S.PUBLISHED, Act.WITHDRAW): S.WITHDRAWN,
}
"""Written out a second time: a change of the table has to be meant."""


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", S)
def test_every_pair_of_state_and_action(state: S, action: Action) -> None:
    target = MOVES.get((state, action))
    assert allowed(state, action) is (target is not None)
    if target is not None:
        assert move(state, action) is target
        return
    with pytest.raises(Refused) as refused:
        move(state, action)
    assert STATE_NAMES[state].vi in refused.value.phrase.vi
    assert ACTION_NAMES[action].en in refused.value.phrase.en
    assert refused.value.phrase.vi.count(";") >= 1, "the remedy is missing"


def test_no_row_stands_twice_and_every_action_has_a_rule_and_a_name() -> None:
    pairs = [(row.source, row.action) for row in TRANSITIONS]
    assert len(pairs) == len(set(pairs)) == len(MOVES)
    assert set(RULES) == set(ACTION_NAMES) == set(Action)
    assert set(STATE_NAMES) == set(S)


def test_only_approval_leads_to_approved_and_only_from_review() -> None:
    into = {(row.source, row.action) for row in TRANSITIONS if row.target is S.APPROVED}
    assert into == {(S.IN_REVIEW, Act.APPROVE), (S.ON_HOLD, Act.RELEASE), (S.QUEUED, Act.UNQUEUE)}
    assert {row.source for row in TRANSITIONS if row.target is S.QUEUED} == {S.APPROVED, S.QUEUED}
    assert {row.source for row in TRANSITIONS if row.target is S.PUBLISHED} == {S.QUEUED, S.PUBLISHED}


def test_what_is_queued_published_or_withdrawn_cannot_be_edited_and_the_remedy_is_named() -> None:
    for state, remedy in ((S.QUEUED, "hộp gửi"), (S.PUBLISHED, "đính chính"), (S.WITHDRAWN, "bài mới")):
        with pytest.raises(Refused, match=remedy):
            move(state, Act.EDIT)


def test_decisions_need_reviewers_and_those_that_stop_a_post_a_reason() -> None:
    for action in (Act.APPROVE, Act.ASK_CHANGES, Act.REJECT, Act.WITHDRAW):
        assert RULES[action].roles == {Role.APPROVER, Role.HEAD}
    assert {action for action in Action if RULES[action].note} == {Act.ASK_CHANGES, Act.REJECT, Act.HOLD, Act.WITHDRAW}
    assert {action for action in Action if RULES[action].four_eyes} == {Act.APPROVE}
    assert Role.TECHNICAL not in frozenset().union(*(rule.roles for rule in RULES.values()))
