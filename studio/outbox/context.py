"""What every part of the worker works with.

What the outbox needs of others, in its own words. `studio.app` hands the real ones in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from studio.accounts.model import Account, AccountKind
from studio.accounts.service import Accounts
from studio.clock import Clock
from studio.errors import NotFound, Refused
from studio.outbox import messages
from studio.outbox.breaker import Breaker
from studio.outbox.home import Watchfulness
from studio.outbox.leave import Leave
from studio.outbox.ledger import Ledger
from studio.outbox.model import Delivery
from studio.outbox.presence import Liveness
from studio.outbox.timing import Jitter, Timing
from studio.posts.model import Bundle, Package
from studio.posts.ports import FileReader
from studio.posts.record import Dossier
from studio.posts.workflow import Workflow
from studio.publishers.port import Answer, Capabilities, Publisher

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.outbox.storage import StoredOutbox


@dataclass(frozen=True, slots=True, kw_only=True)
class SendContext:
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

    def ready(self, post_id: str, account: str, now: datetime) -> SendContext:
        """At the last moment: approval valid, seal and file hashes unchanged, target approved, preflight without
        blockers. Raises Refused, Blocked, NotFound or Untrusted with the reason."""
        ...

    def ready_to_queue(self, post_id: str, accounts: Sequence[str], now: datetime) -> tuple[SendContext, ...]:
        """The same at queuing, of all these pages at once and in their order: the post is judged one time, however
        many they are. Raises like `ready`, for the first page that does not pass."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPage:
    """An account with the publisher that serves it."""

    account: Account
    publisher: Publisher

    @property
    def can(self) -> Capabilities:
        return self.publisher.capabilities(self.account)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxContext:
    repo: StoredOutbox
    ledger: Ledger
    publishers: Mapping[AccountKind, Publisher]
    accounts: Accounts
    gate: Gate
    files: FileShelf
    clock: Clock
    timing: Timing
    jitter: Jitter
    liveness: Liveness
    breaker: Breaker
    watchfulness: Watchfulness
    workflow: Workflow
    leave: Leave

    def page(self, name: str) -> ServedPage:
        """Raises NotFound: no such account, or nothing here serves its kind."""
        account = self.accounts.get(name)
        publisher = self.publishers.get(account.kind)
        if publisher is None:
            raise NotFound(messages.NO_PUBLISHER)
        return ServedPage(account=account, publisher=publisher)

    def page_of(self, delivery: Delivery) -> ServedPage:
        """The page that `delivery` is for. Raises Refused when its account stands for another one by now: an id of the
        one page may be somebody else's post on the other."""
        page = self.page(delivery.account)
        if page.account.page_id != delivery.page_id:
            say = messages.another_page(delivery.account, delivery.page_id, page.account.page_id)
            raise Refused(say)
        return page

    def next_try(self, delivery: Delivery, answer: Answer | None = None) -> datetime:
        """When to try or look again: when the page asked for it, else after a growing pause."""
        now = self.clock.now()
        if answer is not None and answer.retry_after is not None:
            return now + self.timing.asked(answer.retry_after)
        return now + self.timing.pause(delivery.looks, self.jitter)
