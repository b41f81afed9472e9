"""Putting an approved post into the outbox: one delivery a page, in one transaction with log and post."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.clock import Clock, show_datetime
from studio.errors import BadInput, Refused
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.changes import AmendmentCheck
from studio.outbox.context import Gate, SendContext
from studio.outbox.ledger import Ledger
from studio.outbox.machine import UNTOUCHED, Event
from studio.outbox.model import NOTHING_LEFT, Delivery, DeliveryState, Holder, PublicationProof
from studio.outbox.timing import Timing
from studio.people.model import Person, Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.model import Package
from studio.posts.workflow import Workflow
from studio.publishers.pieces import body_sha256
from studio.publishers.port import Capabilities

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.outbox.storage import StoredOutbox


def code_of(post_id: str, package: Package, page_id: str) -> str:
    """``PS-`` and 12 letters or digits, from what goes where: the post, all that leaves of it, platform and page.

    Nothing that this PC alone decides is part of it (the account's name, other targets, the time): queued anew after a
    restored backup, or under another name of the page, the same post still finds itself there.
    """
    whole = "|".join((post_id, body_sha256(package, ""), package.platform, page_id))
    return "PS-" + base64.b32encode(hashlib.sha256(whole.encode()).digest()).decode()[:12]


class Queue:
    """The only maker of deliveries."""

    def __init__(
        self,
        *,
        repo: StoredOutbox,
        ledger: Ledger,
        gate: Gate,
        workflow: Workflow,
        people: People,
        clock: Clock,
        ids: Callable[[], str],
        timing: Timing,
        session_id: str,
        capabilities: Callable[[str], Capabilities],
        amending: AmendmentCheck,
        is_shared: Callable[[str], bool],
    ) -> None:
        self._repo = repo
        self._ledger = ledger
        self._gate = gate
        self._workflow = workflow
        self._people = people
        self._clock = clock
        self._ids = ids
        self._timing = timing
        self._session_id = session_id
        self._capabilities = capabilities
        self._amending = amending
        self._is_shared = is_shared

    def enqueue(
        self,
        post_id: str,
        accounts: Sequence[str],
        by: str,
        pin: str,
        at: datetime | None = None,
        *,
        held_by: str = Holder.PC,
        spread: timedelta = timedelta(0),
    ) -> tuple[Delivery, ...]:
        """Queue `post_id` for `accounts`, all or none; queuing twice returns the same deliveries.

        `at` may be given where the approval binds no time. `held_by` ``platform``: each page takes the post at once and
        shows it at its time by itself; the time has to suit its `server_schedule`. `spread`: the deliveries are due
        that far apart, in the order of `accounts`. Raises NotPermitted, Refused, Blocked, BadInput.
        """
        holder = self._checked(held_by, spread)
        person = self._people.require(self._people.verify_pin(by, pin).id, Role.PUBLISHER)
        return self._queue(post_id, accounts, person, at, holder, spread)

    def approve_and_queue(
        self, post_id: str, by: str, pin: str, note: str, revision: int | None
    ) -> tuple[Delivery, ...]:
        """Approve the post and queue it for all its pages, at its approved time or now; both or neither."""
        queued: list[Delivery] = []

        def queue(person: Person) -> None:
            publisher = self._people.require(person.id, Role.PUBLISHER)
            frozen = self._workflow.frozen(post_id)
            names = [name for name, _, _ in frozen.bundle.targets] if frozen is not None else []
            queued.extend(self._queue(post_id, names, publisher, None, Holder.PC, timedelta(0)))

        self._workflow.approve(post_id, by, pin, note, revision=revision, then=queue)
        return tuple(queued)

    def _queue(
        self,
        post_id: str,
        accounts: Sequence[str],
        person: Person,
        at: datetime | None,
        holder: Holder,
        spread: timedelta,
    ) -> tuple[Delivery, ...]:
        names = tuple(dict.fromkeys(accounts))
        if not names:
            raise BadInput("choose at least one page.", where="targets")
        now = self._clock.now()
        with self._repo.transaction():
            passed = self._gate.ready_to_queue(post_id, names, now)
            _require_different_pages(passed)
            earlier = self._repo.of_post(post_id)
            before = {d.id for d in earlier if d.state is not DeliveryState.CANCELLED}
            dues = [_due(ready, at, now) + place * spread for place, ready in enumerate(passed)]
            if holder is Holder.PLATFORM:
                if self._is_shared(post_id):
                    raise Refused(messages.SHARED_BY_PC, where="held_by")
                for name, due in zip(names, dues, strict=True):
                    self._require_keeps(name, due - now)
            wanted = zip(passed, names, dues, strict=True)
            queued = tuple(self._one(ready, name, person, due, holder, now, earlier) for ready, name, due in wanted)
            if any(delivery.id not in before for delivery in queued):
                self._workflow.mark_queued(post_id, person.id)
            self._repo.end_move(post_id)
        return queued

    def _checked(self, held_by: str, spread: timedelta) -> Holder:
        longest = self._timing.spread_longest
        if not timedelta(0) <= spread <= longest:
            minutes = int(longest.total_seconds() // 60)
            raise BadInput(
                "how far apart two pages are: choose 0 to {minutes} minutes.", minutes=minutes, where="spread"
            )
        try:
            return Holder(held_by)
        except ValueError:
            raise BadInput(
                "“{held_by}”: choose “pc” (this PC keeps the schedule) or “platform” (the page does).",
                held_by=held_by,
                where="held_by",
            ) from None

    def _require_keeps(self, name: str, ahead: timedelta) -> None:
        able = self._capabilities(name).server_schedule
        if able is None:
            raise Refused(
                "the page “{name}” cannot keep a post until its time; let this PC keep it.", name=name, where="held_by"
            )
        if not able.soonest <= ahead <= able.latest:
            soonest, latest = int(able.soonest.total_seconds() // 60), able.latest.days
            raise Refused(
                "the page “{name}” keeps posts for {soonest} minutes to {latest} days ahead only; choose another "
                "time, or let this PC keep it.",
                name=name,
                soonest=soonest,
                latest=latest,
                where="--at",
            )

    def _one(
        self,
        ready: SendContext,
        name: str,
        person: Person,
        due: datetime,
        holder: Holder,
        now: datetime,
        earlier: Sequence[Delivery],
    ) -> Delivery:
        """The one delivery of this content to this page: as it is, taken up again, or new. `earlier`: the post's
        deliveries as they were before this queuing; what it does for another page changes nothing for this one."""
        _require_target(ready, name)
        seal = ready.bundle.seal
        same = next((d for d in earlier if (d.account, d.seal) == (name, seal)), None)
        if same is not None and same.state is not DeliveryState.CANCELLED:
            return same
        root = self._amending.root_for(ready, holder) if ready.amends else None
        left = [
            self._make_room(other, ready.account, person) if other.state is not DeliveryState.CANCELLED else other
            for other in earlier
            if other is not same
        ]
        code = _code(ready)
        same = same or next((other for other in left if other.reference == code), None)
        if same is not None:
            return self._again(same, ready, person, due, holder)
        return self._add(ready, person, due, holder, now, root)

    def _again(
        self, cancelled: Delivery, ready: SendContext, person: Person, due: datetime, holder: Holder
    ) -> Delivery:
        return self._ledger.move(
            cancelled,
            Event.REQUEUE,
            _told(due, holder),
            act=Act.QUEUED,
            by=person.id,
            account=ready.account.name,
            seal=ready.bundle.seal,
            due_at=due,
            queued_by=person.id,
            remote_id="",
            permalink="",
            holder=holder,
            session=self._session_id,
            not_before=None,
            absent_at=None,
            looks=0,
            vouched=PublicationProof.NONE,
        )

    def _make_room(self, other: Delivery, account: Account, person: Person) -> Delivery:
        """An older version that never left is cancelled; one that is or may be on the page forbids another. So does
        whatever goes to the same page under another name. Returns what became of `other`."""
        same_page = (other.platform, other.page_id) == (account.platform, account.page_id)
        if same_page and other.account != account.name:
            raise Refused(
                "this post was queued for that very page already, as “{account}”; see to that delivery first.",
                account=other.account,
                where=account.name,
            )
        if other.account != account.name:
            return other
        untouched = (other.state in UNTOUCHED and not other.held_by_page) or other.reason in NOTHING_LEFT
        if untouched and not other.lease:
            return self._ledger.move(other, Event.CANCEL, messages.CANCELLED, act=Act.CANCELLED, by=person.id)
        if same_page:
            raise Refused(
                "an earlier version of this post is, or may be, on “{account}”; settle that delivery first, or "
                "publish a correction.",
                account=other.account,
            )
        return other

    def _add(
        self, ready: SendContext, person: Person, due: datetime, holder: Holder, now: datetime, root: Delivery | None
    ) -> Delivery:
        later = due > now
        say = _told(due, holder) if later else messages.AMEND_WAITS if root else messages.QUEUED
        delivery = Delivery(
            id=self._ids(),
            post_id=ready.bundle.post_id,
            post_title=ready.package.title,
            account=ready.account.name,
            platform=ready.account.platform,
            page_id=ready.account.page_id,
            seal=ready.bundle.seal,
            reference=_code(ready),
            state=DeliveryState.SCHEDULED if later else DeliveryState.WAITING,
            due_at=due,
            message=say.vi,
            message_en=say.en,
            queued_by=person.id,
            created_at=now,
            updated_at=now,
            since=now,
            holder=holder,
            session=self._session_id,
            amends=root.reference if root else "",
        )
        self._repo.add(delivery)
        facts = {"due_at": due.isoformat(), "holder": str(holder)}
        if root is not None:
            facts |= {"amends": root.reference, "of_post": root.post_id}
        self._ledger.log(delivery, Act.QUEUED, by=person.id, at=now, data=facts)
        return delivery


def _code(ready: SendContext) -> str:
    return code_of(ready.bundle.post_id, ready.package, ready.account.page_id)


def _require_different_pages(chosen: Sequence[SendContext]) -> None:
    """Two names of one page would put the post there twice."""
    names: dict[tuple[str, str], str] = {}
    for ready in chosen:
        account = ready.account
        other = names.setdefault((account.platform, account.page_id), account.name)
        if other != account.name:
            raise Refused(
                "“{other}” and “{name}” are one and the same page ({page_id}); choose one of them.",
                other=other,
                name=account.name,
                page_id=account.page_id,
                where=account.name,
            )


def _told(due: datetime, holder: Holder) -> Phrase:
    return messages.handing_over(due) if holder is Holder.PLATFORM else messages.scheduled(due)


def _require_target(ready: SendContext, name: str) -> None:
    approved = {account: page_id for account, _, page_id in ready.bundle.targets}
    if name not in approved:
        raise Refused(
            "the post is not approved for “{name}”; choose among the approved ({approved}), or add the page and "
            "submit it again.",
            name=name,
            approved=", ".join(approved),
            where=name,
        )
    if approved[name] != ready.account.page_id:
        raise Refused(
            "the page id of “{name}” has changed since the approval; submit the post again.", name=name, where=name
        )


def _due(ready: SendContext, at: datetime | None, now: datetime) -> datetime:
    """The approved time where one was approved, else `at`, else now; never in the past."""
    approved = ready.bundle.publish_at
    if approved is not None and at is not None and at != approved:
        raise Refused(
            "the post is approved for {approved}; to change the time, edit it and submit it again.",
            approved=show_datetime(approved),
            where="--at",
        )
    return max(approved or at or now, now)
