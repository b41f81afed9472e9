"""Claims to be cleared up: taken from questions to the page or from a competent unit, assessed, answered with facts."""

from __future__ import annotations

from dataclasses import replace

from studio.errors import Refused
from studio.slips import rules
from studio.slips.model import Clarification, Slip, SlipDecision, SlipKind, Source, TimelineDeed
from studio.slips.register import PostDesk, SlipRegister

CLAIM_MOST = 160
"""What the field of the template takes."""


class Clarifications:
    """Steps of one kind of slip."""

    def __init__(self, register: SlipRegister, posts: PostDesk) -> None:
        self._register = register
        self._posts = posts

    def open(self, by: str, *, claim: str, effect: str, source: Source) -> Slip:
        """Open a slip. Raises BadInput."""
        body = Clarification(claim=self._claim(claim), effect=self._effect(effect), source=source)
        return self._register.open(SlipKind.CLARIFICATION, body, by, "clarify.opened")

    def amend(self, id: str, by: str, *, claim: str, effect: str, source: Source) -> Slip:
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
        why = self._register.text(reason, "reason", most=rules.LONG)
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
                raise Refused(
                    "phiếu chưa quyết định phản hồi; hãy đánh giá trước.",
                    "the slip is not decided to be answered; assess it first.",
                )
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
        return self._register.text(effect, "effect", most=rules.LONG)


def _require_sound(decision: SlipDecision, *, worth_it: bool, within_remit: bool) -> None:
    if decision is SlipDecision.ANSWER and not within_remit:
        raise Refused(
            "nội dung không thuộc thẩm quyền; hãy chuyển đơn vị có thẩm quyền.",
            "the claim is outside the unit's remit; pass it on to the competent body.",
        )
    if decision is SlipDecision.ANSWER and not worth_it:
        raise Refused(
            "tin không gây hại và ít người hỏi; phản hồi chỉ làm tin lan rộng, hãy chọn không phản hồi.",
            "the claim does no harm and few ask; an answer would only spread it, leave it.",
        )
