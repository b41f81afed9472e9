"""The feedback desk of one profile: its services under one name."""

from __future__ import annotations

from dataclasses import dataclass

from studio.feedback.canned import CannedReplies
from studio.feedback.intake import Intake
from studio.feedback.items import Items
from studio.feedback.purging import Purging
from studio.feedback.replies import Replies
from studio.feedback.settings import FeedbackSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What the window and the command line work with."""

    items: Items
    intake: Intake
    settings: FeedbackSettings
    purging: Purging
    canned: CannedReplies
    replies: Replies
