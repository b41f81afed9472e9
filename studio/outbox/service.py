"""The outbox as the window and the command line use it.

Looks at posts long out: one that was deleted or changed on its page since is told, with an entry in the log.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from studio.accounts.model import AccountKind
from studio.accounts.service import Accounts
from studio.clock import Clock
from studio.errors import BadInput, NotFound, NotPermitted, StorageTrouble, StudioError
from studio.events import Publish, silent
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.breaker import Breaker
from studio.outbox.changes import AmendmentCheck, in_doubt, is_text_of
from studio.outbox.commands import DeliveryCommands
from studio.outbox.completer import Completer
from studio.outbox.context import FileShelf, Gate, OutboxContext
from studio.outbox.home import Home, QueueSession, Watchfulness
from studio.outbox.leave import OWN_QUEUE, Leave
from studio.outbox.ledger import WORKER, Ledger
from studio.outbox.machine import Event
from studio.outbox.model import (
    AlarmCounts,
    Attempt,
    Attention,
    Delivery,
    DeliveryProgress,
    DeliveryState,
    Pause,
    Receipt,
    progress_of,
)
from studio.outbox.presence import Liveness, Seat
from studio.outbox.queue import Queue
from studio.outbox.records import Records
from studio.outbox.timing import Jitter, Timing
from studio.outbox.verifier import DeliveryVerifier
from studio.outbox.workers import Worker, WorkerPool
from studio.people.model import Role
from studio.people.present import by_itself
from studio.people.service import People
from studio.phrase import Bilingual, Phrase, phrase
from studio.posts.workflow import Workflow
from studio.publishers.answers import read
from studio.publishers.port import Publisher, RemotePost, Unreachable
from studio.text import fold

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.outbox.storage import StoredOutbox
    from studio.outbox.storage_audit import StoredAudit


class Watcher:
    """Works only while nothing waits to be sent, and a bounded number of looks in a round."""

    def __init__(self, means: OutboxContext, worker: Worker) -> None:
        self._context = means
        self._worker = worker
        self._completer = Completer(means)

    def some(self) -> Iterator[Delivery]:
        """Look at what is due; yields each delivery that is not as it was. Ends at the first page out of reach."""
        began = self._context.clock.now()
        for _ in range(self._context.timing.watches_most):
            if self._worker.wanted():
                return
            watched = self._worker.watch_next(self._look)
            if watched is None:
                return
            if watched.updated_at >= began:
                yield watched

    def _look(self, delivery: Delivery) -> Delivery:
        try:
            page = self._context.page_of(delivery)
            post = read(lambda: page.publisher.read_back(page.account, delivery.remote_id))
        except StorageTrouble:
            raise
        except StudioError as trouble:  # nothing is known, and the next ones (of this account) would fare no better
            until = self._context.clock.now() + self._context.timing.watch_later
            found = self._go_on(delivery, watch_at=until)
            self._context.repo.put_off_watches(until, "" if isinstance(trouble, Unreachable) else delivery.account)
            return found
        if post is None:
            return self._missing(delivery, page.can.window)
        if not post.visible:
            return self._stop(delivery, Attention.GONE, messages.HIDDEN_LATER, Act.GONE)
        if not self._is_as_approved(delivery, post):
            return self._stop(delivery, Attention.DIFFERS, messages.CHANGED_LATER, Act.CHANGED)
        if self._completer.wants(delivery, page):
            self._context.ledger.note(delivery, "watch", "found", phrase(post.remote_id))
            first = self._context.timing.watch_next(delivery.since or delivery.updated_at, delivery.watched)
            return self._completer.see_to(delivery, page, first)
        return self._still_there(delivery, post)

    def _still_there(self, delivery: Delivery, post: RemotePost) -> Delivery:
        """As it was; a person who tried to remove it hears that it was not."""
        asked = in_doubt(self._context.repo.attempts(delivery.id))
        watched = delivery.watched if asked else delivery.watched + 1  # the look after a removal is one besides
        next_at = self._context.timing.watch_next(delivery.since or delivery.updated_at, watched)
        self._context.leave.on_page(delivery)  # once more: whoever decides may not have heard of it
        with self._context.repo.transaction():
            self._context.ledger.note(delivery, "watch", "found", phrase(post.remote_id))
            if asked:
                say = messages.STILL_SHOWN
                return self._context.ledger.move(delivery, Event.LOOK, say, watch_at=next_at, absent_at=None)
            return self._go_on(delivery, watch_at=next_at, watched=watched, absent_at=None)

    def _missing(self, delivery: Delivery, window: timedelta) -> Delivery:
        """A page may lose sight of a post for a moment: two looks have to agree."""
        now = self._context.clock.now()
        self._context.ledger.note(delivery, "watch", "absent")
        if delivery.absent_at is None or now - delivery.absent_at < window:
            first = delivery.absent_at or now
            return self._go_on(delivery, watch_at=first + window, absent_at=first)
        return self._stop(delivery, Attention.GONE, messages.GONE_LATER, Act.GONE)

    def _is_as_approved(self, delivery: Delivery, post: RemotePost) -> bool:
        receipt = self._context.repo.receipt(delivery.id)
        if receipt is not None and receipt.confirmed_by:  # it differed, and a person took it as it is
            return True
        family = self._context.repo.family(delivery.amends or delivery.reference)
        later = [d for d in family if d.created_at > delivery.created_at and d.text_sha256]  # a change under way
        return any(is_text_of(post, version) for version in (delivery, *later))

    def _go_on(self, delivery: Delivery, **changes: Any) -> Delivery:
        """Nothing anybody has to hear of: neither its message nor the time of its last change moves."""
        said = Bilingual(delivery.message, delivery.message_en)
        return self._context.ledger.move(delivery, Event.LOOK, said, updated_at=delivery.updated_at, **changes)

    def _stop(self, delivery: Delivery, reason: Attention, say: Phrase, act: Act) -> Delivery:
        with self._context.repo.transaction():
            self._context.ledger.note(delivery, "watch", "differs" if reason is Attention.DIFFERS else "absent", say)
            return self._context.ledger.move(
                delivery, Event.STOP, say, act=act, reason=reason, watch_at=None, absent_at=None, not_before=None
            )


SHORTEST_REST = timedelta(milliseconds=200)
LONGEST_REST = timedelta(seconds=30)
CONSOLE = "console"
QUEUED = "what somebody queued with their PIN is carried out, whoever is there"
QUEUES_ON_APPROVAL = "queues_on_approval"
"""The rule by which an approver who publishes queues in the same act."""
MOST_SHOWN = 300
"""Deliveries a list shows at once; the search finds the others."""


A = ParamSpec("A")
T = TypeVar("T")


def _from_home(act: Callable[Concatenate[Outbox, A], T]) -> Callable[Concatenate[Outbox, A], T]:
    """What sends, asks a page on behalf of a delivery, or decides on one: refused in a copy of the profile."""

    @wraps(act)
    def guarded(outbox: Outbox, /, *args: A.args, **kwargs: A.kwargs) -> T:
        outbox.require_home()
        return act(outbox, *args, **kwargs)

    return guarded


class Outbox:
    """Delivery exactly once. Safe to call from several threads and programs.

    `run` sends with several threads of its own, one account by one of them at a time; whoever calls `reconcile` or
    `choose` meanwhile works in their own thread. `by` is always a person's id.
    """

    def __init__(
        self,
        *,
        repo: StoredOutbox,
        publishers: Mapping[AccountKind, Publisher],
        gate: Gate,
        workflow: Workflow,
        people: People,
        accounts: Accounts,
        files: FileShelf,
        audit: StoredAudit,
        records: Records,
        clock: Clock,
        ids: Callable[[], str],
        jitter: Jitter,
        liveness: Liveness,
        timing: Timing | None = None,
        pause: Callable[[float], None] = time.sleep,
        session: QueueSession | None = None,
        publish: Publish = silent,
        home: Home | None = None,
        leave: Leave = OWN_QUEUE,
    ) -> None:
        """`session` is this run of the program: what an earlier one left overdue is withheld until `seen`. Without
        one, nothing is withheld. `home` tells whether anything may leave from this PC; without it, it may.
        `leave` decides on what several PCs may send."""
        self._home = home
        timing = timing or Timing()
        ledger = Ledger(repo=repo, audit=audit, workflow=workflow, accounts=accounts, clock=clock, publish=publish)
        watchfulness = Watchfulness(session=session)
        means = OutboxContext(
            repo=repo,
            ledger=ledger,
            publishers=publishers,
            accounts=accounts,
            gate=gate,
            files=files,
            clock=clock,
            timing=timing,
            jitter=jitter,
            liveness=liveness,
            breaker=Breaker(repo=repo, audit=audit, clock=clock, timing=timing, jitter=jitter),
            watchfulness=watchfulness,
            workflow=workflow,
            leave=leave,
        )
        self._context = means
        self._audit = audit
        self._accounts = accounts
        self._people = people
        self._records = records
        self._pause = pause
        self._verifier = DeliveryVerifier(means)
        self._worker = Worker(means)
        hands = _workers(means, self._worker, timing.workers + (timing.spare_workers if timing.workers > 1 else 0))
        self._pool = WorkerPool(hands, timing.workers)
        self._watcher = Watcher(means, self._worker)
        self._queue = Queue(
            repo=repo,
            ledger=ledger,
            gate=gate,
            workflow=workflow,
            people=people,
            clock=clock,
            ids=ids,
            timing=timing,
            session_id=watchfulness.session_id,
            capabilities=lambda account: means.page(account).can,
            amending=AmendmentCheck(means),
            is_shared=leave.is_shared,
        )
        self._commands = DeliveryCommands(means, people, workflow)

    def require_home(self) -> None:
        """Raises Refused where this profile is a copy, or nobody has said yet that it is none."""
        if self._home is not None:
            self._home.require()

    # Queuing

    @_from_home
    def enqueue(
        self,
        post_id: str,
        accounts: Sequence[str],
        by: str,
        pin: str,
        at: datetime | None = None,
        *,
        held_by: str = "pc",
        spread: timedelta = timedelta(0),
    ) -> tuple[Delivery, ...]:
        """Queue an approved post for these pages, all or none; twice gives the same deliveries.

        `held_by`: ``pc``, or ``platform`` to hand it at once to pages that keep it until its time (their publisher's
        `server_schedule` says how far ahead; outside it this is refused). `spread`: so far apart do the deliveries
        leave, in the order of `accounts`. Raises NotPermitted, Refused, Blocked, BadInput, naming the field.
        """
        return self._queue.enqueue(post_id, accounts, by, pin, at, held_by=held_by, spread=spread)

    @_from_home
    def approve_and_queue(
        self, post_id: str, by: str, pin: str, note: str = "", *, revision: int | None = None
    ) -> tuple[Delivery, ...]:
        """Approve a post and queue it for all its pages, at its approved time or at once: both, or neither.

        `revision` is the one that the approver read. Raises what `Workflow.approve` and `enqueue` raise, and Refused
        or NotPermitted where `keeps_from_queuing` has a reason.
        """
        reason = self.keeps_from_queuing(by)
        if reason is not None:
            raise NotPermitted(reason)
        return self._queue.approve_and_queue(post_id, by, pin, note, revision)

    def keeps_from_queuing(self, approver: str) -> Phrase | None:
        """Why this person, approving a post, does not queue it in the same act; None when they may."""
        if not self._context.repo.rule(QUEUES_ON_APPROVAL, default=True):
            return Phrase("in this unit whoever approves does not queue in the same act.")
        person = self._people.get(approver)
        if Role.PUBLISHER not in person.roles:
            return Phrase("{name} does not hold the role publisher.", name=person.name)
        return self._home.trouble() if self._home is not None else None

    def queues_on_approval(self) -> bool:
        """Whether the unit lets an approver who publishes queue in the same act."""
        return self._context.repo.rule(QUEUES_ON_APPROVAL, default=True)

    @_from_home
    def set_queues_on_approval(self, value: bool, by: str, pin: str) -> None:
        """The head's rule for the unit; logged. Raises NotPermitted, Refused."""
        person = self._people.require(self._people.verify_pin(by, pin).id, Role.HEAD)
        with self._context.repo.transaction():
            self._context.repo.set_rule(QUEUES_ON_APPROVAL, value)
            data = {"rule": QUEUES_ON_APPROVAL, "value": value}
            self._audit.append(at=self._context.clock.now(), by=person.id, act=Act.QUEUE_RULE, data=data)

    # Reading

    def list(self) -> tuple[Delivery, ...]:
        """Newest first."""
        return self._context.repo.all()

    def counts(self) -> Mapping[DeliveryState, int]:
        """How many deliveries are in each state."""
        return self._context.repo.counts()

    def latest(
        self,
        states: Collection[DeliveryState] = (),
        text: str = "",
        *,
        limit: int = MOST_SHOWN,
        due: bool | None = None,
    ) -> tuple[Delivery, ...]:
        """The newest deliveries that hold every word of `text`, marks aside: in the post's title, the page's, the
        platform, the reference or the link; in these states (all without any), with `removals_due` besides (`due`) or
        without them."""
        words = fold(text).split()
        pages = [(account.name, fold(account.title)) for account in self._accounts.list()] if words else []
        told = [(word, [name for name, title in pages if word in title]) for word in words]
        return self._told(self._context.repo.latest(states=states, words=told, limit=limit, due=due))

    def on_page(self, account: str, limit: int) -> tuple[Delivery, ...]:
        """The newest deliveries to that page."""
        return self._told(self._context.repo.on_page(account, limit))

    def removals_due(self) -> tuple[str, ...]:
        """Ids of what is still on its page although its post was withdrawn: each is a task until it is gone."""
        return self._context.repo.removals_due()

    def get(self, delivery_id: str) -> Delivery:
        return self._context.repo.get(delivery_id)

    def of_post(self, post_id: str) -> tuple[Delivery, ...]:
        """Oldest first."""
        return self._told(self._context.repo.of_post(post_id))

    def find(self, prefix: str) -> Delivery:
        """The delivery whose id begins with `prefix`. Raises NotFound, or BadInput when several do."""
        ids = self._context.repo.find(prefix) if prefix else ()
        if not ids:
            raise NotFound("there is no delivery {prefix}; look its id up in the outbox.", prefix=prefix)
        if len(ids) > 1:
            raise BadInput("{prefix} means {n} deliveries; type more characters.", prefix=prefix, n=len(ids))
        return self._context.repo.get(ids[0])

    def attempts(self, delivery_id: str) -> tuple[Attempt, ...]:
        """What was tried and looked up, in order."""
        return self._context.repo.attempts(delivery_id)

    def receipt(self, delivery_id: str) -> Receipt | None:
        return self._context.repo.receipt(delivery_id)

    def progress(self, post_id: str) -> DeliveryProgress:
        """How far the post has come over all its pages: "đăng 28/30"."""
        return progress_of(self._context.repo.of_post(post_id))

    # Working

    @_from_home
    @by_itself(QUEUED)
    def run_once(self) -> Delivery | None:
        """One delivery as far as it goes now; None when nothing wants work."""
        return self._worker.run_once()

    @_from_home
    @by_itself(QUEUED)
    def run(self, *, until_idle: bool = True, patience: timedelta = timedelta(0)) -> tuple[Delivery, ...]:
        """Do what is due and file the records. Returns what was worked on, each as it is now.

        `Timing.workers` threads share the work and have ended when this returns. When nothing is left to send, posts
        long out whose later look is due are looked at, a bounded number each time. With `until_idle`, stay for as much
        as `patience` in all while something may still move (a doubt to look up); else stay until interrupted.
        """
        changed: dict[str, Delivery] = {}
        rested = timedelta(0)
        while True:
            for delivery in (*self._pool.drain(), *self._watcher.some()):
                changed[delivery.id] = delivery
            self._records.file_due()
            moment = self._worker.next_moment()
            wait = LONGEST_REST if moment is None else moment - self._context.clock.now()
            wait = min(max(wait, SHORTEST_REST), LONGEST_REST)
            if until_idle and (moment is None or rested + wait > patience):
                return tuple(changed.values())
            rested += wait
            self._pause(wait.total_seconds())

    @_from_home
    @by_itself(QUEUED)
    def reconcile(self, delivery_id: str | None = None) -> tuple[Delivery, ...]:
        """Look at the page now for what is in doubt (or for this one). Returns what was looked up."""
        if delivery_id is None:
            chosen = self._context.repo.wanting_a_look()
        else:
            found = self.get(delivery_id)
            chosen = (found,) if found.wants_a_look else ()
        looked = [self._look_now(delivery) for delivery in chosen]
        self._records.file_due()
        return tuple(d for d in looked if d is not None)

    def candidates(self, delivery_id: str) -> tuple[RemotePost, ...]:
        """Posts on the page that could be this delivery, to be compared side by side. Raises StudioError."""
        return self._verifier.candidates(self.get(delivery_id))

    @_from_home
    @by_itself(QUEUED)
    def recheck_held(self, post_id: str) -> tuple[Delivery, ...]:
        """Ask the gate now about what pages keep of this post (it was put on hold, say); what it does not let pass is
        recalled. Workers ask by themselves every few minutes. Returns what was asked for, each as it is now."""
        held = [d for d in self.of_post(post_id) if d.held_by_page]
        done = [self._worker.work_on(delivery.id) for delivery in held]
        return tuple(delivery for delivery in done if delivery is not None)

    # What a person decides

    @_from_home
    def retry(self, delivery_id: str, by: str, pin: str) -> Delivery:
        """Send a missed, failed or stopped delivery now; a doubtful one only after a look. A post whose page did not
        show it at its time (HIDDEN) is shown. A paused account is asked who it is first."""
        return self._commands.retry(delivery_id, by, pin)

    @_from_home
    def retry_failed(self, post_id: str, by: str, pin: str) -> tuple[Delivery, ...]:
        """Send again what `DeliveryProgress.failed` counts (failed, missed, or stopped before anything left), and
        nothing else of the post. Returns those."""
        return self._commands.retry_failed(post_id, by, pin)

    @_from_home
    def stop_post(self, post_id: str, by: str) -> tuple[Delivery, ...]:
        """Cancel everything of the post that nothing has come of, and recall what pages keep of it until its time.

        What is on its page, or may be, stays, as does what a worker has in hand at this moment. Returns what was
        stopped, each as it is now; call again for what was in hand.
        """
        return tuple(self._recalled(delivery) for delivery in self._commands.stop_post(post_id, by))

    @_from_home
    def choose(self, delivery_id: str, remote_id: str, by: str, pin: str) -> Delivery:
        """Of `candidates`, this is it."""
        self._commands.choose(delivery_id, remote_id, by, pin)
        done = self._worker.work_on(delivery_id)
        self._records.file_due()
        return done or self.get(delivery_id)

    @_from_home
    def accept(self, delivery_id: str, by: str, pin: str) -> Delivery:
        """The post on the page differs and is right all the same."""
        return self._published(self._commands.accept(delivery_id, by, pin))

    @_from_home
    def confirm_by_hand(self, delivery_id: str, link: str, by: str, *, sure: bool = False) -> Delivery:
        """ "I posted it, here is the link." Raises UnsureLink where the link does not name the page, unless `sure`."""
        return self._published(self._commands.confirm_by_hand(delivery_id, link, by, sure=sure))

    @_from_home
    def remove_twin(self, delivery_id: str, by: str, pin: str) -> Delivery:
        """Of a post that shows twice under its own code, keep the oldest copy and read it back; the others go."""
        self._commands.remove_twin(delivery_id, by, pin, self._verifier.twins(self.get(delivery_id)))
        done = self._worker.work_on(delivery_id)
        self._records.file_due()
        return done or self.get(delivery_id)

    @_from_home
    def confirm_removed(self, delivery_id: str, by: str, pin: str) -> Delivery:
        """ "I removed it from its page": of one that a person posted, whose post was withdrawn."""
        return self._published(self._commands.confirm_removed(delivery_id, by, pin))

    @_from_home
    def cancel(self, delivery_id: str, by: str) -> Delivery:
        """Let it never be sent. Raises Refused when it is, or may be, on the page.

        One that its page keeps until its time is CANCELLED only when the page is certain to have nothing of it. When
        that cannot be reached at once, it comes back SCHEDULED with `Delivery.recall` set; workers go on trying, and
        `stale` tells of it as its time comes near.
        """
        return self._recalled(self._commands.cancel(delivery_id, by))

    @_from_home
    def withdraw(self, delivery_id: str, by: str, pin: str, reason: str) -> Delivery:
        """Remove a published post from its page; one that the page keeps until its time is recalled, as by `cancel`.
        Refused unless somebody else has withdrawn the post in the workflow."""
        return self._recalled(self._published(self._commands.withdraw(delivery_id, by, pin, reason)))

    @_from_home
    def withdraw_post(self, post_id: str, by: str, pin: str) -> tuple[Delivery, ...]:
        """Remove a withdrawn post from every page it is on, for the reason given at its withdrawal; recall what pages
        keep of it. Returns those deliveries: WITHDRAWN, or as they were with a message that says why."""
        done = tuple(self._recalled(delivery) for delivery in self._commands.withdraw_post(post_id, by, pin))
        self._records.file_due()
        return done

    # What needs a person

    def withheld(self) -> tuple[Delivery, ...]:
        """What an earlier run of the program left overdue: nothing of it leaves before `seen`. The earliest first."""
        began = self._context.watchfulness.began
        return () if began is None else self._context.repo.withheld(began, self._context.watchfulness.session_id)

    def seen(self, by: str = "") -> tuple[Delivery, ...]:
        """A person has seen the queue: what was withheld may leave. Returns it. Empty `by`: whoever is at the command
        line, which has printed it. Raises NotPermitted."""
        person = self._people.require(by, *Role).id if by else CONSOLE
        withheld = self.withheld()
        if withheld:
            data = {"deliveries": [delivery.id for delivery in withheld]}
            self._audit.append(at=self._context.clock.now(), by=person, act=Act.SEEN, data=data)
        self._context.watchfulness.seen = True
        return withheld

    def pauses(self) -> tuple[Pause, ...]:
        """Accounts that nothing is sent to at present, the longest first, each with reason and code. One whose `until`
        has passed is not among them: its page is asked who it is before the next delivery."""
        now = self._context.clock.now()
        return tuple(pause for pause in self._context.repo.pauses() if pause.until is None or pause.until > now)

    def release_account(self, account: str, by: str, pin: str, why: str = "") -> None:
        """A person says that this account is in order again, and `why`. Its stopped deliveries wait for `retry` as
        before. Raises NotPermitted, or NotFound when it is not paused."""
        roles = (Role.TECHNICAL, Role.PUBLISHER, Role.HEAD)
        person = self._people.require(self._people.verify_pin(by, pin).id, *roles)
        if not self._context.breaker.release(account, person.id, why):
            raise NotFound("the page “{account}” is not paused; nothing has to be done.", account=account)

    def account_is_well(self, account: str) -> bool:
        """A health check just found login, rights and page of `account` in order: end its pause. Whether there was
        one. Nothing else may call this."""
        return self._context.breaker.release(account, WORKER)

    def held_back(self) -> tuple[str, ...]:
        """Ids of deliveries that wait for the end of an emergency, the earliest due first. Nobody can send one
        meanwhile; afterwards they leave or are missed as any other."""
        return self._context.repo.held_back()

    def recalls(self) -> tuple[Delivery, ...]:
        """Posts that pages keep and that are to be taken back, but are not yet; the most urgent first."""
        return self._context.repo.recalls()

    def stale(self, now: datetime) -> tuple[Delivery, ...]:
        """Deliveries that hang in a state they should have left: an alarm, whoever is to blame. Of posts that a page
        keeps: one that is not handed over yet, a recall whose time is near, and one not looked at after its time."""
        timing = self._context.timing
        return self._context.repo.stale(timing.hanging_before(now), now + timing.recall_alarm)

    def alarms(self, now: datetime) -> AlarmCounts:
        """How many deliveries are withheld, and how many others are stale: counted, not read."""
        timing, watchfulness = self._context.timing, self._context.watchfulness
        began, session = watchfulness.began or now, watchfulness.session_id
        withheld = 0 if watchfulness.began is None else self._context.repo.count_withheld(began, session)
        limits, recall_near = timing.hanging_before(now), now + timing.recall_alarm
        if not withheld:
            return AlarmCounts(stale=self._context.repo.count_stale(limits, recall_near))
        stale = self._context.repo.count_stale(limits, recall_near, began=began, session=session)
        return AlarmCounts(withheld=withheld, stale=stale)

    def next_moment(self) -> datetime | None:
        """When `run` will next have something to do; None: nothing is waiting. Later looks at published posts do not
        count, nor does what waits for a person."""
        return self._worker.next_moment()

    def clock_trouble(self) -> Phrase | None:
        """Why nothing is sent at present, when the PC's clock went back."""
        return self._worker.clock_trouble()

    def clock_warning(self) -> Phrase | None:
        """That this PC's clock and the pages' disagree by minutes, as of the last greetings; None when they agree. By
        more than `Timing.skew_longest`, deliveries stop besides (Attention.CLOCK)."""
        apart = max(map(abs, self._context.watchfulness.apart.values()), default=timedelta(0))
        if apart <= self._context.timing.skew_warned:
            return None
        return messages.clock_off(int(apart.total_seconds() // 60))

    def accept_clock(self, by: str, pin: str) -> None:
        """A person says that the present time is right although it is behind the last run's. Raises NotPermitted."""
        person = self._people.require(self._people.verify_pin(by, pin).id, Role.TECHNICAL, Role.HEAD)
        now = self._context.clock.now()
        with self._context.repo.transaction():
            self._context.repo.accept_clock(
                now, now + self._context.timing.lease, now + self._context.timing.asked_longest
            )
            self._audit.append(at=now, by=person.id, act=Act.CLOCK_ACCEPTED, data={})

    def _told(self, deliveries: tuple[Delivery, ...]) -> tuple[Delivery, ...]:
        """What an emergency holds back, and what is to be removed, says so while it is, whatever was said of it
        last."""
        waiting, due = set(self._context.repo.held_back()), set(self._context.repo.removals_due())
        told = {d.id: messages.HELD_BACK for d in deliveries if d.id in waiting}
        told |= {d.id: messages.removal_due(d) for d in deliveries if d.id in due}
        return tuple(
            replace(d, message=say.vi, message_en=say.en) if (say := told.get(d.id)) is not None else d
            for d in deliveries
        )

    def _look_now(self, delivery: Delivery) -> Delivery | None:
        if delivery.state is DeliveryState.NEEDS_ATTENTION:
            self._context.ledger.move(delivery, Event.RECHECK, messages.RECHECK, by=WORKER)
        return self._worker.work_on(delivery.id)

    def _recalled(self, delivery: Delivery) -> Delivery:
        """Try at once what was written down to be taken back; the recall stands whatever comes of it."""
        if not delivery.recall:
            return delivery
        return self._worker.work_on(delivery.id) or self.get(delivery.id)

    def _published(self, delivery: Delivery) -> Delivery:
        if delivery.state is DeliveryState.VERIFIED:
            self._context.leave.on_page(delivery)
        self._records.file_due()
        return delivery


def _workers(means: OutboxContext, desk: Worker, number: int) -> Sequence[Worker]:
    """A worker a thread, each with a lease of its own; whoever calls `reconcile` meanwhile uses the desk's."""
    if number <= 1:
        return (desk,)
    return tuple(Worker(replace(means, liveness=Seat(means.liveness, seat))) for seat in range(1, number + 1))
