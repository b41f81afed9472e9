"""Every move a post may make, as one table: from, action, to, who. What is not in it is refused.

Refusals that carry more than a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from studio.errors import Blocked, Refused
from studio.people.model import Role
from studio.phrase import NOTHING, Bilingual, Phrase, joined
from studio.posts.model import Finding, Post, Severity
from studio.posts.model import PostState as S


class BlockedByFindings(Blocked):
    """Preflight found blockers. `findings` holds all that was found, blockers first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        blockers = [finding for finding in findings if finding.severity is Severity.BLOCK]
        first = blockers[0]
        more = len(blockers) - 1
        rest = Phrase("(and {more} more to fix)", more=more) if more else NOTHING
        super().__init__(joined(Bilingual(first.message("vi"), first.message("en")), rest), where=first.field)


class EditConflict(Refused):
    """Somebody else saved the post first. The losing edit stands aside as revision `kept`."""

    def __init__(self, say: Phrase, *, kept: int) -> None:
        super().__init__(say)
        self.kept = kept


def require_unblocked(findings: Sequence[Finding]) -> None:
    """Raise BlockedByFindings when one of the findings blocks."""
    if any(finding.severity is Severity.BLOCK for finding in findings):
        raise BlockedByFindings(findings)


def require_out_of_trash(post: Post) -> None:
    """Raise Refused while the post lies in the trash."""
    if post.trashed_at is not None:
        raise Refused("the post is in the trash; restore it first.")


