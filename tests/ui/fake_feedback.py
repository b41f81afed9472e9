"""A feedback desk to which nobody wrote."""

from __future__ import annotations

from studio.feedback.model import FeedbackCounts
from tests.ui.stand_in import StandIn


class QuietItems(StandIn):  # type: ignore[misc]
    def counts(self, account: str = "") -> FeedbackCounts:
        return FeedbackCounts()


class QuietRound(StandIn):  # type: ignore[misc]
    changed = False

    def run(self) -> QuietRound | None:
        return self if self.changed else None


class QuietReplies(QuietRound):
    def asking(self) -> tuple[()]:
        return ()


class QuietIntake(StandIn):  # type: ignore[misc]
    def run(self) -> QuietRound:
        return QuietRound()


class FakeFeedback(StandIn):  # type: ignore[misc]
    def __init__(self) -> None:
        self.items, self.intake = QuietItems(), QuietIntake()
        self.replies, self.moderation = QuietReplies(), QuietRound()
