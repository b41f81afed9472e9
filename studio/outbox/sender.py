"""From waiting to sent. Nothing leaves before its intent is on the disk; whatever is doubtful becomes UNKNOWN.

Files on their way to a page, whose every piece shows that the worker is at it: a long upload keeps its lease.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, BinaryIO, cast

from studio.errors import Refused, StorageTrouble, StudioError
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.changes import AmendmentCheck, is_text_of
from studio.outbox.context import HeldBack, OutboxContext, SendContext, ServedPage
from studio.outbox.ledger import WORKER
from studio.outbox.machine import Event
from studio.outbox.match import find, twin_made_elsewhere
from studio.outbox.model import Attempt, Attention, Delivery, DeliveryState, Holder, Receipt
from studio.phrase import Phrase, joined, phrase
from studio.posts.ports import FileReader
from studio.publishers.answers import read, write
from studio.publishers.pieces import body_sha256, text_sha256
from studio.publishers.port import Answer, Outcome, RemotePost, Unreachable


def beating(means: OutboxContext, delivery: Delivery) -> FileReader:
    """The files, which renew the lease of `delivery` while they are read. Reading raises LeaseLost, too."""
    lease = means.timing.lease
    renewed = means.clock.now()

    def beat() -> None:
        nonlocal renewed
        now = means.clock.now()
        if now - renewed >= lease / 4 or now < renewed - timedelta(minutes=1):
            renewed = now
            means.repo.update(delivery, replace(delivery, lease_until=now + lease))

    return _BeatingReader(means.files, beat)


class _BeatingReader:
    """Fulfils `FileReader`."""

    def __init__(self, files: FileReader, beat: Callable[[], None]) -> None:
        self._files = files
        self._beat = beat

    def open(self, name: str) -> BinaryIO:
        return cast("BinaryIO", _BeatingFile(self._files.open(name), self._beat))

    def check(self, name: str) -> None:
        self._files.check(name)
        self._beat()

    def get(self, name: str) -> bytes:
        self._beat()
        return self._files.get(name)


class _BeatingFile(io.RawIOBase):
    def __init__(self, file: BinaryIO, beat: Callable[[], None]) -> None:
        self._file = file
        self._beat = beat

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        self._beat()
        return self._file.read(size)

    def close(self) -> None:
        self._file.close()
        super().close()


_LATE = Answer(outcome=Outcome.NOT_EXECUTED, say=messages.TOO_LATE)
"""Nothing was asked of the page."""


class Sender:
    """Each method takes a delivery whose lease this worker holds and returns what it became."""

    def __init__(self, means: OutboxContext) -> None:
        self._context = means
        self._amending = AmendmentCheck(means)

    def send(self, delivery: Delivery) -> Delivery:
        """Take a scheduled or waiting delivery as far as one create."""
        late = self._context.timing.too_late(delivery, self._context.clock.now())
        if late and not delivery.amends:  # a wrong text is put right late rather than not; its approval ends by itself
            return self._context.ledger.move(delivery, Event.MISS, messages.MISSED, act=Act.MISSED)
        if delivery.state is DeliveryState.SCHEDULED:
            delivery = self._hold(delivery, Event.DUE, messages.QUEUED)
        try:
            ready = self.ready(delivery)
            page = self._context.page_of(delivery)
        except StorageTrouble:
            raise
        except HeldBack:
            return self._hold_back(delivery)
        except StudioError as refusal:
            return self._stop(delivery, Attention.GATE, refusal.phrase)
        if delivery.amends:
            return self._greet(delivery, page) or self._amend(delivery, page, ready)
        if self._is_to_be_handed_over(delivery) and not self._takes_for_later(delivery, page):
            return self._keep(delivery)
        return (
            self._greet(delivery, page)
            or self._found_already(delivery, page, ready)
            or self._not_let(delivery, page)
            or self._create(delivery, page, ready)
        )

    def reveal(self, delivery: Delivery) -> Delivery:
        """Show the hidden post. Asked again at the gate: it may have lain there for days."""
        if self._context.timing.too_late(delivery, self._context.clock.now()):
            return self._stop(delivery, Attention.HIDDEN, messages.late_hidden(delivery.due_at))
        try:
            package = self.ready(delivery).package
            page = self._context.page_of(delivery)
        except StorageTrouble:
            raise
        except StudioError as refusal:
            return self._stop(delivery, Attention.HIDDEN, messages.hidden_kept_back(refusal.phrase))
        if not self._context.leave.may_show(delivery):
            return self._context.ledger.move(delivery, Event.DOUBT, messages.SHOWN_LATER)
        with self._context.repo.transaction():
            delivery = self._hold(delivery, Event.STORE, messages.STORED)
            key = self._begin(delivery, "reveal", delivery.remote_id)
        remote_id, reference, files = delivery.remote_id, delivery.reference, beating(self._context, delivery)
        answer = write(lambda: page.publisher.reveal(page.account, remote_id, package, reference, files))
        with self._context.repo.transaction():
            self._end(key, answer)
            if answer.outcome is Outcome.DONE:
                return self._sent(delivery, answer)
            if answer.outcome is Outcome.REFUSED or answer.needs_person:
                say = _said(answer, messages.REFUSED)
                if answer.needs_person:
                    self._context.breaker.stop(delivery.account, say, code=answer.code, retry_after=answer.retry_after)
                return self._stop(delivery, Attention.HIDDEN, messages.hidden_kept_back(say))
            return self._doubt(delivery, answer, messages.REVEAL_DOUBT)

    def recover(self, delivery: Delivery) -> Delivery:
        """A delivery found in SENDING whose worker is gone: what became of its call is unknown."""
        with self._context.repo.transaction():
            self._context.repo.end_open_attempts(
                delivery.id, at=self._context.clock.now(), outcome=Outcome.UNKNOWN, detail=messages.CRASHED
            )
            self._context.breaker.doubted(delivery.account)
            return self._hold(delivery, Event.DOUBT, messages.CRASHED, act=Act.DOUBT)

    def ready(self, delivery: Delivery) -> SendContext:
        """Ask the gate, and that what it lets pass is what was queued. Raises StudioError; HeldBack in an emergency."""
        if self._context.repo.is_held_back(delivery.id):
            raise HeldBack(messages.HELD_BACK)
        ready = self._context.gate.ready(delivery.post_id, delivery.account, self._context.clock.now())
        if ready.bundle.seal != delivery.seal:
            raise Refused(
                "the post was changed and approved again after it was queued; cancel this and publish the new version."
            )
        if bool(ready.amends) is not bool(delivery.amends):
            raise Refused(messages.AMEND_MISMATCH)
        approved = {name: page_id for name, _, page_id in ready.bundle.targets}
        if not approved.get(delivery.account) == ready.account.page_id == delivery.page_id:
            raise Refused(
                "the page behind “{account}” is no longer the approved one ({page_id}); correct its id under Pages, "
                "or cancel this and submit the post again.",
                account=delivery.account,
                page_id=delivery.page_id,
            )
        if ready.account.unusable_because:
            raise Refused("the page “{account}” is not active; see Pages.", account=delivery.account)
        return ready

    def _greet(self, delivery: Delivery, page: ServedPage) -> Delivery | None:
        """Ask the page who it is; None when it is the approved one and its clock agrees.

        An account that was paused until now goes on by that: one delivery at a time comes to this point.
        """
        try:
            identity = read(lambda: page.publisher.identity(page.account))
        except Unreachable as trouble:
            return self._out_of_reach(delivery, trouble.phrase)
        except StudioError as trouble:
            return self._stop_account(delivery, trouble.phrase)
        if identity.page_id != delivery.page_id:
            say = messages.wrong_page(delivery.page_id, identity.page_id)
            return self._stop(delivery, Attention.PAGE, say, Act.WRONG_PAGE, {"answered": identity.page_id})
        if identity.clock is not None:
            apart = self._context.clock.now() - identity.clock
            self._context.watchfulness.greeted(delivery.account, apart)
            if abs(apart) > self._context.timing.skew_longest:
                say = messages.clocks_apart(int(abs(apart).total_seconds() // 60))
                return self._stop(delivery, Attention.CLOCK, say)
        self._context.breaker.release(delivery.account, WORKER)
        return None

    def _amend(self, delivery: Delivery, page: ServedPage, ready: SendContext) -> Delivery:
        """Replace the text of the published post, after a look that it is this one and shows what is to be replaced.
        A withdrawal that came meanwhile wins."""
        new = replace(delivery, **_fingerprint(ready))
        try:
            former = self._amending.former(delivery, ready, page)
            if former is None:
                return self._context.ledger.move(delivery, Event.CANCEL, messages.AMENDED_GONE, act=Act.CANCELLED)
            post = None if page.can.by_hand else self._amending.on_page(new, former, page)
        except StorageTrouble:
            raise
        except Unreachable as trouble:
            return self._out_of_reach(delivery, trouble.phrase)
        except StudioError as refusal:
            return self._stop(delivery, Attention.GATE, refusal.phrase)
        there = {"remote_id": former.remote_id, "permalink": former.permalink}
        if post is not None and is_text_of(post, new):
            with self._context.repo.transaction():
                self._context.ledger.note(delivery, "reconcile", "found", phrase(post.remote_id))
                return self._hold(delivery, Event.SENT, messages.AMEND_SENT, **there, **_fingerprint(ready))
        with self._context.repo.transaction():
            if self._context.repo.is_held_back(delivery.id):
                return self._hold_back(delivery)
            if self._amending.former(delivery, ready, page) is None:  # withdrawn since the page was asked
                return self._context.ledger.move(delivery, Event.CANCEL, messages.AMENDED_GONE, act=Act.CANCELLED)
            delivery, key = self._intend(delivery, ready, step="edit", **there)
        package, files = ready.package, beating(self._context, delivery)
        target, code = (former.permalink, delivery.reference) if post is None else (former.remote_id, delivery.amends)
        answer = write(lambda: page.publisher.edit(page.account, target, package, code, files))
        with self._context.repo.transaction():
            self._end(key, answer)
            if answer.outcome is not Outcome.DONE:
                return self._not_done(delivery, answer, messages.AMEND_DOUBT)
            if post is None:
                return self._stop(delivery, Attention.HAND, messages.AMEND_HAND, Act.SENT, remote_id=answer.remote_id)
            return self._sent(delivery, answer)

    def _found_already(self, delivery: Delivery, page: ServedPage, ready: SendContext) -> Delivery | None:
        """Look before the create, further back than the post itself: a restored backup may not know that it is long
        out, nor that it was ever queued, and somebody may have been quicker."""
        if not page.can.can_list or page.can.by_hand:
            return None
        known = delivery.first_sent_at or delivery.created_at
        since = min(known, ready.written_at or known) - self._context.timing.made_before
        video = any(attachment.mime.startswith("video/") for attachment in ready.package.attachments)
        try:
            posts = read(lambda: page.publisher.recent(page.account, since, delivery.reference, video=video))
        except Unreachable as trouble:
            return self._out_of_reach(delivery, trouble.phrase)
        except StudioError as trouble:
            return self._stop_account(delivery, trouble.phrase)
        named = [post for post in posts if post.reference == delivery.reference]
        post = find(delivery, named, owned=self._others(delivery), rivals=0, timing=self._context.timing).post
        if post is None:
            return self._made_elsewhere(delivery, posts, ready)
        event = Event.SENT if post.visible else Event.RESUME
        kept_back = None if post.visible else self._not_let(delivery, page)
        if kept_back is not None:
            return kept_back
        with self._context.repo.transaction():
            self._context.ledger.note(delivery, "reconcile", "found", phrase(post.remote_id))
            if waits_for_its_time(post, delivery, self._context.clock.now()):
                return held_by_page(self._context, delivery, post.remote_id, post.permalink, **_fingerprint(ready))
            if not post.visible and self._is_to_be_handed_over(delivery):
                return self._keep(delivery)  # hidden without a time: shown when it is due, not now
            return self._hold(
                delivery,
                event,
                messages.ADOPTED,
                remote_id=post.remote_id,
                permalink=post.permalink,
                **_fingerprint(ready),
            )

    def _not_let(self, delivery: Delivery, page: ServedPage) -> Delivery | None:
        """Of a post that other PCs may send, too: ask for leave, then at the gate once more, for the post may have been
        changed elsewhere meanwhile. None when it leaves from here."""
        if not self._context.leave.is_shared(delivery.post_id):
            return None
        if page.can.by_hand or not page.can.can_list:
            return self._stop(delivery, Attention.GATE, messages.SHARED_UNREAD)
        wait = self._context.leave.ask(delivery)
        if wait is not None:
            return self._postpone(delivery, wait.say, wait.at_least)
        try:
            self.ready(delivery)
        except StorageTrouble:
            raise
        except HeldBack:
            self._context.leave.not_sent(delivery)
            return self._hold_back(delivery)
        except StudioError as refusal:
            self._context.leave.not_sent(delivery)
            return self._stop(delivery, Attention.GATE, refusal.phrase)
        return None

    def _made_elsewhere(self, delivery: Delivery, posts: Sequence[RemotePost], ready: SendContext) -> Delivery | None:
        """The very post is on the page already, by somebody's hand or under a code that nobody here knows: ask once
        before there are two of them."""
        if not posts:
            return None
        mine = _fingerprint(ready)
        if self._context.repo.in_doubt(delivery.page_id, mine["text_sha256"]):
            return None  # it may be that one's: ours waits until it is clear
        looks = self._context.repo.attempts(delivery.id)
        if any(look.step == "reconcile" and look.outcome == "ambiguous" for look in looks):
            return None
        others = self._others(delivery)
        free = [post for post in posts if post.remote_id not in others]
        known = self._context.repo.known_codes({post.reference for post in free}, delivery.page_id)
        twin = twin_made_elsewhere(free, known, text=mine["text_sha256"], pictures=len(mine["image_sha256"]))
        if twin is None:
            return None
        say = messages.made_elsewhere(twin.reference) if twin.reference else messages.MADE_BY_HAND
        with self._context.repo.transaction():
            self._context.ledger.note(delivery, "reconcile", "ambiguous", say)
            return self._stop(delivery, Attention.DOUBT, say, **mine)

    def _create(self, delivery: Delivery, page: ServedPage, ready: SendContext) -> Delivery:
        with self._context.repo.transaction():
            waiting = self._put_off(delivery, ready)
            if waiting is None:
                delivery, key = self._intend(delivery, ready)
        if waiting is not None:
            self._context.leave.not_sent(waiting)
            return waiting
        package, reference = ready.package, delivery.reference
        at = delivery.due_at if self._is_to_be_handed_over(delivery) else None
        files = beating(self._context, delivery)
        answer = _LATE
        if self._context.leave.may_begin(delivery):
            answer = write(lambda: page.publisher.create(page.account, package, reference, files, at))
        if answer.remote_id in self._others(delivery):  # an answer to another question, whatever gave it twice
            answer = replace(answer, outcome=Outcome.UNKNOWN, remote_id="", permalink="")
        with self._context.repo.transaction():
            self._end(key, answer)
            if at is not None and answer.outcome is Outcome.DONE and answer.remote_id:
                self._save_receipt(replace(delivery, remote_id=answer.remote_id), answer)
                return held_by_page(self._context, delivery, answer.remote_id, answer.permalink)
            after = self._after_create(delivery, page, answer)
        if answer.outcome in (Outcome.NOT_EXECUTED, Outcome.REFUSED):
            self._context.leave.not_sent(after)
        return after

    def _put_off(self, delivery: Delivery, ready: SendContext) -> Delivery | None:
        """What came in between since the gate was asked, in the transaction that would write the intent."""
        if self._context.repo.is_held_back(delivery.id):
            return self._hold_back(delivery)
        if self._context.repo.in_doubt(delivery.page_id, text_sha256(ready.package.text)):
            return self._postpone(delivery, messages.TWIN_IN_DOUBT)
        return None

    def _intend(
        self, delivery: Delivery, ready: SendContext, step: str = "create", **changes: Any
    ) -> tuple[Delivery, int]:
        now = self._context.clock.now()
        body = body_sha256(ready.package, delivery.reference)
        delivery = self._hold(
            delivery,
            Event.INTEND,
            messages.AMENDING if delivery.amends else messages.STARTING,
            act=Act.INTENT,
            data={"body_sha256": body},
            **changes,
            attempts=delivery.attempts + 1,
            **_fingerprint(ready),
            first_sent_at=delivery.first_sent_at or now,
            last_sent_at=now,
            absent_at=None,
        )
        return delivery, self._begin(delivery, step, body)

    def _after_create(self, delivery: Delivery, page: ServedPage, answer: Answer) -> Delivery:
        if answer.outcome is not Outcome.DONE or not answer.remote_id:
            return self._not_done(delivery, answer, messages.DOUBT)
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

    def _not_done(self, delivery: Delivery, answer: Answer, in_doubt: Phrase) -> Delivery:
        """What a create or an edit becomes whose answer does not say that it was done."""
        if answer.outcome is Outcome.NOT_EXECUTED and answer.needs_person:
            return self._stop_account(
                delivery, _said(answer, messages.REFUSED), code=answer.code, retry_after=answer.retry_after
            )
        if answer.outcome is Outcome.NOT_EXECUTED:
            return self._not_executed(delivery, answer)
        if answer.outcome is Outcome.REFUSED:
            return self._context.ledger.move(delivery, Event.REFUSE, _said(answer, messages.REFUSED), act=Act.REFUSED)
        return self._doubt(delivery, answer, in_doubt)

    def _keep(self, delivery: Delivery) -> Delivery:
        say = messages.kept_here(delivery.due_at)
        return self._context.ledger.move(delivery, Event.KEEP, say, holder=Holder.PC, not_before=None, looks=0)

    def _hold_back(self, delivery: Delivery) -> Delivery:
        # Without the id of the post that it amends: a scheduled delivery with one is a post that the page keeps.
        remote_id = "" if delivery.amends else delivery.remote_id
        return self._context.ledger.move(delivery, Event.KEEP, messages.HELD_BACK, remote_id=remote_id)

    def _is_to_be_handed_over(self, delivery: Delivery) -> bool:
        return delivery.holder is Holder.PLATFORM and delivery.due_at > self._context.clock.now()

    def _takes_for_later(self, delivery: Delivery, page: ServedPage) -> bool:
        able = page.can.server_schedule
        return able is not None and able.soonest <= delivery.due_at - self._context.clock.now() <= able.latest

    def _save_receipt(self, delivery: Delivery, answer: Answer) -> None:
        self._context.repo.save_receipt(
            Receipt(
                delivery=delivery.id,
                remote_id=delivery.remote_id,
                permalink=answer.permalink or delivery.permalink,
                at=self._context.clock.now(),
                verified=False,
                raw=answer.raw,
            )
        )

    def _sent(self, delivery: Delivery, answer: Answer) -> Delivery:
        permalink = answer.permalink or delivery.permalink
        self._save_receipt(delivery, answer)
        return self._hold(
            delivery,
            Event.SENT,
            messages.AMEND_SENT if delivery.amends else messages.SENT,
            act=Act.SENT,
            remote_id=delivery.remote_id,
            permalink=permalink,
            looks=0,
            absent_at=None,
        )

    def _not_executed(self, delivery: Delivery, answer: Answer) -> Delivery:
        until = self._context.next_try(delivery, answer)
        if answer.retry_after is not None:
            self._context.repo.hold_account(delivery.account, until)
        say = messages.page_asks_to_wait(_said(answer, messages.QUEUED), until)
        return self._context.ledger.move(delivery, Event.NOT_EXECUTED, say, not_before=until, looks=delivery.looks + 1)

    def _doubt(self, delivery: Delivery, answer: Answer, say: Phrase) -> Delivery:
        until = self._context.next_try(delivery, answer)
        say = joined(answer.say, say)
        self._context.breaker.doubted(delivery.account)
        return self._context.ledger.move(
            delivery, Event.DOUBT, say, act=Act.DOUBT, not_before=until, looks=delivery.looks + 1
        )

    def _out_of_reach(self, delivery: Delivery, why: Phrase) -> Delivery:
        """No network to this page: whatever else waits for it waits as long, so that it leaves in its order."""
        with self._context.repo.transaction():
            after = self._postpone(delivery, messages.no_network(why))
            if after.not_before is not None:
                self._context.repo.hold_account(delivery.account, after.not_before)
        return after

    def _stop_account(
        self, delivery: Delivery, why: Phrase, *, code: str = "", retry_after: float | None = None
    ) -> Delivery:
        with self._context.repo.transaction():
            self._context.breaker.stop(delivery.account, why, code=code, retry_after=retry_after)
            return self._stop(delivery, Attention.ACCOUNT, why)

    def _postpone(self, delivery: Delivery, why: Phrase, at_least: timedelta = timedelta(0)) -> Delivery:
        until = max(self._context.next_try(delivery), self._context.clock.now() + at_least)
        say = messages.waits(why, until)
        return self._context.ledger.move(delivery, Event.POSTPONE, say, not_before=until, looks=delivery.looks + 1)

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
        return self._context.ledger.move(delivery, Event.STOP, say, act=act, data=facts, reason=reason, **changes)

    def _hold(self, delivery: Delivery, event: Event, say: Phrase, **changes: Any) -> Delivery:
        return self._context.ledger.move(delivery, event, say, keep_lease=self._context.timing.lease, **changes)

    def _begin(self, delivery: Delivery, step: str, body: str) -> int:
        return self._context.repo.begin_attempt(
            Attempt(
                delivery=delivery.id,
                number=delivery.attempts,
                step=step,
                body_sha256=body,
                started_at=self._context.clock.now(),
            )
        )

    def _end(self, key: int, answer: Answer) -> None:
        detail = answer.detail
        self._context.repo.end_attempt(key, at=self._context.clock.now(), outcome=answer.outcome, detail=detail)

    def _others(self, delivery: Delivery) -> set[str]:
        return {key for key, owner in self._context.repo.owned(delivery.page_id).items() if owner != delivery.id}


def held_by_page(means: OutboxContext, delivery: Delivery, remote_id: str, permalink: str, **changes: Any) -> Delivery:
    """The page has it, and shows it at its time by itself."""
    after = replace(delivery, remote_id=remote_id)
    return means.ledger.move(
        delivery,
        Event.HELD,
        messages.held(delivery.due_at),
        act=Act.HELD,
        data={"remote_id": remote_id, "due_at": delivery.due_at.isoformat()},
        holder=Holder.PLATFORM,
        remote_id=remote_id,
        permalink=permalink,
        not_before=means.timing.held_look(after, means.clock.now()),
        absent_at=None,
        looks=0,
        **changes,
    )


def waits_for_its_time(post: RemotePost, delivery: Delivery, now: datetime) -> bool:
    """Whether the page keeps the post and will show it by itself."""
    return not post.visible and post.scheduled_for is not None and delivery.due_at > now


def _fingerprint(ready: SendContext) -> dict[str, Any]:
    """By what the post is known again on the page."""
    return {
        "text_sha256": text_sha256(ready.package.text),
        "image_sha256": tuple(a.sha256 for a in ready.package.attachments),
    }


def _said(answer: Answer, otherwise: Phrase) -> Phrase:
    """The page's own words, or ours where it had none."""
    return answer.say if answer.say.vi else otherwise
