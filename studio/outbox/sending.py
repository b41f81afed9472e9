"""From waiting to sent. Nothing leaves before its intent is on the disk; whatever is doubtful becomes UNKNOWN."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from studio.errors import Refused, StorageTrouble, StudioError
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.machine import Event
from studio.outbox.matching import find
from studio.outbox.means import Means, Page
from studio.outbox.model import Attempt, Attention, Delivery, DeliveryState, Receipt
from studio.outbox.ports import Ready
from studio.phrase import Phrase
from studio.publishers.body import body_sha256, text_sha256
from studio.publishers.calls import read, write
from studio.publishers.port import Answer, Outcome, Unreachable


class Sender:
    """Each method takes a delivery whose lease this worker holds and returns what it became."""

    def __init__(self, means: Means) -> None:
        self._m = means

    def send(self, delivery: Delivery) -> Delivery:
        """Take a scheduled or waiting delivery as far as one create."""
        if self._m.timing.too_late(delivery, self._m.clock.now()):
            return self._m.ledger.move(delivery, Event.MISS, messages.MISSED, act=Act.MISSED)
        if delivery.state is DeliveryState.SCHEDULED:
            delivery = self._hold(delivery, Event.DUE, messages.QUEUED)
        try:
            ready = self._ready(delivery)
            page = self._m.page(delivery.account)
        except StorageTrouble:
            raise
        except StudioError as refusal:
            return self._stop(delivery, Attention.GATE, refusal.phrase)
        return (
            self._greet(delivery, page)
            or self._found_already(delivery, page, ready)
            or self._create(delivery, page, ready)
        )

    def reveal(self, delivery: Delivery) -> Delivery:
        """Show the hidden post. Asked again at the gate: it may have lain there for days."""
        if self._m.timing.too_late(delivery, self._m.clock.now()):
            return self._stop(delivery, Attention.HIDDEN, messages.late_hidden(delivery.due_at))
        try:
            package = self._ready(delivery).package
            page = self._m.page(delivery.account)
        except StorageTrouble:
            raise
        except StudioError as refusal:
            return self._stop(delivery, Attention.HIDDEN, messages.hidden_kept_back(refusal.phrase))
        with self._m.repo.transaction():
            delivery = self._hold(delivery, Event.STORE, messages.STORED)
            key = self._begin(delivery, "reveal", delivery.remote_id)
        remote_id, reference, files = delivery.remote_id, delivery.reference, self._m.files.get
        answer = write(lambda: page.publisher.reveal(page.account, remote_id, package, reference, files))
        with self._m.repo.transaction():
            self._end(key, answer)
            if answer.outcome is Outcome.DONE:
                return self._sent(delivery, answer)
            if answer.outcome is Outcome.REFUSED:
                return self._stop(
                    delivery, Attention.HIDDEN, messages.hidden_kept_back(_said(answer, messages.REFUSED))
                )
            return self._doubt(delivery, answer, messages.REVEAL_DOUBT)

    def recover(self, delivery: Delivery) -> Delivery:
        """A delivery found in SENDING whose worker is gone: what became of its call is unknown."""
        with self._m.repo.transaction():
            self._m.repo.end_open_attempts(
                delivery.id, at=self._m.clock.now(), outcome=Outcome.UNKNOWN, detail=messages.CRASHED.vi
            )
            return self._hold(delivery, Event.DOUBT, messages.CRASHED, act=Act.DOUBT)

    def _ready(self, delivery: Delivery) -> Ready:
        """Ask the gate, and that what it lets pass is what was queued. Raises StudioError."""
        ready = self._m.gate.ready(delivery.post_id, delivery.account, self._m.clock.now())
        if ready.bundle.seal != delivery.seal:
            raise Refused(
                "bài đã được sửa và duyệt lại sau khi vào hộp gửi; hãy hủy lượt gửi này và đăng bản mới.",
                "the post was changed and approved anew after it was queued; cancel this and publish the new version.",
            )
        approved = {name: page_id for name, _, page_id in ready.bundle.targets}
        if not approved.get(delivery.account) == ready.account.page_id == delivery.page_id:
            raise Refused(
                f"trang của “{delivery.account}” không còn là trang đã duyệt ({delivery.page_id}).",
                f"the page behind “{delivery.account}” is no longer the approved one ({delivery.page_id}).",
            )
        if ready.account.unusable_because:
            raise Refused(
                f"trang “{delivery.account}” không ở trạng thái hoạt động; hãy xem mục Trang & kết nối.",
                f"the page “{delivery.account}” is not active; see Pages & connections.",
            )
        for attachment in ready.package.attachments:
            self._m.files.get(attachment.sha256)
        return ready

    def _greet(self, delivery: Delivery, page: Page) -> Delivery | None:
        """Ask the page who it is; None when it is the approved one and its clock agrees."""
        try:
            identity = read(lambda: page.publisher.identity(page.account))
        except Unreachable as trouble:
            return self._postpone(delivery, messages.no_network(trouble.phrase))
        except StudioError as trouble:
            return self._stop(delivery, Attention.ACCOUNT, trouble.phrase)
        if identity.page_id != delivery.page_id:
            say = messages.wrong_page(delivery.page_id, identity.page_id)
            return self._stop(delivery, Attention.PAGE, say, Act.WRONG_PAGE, {"answered": identity.page_id})
        apart = abs(identity.clock - self._m.clock.now()) if identity.clock else None
        if apart is not None and apart > self._m.timing.skew_longest:
            return self._stop(delivery, Attention.CLOCK, messages.clocks_apart(int(apart.total_seconds() // 60)))
        return None

    def _found_already(self, delivery: Delivery, page: Page, ready: Ready) -> Delivery | None:
        """Look before the create: a restored backup may not know that its post is long out."""
        if not page.can.can_list or page.can.by_hand:
            return None
        since = (delivery.first_sent_at or delivery.created_at) - self._m.timing.older_than_first
        try:
            posts = read(lambda: page.publisher.recent(page.account, since, delivery.reference))
        except Unreachable as trouble:
            return self._postpone(delivery, messages.no_network(trouble.phrase))
        except StudioError as trouble:
            return self._stop(delivery, Attention.ACCOUNT, trouble.phrase)
        named = [post for post in posts if post.reference == delivery.reference]
        post = find(delivery, named, owned=self._others(delivery), rivals=0, timing=self._m.timing).post
        if post is None:
            return None
        event = Event.SENT if post.visible else Event.RESUME
        with self._m.repo.transaction():
            self._m.ledger.note(delivery, "reconcile", "found", post.remote_id)
            return self._hold(
                delivery,
                event,
                messages.ADOPTED,
                remote_id=post.remote_id,
                permalink=post.permalink,
                **_fingerprint(ready),
            )

    def _create(self, delivery: Delivery, page: Page, ready: Ready) -> Delivery:
        with self._m.repo.transaction():
            if self._m.repo.in_doubt(delivery.account, text_sha256(ready.package.text)):
                return self._postpone(delivery, messages.TWIN_IN_DOUBT)
            delivery, key = self._intend(delivery, ready)
        package, reference = ready.package, delivery.reference
        answer = write(lambda: page.publisher.create(page.account, package, reference, self._m.files.get))
        with self._m.repo.transaction():
            self._end(key, answer)
            return self._after_create(delivery, page, answer)

    def _intend(self, delivery: Delivery, ready: Ready) -> tuple[Delivery, int]:
        now = self._m.clock.now()
        body = body_sha256(ready.package, delivery.reference)
        delivery = self._hold(
            delivery,
            Event.INTEND,
            messages.STARTING,
            act=Act.INTENT,
            data={"body_sha256": body},
            attempts=delivery.attempts + 1,
            **_fingerprint(ready),
            first_sent_at=delivery.first_sent_at or now,
            last_sent_at=now,
            absent_at=None,
        )
        return delivery, self._begin(delivery, "create", body)

    def _after_create(self, delivery: Delivery, page: Page, answer: Answer) -> Delivery:
        if answer.outcome is Outcome.NOT_EXECUTED:
            return self._not_executed(delivery, answer)
        if answer.outcome is Outcome.REFUSED:
            return self._m.ledger.move(delivery, Event.REFUSE, _said(answer, messages.REFUSED), act=Act.REFUSED)
        if answer.outcome is Outcome.UNKNOWN or not answer.remote_id:
            return self._doubt(delivery, answer, messages.DOUBT)
        if page.can.by_hand:
            return self._stop(
                delivery, Attention.HAND, _said(answer, messages.HAND), Act.SENT, remote_id=answer.remote_id
            )
        if page.can.hidden_then_reveal:
            return self._hold(
                delivery,
                Event.STORE,
                messages.STORED,
                remote_id=answer.remote_id,
                permalink=answer.permalink,
                looks=0,
            )
        return self._sent(replace(delivery, remote_id=answer.remote_id), answer)

    def _sent(self, delivery: Delivery, answer: Answer) -> Delivery:
        permalink = answer.permalink or delivery.permalink
        self._m.repo.save_receipt(
            Receipt(
                delivery=delivery.id,
                remote_id=delivery.remote_id,
                permalink=permalink,
                at=self._m.clock.now(),
                verified=False,
                raw=answer.raw,
            )
        )
        return self._hold(
            delivery,
            Event.SENT,
            messages.SENT,
            act=Act.SENT,
            remote_id=delivery.remote_id,
            permalink=permalink,
            looks=0,
            absent_at=None,
        )

    def _not_executed(self, delivery: Delivery, answer: Answer) -> Delivery:
        until = self._m.next_try(delivery, answer)
        if answer.retry_after is not None:
            self._m.repo.hold_account(delivery.account, until)
        say = messages.page_asks_to_wait(_said(answer, messages.QUEUED), until)
        return self._m.ledger.move(delivery, Event.NOT_EXECUTED, say, not_before=until, looks=delivery.looks + 1)

    def _doubt(self, delivery: Delivery, answer: Answer, say: Phrase) -> Delivery:
        until = self._m.next_try(delivery, answer)
        say = Phrase(f"{answer.vi} {say.vi}".strip(), f"{answer.en} {say.en}".strip())
        return self._m.ledger.move(
            delivery, Event.DOUBT, say, act=Act.DOUBT, not_before=until, looks=delivery.looks + 1
        )

    def _postpone(self, delivery: Delivery, why: Phrase) -> Delivery:
        until = self._m.next_try(delivery)
        say = messages.waits(why, until)
        return self._m.ledger.move(delivery, Event.POSTPONE, say, not_before=until, looks=delivery.looks + 1)

    def _stop(
        self,
        delivery: Delivery,
        reason: Attention,
        say: Phrase,
        act: Act = Act.REFUSED,
        data: dict[str, str] | None = None,
        **changes: Any,
    ) -> Delivery:
        facts = {"reason": str(reason)} | (data or {})
        return self._m.ledger.move(delivery, Event.STOP, say, act=act, data=facts, reason=reason, **changes)

    def _hold(self, delivery: Delivery, event: Event, say: Phrase, **changes: Any) -> Delivery:
        return self._m.ledger.move(delivery, event, say, keep_lease=self._m.timing.lease, **changes)

    def _begin(self, delivery: Delivery, step: str, body: str) -> int:
        return self._m.repo.begin_attempt(
            Attempt(
                delivery=delivery.id,
                number=delivery.attempts,
                step=step,
                body_sha256=body,
                started_at=self._m.clock.now(),
            )
        )

    def _end(self, key: int, answer: Answer) -> None:
        detail = answer.vi or answer.raw
        self._m.repo.end_attempt(key, at=self._m.clock.now(), outcome=answer.outcome, detail=detail)

    def _others(self, delivery: Delivery) -> set[str]:
        return {key for key, owner in self._m.repo.owned(delivery.account).items() if owner != delivery.id}


def _fingerprint(ready: Ready) -> dict[str, Any]:
    """By what the post is known again on the page."""
    return {
        "text_sha256": text_sha256(ready.package.text),
        "image_sha256": tuple(a.sha256 for a in ready.package.attachments),
    }


def _said(answer: Answer, otherwise: Phrase) -> Phrase:
    """The page's own words, or ours where it had none."""
    return Phrase(answer.vi or otherwise.vi, answer.en or answer.vi or otherwise.en)
