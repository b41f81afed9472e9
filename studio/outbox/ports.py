"""What the outbox needs of others, in its own words. `studio.app` hands the real ones in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from studio.accounts.model import Account
from studio.errors import Refused
from studio.outbox.model import Attempt, Delivery, DeliveryState, Pause, Receipt
from studio.people.model import Person, Role
from studio.posts.model import Bundle, Package
from studio.posts.ports import FileReader
from studio.posts.record import Dossier


class LeaseLost(Exception):
    """Somebody else moved the delivery meanwhile; what this party was about to write does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Everything a send needs, checked a moment ago."""

    bundle: Bundle
    package: Package
    account: Account
    written_at: datetime | None = None
    """When the post was begun: nothing of it was on a page before, whatever a restored backup forgot since."""
    amends: str = ""
    """Id of the published post whose text this one replaces, as approved."""


class HeldBack(Refused):
    """An emergency is on, and the post is none of those that go on: it waits for the end."""


class Gate(Protocol):
    """The one way to publishing."""

    def ready(self, post_id: str, account: str, now: datetime) -> Ready:
        """At the last moment: approval valid, seal and file hashes unchanged, target approved, preflight without
        blockers. Raises Refused, Blocked, NotFound or Untrusted with the reason."""
        ...

    def ready_to_queue(self, post_id: str, accounts: Sequence[str], now: datetime) -> tuple[Ready, ...]:
        """The same at queuing, of all these pages at once and in their order: the post is judged one time, however
        many they are. Raises like `ready`, for the first page that does not pass."""
        ...


class PostBook(Protocol):
    """The post's own state follows its deliveries. Each call joins the caller's transaction."""

    def mark_queued(self, post_id: str, by: str) -> None: ...

    def mark_published(self, post_id: str) -> None:
        """All its deliveries are on their pages."""
        ...

    def mark_unqueued(self, post_id: str, by: str) -> None:
        """Every delivery was cancelled before anything left. `by` is empty where the program finished what a person
        had cancelled before."""
        ...

    def withdrawn_by(self, post_id: str) -> str | None:
        """Id of the approver or head who withdrew the post, with a reason; None while it is not withdrawn."""
        ...

    def withdrawn_because(self, post_id: str) -> str:
        """Their reason; empty while it is not withdrawn."""
        ...


class Staff(Protocol):
    """Who somebody is and what they may do."""

    def verify_pin(self, person: str, pin: str) -> Person:
        """Raises NotPermitted. Counts wrong tries, so never inside a transaction."""
        ...

    def require(self, person: str, *roles: Role) -> Person:
        """Raises NotPermitted unless active and holding one of `roles`."""
        ...


class AccountBook(Protocol):
    """The unit's pages."""

    def list(self) -> Sequence[Account]: ...

    def get(self, name: str) -> Account:
        """Raises NotFound."""
        ...


class Liveness(Protocol):
    """Which holders of leases still run."""

    @property
    def name(self) -> str:
        """The lease this holder writes into deliveries."""
        ...

    def alive(self, lease: str) -> bool: ...


