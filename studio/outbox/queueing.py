"""Putting an approved post into the outbox: one delivery a page, in one transaction with log and post."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

from studio.clock import Clock, show_datetime
from studio.errors import BadInput, Refused
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.ledger import Ledger
from studio.outbox.machine import UNTOUCHED, Event
from studio.outbox.model import NOTHING_LEFT, Delivery, DeliveryState
from studio.outbox.ports import Gate, OutboxRepository, PostBook, Ready, Staff
from studio.people.model import Person, Role


def reference_of(post_id: str, seal: str, account: str) -> str:
    """The delivery's code, ``PS-`` and 12 letters or digits.

    It follows from what is delivered, so that a delivery queued anew after a restored backup still finds its post.
    """
    digest = hashlib.sha256(f"{post_id}|{seal}|{account}".encode()).digest()
    return "PS-" + base64.b32encode(digest).decode()[:12]


class Queue:
    """The only maker of deliveries."""

    def __init__(
        self,
        *,
        repo: OutboxRepository,
        ledger: Ledger,
        gate: Gate,
        posts: PostBook,
        staff: Staff,
        clock: Clock,
        ids: Callable[[], str],
    ) -> None:
        self._repo = repo
        self._ledger = ledger
        self._gate = gate
        self._posts = posts
        self._staff = staff
        self._clock = clock
        self._ids = ids

    def enqueue(
        self, post_id: str, accounts: Sequence[str], by: str, pin: str, at: datetime | None = None
    ) -> tuple[Delivery, ...]:
        """Queue `post_id` for `accounts`, all or none; queuing twice returns the same deliveries.

        `at` may be given where the approval binds no time. Raises NotPermitted, Refused, Blocked, BadInput.
        """
        person = self._staff.require(self._staff.verify_pin(by, pin).id, Role.PUBLISHER)
        names = tuple(dict.fromkeys(accounts))
        if not names:
            raise BadInput("hãy chọn ít nhất một trang để đăng.", "choose at least one page.", where="targets")
        now = self._clock.now()
        with self._repo.transaction():
            passed = [self._gate.ready(post_id, name, now, sending=False) for name in names]
            before = {d.id for d in self._repo.of_post(post_id) if d.state is not DeliveryState.CANCELLED}
            queued = tuple(self._one(ready, name, person, at, now) for ready, name in zip(passed, names, strict=True))
            if any(delivery.id not in before for delivery in queued):
                self._posts.mark_queued(post_id, person.id)
        return queued

    def _one(self, ready: Ready, name: str, person: Person, at: datetime | None, now: datetime) -> Delivery:
        _require_target(ready, name)
        due = _due(ready, at, now)
        for earlier in self._repo.of_post(ready.bundle.post_id):
            if earlier.account == name and earlier.seal == ready.bundle.seal:
                return self._again(earlier, person, due)
        for earlier in self._repo.of_post(ready.bundle.post_id):
            if earlier.account == name:
                self._supersede(earlier, person)
        return self._add(ready, person, due, now)

    def _again(self, earlier: Delivery, person: Person, due: datetime) -> Delivery:
        if earlier.state is not DeliveryState.CANCELLED:
            return earlier
        return self._ledger.move(
            earlier,
            Event.REQUEUE,
            messages.scheduled(due),
            act=Act.QUEUED,
            by=person.id,
            due_at=due,
            queued_by=person.id,
            remote_id="",
            permalink="",
            not_before=None,
            absent_at=None,
            looks=0,
        )

    def _supersede(self, earlier: Delivery, person: Person) -> None:
        """An older version that never left makes room; one that is or may be on the page does not."""
        if earlier.state is DeliveryState.CANCELLED:
            return
        untouched = earlier.state in UNTOUCHED or earlier.reason in NOTHING_LEFT
        if not untouched or earlier.lease:
            raise Refused(
                f"bản trước của bài này đã hoặc có thể đã lên trang “{earlier.account}”; "
                "hãy xử lý lượt gửi đó trước, hoặc đăng bài đính chính.",
                f"an earlier version of this post is, or may be, on “{earlier.account}”; "
                "settle that delivery first, or publish a correction.",
            )
        self._ledger.move(earlier, Event.CANCEL, messages.CANCELLED, act=Act.CANCELLED, by=person.id)

    def _add(self, ready: Ready, person: Person, due: datetime, now: datetime) -> Delivery:
        later = due > now
        say = messages.scheduled(due) if later else messages.QUEUED
        delivery = Delivery(
            id=self._ids(),
            post_id=ready.bundle.post_id,
            post_title=ready.package.title,
            account=ready.account.name,
            platform=ready.account.platform,
            page_id=ready.account.page_id,
            seal=ready.bundle.seal,
            reference=reference_of(ready.bundle.post_id, ready.bundle.seal, ready.account.name),
            state=DeliveryState.SCHEDULED if later else DeliveryState.WAITING,
            due_at=due,
            message=say.vi,
            message_en=say.en,
            queued_by=person.id,
            created_at=now,
            updated_at=now,
            since=now,
        )
        self._repo.add(delivery)
        self._ledger.log(delivery, Act.QUEUED, by=person.id, at=now, data={"due_at": due.isoformat()})
        return delivery


def _require_target(ready: Ready, name: str) -> None:
    approved = {account: page_id for account, _, page_id in ready.bundle.targets}
    if name not in approved:
        raise Refused(
            f"bài không được duyệt cho trang “{name}”; trang đã duyệt: {', '.join(approved)}.",
            f"the post is not approved for “{name}”; approved: {', '.join(approved)}.",
            where=name,
        )
    if approved[name] != ready.account.page_id:
        raise Refused(
            f"mã trang của “{name}” đã đổi sau khi duyệt; hãy gửi duyệt lại.",
            f"the page id of “{name}” has changed since the approval; submit the post again.",
            where=name,
        )


def _due(ready: Ready, at: datetime | None, now: datetime) -> datetime:
    """The approved time where one was approved, else `at`, else now; never in the past."""
    approved = ready.bundle.publish_at
    if approved is not None and at is not None and at != approved:
        raise Refused(
            f"bài được duyệt để đăng lúc {show_datetime(approved)}; muốn đổi giờ, hãy sửa bài và gửi duyệt lại.",
            f"the post is approved for {show_datetime(approved)}; to change the time, edit it and submit it again.",
            where="--at",
        )
    return max(approved or at or now, now)
