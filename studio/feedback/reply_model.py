"""What the desk keeps of an answer: the draft, the reply on its way, and what the checks say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from studio.library.model import CitationRef
from studio.phrase import Bilingual, Phrase
from studio.posts.model import Severity
from studio.publishers.inbox import Channel, ReplyWay, Thread
from studio.text import nfc

SLOTS = ("greeting", "answer", "next_step", "thanks")
"""The four parts of an answer, in the order in which they are sent."""
NO_SLOT = ""
"""A finding about the answer as a whole, or about what surrounds it."""


def joined(slots: Mapping[str, str]) -> str:
    """The four slots as one text, each on a line of its own."""
    parts = (nfc(slots.get(name, "")).strip() for name in SLOTS)
    return "\n".join(part for part in parts if part)


class DraftState(StrEnum):
    WRITTEN = "written"
    SUBMITTED = "submitted"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """An answer while it is written. `id` and what follows it is filled in by the desk."""

    item: str
    way: ReplyWay
    greeting: str = ""
    answer: str = ""
    next_step: str = ""
    thanks: str = ""
    canned: str = ""
    """Id of the canned reply that it was begun from."""
    canned_version: int = 0
    citations: tuple[CitationRef, ...] = ()
    also: tuple[str, ...] = ()
    """Ids of merged items that get the same answer, each in its own thread."""
    id: str = ""
    revision: int = 0
    """Counts what was saved; whoever saves names the one they saw."""
    state: DraftState = DraftState.WRITTEN
    saved_by: str = ""
    writers: tuple[str, ...] = ()
    """Everybody who wrote on it: none of them approves it."""
    saved_at: datetime | None = None
    submitted_by: str = ""
    approved_by: str = ""
    note: str = ""
    """Why an approver gave it back."""

    def text(self) -> str:
        """The four slots as one text, as it is sent."""
        return joined(self.slots)

    def slot(self, name: str) -> str:
        """The text of one of `SLOTS`."""
        return {
            "greeting": self.greeting,
            "answer": self.answer,
            "next_step": self.next_step,
            "thanks": self.thanks,
        }[name]

    @property
    def slots(self) -> Mapping[str, str]:
        return {name: self.slot(name) for name in SLOTS}

    @property
    def items(self) -> tuple[str, ...]:
        """Every item that it answers."""
        return (self.item, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFinding:
    """One result of a check of an answer."""

    code: str
    severity: Severity
    title: Phrase
    """What is wrong."""
    fix: Phrase
    """What to do."""
    slot: str = NO_SLOT
    """One of `SLOTS`, or `NO_SLOT`."""
    excerpt: str = ""
    """The piece of text concerned, masked where it is personal data."""


class ReplyState(StrEnum):
    """Where a reply stands; `studio.feedback.reply_machine` says what may follow what."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    """The page took it; it was not read back yet."""
    VERIFIED = "verified"
    UNKNOWN = "unknown"
    """It may or may not stand there: only a look, or a person after one, can tell."""
    REFUSED = "refused"
    """Nothing of it left, for certain; a person may send it anew."""


UNSETTLED = (ReplyState.WAITING, ReplyState.SENDING, ReplyState.SENT, ReplyState.UNKNOWN)
"""States in which a reply is on its way: no other may be begun for the same item."""
UNSENT = (ReplyState.WAITING, ReplyState.REFUSED)
"""The page has nothing of it, for certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReply:
    """One reply to one item, without its text."""

    id: str
    item: str
    draft: str
    """Id of the draft it was queued from: queued twice, it is the same reply."""
    account: str
    page_id: str
    """What the account's page was called when it was queued."""
    channel: Channel
    way: ReplyWay
    seal: str
    """Binds item, page, thread, way and text; see `studio.feedback.letters`."""
    state: ReplyState = ReplyState.WAITING
    canned: str = ""
    canned_version: int = 0
    citations: tuple[CitationRef, ...] = ()
    queued_by: str
    approved_by: str = ""
    approval: int = 0
    """Revision of the draft that was approved, as its signature names it; 0: none was needed."""
    fully: bool = True
    """It gives the result as well; nothing more is owed afterwards."""
    answers_at: datetime
    """When the text was written that it answers: nothing of it on the page is older."""
    queued_at: datetime
    updated_at: datetime
    since: datetime
    """When it entered its present state."""
    not_before: datetime | None = None
    lease: str = ""
    lease_until: datetime | None = None
    fence: int = 0
    attempts: int = 0
    looks: int = 0
    first_sent_at: datetime | None = None
    """When the first attempt began."""
    last_sent_at: datetime | None = None
    absent_at: datetime | None = None
    """First look after the last attempt that did not find it."""
    looked_at: datetime | None = None
    """When somebody last looked at the thread."""
    sent_at: datetime | None = None
    verified_at: datetime | None = None
    asks: bool = False
    """Only a person can say what became of it."""
    vouched_by: str = ""
    """Who said that it stands there, where it was not read back."""
    remote: str = ""
    """Digest of the page's id of it, by which it is known again; the id itself goes with the text."""
    vi: str = ""
    en: str = ""

    @property
    def problem(self) -> Phrase:
        """The last word on it."""
        return Bilingual(self.vi, self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLetter:
    """What is sealed of a reply: all that tells of the citizen, and the text itself."""

    thread: Thread
    slots: Mapping[str, str]
    salt: str
    """Random; without it nobody can find the thread by trying hashes against the seal."""
    remote_id: str = ""
    permalink: str = ""

    @property
    def text(self) -> str:
        """As it is sent."""
        return joined(self.slots)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyProgress:
    """What one round of sending did."""

    moved: tuple[str, ...] = ()
    """Ids of items whose reply moved."""

    def __bool__(self) -> bool:
        return bool(self.moved)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSent:
    """What became of a reply to several items."""

    queued: tuple[SentReply, ...]
    refused: Mapping[str, Phrase] = field(default_factory=dict)
    """By item, why it gets none."""