class OutboxRepository(Protocol):
    """Keeps deliveries. A write is durable (synchronous=FULL) once the outermost transaction ends."""

    def transaction(self) -> AbstractContextManager[object]: ...

    def add(self, delivery: Delivery) -> None: ...

    def get(self, delivery_id: str) -> Delivery:
        """Raises NotFound."""
        ...

    def find(self, prefix: str) -> tuple[str, ...]:
        """Ids that begin with `prefix`."""
        ...

    def all(self) -> tuple[Delivery, ...]:
        """Newest first."""
        ...

    def counts(self) -> Mapping[DeliveryState, int]:
        """How many deliveries are in each state; a state of none may be missing."""
        ...

    def latest(
        self,
        *,
        states: Collection[DeliveryState],
        words: Sequence[tuple[str, Collection[str]]],
        limit: int,
        due: bool | None = None,
    ) -> tuple[Delivery, ...]:
        """Newest first, in these states (all without any), with all of `removals_due` besides (`due`), or without
        them. Each word, folded, must occur in the post's title, the
        platform, the reference or the link, unless the delivery's account is among those beside the word."""
        ...

    def removals_due(self) -> tuple[str, ...]:
        """Ids of what is on its page although its post was withdrawn; the earliest first."""
        ...

    def wanting_a_look(self) -> tuple[Delivery, ...]:
        """Those with `Delivery.wants_a_look`, the newest first."""
        ...

    def of_post(self, post_id: str) -> tuple[Delivery, ...]:
        """Oldest first."""
        ...

    def states_of(self, post_id: str) -> frozenset[DeliveryState]:
        """The states that the post's deliveries are in."""
        ...

    def claim(
        self,
        now: datetime,
        *,
        lease: str,
        until: datetime,
        dead: Collection[str],
        doubts_most: int,
        began: datetime | None = None,
        session: str = "",
    ) -> Delivery | None:
        """Lease the next delivery that can be worked on now, in-doubt ones first; its fence grows by one.

        Never one of an account that another living worker serves; to be sent, neither one of a paused account, nor one
        due before `began` and queued by another session, nor one that an emergency holds back.
        """
        ...

    def claim_watch(self, now: datetime, *, lease: str, until: datetime, dead: Collection[str]) -> Delivery | None:
        """Lease the verified delivery whose later look is due longest."""
        ...

    def put_off_watches(self, until: datetime, account: str = "") -> None:
        """No later look before `until`, of this account or of any."""
        ...

    def withheld(self, began: datetime, session: str) -> tuple[Delivery, ...]:
        """Unsent ones due before `began` that another session queued, the earliest first."""
        ...

    def count_withheld(self, began: datetime, session: str) -> int: ...

    def is_held_back(self, delivery_id: str) -> bool:
        """Whether an emergency is on during which its post does not leave."""
        ...

    def held_back(self) -> tuple[str, ...]:
        """Ids of unsent ones that wait for the end of an emergency, the earliest due first."""
        ...

    def recalls(self) -> tuple[Delivery, ...]:
        """Scheduled ones that are to be taken back from their pages, the earliest due first."""
        ...

    def stale(self, limits: Mapping[DeliveryState, datetime], recall_near: datetime) -> tuple[Delivery, ...]:
        """The newest first: in one of these states since before its limit. While a delivery waits for its time, that
        must lie before the limit, too; one that is to be handed to its page at once has the limit of WAITING. And each
        recall due until `recall_near`."""
        ...

    def count_stale(
        self,
        limits: Mapping[DeliveryState, datetime],
        recall_near: datetime,
        *,
        began: datetime | None = None,
        session: str = "",
    ) -> int:
        """How many those are, without the withheld ones."""
        ...

    def claim_one(
        self, delivery_id: str, now: datetime, *, lease: str, until: datetime, dead: Collection[str]
    ) -> Delivery | None:
        """Lease this one, whatever its pause; None while another living holder has it or one of its account."""
        ...

    def leases(self) -> frozenset[str]:
        """Every lease written in a delivery."""
        ...

    def update(self, before: Delivery, after: Delivery) -> Delivery:
        """Write `after` where the row still has the state, lease and fence of `before`. Raises LeaseLost."""
        ...

    def hold_account(self, account: str, until: datetime) -> None:
        """Let no unsent delivery of `account` start before `until`."""
        ...

    def pause_account(self, pause: Pause) -> None:
        """Replaces an earlier pause of the account."""
        ...

    def pauses(self, account: str | None = None) -> tuple[Pause, ...]:
        """The longest first; of one account, or all."""
        ...

    def release_account(self, account: str) -> bool:
        """Whether it was paused."""
        ...

    def last_outcomes(self, account: str, steps: Collection[str], limit: int) -> tuple[str, ...]:
        """Of the attempts of these steps that ended, the newest first."""
        ...

    def next_moment(self, *, began: datetime | None = None, session: str = "") -> datetime | None:
        """When the next delivery wants work, by its time and pauses; None when none does. Later looks do not count."""
        ...

    def family(self, reference: str) -> tuple[Delivery, ...]:
        """The delivery of this reference and those that amend it, the oldest first."""
        ...

    def owned(self, page_id: str) -> Mapping[str, str]:
        """Delivery id by remote id or permalink of that page, whatever its account was called. What was amended
        belongs to the delivery that made it."""
        ...

    def known_codes(self, codes: Collection[str], page_id: str = "") -> frozenset[str]:
        """Which of these references a delivery here has, one to that page where it is given."""
        ...

    def in_doubt(self, page_id: str, text_sha256: str) -> int:
        """How many deliveries to that page with this text are in doubt."""
        ...

    def begin_attempt(self, attempt: Attempt) -> int:
        """Returns the key for `end_attempt`."""
        ...

    def end_attempt(self, key: int, *, at: datetime, outcome: str, detail: str = "") -> None: ...

    def end_open_attempts(self, delivery_id: str, *, at: datetime, outcome: str, detail: str) -> None: ...

    def attempts(self, delivery_id: str) -> tuple[Attempt, ...]: ...

    def save_receipt(self, receipt: Receipt) -> None: ...

    def receipt(self, delivery_id: str) -> Receipt | None: ...

    def clock_seen(self) -> datetime | None:
        """The latest moment any worker ever saw."""
        ...

    def see_clock(self, now: datetime) -> None: ...

    def accept_clock(self, now: datetime, lease_until: datetime, not_before: datetime) -> None:
        """Take `now` as right although it is earlier; no lease or pause may end later than these."""
        ...


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


class RecordRepository(Protocol):
    """Keeps which records there are."""

    def add(self, record: KeptRecord) -> None: ...

    def latest(self, post_id: str) -> KeptRecord | None: ...

    def of_post(self, post_id: str) -> tuple[KeptRecord, ...]: ...

    def without_record(self) -> tuple[str, ...]:
        """Posts with a published delivery that changed after their last record."""
        ...


class RecordSources(Protocol):
    """What the other rooms know of a post."""

    def dossier(self, post_id: str) -> Dossier:
        """As approved and published, not as edited since. Raises NotFound or Untrusted."""
        ...


class FileShelf(FileReader, Protocol):
    """Files by their SHA-256, to which more may be added."""

    def put_pieces(self, pieces: Iterable[bytes]) -> str:
        """Keep a file of which one piece at a time is in memory; its name. Raises StorageTrouble."""
        ...
