"""What every part of the worker works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from studio.accounts.model import Account, AccountKind
from studio.accounts.service import Accounts
from studio.clock import Clock
from studio.errors import NotFound, Refused
from studio.outbox import messages
from studio.outbox.ledger import Ledger
from studio.outbox.model import Delivery
from studio.outbox.pausing import Breaker
from studio.outbox.ports import FileShelf, Gate, Liveness
from studio.outbox.session import Watchfulness
from studio.outbox.timing import Jitter, Timing
from studio.posts.workflow import Workflow
from studio.publishers.port import Answer, Capabilities, Publisher

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.outbox.storage import StoredOutbox


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPage:
    """An account with the publisher that serves it."""

    account: Account
    publisher: Publisher

    @property
    def can(self) -> Capabilities:
        return self.publisher.capabilities(self.account)


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    repo: StoredOutbox
    ledger: Ledger
    publishers: Mapping[AccountKind, Publisher]
    accounts: Accounts
    gate: Gate
    files: FileShelf
    clock: Clock
    timing: Timing
    jitter: Jitter
    presence: Liveness
    breaker: Breaker
    watchfulness: Watchfulness
    posts: Workflow

    def page(self, name: str) -> ServedPage:
        """Raises NotFound: no such account, or nothing here serves its kind."""
        account = self.accounts.get(name)
        publisher = self.publishers.get(account.kind)
        if publisher is None:
            raise NotFound(messages.NO_PUBLISHER.vi, messages.NO_PUBLISHER.en)
        return ServedPage(account=account, publisher=publisher)

    def page_of(self, delivery: Delivery) -> ServedPage:
        """The page that `delivery` is for. Raises Refused when its account stands for another one by now: an id of the
        one page may be somebody else's post on the other."""
        page = self.page(delivery.account)
        if page.account.page_id != delivery.page_id:
            say = messages.another_page(delivery.account, delivery.page_id, page.account.page_id)
            raise Refused(say.vi, say.en)
        return page

    def next_try(self, delivery: Delivery, answer: Answer | None = None) -> datetime:
        """When to try or look again: when the page asked for it, else after a growing pause."""
        now = self.clock.now()
        if answer is not None and answer.retry_after is not None:
            return now + self.timing.asked(answer.retry_after)
        return now + self.timing.pause(delivery.looks, self.jitter)
