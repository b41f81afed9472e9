"""What the desk keeps of one question, and the words of its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from studio.phrase import Phrase
from studio.publishers.inbox import IncomingMessage


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
    suggested_topic: str = ""
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
    heard_at: datetime
    """When the citizen wrote last."""
    asked_at: datetime
    """From when a reply is owed: `received_at`, or what the citizen wrote after an answer."""
    first_reply_at: datetime | None = None
    in_time: bool | None = None
    """Whether the first reply stood in time; None while there is none."""
    fully: bool = False
    """The reply gave the result as well; nothing more is owed."""
    waiting_since: datetime | None = None
    waited: timedelta = timedelta()
    """Working time it waited for the citizen before."""
    reply_due: datetime | None = None
    """Until when the first reply is, or was, owed; None when nothing is."""
    result_due: datetime | None = None
    due_at: datetime | None = None
    """What is owed next; None when nothing is: it waits, or has ended."""
    soon_at: datetime | None = None
    """From when on `due_at` is near."""
    group: str = ""
    """Id of the item with which a person put this one together, to be answered once; its own id for that item."""
    closed_at: datetime | None = None
    outcome: ItemOutcome | None = None
    purge_on: date | None = None
    """The day its text goes; None while it is open."""
    purged: bool = False
    """Text and thread are gone."""
    version: int = 0
    """Counts changes; a change names the version it saw, so that two officers do not overwrite each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One text that was read from a page's inbox."""

    account: str
    incoming: IncomingMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the words of a text suggest to the officer; nothing is decided by it."""

    category: Category | None = None
    topic: str = ""
    urgent_signs: int = 0


class Due(StrEnum):
    """How an open item stands to its targets."""

    OVERDUE = "overdue"
    SOON = "soon"
    """In the last quarter of its time, or less than 30 working minutes left."""
    FINE = "fine"
    NONE = "none"
    """Nothing is owed: waiting for the citizen, or no target."""


class FeedbackQueue(StrEnum):
    """The queues of the page, in order."""

    TO_ANSWER = "to_answer"
    OVERDUE = "overdue"
    SOON = "soon"
    WAITING = "waiting"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackFilter:
    """What the queue shows."""

    pill: FeedbackQueue = FeedbackQueue.TO_ANSWER
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRow:
    """One line of the queue."""

    item: FeedbackItem
    first_line: str
    """How its text begins, personal data masked; empty when it is purged, cannot be opened, or is not for the list: the
    feedback concerns somebody of the unit."""
    due: Due
    same: int = 0
    """How many other open items under the same post ask the like."""


class SpanUnit(StrEnum):
    """All are working time."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A length of working time: four hours, a day."""

    amount: int
    unit: SpanUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """In what time the unit itself wants to answer one category."""

    reply: Span
    result: Span | None = None
    """None: no result is owed after the first reply."""


class PurgeRule(StrEnum):
    """Why texts went."""

    TIME = "time"
    """Their days after closing were over."""
    HANDED_OVER = "handed_over"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeCertificate:
    """One line a purge: how many, by which rule, who."""

    at: datetime
    by: str
    """Id of a person, or of the program."""
    count: int
    rule: PurgeRule
    days: int
    """Days after closing that were set then."""


IN_TIME: dict[Category, timedelta] = {
    Category.URGENT: timedelta(minutes=5),
    Category.SECURITY_REPORT: timedelta(minutes=30),
}
"""How soon after it was seen the duty point has to know."""


class HandoverChannel(StrEnum):
    """How it was passed on."""

    PHONE = "phone"
    DOCUMENT = "document"
    SYSTEM = "system"
    """The authorised system for such reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRecord:
    """All that stays of an item that was handed over."""

    id: str
    item: str
    account: str
    category: Category | None
    receiver: str
    """The receiving post; no name."""
    channel: HandoverChannel
    reference: str = ""
    """Empty while the receiver was called and the full text has not been passed on."""
    seen_at: datetime
    called_at: datetime
    at: datetime
    by: str
    """Id of the person who handed it over."""

    @property
    def in_time(self) -> bool:
        """Whether the duty point knew within the time of such an item."""
        limit = IN_TIME.get(self.category) if self.category else None
        return limit is None or self.called_at - self.seen_at <= limit
