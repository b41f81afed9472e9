"""A canned reply: an answer that was checked and approved before anybody asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from studio.feedback.reply_model import SLOTS
from studio.library.model import CitationRef


class CannedState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    EXPIRED = "expired"
    """Its last day is over. Never stored: it follows from the day."""
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedReply:
    """One version. Of several, the newest approved one is used."""

    id: str = ""
    """Empty for a new one."""
    number: int = 0
    title: str
    topic: str
    greeting: str = ""
    answer: str
    next_step: str = ""
    thanks: str = ""
    citations: tuple[CitationRef, ...] = ()
    valid_until: date | None = None
    """The last day on which it may be used."""
    version: int = 0
    state: CannedState = CannedState.DRAFT
    saved_by: str = ""
    saved_at: datetime | None = None
    submitted_by: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None

    @property
    def code(self) -> str:
        """What officers call it: ``TL-12``."""
        return f"TL-{self.number}"

    @property
    def slots(self) -> Mapping[str, str]:
        texts = (self.greeting, self.answer, self.next_step, self.thanks)
        return dict(zip(SLOTS, texts, strict=True))
