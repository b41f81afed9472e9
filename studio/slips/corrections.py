"""Errors in the unit's own posts: what is wrong, how it is dealt with, the post that corrects it, and why it happened.

The correction itself is a post like any other, opened through aftercare and approved by a second person.

Claims to be cleared up: taken from questions to the page or from a competent unit, assessed, answered with facts.
"""

from __future__ import annotations

from dataclasses import replace

from studio.errors import BadInput, Refused
from studio.slips import model
from studio.slips.model import (
    WITHDRAWING,
    ClaimSource,
    Clarification,
    Correction,
    ErrorHandling,
    IncidentSeverity,
    Reporter,
    Slip,
    SlipDecision,
    SlipKind,
    TimelineDeed,
)
from studio.slips.register import PostDesk, SlipRegister
from studio.text import fold

WRONG_MOST, RIGHT_MOST = 200, 300
"""What the fields of the template take."""


class Corrections:
    """Steps of one kind of slip."""

    def __init__(self, register: SlipRegister, posts: PostDesk) -> None:
        self._register = register
        self._posts = posts

    def of_post(self, post_id: str) -> tuple[Slip, ...]:
        """Slips about a post, oldest first."""
        return self._register.repo.of_post(post_id)

    def create(self, by: str, *, post: str, error: str, found_by: Reporter, severity: IncidentSeverity) -> Slip:
        """Report an error in a published post. Raises Refused when it was never published, BadInput."""
        told = self._register.text(error, "error", most=model.LONG)
        self._posts.require_published(post)
        body = Correction(post=post, error=told, found_by=found_by, severity=severity)
        return self._register.open(SlipKind.CORRECTION, body, by, "correction.created", post=post)

    def amend(self, id: str, by: str, *, error: str, found_by: Reporter, severity: IncidentSeverity) -> Slip:
        """Set the first facts right. Raises BadInput, Refused when the way chosen does not do for that severity."""
        told = self._register.text(error, "error", most=model.LONG)

        def change(body: Correction) -> Correction:
            if body.mode is not None:
                _require_fitting(severity, body.mode)
            return replace(body, error=told, found_by=found_by, severity=severity)

        return self._register.change(id, Correction, by, TimelineDeed.CHANGED, change, news="correction.changed")

    def choose(self, id: str, by: str, mode: ErrorHandling) -> Slip:
        """Choose how it is dealt with; a withdrawal is asked for at once, with what is wrong as the reason.

        Raises Refused: data of a person are not corrected but taken off.
        """

        def change(body: Correction) -> Correction:
            _require_fitting(body.severity, mode)
            if mode in WITHDRAWING:
                self._posts.ask_withdrawal(body.post, by, body.error)
            return replace(body, mode=mode)

        return self._register.change(
            id, Correction, by, TimelineDeed.DECIDED, change, about=mode, news="correction.chosen"
        )

    def fill(self, id: str, by: str, *, wrong: str, right: str, basis: str = "") -> Slip:
        """What was written, what is right, and what that rests on; where a correction is to be published, its draft is
        opened, or gets both sentences. Raises BadInput, Refused."""
        said, true = (
            self._register.text(wrong, "wrong", most=WRONG_MOST),
            self._register.text(right, "right", most=RIGHT_MOST),
        )
        rests_on = self._register.text(basis, "basis", needed=False)
        if fold(said) == fold(true):
            raise BadInput(
                "what is right reads exactly as what was wrong; state what was wrong and what is right.", where="right"
            )

        def change(body: Correction) -> Correction:
            if body.mode is None:
                raise Refused("choose how it is dealt with first.")
            return replace(body, wrong=said, right=true, basis=rests_on)

        with self._register.repo.transaction():
            slip = self._register.change(id, Correction, by, TimelineDeed.CHANGED, change, about=rests_on)
            draft = self._draft(slip, by)
            if draft:
                slip = self._register.change(
                    id,
                    Correction,
                    by,
                    TimelineDeed.DRAFTED,
                    lambda body: replace(body, correction_post=draft),
                    about=draft,
                )
        self._register.tell("correction.filled", slip, **({"post": draft} if draft else {}))
        return slip

    def pinned(self, id: str, by: str) -> Slip:
        """The correction stands at the top of the page. Raises Refused while it is not published."""

        def change(body: Correction) -> Correction:
            if not (body.correction_post and self._posts.published(body.correction_post)):
                raise Refused("the correction is not published; publish it, then pin it.")
            return replace(body, pinned_at=self._register.now())

        return self._register.change(id, Correction, by, TimelineDeed.PINNED, change, news="correction.pinned")

    def learnt(self, id: str, by: str, *, cause: str, prevention: str) -> Slip:
        """Why it happened and how it is prevented. Raises BadInput."""
        why = self._register.text(cause, "cause", most=model.LONG)
        how = self._register.text(prevention, "prevention", most=model.LONG)
        return self._register.change(
            id,
            Correction,
            by,
            TimelineDeed.REVIEWED,
            lambda body: replace(body, cause=why, prevention=how),
            news="correction.learnt",
        )

    def _draft(self, slip: Slip, by: str) -> str:
        """Open the draft of the correction, or write both sentences into it; its id, empty where none is wanted."""
        body = slip.body
        if not isinstance(body, Correction) or body.mode is not ErrorHandling.CORRECTION:
            return ""
        draft = body.correction_post
        if not (draft and self._posts.at_hand(draft)):
            draft = self._posts.open_correction(body.post, by)
        self._posts.fill_correction(draft, by, wrong=body.wrong, right=body.right)
        return draft