class Action(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    RECALL = "recall"
    APPROVE = "approve"
    ASK_CHANGES = "ask_changes"
    REJECT = "reject"
    EXPIRE = "expire"
    HOLD = "hold"
    RELEASE = "release"
    QUEUE = "queue"
    UNQUEUE = "unqueue"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row of the table."""

    source: S
    action: Action
    target: S


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRule:
    """Who may take an action, from whichever state it starts."""

    roles: frozenset[Role]
    """At least one of these; empty: the program itself (a due time that passed, a delivery that arrived)."""
    note: bool = False
    """A reason has to be given."""
    four_eyes: bool = False
    """Nobody who wrote at this post may take it, whatever roles they hold."""


_AUTHORS = frozenset({Role.AUTHOR})
_REVIEWERS = frozenset({Role.APPROVER, Role.HEAD})
_PUBLISHERS = frozenset({Role.PUBLISHER})

RULES: Mapping[Action, ActionRule] = {
    Action.EDIT: ActionRule(roles=_AUTHORS),
    Action.SUBMIT: ActionRule(roles=_AUTHORS),
    Action.RECALL: ActionRule(roles=_AUTHORS),
    Action.APPROVE: ActionRule(roles=_REVIEWERS, four_eyes=True),
    Action.ASK_CHANGES: ActionRule(roles=_REVIEWERS, note=True),
    Action.REJECT: ActionRule(roles=_REVIEWERS, note=True),
    Action.EXPIRE: ActionRule(roles=frozenset()),
    Action.HOLD: ActionRule(roles=_REVIEWERS | _PUBLISHERS, note=True),
    Action.RELEASE: ActionRule(roles=_REVIEWERS),
    Action.QUEUE: ActionRule(roles=_PUBLISHERS),
    Action.UNQUEUE: ActionRule(roles=_PUBLISHERS | _REVIEWERS),
    Action.PUBLISH: ActionRule(roles=frozenset()),
    Action.WITHDRAW: ActionRule(roles=_REVIEWERS, note=True),
}


def _rows(action: Action, *moves: tuple[S, S]) -> tuple[Transition, ...]:
    return tuple(Transition(source=source, action=action, target=target) for source, target in moves)


TRANSITIONS: tuple[Transition, ...] = (
    *_rows(
        Action.EDIT,
        (S.DRAFT, S.DRAFT),
        (S.IN_REVIEW, S.DRAFT),
        (S.CHANGES_ASKED, S.CHANGES_ASKED),
        (S.REJECTED, S.DRAFT),
        (S.APPROVED, S.DRAFT),
        (S.APPROVAL_EXPIRED, S.DRAFT),
        (S.ON_HOLD, S.DRAFT),
    ),
    *_rows(
        Action.SUBMIT,
        (S.DRAFT, S.IN_REVIEW),
        (S.CHANGES_ASKED, S.IN_REVIEW),
        (S.APPROVAL_EXPIRED, S.IN_REVIEW),
    ),
    *_rows(Action.RECALL, (S.IN_REVIEW, S.DRAFT), (S.APPROVED, S.DRAFT)),
    *_rows(Action.APPROVE, (S.IN_REVIEW, S.APPROVED)),
    *_rows(Action.ASK_CHANGES, (S.IN_REVIEW, S.CHANGES_ASKED), (S.APPROVED, S.CHANGES_ASKED)),
    *_rows(Action.REJECT, (S.IN_REVIEW, S.REJECTED)),
    *_rows(
        Action.EXPIRE,
        (S.IN_REVIEW, S.APPROVAL_EXPIRED),
        (S.APPROVED, S.APPROVAL_EXPIRED),
        (S.ON_HOLD, S.APPROVAL_EXPIRED),
    ),
    *_rows(Action.HOLD, (S.APPROVED, S.ON_HOLD)),
    *_rows(Action.RELEASE, (S.ON_HOLD, S.APPROVED)),
    *_rows(
        Action.QUEUE,
        (S.APPROVED, S.QUEUED),
        (S.QUEUED, S.QUEUED),
        (S.PUBLISHED, S.PUBLISHED),  # another of the approved pages
    ),
    *_rows(Action.UNQUEUE, (S.QUEUED, S.APPROVED)),
    *_rows(Action.PUBLISH, (S.QUEUED, S.PUBLISHED), (S.PUBLISHED, S.PUBLISHED)),
    *_rows(Action.WITHDRAW, (S.APPROVED, S.WITHDRAWN), (S.ON_HOLD, S.WITHDRAWN), (S.PUBLISHED, S.WITHDRAWN)),
)

STATE_NAMES: Mapping[S, Phrase] = {
    S.DRAFT: Phrase("Draft"),
    S.IN_REVIEW: Phrase("In review"),
    S.CHANGES_ASKED: Phrase("Changes requested"),
    S.REJECTED: Phrase("Rejected"),
    S.APPROVED: Phrase("Approved"),
    S.APPROVAL_EXPIRED: Phrase("Approval expired"),
    S.ON_HOLD: Phrase("On hold"),
    S.QUEUED: Phrase("In the outbox"),
    S.PUBLISHED: Phrase("Published"),
    S.WITHDRAWN: Phrase("Withdrawn"),
}
ACTION_NAMES: Mapping[Action, Phrase] = {
    Action.EDIT: Phrase("edit the post"),
    Action.SUBMIT: Phrase("submit it"),
    Action.RECALL: Phrase("return it to draft"),
    Action.APPROVE: Phrase("approve it"),
    Action.ASK_CHANGES: Phrase("request changes"),
    Action.REJECT: Phrase("reject it"),
    Action.EXPIRE: Phrase("let the approval expire"),
    Action.HOLD: Phrase("put it on hold"),
    Action.RELEASE: Phrase("resume it"),
    Action.QUEUE: Phrase("queue it"),
    Action.UNQUEUE: Phrase("cancel its deliveries"),
    Action.PUBLISH: Phrase("mark it published"),
    Action.WITHDRAW: Phrase("withdraw it"),
}
_REMEDIES: Mapping[S, Phrase] = {
    S.DRAFT: Phrase("submit it first"),
    S.IN_REVIEW: Phrase("wait for the decision or return it to draft"),
    S.CHANGES_ASKED: Phrase("make the changes, then submit it again"),
    S.REJECTED: Phrase("edit it, then submit it again"),
    S.APPROVED: Phrase("it is approved: queue, hold or edit it"),
    S.APPROVAL_EXPIRED: Phrase("submit it again"),
    S.ON_HOLD: Phrase("resume it first"),
    S.QUEUED: Phrase("cancel its deliveries in the outbox first"),
    S.PUBLISHED: Phrase("choose “Edit the published post”, post a correction or withdraw it"),
    S.WITHDRAWN: Phrase("write a new post"),
}

_TABLE: Mapping[tuple[S, Action], Transition] = {(t.source, t.action): t for t in TRANSITIONS}


def allowed(state: S, action: Action) -> bool:
    """Whether the table has that move."""
    return (state, action) in _TABLE


def move(state: S, action: Action) -> S:
    """The state the post comes to. Raises Refused with the remedy when the table has no such move."""
    transition = _TABLE.get((state, action))
    if transition is None:
        name, verb, remedy = STATE_NAMES[state], ACTION_NAMES[action], _REMEDIES[state]
        raise Refused(
            "the post is in state “{name}”: you cannot {verb}; {remedy}.", name=name, verb=verb, remedy=remedy
        )
    return transition.target
