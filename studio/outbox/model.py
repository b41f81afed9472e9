"""One delivery of one post to one page, and the states it may be in.

How far a post has come, over all its pages.

What a delivery is called: read back, claimed by a person, or to be removed and not removed yet. Its state alone does
not say on whose word it counts as published, nor that the post was withdrawn since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from studio.errors import BadInput
from studio.machine import Marks
from studio.phrase import NOTHING, Phrase


class DeliveryState(StrEnum):
    """Where a delivery stands; `studio.outbox.machine` says what may follow what."""

    SCHEDULED = "scheduled"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    VERIFIED = "verified"
    FAILED = "failed"
    MISSED = "missed"
    NEEDS_ATTENTION = "needs_attention"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Attention(StrEnum):
    """Why a delivery in NEEDS_ATTENTION waits for a person; empty in every other state."""

    NONE = ""
    HAND = "hand"
    """The package lies ready; a person posts it and brings the link."""
    GATE = "gate"
    """Approval, preflight or a file no longer allows it. Nothing left."""
    PAGE = "page"
    """Another page answered than the one approved. Nothing left."""
    ACCOUNT = "account"
    """The connection to the page is broken: login, rights, certificate. Nothing left."""
    CLOCK = "clock"
    """This PC's clock and the page's disagree. Nothing left."""
    DOUBT = "doubt"
    """It may or may not be on the page; only a look there can tell."""
    HIDDEN = "hidden"
    """A hidden copy lies on the page and was not shown."""
    GONE = "gone"
    """It was on the page and is not there any more."""
    TWICE = "twice"
    """The page shows it, and shows it a second time."""
    DIFFERS = "differs"
    """The page shows something else than what was approved."""


NOTHING_LEFT = frozenset({Attention.HAND, Attention.GATE, Attention.PAGE, Attention.ACCOUNT, Attention.CLOCK})
"""Reasons for which it is certain that the page has nothing of ours."""

LOOKABLE = frozenset({Attention.DOUBT, Attention.GONE, Attention.DIFFERS, Attention.TWICE})
"""Reasons that a look at the page may settle."""


class PublicationProof(StrEnum):
    """On whose word a delivery counts as published; empty while it is not, or was read back from its page."""

    NONE = ""
    LINK = "link"
    """A person posted it and brought the link: only a person can remove it again."""
    ACCEPTED = "accepted"
    """It was read back and differs; a person took it as it is."""


class UnsureLink(BadInput):
    """The link does not show that it is of the approved page; whoever looked there may take it all the same."""


class Holder(StrEnum):
    """Who keeps a post until its time."""

    PC = "pc"
    """This program; the PC has to be on at that time."""
    PLATFORM = "platform"
    """The page itself, once it has taken the post (`Delivery.held_by_page`)."""


class Recall(StrEnum):
    """A post that the page keeps until its time is to be taken back; written before the first try, and tried until
    the page is certain to have nothing of it."""

    NONE = ""
    CANCEL = "cancel"
    """A person cancelled it: it then becomes CANCELLED."""
    GATE = "gate"
    """Approval, preflight or a file no longer allows it: it then waits for a person as GATE."""
    SHOWN = "shown"
    """Its time came first, so it showed for a while: once removed it is WITHDRAWN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A row of the outbox. Unique per (post, seal, account): queuing twice yields the same row. One that was cancelled
    is taken up again by the same content for the same page, under whatever name and seal."""

    id: str
    post_id: str
    post_title: str
    account: str
    platform: str
    page_id: str
    seal: str
    reference: str
    """Code unique to this delivery, by which a post is found again on the page (`studio.outbox.queue`)."""
    state: DeliveryState
    due_at: datetime
    attempts: int = 0
    remote_id: str = ""
    permalink: str = ""
    message: str = ""
    """Last word on it, a sentence in Vietnamese."""
    message_en: str = ""
    lease: str = ""
    lease_until: datetime | None = None
    fence: int = 0
    not_before: datetime | None = None
    queued_by: str = ""
    created_at: datetime
    updated_at: datetime
    since: datetime | None = None
    """When it entered its present state."""
    reason: Attention = Attention.NONE
    text_sha256: str = ""
    """Hash of the normalised text that was about to leave; empty before the first attempt."""
    image_sha256: tuple[str, ...] = ()
    """Hashes of the pictures that were about to leave, in order."""
    first_sent_at: datetime | None = None
    """When the first attempt began: nothing of ours on the page is older."""
    last_sent_at: datetime | None = None
    absent_at: datetime | None = None
    """First look after the last attempt that did not find it."""
    looks: int = 0
    """Looks or tries in a row that decided nothing; the pause before the next one grows with it."""
    holder: Holder = Holder.PC
    session: str = ""
    """The run of the program in which a person last put it into the queue."""
    recall: Recall = Recall.NONE
    watch_at: datetime | None = None
    """When a verified post is read back again; None: no more, or never."""
    vouched: PublicationProof = PublicationProof.NONE
    amends: str = ""
    """Reference of the delivery whose post on the page gets this text; empty: a post of its own is made."""
    watched: int = 0
    """How many of those later looks found it as it was approved."""

    @property
    def held_by_page(self) -> bool:
        """SCHEDULED, and the page has the post and will show it at `due_at` by itself."""
        return self.state is DeliveryState.SCHEDULED and bool(self.remote_id)

    @property
    def wants_a_look(self) -> bool:
        """Only the page can tell how it stands, or it is to be taken back from there."""
        if self.state is DeliveryState.NEEDS_ATTENTION:
            return self.reason in LOOKABLE
        waits = self.state is DeliveryState.SCHEDULED and bool(self.recall)
        return waits or self.state in (DeliveryState.UNKNOWN, DeliveryState.SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What was about to be sent (written before anything leaves) and what came of it."""

    delivery: str
    number: int
    step: str
    """``create``, ``reveal``, ``verify``, ``reconcile``, ``delete``, ``twin``, ``recall``, ``watch``."""
    body_sha256: str
    started_at: datetime
    finished_at: datetime | None = None
    outcome: str = ""
    """``done not_executed refused unknown``; of a look ``found absent differs hidden ambiguous unreadable``."""
    detail: Phrase = NOTHING
    """A sentence, or the page's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the page answered and what was read back."""

    delivery: str
    remote_id: str
    permalink: str
    at: datetime
    verified: bool
    raw: str
    confirmed_by: str = ""
    """Name of the person on whose word it counts as published; empty when the page itself was read back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Nothing more is sent to `account`; looks go on.

    It ends by a person's word, by a good health check, or, once `until` has passed, by the page answering who it is.
    """

    account: str
    since: datetime
    reason: Phrase
    code: str = ""
    """The platform's own code, ``doubts``, or empty."""
    until: datetime | None = None
    """When the page may be asked again; None: only a person or a health check ends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmCounts:
    """Deliveries that want a person's eye at once; none is counted twice."""

    withheld: int = 0
    """An earlier run of the program left them overdue; nothing of them leaves before somebody has seen them."""
    stale: int = 0
    """They hang in a state that they should have left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryProgress:
    """How far a post has come: "đăng 28/30". `done + failed + unknown + waiting == total`."""

    done: int = 0
    """Read back from their pages (or confirmed by a person), or removed since."""
    total: int = 0
    """Every delivery but the cancelled ones."""
    failed: int = 0
    """Nothing of them is on the page and only a person moves them: what `retry_failed` touches."""
    unknown: int = 0
    """In doubt, or not on the page as they should be: a look or a person decides."""
    waiting: int = 0
    """On their way: waiting for time, network, a turn, the reading back, or somebody who posts by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Where the profile was last at home, or declared a copy."""

    machine: str
    marks: Marks
    place: str
    """Its folder there."""
    copy: bool = False
    original: str = ""
    """Of a copy: the PC it was copied from."""
    by: str = ""
    """Name of who said so; empty: found at home from the beginning."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A queued post on its way to another time; kept until it is queued again, or cannot be any more."""

    post_id: str
    was: datetime
    to: datetime
    accounts: tuple[str, ...]
    """Names of the pages it was queued for, in their order."""
    by: str
    at: datetime