def _require_fitting(severity: IncidentSeverity, mode: ErrorHandling) -> None:
    if severity is IncidentSeverity.PERSONAL_DATA and mode is not ErrorHandling.WITHDRAWN:
        raise Refused("a post that gives away personal data is withdrawn for good at once; choose “Withdraw for good”.")


CLAIM_MOST = 160
"""What the field of the template takes."""


class Clarifications:
    """Steps of one kind of slip."""

    def __init__(self, register: SlipRegister, posts: PostDesk) -> None:
        self._register = register
        self._posts = posts

    def open(self, by: str, *, claim: str, effect: str, source: ClaimSource) -> Slip:
        """Open a slip. Raises BadInput."""
        body = Clarification(claim=self._claim(claim), effect=self._effect(effect), source=source)
        return self._register.open(SlipKind.CLARIFICATION, body, by, "clarify.opened")

    def amend(self, id: str, by: str, *, claim: str, effect: str, source: ClaimSource) -> Slip:
        """Set the first facts right. Raises BadInput."""
        told, does = self._claim(claim), self._effect(effect)
        return self._register.change(
            id,
            Clarification,
            by,
            TimelineDeed.CHANGED,
            lambda body: replace(body, claim=told, effect=does, source=source),
            news="clarify.changed",
        )

    def assess(
        self,
        id: str,
        by: str,
        *,
        harmful: bool,
        asked_often: bool,
        within_remit: bool,
        decision: SlipDecision,
        reason: str,
    ) -> Slip:
        """Answer the three questions and decide. Raises Refused when the decision does not follow from them."""
        why = self._register.text(reason, "reason", most=model.LONG)
        _require_sound(decision, worth_it=harmful or asked_often, within_remit=within_remit)
        return self._register.change(
            id,
            Clarification,
            by,
            TimelineDeed.DECIDED,
            lambda body: replace(
                body,
                harmful=harmful,
                asked_often=asked_often,
                within_remit=within_remit,
                decision=decision,
                reason=why,
            ),
            about=decision,
            news="clarify.assessed",
        )

    def draft(self, id: str, by: str) -> Slip:
        """Open the post that says what is true; one that was opened stays. Raises Refused unless it was decided to."""
        with self._register.repo.transaction():
            body = self._register.get_open(id).body
            if not isinstance(body, Clarification) or body.decision is not SlipDecision.ANSWER:
                raise Refused("the case is not decided to be answered; assess it first.")
            draft = body.draft
            if not (draft and self._posts.at_hand(draft)):
                draft = self._posts.open_clarification(by, body.claim)
            slip = self._register.change(
                id, Clarification, by, TimelineDeed.DRAFTED, lambda held: replace(held, draft=draft), about=draft
            )
        self._register.tell("clarify.drafted", slip, post=draft)
        return slip

    def _claim(self, claim: str) -> str:
        return self._register.text(claim, "claim", most=CLAIM_MOST)

    def _effect(self, effect: str) -> str:
        return self._register.text(effect, "effect", most=model.LONG)


def _require_sound(decision: SlipDecision, *, worth_it: bool, within_remit: bool) -> None:
    if decision is SlipDecision.ANSWER and not within_remit:
        raise Refused("the claim is outside the unit's remit; pass it on to the competent body.")
    if decision is SlipDecision.ANSWER and not worth_it:
        raise Refused("the claim does no harm and few ask; an answer would only spread it, leave it.")
