"""Looks at the page: what became of a doubtful delivery, and whether a sent one shows what was approved.

Looks are reads, so they repeat by themselves, with growing pauses. Two looks that agree, a window apart, are needed
before anything counts as absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from studio.errors import StorageTrouble, StudioError
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.changes import AmendmentCheck, is_text_of
from studio.outbox.completer import Completer
from studio.outbox.context import OutboxContext, ServedPage
from studio.outbox.ledger import Ledger
from studio.outbox.machine import Event
from studio.outbox.match import find, twin_made_elsewhere
from studio.outbox.model import Attention, Delivery, Holder, PublicationProof, Receipt
from studio.outbox.sender import held_by_page, waits_for_its_time
from studio.phrase import Phrase, phrase
from studio.publishers.answers import read, write
from studio.publishers.pieces import shows, text_sha256
from studio.publishers.port import Outcome, RemotePost, Unreachable


class DeliveryVerifier:
    """Each method takes a delivery whose lease this worker holds and returns what it became."""

    def __init__(self, means: OutboxContext) -> None:
        self._context = means
        self._amending = AmendmentCheck(means)
        self._completer = Completer(means)

    @property
    def _ledger(self) -> Ledger:
        return self._context.ledger

    def reconcile(self, delivery: Delivery) -> Delivery:
        """UNKNOWN: find out by looking, never by sending."""
        try:
            page = self._context.page_of(delivery)
            if delivery.remote_id:
                return self._by_id(delivery, page)
            return self._by_list(delivery, page)
        except Unreachable as trouble:
            return self._later(delivery, "reconcile", trouble.phrase)
        except StorageTrouble:
            raise
        except StudioError as trouble:
            return self._stop(delivery, "reconcile", "unreadable", Attention.DOUBT, trouble.phrase)

    def verify(self, delivery: Delivery) -> Delivery:
        """SENT: read the post back and compare it with what was approved."""
        try:
            page = self._context.page_of(delivery)
            if not page.can.can_list:
                return self._stop(delivery, "verify", "unreadable", Attention.DOUBT, messages.CANNOT_LOOK)
            post = read(lambda: page.publisher.read_back(page.account, delivery.remote_id))
            if post is None:
                return self._missing(delivery, page, "verify", Attention.GONE, messages.GONE)
            if not post.visible:
                return self._missing(delivery, page, "verify", Attention.HIDDEN, messages.STILL_HIDDEN)
            return self._compare(delivery, page, post)
        except Unreachable as trouble:
            return self._later(delivery, "verify", trouble.phrase)
        except StorageTrouble:
            raise
        except StudioError as trouble:
            return self._stop(delivery, "verify", "unreadable", Attention.DOUBT, trouble.phrase)

    def candidates(self, delivery: Delivery) -> tuple[RemotePost, ...]:
        """Posts on the page that could be this delivery's, for a person to compare. Raises StudioError."""
        page = self._context.page_of(delivery)
        if not page.can.can_list:
            return ()
        if delivery.amends:
            post = read(lambda: page.publisher.read_back(page.account, delivery.remote_id))
            return () if post is None else (post,)
        owned = self._others(delivery)
        posts = [post for post in self._recent(delivery, page) if post.remote_id not in owned]
        known = self._context.repo.known_codes({post.reference for post in posts}, delivery.page_id)

        def made_elsewhere(post: RemotePost) -> bool:
            return post.reference not in known and text_sha256(post.text) == delivery.text_sha256

        return tuple(post for post in posts if self._possible(delivery, post) or made_elsewhere(post))

    def _possible(self, delivery: Delivery, post: RemotePost) -> bool:
        return post.reference in ("", delivery.reference, delivery.amends)

    def _by_id(self, delivery: Delivery, page: ServedPage) -> Delivery:
        post = read(lambda: page.publisher.read_back(page.account, delivery.remote_id))
        if post is None:
            return self._missing(delivery, page, "reconcile", Attention.GONE, messages.GONE)
        if delivery.amends and not self._possible(delivery, post):
            return self._stop(delivery, "reconcile", "foreign", Attention.DOUBT, messages.AMEND_OTHERS)
        if not self._possible(delivery, post):  # the id came with an answer to another question: look without it
            now = self._context.clock.now()
            return self._look_again(
                delivery, "reconcile", "foreign", messages.DOUBT, remote_id="", permalink="", not_before=now
            )
        return self._found(delivery, page, post)

    def _by_list(self, delivery: Delivery, page: ServedPage) -> Delivery:
        if not page.can.can_list:
            return self._stop(delivery, "reconcile", "unreadable", Attention.DOUBT, messages.CANNOT_LOOK)
        match = find(
            delivery,
            self._recent(delivery, page),
            owned=self._others(delivery),
            rivals=self._context.repo.in_doubt(delivery.page_id, delivery.text_sha256) - 1,
            timing=self._context.timing,
        )
        if match.post is not None:
            return self._found(delivery, page, match.post)
        if match.ambiguous:
            return self._stop(delivery, "reconcile", "ambiguous", Attention.DOUBT, messages.AMBIGUOUS)
        if delivery.first_sent_at is None:  # the page's post is somebody else's; whether ours follows is for a person
            return self._stop(delivery, "reconcile", "ambiguous", Attention.DOUBT, messages.MADE_BY_HAND)
        return self._missing(delivery, page, "reconcile", Attention.DOUBT, messages.ABSENT_ASK)

    def _found(self, delivery: Delivery, page: ServedPage, post: RemotePost) -> Delivery:
        ours: dict[str, Any] = {"remote_id": post.remote_id, "permalink": post.permalink}
        if page.can.by_hand:
            return self._stop(delivery, "reconcile", "found", Attention.HAND, messages.HAND, **ours)
        if delivery.amends and not (post.visible and is_text_of(post, delivery)):
            return self._not_amended(delivery, page, post)
        if not post.visible and waits_for_its_time(post, delivery, self._context.clock.now()):
            return self._held(delivery, post)
        if not post.visible and self._was_shown(delivery):
            return self._stop(delivery, "reconcile", "hidden", Attention.GONE, messages.HIDDEN_LATER, **ours)
        if not post.visible and not page.can.hidden_then_reveal:
            return self._stop(delivery, "reconcile", "hidden", Attention.HIDDEN, messages.STILL_HIDDEN, **ours)
        kept_back = None if post.visible else self._kept_back(delivery)
        if kept_back is not None:
            until = self._context.next_try(delivery)
            if self._context.leave.is_shared(delivery.post_id):  # another PC may have shown its own copy: look for that
                ours = {"remote_id": "", "permalink": ""}
            return self._look_again(delivery, "reconcile", "hidden", kept_back, not_before=until, **ours)
        event, say = (Event.SENT, messages.SENT) if post.visible else (Event.RESUME, messages.STORED)
        with self._context.repo.transaction():
            self._ledger.note(delivery, "reconcile", "found", phrase(post.remote_id))
            if post.visible:
                self._context.repo.save_receipt(self._receipt(delivery, post, verified=False))
            return self._ledger.move(
                delivery,
                event,
                say,
                act=Act.SENT if post.visible else None,
                keep_lease=self._context.timing.lease,
                absent_at=None,
                looks=0,
                **ours,
            )

    def _not_amended(self, delivery: Delivery, page: ServedPage, post: RemotePost) -> Delivery:
        """The post does not show the new text. Two looks a window apart have to agree on the former one before the
        change is tried again; anything else is for a person."""
        if not post.visible:
            return self._stop(delivery, "reconcile", "hidden", Attention.GONE, messages.HIDDEN_LATER)
        if not self._amending.is_former_text(post, delivery):
            return self._stop(delivery, "reconcile", "differs", Attention.DIFFERS, messages.DIFFERS)
        if self._first_looks(delivery, page):
            return self._look_for_new(delivery, page, "reconcile")
        with self._context.repo.transaction():
            self._ledger.note(delivery, "reconcile", "absent")
            return self._ledger.move(
                delivery, Event.NOT_EXECUTED, messages.AMEND_AGAIN, act=Act.RETRIED, absent_at=None, not_before=None
            )

    def _first_looks(self, delivery: Delivery, page: ServedPage) -> bool:
        """Whether it is too early to trust what is not seen on the page."""
        return delivery.absent_at is None or self._context.clock.now() - delivery.absent_at < page.can.window

    def _look_for_new(self, delivery: Delivery, page: ServedPage, step: str) -> Delivery:
        first = delivery.absent_at or self._context.clock.now()
        until = min(self._context.next_try(delivery), first + page.can.window)
        return self._look_again(delivery, step, "absent", messages.AMEND_NOT_SEEN, absent_at=first, not_before=until)

    def _held(self, delivery: Delivery, post: RemotePost) -> Delivery:
        with self._context.repo.transaction():
            self._ledger.note(delivery, "reconcile", "found", phrase(post.remote_id))
            return held_by_page(self._context, delivery, post.remote_id, post.permalink)

    def _was_shown(self, delivery: Delivery) -> bool:
        """It had been read back as public: somebody hid it since, and a look is no reason to show it again."""
        receipt = self._context.repo.receipt(delivery.id)
        return receipt is not None and receipt.verified

    def _kept_back(self, delivery: Delivery) -> Phrase | None:
        """Why a hidden copy is not shown at present: that would be a write."""
        if delivery.due_at > self._context.clock.now():
            return messages.scheduled(delivery.due_at)
        pause = self._context.breaker.held(delivery.account)
        if pause is not None:
            return messages.account_paused(pause.reason)
        if self._context.watchfulness.withholds(delivery):
            return messages.SEE_FIRST
        if self._context.leave.may_show(delivery):
            return None
        wait = self._context.leave.ask(delivery)
        return None if wait is None else wait.say

    def _missing(self, delivery: Delivery, page: ServedPage, step: str, reason: Attention, ask: Phrase) -> Delivery:
        """Not there, or not showing. Only the second look, a window after the first, decides."""
        now = self._context.clock.now()
        if delivery.amends and self._amending.was_removed(delivery):
            return self._ledger.move(delivery, Event.WITHDRAW, messages.AMENDED_GONE, act=Act.WITHDRAWN)
        outcome = "hidden" if reason is Attention.HIDDEN else "absent"
        if self._first_looks(delivery, page):
            first = delivery.absent_at or now
            until = min(self._context.next_try(delivery), first + page.can.window)
            return self._look_again(delivery, step, outcome, messages.NOT_YET, absent_at=first, not_before=until)
        harmless = page.can.hidden_then_reveal or page.can.by_hand
        if reason is not Attention.DOUBT or not harmless:
            return self._stop(delivery, step, outcome, reason, ask)
        with self._context.repo.transaction():
            self._ledger.note(delivery, step, "absent")
            if delivery.holder is Holder.PLATFORM and delivery.due_at > now:
                return self._keep_here(delivery)
            return self._ledger.move(
                delivery, Event.NOT_EXECUTED, messages.ABSENT_AGAIN, act=Act.RETRIED, absent_at=None, not_before=None
            )

    def _keep_here(self, delivery: Delivery) -> Delivery:
        """Not handed over a second time, for both could then show at their time: this PC looks again before it sends
        it."""
        say = messages.kept_here(delivery.due_at)
        return self._ledger.move(
            delivery, Event.KEEP, say, act=Act.RETRIED, holder=Holder.PC, absent_at=None, not_before=None, looks=0
        )

    def _compare(self, delivery: Delivery, page: ServedPage, post: RemotePost) -> Delivery:
        alike = shows(post, text=delivery.text_sha256, pictures=delivery.image_sha256, title=delivery.post_title)
        if not alike and delivery.amends and self._amending.is_former_text(post, delivery):
            if self._first_looks(delivery, page):
                return self._look_for_new(delivery, page, "verify")
            return self._stop(delivery, "verify", "differs", Attention.DIFFERS, messages.STILL_FORMER)
        if not (alike and self._possible(delivery, post)):
            return self._stop(delivery, "verify", "differs", Attention.DIFFERS, messages.DIFFERS)
        twins = () if delivery.amends else self._twins(delivery, page, post)  # looked for when it was made
        if twins:
            say = messages.twice([twin.permalink or twin.remote_id for twin in twins])
            return self._stop(delivery, "verify", "twice", Attention.TWICE, say)
        permalink, now = post.permalink or delivery.permalink, self._context.clock.now()
        with self._context.repo.transaction():
            self._ledger.note(delivery, "verify", "found", phrase(post.remote_id))
            self._context.repo.save_receipt(self._receipt(replace(delivery, permalink=permalink), post, verified=True))
            if delivery.amends:
                self._amending.supersede(delivery)
            return self._ledger.move(
                delivery,
                Event.VERIFY,
                messages.AMENDED if delivery.amends else messages.VERIFIED,
                act=Act.VERIFIED,
                permalink=permalink,
                watch_at=now if self._completer.wants(delivery, page) else self._context.timing.watch_next(now, 0),
                watched=0,
                vouched=PublicationProof.NONE,
                absent_at=None,
                not_before=None,
                looks=0,
            )

    def twins(self, delivery: Delivery) -> tuple[RemotePost, ...]:
        """Every public copy under the delivery's code, its own among them, the oldest first. Raises StudioError."""
        page = self._context.page_of(delivery)
        posts = self._recent(delivery, page, like=delivery.remote_id) if page.can.can_list else ()
        return tuple(sorted((p for p in posts if p.visible and p.reference == delivery.reference), key=_age))

    def _twins(self, delivery: Delivery, page: ServedPage, own: RemotePost) -> tuple[RemotePost, ...]:
        """What shows the same besides `own`: another PC with a copy of the profile may have sent it at the same moment,
        and somebody may have posted it by hand. After more than one create, of whichever PC, hidden copies that landed
        late go."""
        if page.can.by_hand:
            return ()
        others = self._others(delivery)
        strays = delivery.attempts > 1 or self._context.leave.is_shared(delivery.post_id)
        posts = self._recent(delivery, page, like="" if strays else delivery.remote_id)
        free = [post for post in posts if post.remote_id != delivery.remote_id and post.remote_id not in others]
        same = [post for post in free if post.reference == delivery.reference]
        if strays:
            self._remove_strays(delivery, page, [post for post in same if not post.visible])
        shown = [post for post in same if post.visible]
        asked = any(look.outcome == "ambiguous" for look in self._context.repo.attempts(delivery.id))
        if shown or asked or own.reference != delivery.reference:
            return tuple(shown)
        known = self._context.repo.known_codes({post.reference for post in free}, delivery.page_id)
        visible = [post for post in free if post.visible]
        twin = twin_made_elsewhere(visible, known, text=delivery.text_sha256, pictures=len(delivery.image_sha256))
        return () if twin is None else (twin,)

    def _remove_strays(self, delivery: Delivery, page: ServedPage, strays: Sequence[RemotePost]) -> None:
        if not page.can.can_delete:
            return
        for stray in strays:
            if write(partial(page.publisher.delete, page.account, stray.remote_id)).outcome is Outcome.DONE:
                data = {"stray": stray.remote_id}
                self._ledger.log(delivery, Act.STRAY_REMOVED, by="worker", at=self._context.clock.now(), data=data)

    def _receipt(self, delivery: Delivery, post: RemotePost, *, verified: bool) -> Receipt:
        earlier = self._context.repo.receipt(delivery.id)
        return Receipt(
            delivery=delivery.id,
            remote_id=post.remote_id,
            permalink=post.permalink or delivery.permalink,
            at=self._context.clock.now(),
            verified=verified,
            raw=earlier.raw if earlier else "",
        )

    def _later(self, delivery: Delivery, step: str, why: Phrase) -> Delivery:
        until = self._context.next_try(delivery)
        return self._look_again(
            delivery, step, "unreadable", messages.waits(messages.no_network(why), until), not_before=until
        )

    def _look_again(self, delivery: Delivery, step: str, outcome: str, say: Phrase, **changes: Any) -> Delivery:
        with self._context.repo.transaction():
            self._ledger.note(delivery, step, outcome, say)
            return self._ledger.move(delivery, Event.LOOK, say, looks=delivery.looks + 1, **changes)

    def _stop(
        self, delivery: Delivery, step: str, outcome: str, reason: Attention, say: Phrase, **changes: Any
    ) -> Delivery:
        with self._context.repo.transaction():
            self._ledger.note(delivery, step, outcome, say)
            return self._ledger.move(
                delivery, Event.STOP, say, act=Act.REFUSED, data={"reason": str(reason)}, reason=reason, **changes
            )

    def _recent(self, delivery: Delivery, page: ServedPage, *, like: str = "") -> tuple[RemotePost, ...]:
        early = self._context.timing.older_than_first if delivery.first_sent_at else self._context.timing.made_before
        since = (delivery.first_sent_at or delivery.created_at) - early
        reference = "" if like else delivery.reference
        return tuple(read(lambda: page.publisher.recent(page.account, since, reference, like=like)))

    def _others(self, delivery: Delivery) -> set[str]:
        return {key for key, owner in self._context.repo.owned(delivery.page_id).items() if owner != delivery.id}


def _age(post: RemotePost) -> tuple[datetime, str]:
    return post.created_at, post.remote_id
