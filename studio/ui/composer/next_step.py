"""The one next step of a post: its words, its icon, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from studio.phrase import Phrase
from studio.posts.model import Finding, PostState
from studio.translation import tr
from studio.ui.language import Speech


class NextStep(StrEnum):
    """What the primary button does."""

    SUBMIT = "submit"
    DECIDE = "decide"
    PUBLISH = "publish"
    OUTBOX = "outbox"
    NONE = "none"


STEPS: Mapping[PostState, NextStep] = {
    PostState.IN_REVIEW: NextStep.DECIDE,
    PostState.APPROVED: NextStep.PUBLISH,
    PostState.ON_HOLD: NextStep.PUBLISH,
    PostState.QUEUED: NextStep.OUTBOX,
    PostState.PUBLISHED: NextStep.OUTBOX,
    PostState.WITHDRAWN: NextStep.NONE,
}
"""Any other state is to be handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSituation:
    """What decides whether the step can be taken."""

    state: PostState
    signed_in: bool
    refusals: Mapping[str, Phrase | None]
    blockers: tuple[Finding, ...]
    own_problem: str = ""
    """Something in the window that cannot be stored, such as a time that cannot be read."""


def step_of(now: StepSituation) -> NextStep:
    """The step of the post; whoever may not decide on it has none while it waits for a decision."""
    step = STEPS.get(now.state, NextStep.SUBMIT)
    if step is NextStep.DECIDE and (not now.signed_in or now.refusals.get("approve") is not None):
        return NextStep.NONE
    return step


def words_of(step: NextStep) -> tuple[str, str]:
    """Words and icon of the button."""
    return {
        NextStep.SUBMIT: (tr("Submit for approval"), "send"),
        NextStep.DECIDE: (tr("Look and decide"), "shield-check"),
        NextStep.PUBLISH: (tr("Publish…"), "megaphone"),
        NextStep.OUTBOX: (tr("See the outbox"), "inbox"),
        NextStep.NONE: ("", ""),
    }[step]


def reason_of(now: StepSituation, speech: Speech) -> str:
    """The first reason why the step cannot be taken; empty when it can."""
    step = step_of(now)
    if step in (NextStep.DECIDE, NextStep.OUTBOX, NextStep.NONE):
        return ""
    if not now.signed_in:
        return tr("Sign in first.")
    if step is NextStep.SUBMIT and now.own_problem:
        return now.own_problem
    refusal = now.refusals.get("submit" if step is NextStep.SUBMIT else "publish")
    if refusal is not None:
        said = speech.say(refusal)
        return said[:1].upper() + said[1:]
    return blocked_because(now.blockers, speech) if step is NextStep.SUBMIT else ""


def blocked_because(blockers: tuple[Finding, ...], speech: Speech) -> str:
    """The first blocker, and how many more there are."""
    if not blockers:
        return ""
    first = speech.say(blockers[0].wrong)
    if len(blockers) == 1:
        return first
    return tr("{first} And {n} more.").format(first=first, n=len(blockers) - 1)
