"""What the desk keeps of one question, and the words of its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from studio.phrase import Phrase


class Origin(StrEnum):
    """How an item reached the unit."""

    COMMENT = "comment"
    """In public, under a post of the unit."""
    MESSAGE = "message"
    """To the page, for nobody else to read."""
    PHONE = "phone"
    IN_PERSON = "in_person"


class Category(StrEnum):
    """What an item is about; the ids are those of the practice messages."""

    URGENT = "urgent"
    SECURITY_REPORT = "security_report"
    PROCEDURE = "procedure"
    SERVICE_FEEDBACK = "service_feedback"
    COMPLAINT = "complaint"
    THANKS = "thanks"
    OUT_OF_REMIT = "out_of_remit"
    RULE_BREACH = "rule_breach"


class ItemState(StrEnum):
    NEW = "new"
    ANSWERING = "answering"
    """Somebody took it."""
    WAITING = "waiting"
    """For the citizen: the clock stands still."""
    HANDED_OVER = "handed_over"
    ANSWERED = "answered"
    """The reply stands on the page; the result may still be owed."""
    CLOSED = "closed"


OPEN = (ItemState.NEW, ItemState.ANSWERING, ItemState.WAITING, ItemState.ANSWERED)
"""States in which something may still be due. HANDED_OVER and CLOSED are ends."""


class ItemOutcome(StrEnum):
    """How an item ended."""

    ANSWERED = "answered"
    HANDED_OVER = "handed_over"
    HIDDEN = "hidden"
    """A comment that broke a house rule."""
    KEPT = "kept"
    """A comment that was judged by the house rules and stays."""
    NO_ANSWER = "no_answer"
    """Nothing was asked, or the citizen did not come back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackItem:
    """One question, without its text: what lists, clocks and figures need."""

    id: str
    account: str
    """Name of the page's account; of the unit's first page for what came by telephone or in person, empty if none."""
    origin: Origin
    received_at: datetime
    """When the citizen wrote or spoke."""
    taken_in_at: datetime
    category: Category | None = None
    """None until a person decided."""
    suggested: Category | None = None
    """What the words of the text suggest."""
    urgent_signs: int = 0
    """How many signs of an emergency the text has; shown to the officer, decides nothing."""
    topic: str = ""
    """Code of the topic, such as ``identity_card``; empty while none was chosen."""
    state: ItemState = ItemState.NEW
    assigned_to: str = ""
    """Id of a person."""
    concerns: str = ""
    """Id of the person the feedback is about: they neither see its text nor answer it."""
    post: str = ""
    """Id of the unit's own post (ours) under which it stands, where known."""
    under: str = ""
    """What the page calls that post: remote id."""
    first_reply_at: datetime | None = None
    waiting_since: datetime | None = None
    waited: timedelta = timedelta()
    """Working time it waited for the citizen before."""
    reply_due: datetime | None = None
    """Until when a first reply is owed; None when nothing is."""
    result_due: datetime | None = None
    closed_at: datetime | None = None
    outcome: ItemOutcome | None = None
    purge_on: date | None = None
    """The day its text goes; None while it is open."""
    purged: bool = False
    """Text and thread are gone."""
    version: int = 0
    """Counts changes; a change names the version it saw, so that two officers do not overwrite each other."""


class Due(StrEnum):
    """How an open item stands to its targets."""

    OVERDUE = "overdue"
    SOON = "soon"
    """In the last quarter of its time, or less than 30 working minutes left."""
    FINE = "fine"
    NONE = "none"
    """Nothing is owed: waiting for the citizen, or no target."""


class Pill(StrEnum):
    """The queues of the page, in order."""

    TO_ANSWER = "to_answer"
    OVERDUE = "overdue"
    SOON = "soon"
    WAITING = "waiting"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackFilter:
    """What the queue shows."""

    pill: Pill = Pill.TO_ANSWER
    account: str = ""
    category: Category | None = None
    topic: str = ""
    assigned_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackCounts:
    """How many items each pill has."""

    to_answer: int = 0
    overdue: int = 0
    soon: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationTurn:
    """One text of a conversation, personal data masked unless a person asked for it."""

    at: datetime
    ours: bool
    """Written by the page."""
    text: str
    masked: tuple[MaskedPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedPart:
    """A piece of personal data that is hidden in a text: ``text[start:end]`` shows `kind` in place of it."""

    start: int
    end: int
    kind: Phrase
    """Such as “số điện thoại đã che”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What an officer reads of one item: the turns in order, and the post it stands under."""

    item: FeedbackItem
    turns: tuple[ConversationTurn, ...]
    post_title: str = ""
    permalink: str = ""
    """Of the public comment; empty for what is not public."""
