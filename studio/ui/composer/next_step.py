"""The one next step of a post: its words, its icon, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from studio.phrase import Phrase
from studio.posts.model import Finding, PostState
from studio.ui.language import Speech

translate = QCoreApplication.translate


class Step(StrEnum):
    """What the primary button does."""

    SUBMIT = "submit"
    DECIDE = "decide"
    PUBLISH = "publish"
    OUTBOX = "outbox"
    NONE = "none"


STEPS: Mapping[PostState, Step] = {
    PostState.IN_REVIEW: Step.DECIDE,
    PostState.APPROVED: Step.PUBLISH,
    PostState.ON_HOLD: Step.PUBLISH,
    PostState.QUEUED: Step.OUTBOX,
    PostState.PUBLISHED: Step.OUTBOX,
    PostState.WITHDRAWN: Step.NONE,
}
"""Any other state is to be handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides whether the step can be taken."""

    state: PostState
    signed_in: bool
    refusals: Mapping[str, Phrase | None]
    blockers: tuple[Finding, ...]
    own_problem: str = ""
    """Something in the window that cannot be stored, such as a time that cannot be read."""


def step_of(now: Situation) -> Step:
    """The step of the post; whoever may not decide on it has none while it waits for a decision."""
    step = STEPS.get(now.state, Step.SUBMIT)
    if step is Step.DECIDE and (not now.signed_in or now.refusals.get("approve") is not None):
        return Step.NONE
    return step


def words_of(step: Step) -> tuple[str, str]:
    """Words and icon of the button."""
    return {
        Step.SUBMIT: (translate("NextStep", "Submit for approval"), "send"),
        Step.DECIDE: (translate("NextStep", "Look and decide"), "shield-check"),
        Step.PUBLISH: (translate("NextStep", "Publish…"), "megaphone"),
        Step.OUTBOX: (translate("NextStep", "See the outbox"), "inbox"),
        Step.NONE: ("", ""),
    }[step]


def reason_of(now: Situation, speech: Speech) -> str:
    """The first reason why the step cannot be taken; empty when it can."""
    step = step_of(now)
    if step in (Step.DECIDE, Step.OUTBOX, Step.NONE):
        return ""
    if not now.signed_in:
        return translate("NextStep", "Sign in first.")
    if step is Step.SUBMIT and now.own_problem:
        return now.own_problem
    refusal = now.refusals.get("submit" if step is Step.SUBMIT else "publish")
    if refusal is not None:
        said = speech.say(refusal)
        return said[:1].upper() + said[1:]
    return blocked_because(now.blockers, speech) if step is Step.SUBMIT else ""


def blocked_because(blockers: tuple[Finding, ...], speech: Speech) -> str:
    """The first blocker, and how many more there are."""
    if not blockers:
        return ""
    first = speech.say(blockers[0].wrong)
    if len(blockers) == 1:
        return first
    return translate("NextStep", "{first} And {n} more.").format(first=first, n=len(blockers) - 1)
