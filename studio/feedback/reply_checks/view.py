"""What the checks of an answer look at: one draft, the item it answers, and what the rooms know, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from studio.directory.model import Contact, DirectoryBook
from studio.feedback.model import Category, FeedbackItem
from studio.feedback.reply_model import SLOTS, ReplyDraft
from studio.library.citation_lint import TextCitation
from studio.library.model import CitedLaw
from studio.phrase import Phrase
from studio.posts.checks.links import numbers_of
from studio.posts.checks.scan import Scan, TypedPiece
from studio.publishers.inbox import ReplyWay, ReplyWindow
from studio.text import nfc

REPORTS = frozenset({Category.URGENT, Category.SECURITY_REPORT, Category.COMPLAINT})
"""What is spoken of with the receiving office, not on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """Fulfils `studio.posts.checks.rule.TypedTexts`, so that rules of posts read answers, too."""

    draft: ReplyDraft
    item: FeedbackItem
    book: DirectoryBook
    now: datetime
    windows: tuple[ReplyWindow, ...] = ()
    """Empty where the item came by telephone or in person."""
    longest: int = 0
    """Characters that the platform takes; 0: nobody told."""
    laws: tuple[CitedLaw, ...] = ()
    typed: tuple[TextCitation, ...] = ()
    canned_trouble: Phrase | None = None
    """Why the canned reply that it was begun from may not be used now."""
    open_places: tuple[tuple[str, str], ...] = ()
    """Placeholders that could not be filled: slot and name."""
    hotline_days: int = 180
    answering: tuple[str, ...] = ()
    """Ids of those who write or send it."""
    pieces: tuple[TypedPiece, ...] = field(init=False, repr=False, compare=False)
    public: Scan = field(init=False, repr=False, compare=False)
    numbers: Mapping[str, Contact] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = [(name, self.draft.slot(name)) for name in SLOTS]
        pieces = tuple(
            TypedPiece(where=where, raw=text, text=nfc(text), kind=None) for where, text in texts if text.strip()
        )
        object.__setattr__(self, "pieces", pieces)
        object.__setattr__(self, "public", Scan.of(pieces))
        object.__setattr__(self, "numbers", numbers_of(self.book))

    @property
    def in_public(self) -> bool:
        """Whether everybody will read it."""
        return self.draft.way is ReplyWay.PUBLIC

    @property
    def is_report(self) -> bool:
        return self.item.category in REPORTS
