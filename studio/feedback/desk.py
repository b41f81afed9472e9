"""The feedback desk of one profile: its services under one name."""

from __future__ import annotations

from dataclasses import dataclass

from studio.feedback.canned import CannedReplies
from studio.feedback.handover import Handovers
from studio.feedback.house_rules import HouseRules
from studio.feedback.intake import FeedbackIntake
from studio.feedback.items import Items
from studio.feedback.moderation import Moderation
from studio.feedback.purge import FeedbackPurge
from studio.feedback.replies import Replies
from studio.feedback.settings import FeedbackSettings
from studio.feedback.statistics import Statistics


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What the window and the command line work with."""

    items: Items
    intake: FeedbackIntake
    settings: FeedbackSettings
    purging: FeedbackPurge
    canned: CannedReplies
    replies: Replies
    house_rules: HouseRules
    moderation: Moderation
    handovers: Handovers
    statistics: Statistics
