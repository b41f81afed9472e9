"""The outbox as the window and the command line use it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from studio.accounts.model import AccountKind
from studio.clock import Clock
from studio.errors import BadInput, NotFound
from studio.outbox import messages
from studio.outbox.audit import Act, AuditLog
from studio.outbox.deciding import Decider
from studio.outbox.ledger import WORKER, Ledger
from studio.outbox.looking import Looker
from studio.outbox.machine import SETTLED, Event
from studio.outbox.means import Means
from studio.outbox.model import Attempt, Attention, Delivery, DeliveryState, Receipt
from studio.outbox.ports import AccountBook, FileShelf, Gate, Liveness, OutboxRepository, PostBook, Staff
from studio.outbox.queueing import Queue
from studio.outbox.records import Records
from studio.outbox.sending import Sender
from studio.outbox.timing import Jitter, Timing
from studio.outbox.worker import Worker
from studio.people.model import Role
from studio.phrase import Phrase
from studio.publishers.port import Publisher, RemotePost
from studio.text import fold

SHORTEST_REST = timedelta(milliseconds=200)
LONGEST_REST = timedelta(seconds=30)
MOST_SHOWN = 300
"""Deliveries a list shows at once; the search finds the others."""
_LOOKABLE = frozenset({Attention.DOUBT, Attention.GONE, Attention.DIFFERS})


class Outbox:
    """Delivery exactly once. Safe to call from several threads; sending itself is one at a time."""

    def __init__(
        self,
        *,
        repo: OutboxRepository,
        publishers: Mapping[AccountKind, Publisher],
        gate: Gate,
        posts: PostBook,
        staff: Staff,
        accounts: AccountBook,
        files: FileShelf,
        audit: AuditLog,
        records: Records,
        clock: Clock,
        ids: Callable[[], str],
        jitter: Jitter,
        presence: Liveness,
        timing: Timing | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        timing = timing or Timing()
        ledger = Ledger(repo=repo, audit=audit, posts=posts, clock=clock)
        means = Means(
            repo=repo,
            ledger=ledger,
            publishers=publishers,
            accounts=accounts,
            gate=gate,
            files=files,
            clock=clock,
            timing=timing,
            jitter=jitter,
            presence=presence,
        )
        self._m = means
        self._audit = audit
        self._accounts = accounts
        self._staff = staff
        self._records = records
        self._pause = pause
        self._looker = Looker(means)
        self._worker = Worker(means, Sender(means), self._looker)
        self._queue = Queue(repo=repo, ledger=ledger, gate=gate, posts=posts, staff=staff, clock=clock, ids=ids)
        self._decider = Decider(means, staff)

    def enqueue(
        self, post_id: str, accounts: Sequence[str], by: str, pin: str, at: datetime | None = None
    ) -> tuple[Delivery, ...]:
        """Queue an approved post for these pages, all or none; twice gives the same deliveries. See `Queue`."""
        return self._queue.enqueue(post_id, accounts, by, pin, at)

    def list(self) -> tuple[Delivery, ...]:
        """Newest first."""
        return self._m.repo.all()

    def counts(self) -> Mapping[DeliveryState, int]:
        """How many deliveries are in each state."""
        return self._m.repo.counts()

    def latest(
        self, states: Collection[DeliveryState] = (), text: str = "", *, limit: int = MOST_SHOWN
    ) -> tuple[Delivery, ...]:
        """The newest deliveries in these states (all without any) that hold every word of `text`, marks aside: in the
        post's title, the page's, the platform, the reference or the link."""
        words = fold(text).split()
        pages = [(account.name, fold(account.title)) for account in self._accounts.list()] if words else []
        told = [(word, [name for name, title in pages if word in title]) for word in words]
        return self._m.repo.latest(states=states, words=told, limit=limit)

    def get(self, delivery_id: str) -> Delivery:
        return self._m.repo.get(delivery_id)

    def of_post(self, post_id: str) -> tuple[Delivery, ...]:
        return self._m.repo.of_post(post_id)

    def find(self, prefix: str) -> Delivery:
        """The delivery whose id begins with `prefix`. Raises NotFound, or BadInput when several do."""
        ids = self._m.repo.find(prefix) if prefix else ()
        if not ids:
            raise NotFound(f"không có lượt gửi nào mang mã {prefix}.", f"there is no delivery {prefix}.")
        if len(ids) > 1:
            raise BadInput(
                f"mã {prefix} chỉ {len(ids)} lượt gửi; hãy gõ thêm ký tự.",
                f"{prefix} means {len(ids)} deliveries; type more characters.",
            )
        return self._m.repo.get(ids[0])

    def attempts(self, delivery_id: str) -> tuple[Attempt, ...]:
        """What was tried and looked up, in order."""
        return self._m.repo.attempts(delivery_id)

    def receipt(self, delivery_id: str) -> Receipt | None:
        return self._m.repo.receipt(delivery_id)

    def run_once(self) -> Delivery | None:
        """One delivery as far as it goes now; None when nothing wants work."""
        return self._worker.run_once()

    def run(self, *, until_idle: bool = True, patience: timedelta = timedelta(0)) -> tuple[Delivery, ...]:
        """Do what is due and file the records. Returns what changed, each as it is now.

        With `until_idle`, stay for as much as `patience` in all while something may still move (a doubt to look up);
        else stay until interrupted.
        """
        changed: dict[str, Delivery] = {}
        rested = timedelta(0)

        def rest(moment: datetime | None) -> bool:
            nonlocal rested
            self._records.file_due()
            wait = LONGEST_REST if moment is None else moment - self._m.clock.now()
            wait = min(max(wait, SHORTEST_REST), LONGEST_REST)
            if until_idle and (moment is None or rested + wait > patience):
                return False
            rested += wait
            self._pause(wait.total_seconds())
            return True

        for delivery in self._worker.run(rest):
            changed[delivery.id] = delivery
        return tuple(changed.values())

    def reconcile(self, delivery_id: str | None = None) -> tuple[Delivery, ...]:
        """Look at the page now for what is in doubt (or for this one). Returns what was looked up."""
        chosen = self._unsettled() if delivery_id is None else (self.get(delivery_id),)
        looked = [self._look_now(d) for d in chosen if _lookable(d)]
        self._records.file_due()
        return tuple(d for d in looked if d is not None)

    def candidates(self, delivery_id: str) -> tuple[RemotePost, ...]:
        """Posts on the page that could be this delivery, to be compared side by side. Raises StudioError."""
        return self._looker.candidates(self.get(delivery_id))

    def retry(self, delivery_id: str, by: str, pin: str) -> Delivery:
        """Send a missed, failed or stopped delivery now; a doubtful one only after a look."""
        return self._decider.retry(delivery_id, by, pin)

    def choose(self, delivery_id: str, remote_id: str, by: str, pin: str) -> Delivery:
        """Of `candidates`, this is it."""
        self._decider.choose(delivery_id, remote_id, by, pin)
        done = self._worker.work_on(delivery_id)
        self._records.file_due()
        return done or self.get(delivery_id)

    def accept(self, delivery_id: str, by: str, pin: str) -> Delivery:
        """The post on the page differs and is right all the same."""
        return self._published(self._decider.accept(delivery_id, by, pin))

    def confirm_by_hand(self, delivery_id: str, link: str, by: str) -> Delivery:
        """ "I posted it, here is the link." """
        return self._published(self._decider.confirm_by_hand(delivery_id, link, by))

    def cancel(self, delivery_id: str, by: str) -> Delivery:
        """Let it never be sent. Raises Refused when it is, or may be, on the page."""
        return self._decider.cancel(delivery_id, by)

    def cancel_post(self, post_id: str, by: str) -> tuple[Delivery, ...]:
        """Cancel every delivery of a post that nothing has come of yet (the post was held or withdrawn)."""
        waiting = (DeliveryState.SCHEDULED, DeliveryState.WAITING, DeliveryState.MISSED, DeliveryState.FAILED)
        return tuple(self.cancel(d.id, by) for d in self.of_post(post_id) if d.state in waiting)

    def withdraw(self, delivery_id: str, by: str, pin: str, reason: str) -> Delivery:
        """Remove a published post from its page."""
        return self._published(self._decider.withdraw(delivery_id, by, pin, reason))

    def stale(self, now: datetime) -> tuple[Delivery, ...]:
        """Deliveries that hang in a state they should have left: an alarm, whoever is to blame."""
        return tuple(d for d in self._unsettled() if self._m.timing.is_stale(d, now))

    def next_moment(self) -> datetime | None:
        """When `run` will next have something to do; None: nothing is waiting."""
        return self._m.repo.next_moment()

    def clock_trouble(self) -> Phrase | None:
        """Why nothing is sent at present, when the PC's clock went back."""
        return self._worker.clock_trouble()

    def accept_clock(self, by: str, pin: str) -> None:
        """A person says that the present time is right although it is behind the last run's. Raises NotPermitted."""
        person = self._staff.require(self._staff.verify_pin(by, pin).id, Role.TECHNICAL, Role.HEAD)
        now = self._m.clock.now()
        with self._m.repo.transaction():
            self._m.repo.accept_clock(now, now + self._m.timing.lease, now + self._m.timing.asked_longest)
            self._audit.append(at=now, by=person.id, act=Act.CLOCK_ACCEPTED, data={})

    def _unsettled(self) -> tuple[Delivery, ...]:
        """What something may still come of, the newest first."""
        states = [state for state in DeliveryState if state not in SETTLED]
        return self._m.repo.latest(states=states, words=(), limit=None)

    def _look_now(self, delivery: Delivery) -> Delivery | None:
        if delivery.state is DeliveryState.NEEDS_ATTENTION:
            self._m.ledger.move(delivery, Event.RECHECK, messages.RECHECK, by=WORKER)
        return self._worker.work_on(delivery.id)

    def _published(self, delivery: Delivery) -> Delivery:
        self._records.file_due()
        return delivery


def _lookable(delivery: Delivery) -> bool:
    in_doubt = delivery.state in (DeliveryState.UNKNOWN, DeliveryState.SENT)
    return in_doubt or (delivery.state is DeliveryState.NEEDS_ATTENTION and delivery.reason in _LOOKABLE)