class LeaseLost(Exception):
    """Somebody else moved the delivery meanwhile; what this party was about to write does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord:
    """A record of a publication as it is kept. Records are added, never replaced."""

    post_id: str
    number: int
    sha256: str
    """Of the ZIP, which lies in the file store under that name."""
    size: int
    covers: str
    """Digest of the published deliveries it tells of."""
    made_at: datetime


Part = Literal["done", "failed", "unknown", "waiting"]
_FAILED = frozenset({Attention.GATE, Attention.PAGE, Attention.ACCOUNT, Attention.CLOCK})
"""Reasons for which certainly nothing left."""
_BY_STATE: dict[DeliveryState, Part] = {
    DeliveryState.VERIFIED: "done",
    DeliveryState.WITHDRAWN: "done",
    DeliveryState.FAILED: "failed",
    DeliveryState.MISSED: "failed",
    DeliveryState.UNKNOWN: "unknown",
}


def part_of(delivery: Delivery) -> Part:
    """Where `delivery` is counted. "failed": certainly nothing is on the page, and only a person moves it."""
    if delivery.state is not DeliveryState.NEEDS_ATTENTION:
        return _BY_STATE.get(delivery.state, "waiting")
    if delivery.reason in _FAILED:
        return "failed"
    return "waiting" if delivery.reason is Attention.HAND else "unknown"


def progress_of(deliveries: Iterable[Delivery]) -> DeliveryProgress:
    """Counts all but the cancelled ones."""
    parts = Counter(part_of(delivery) for delivery in deliveries if delivery.state is not DeliveryState.CANCELLED)
    return DeliveryProgress(
        done=parts["done"],
        total=parts.total(),
        failed=parts["failed"],
        unknown=parts["unknown"],
        waiting=parts["waiting"],
    )


class Stand(StrEnum):
    """A delivery's state, told apart where one word would be untrue."""

    SCHEDULED = "scheduled"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    VERIFIED = "verified"
    """The program read it back from its page."""
    CLAIMED = "claimed"
    """It counts as published on a person's word."""
    REMOVAL_DUE = "removal_due"
    """Its post was withdrawn; it is still on its page, from where the program removes it on a publisher's word."""
    REMOVE_BY_HAND = "remove_by_hand"
    """The same, and a person has to remove it there."""
    FAILED = "failed"
    MISSED = "missed"
    NEEDS_ATTENTION = "needs_attention"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    AMEND_WAITING = "amend_waiting"
    """The published post shows as it was until its text is replaced."""
    AMEND_UNKNOWN = "amend_unknown"
    AMENDED = "amended"
    """The program read the new text back."""


_AMENDING = {
    DeliveryState.SCHEDULED: Stand.AMEND_WAITING,
    DeliveryState.WAITING: Stand.AMEND_WAITING,
    DeliveryState.UNKNOWN: Stand.AMEND_UNKNOWN,
    DeliveryState.VERIFIED: Stand.AMENDED,
}


def stand_of(delivery: Delivery, *, withdrawn: bool) -> Stand:
    """`withdrawn`: its post was, by a person who may."""
    on_page = delivery.state is DeliveryState.VERIFIED or delivery.reason in (Attention.DIFFERS, Attention.TWICE)
    if withdrawn and on_page:
        return Stand.REMOVE_BY_HAND if delivery.vouched is PublicationProof.LINK else Stand.REMOVAL_DUE
    if delivery.state is DeliveryState.VERIFIED and delivery.vouched:
        return Stand.CLAIMED
    if delivery.amends and delivery.state in _AMENDING:
        return _AMENDING[delivery.state]
    return Stand(delivery.state.value)
