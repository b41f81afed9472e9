"""Posts that a page keeps until their time: asked for at the gate meanwhile, looked at after it, or taken back."""

from __future__ import annotations

from functools import partial
from typing import Any

from studio.errors import StorageTrouble, StudioError
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.context import OutboxContext, ServedPage
from studio.outbox.machine import Event
from studio.outbox.model import Attention, Delivery, Holder, Recall, Receipt
from studio.outbox.sender import Sender
from studio.phrase import Bilingual, Phrase, phrase
from studio.publishers.answers import read, write
from studio.publishers.port import Outcome, RemotePost, Unreachable


class HeldPosts:
    """Each method takes a scheduled delivery that the page keeps and whose lease this worker holds."""

    def __init__(self, means: OutboxContext, sender: Sender) -> None:
        self._context = means
        self._sender = sender

    def see_to(self, delivery: Delivery) -> Delivery:
        """Whatever it wants now."""
        if delivery.recall:
            return self._take_back(delivery)
        if self._context.clock.now() < delivery.due_at:
            return self._ask_gate(delivery)
        return self._look(delivery)

    def _ask_gate(self, delivery: Delivery) -> Delivery:
        """Its approval may be lost, its law or template gone since the page took it: then it is recalled."""
        try:
            self._sender.ready(delivery)
        except StorageTrouble:
            raise
        except StudioError as refusal:
            return self._context.ledger.move(
                delivery,
                Event.RECALL,
                messages.RECALLING,
                act=Act.RECALL,
                data={"why": refusal.phrase.vi},
                keep_lease=self._context.timing.lease,
                recall=Recall.GATE,
                looks=0,
            )
        said = Bilingual(delivery.message, delivery.message_en)
        now = self._context.clock.now()
        return self._context.ledger.move(
            delivery,
            Event.LOOK,
            said,
            looks=0,
            not_before=self._context.timing.held_look(delivery, now),
            updated_at=delivery.updated_at,  # nothing anybody has to hear of
        )

    def _look(self, delivery: Delivery) -> Delivery:
        """Its time has come: does the page show it?"""
        try:
            page = self._context.page_of(delivery)
            if not page.can.can_list:
                return self._stop(delivery, "unreadable", Attention.DOUBT, messages.CANNOT_LOOK)
            post = read(lambda: page.publisher.read_back(page.account, delivery.remote_id))
        except Unreachable as trouble:
            return self._again(delivery, "unreadable", messages.no_network(trouble.phrase))
        except StorageTrouble:
            raise
        except StudioError as trouble:
            return self._stop(delivery, "unreadable", Attention.DOUBT, trouble.phrase)
        if post is not None and post.visible:
            return self._shown(delivery, post)
        if self._context.clock.now() - delivery.due_at < self._context.timing.shows_within:
            outcome = "absent" if post is None else "hidden"
            return self._again(delivery, outcome, messages.not_shown_yet(delivery.due_at))
        if post is None:
            return self._stop(delivery, "absent", Attention.GONE, messages.HELD_GONE)
        return self._stop(delivery, "hidden", Attention.HIDDEN, messages.NOT_SHOWN)

    def _shown(self, delivery: Delivery, post: RemotePost) -> Delivery:
        permalink = post.permalink or delivery.permalink
        with self._context.repo.transaction():
            self._context.ledger.note(delivery, "reconcile", "found", phrase(post.remote_id))
            self._save_receipt(delivery, permalink)
            return self._context.ledger.move(
                delivery,
                Event.SENT,
                messages.SENT,
                act=Act.SENT,
                keep_lease=self._context.timing.lease,
                permalink=permalink,
                not_before=None,
                absent_at=None,
                looks=0,
            )

    def _take_back(self, delivery: Delivery) -> Delivery:
        """Delete it on the page, and be certain. A delete may be repeated: it cannot remove anything twice."""
        try:
            page = self._context.page_of(delivery)
            post = read(lambda: page.publisher.read_back(page.account, delivery.remote_id))
            if post is not None and post.visible and delivery.recall is not Recall.SHOWN:
                delivery = self._note_shown(delivery, post)
            if post is None and self._is_listed_by_now(delivery, page):
                return self._taken_back(delivery)
            why = self._delete(delivery, page)
            if why is None:
                return self._taken_back(delivery)
        except StorageTrouble:
            raise
        except StudioError as trouble:  # no network, or a broken login: the recall stands, whatever it takes
            why = trouble.phrase
        return self._not_yet(delivery, why)

    def _delete(self, delivery: Delivery, page: ServedPage) -> Phrase | None:
        """None: the page said it is gone, and does not show it any more. Raises StudioError."""
        if not page.can.can_delete:
            return messages.RECALL_BY_HAND
        answer = write(partial(page.publisher.delete, page.account, delivery.remote_id))
        self._context.ledger.note(delivery, "recall", answer.outcome, answer.detail)
        if answer.outcome is not Outcome.DONE:
            return answer.say if answer.say.vi else messages.STILL_LISTED
        left = read(lambda: page.publisher.read_back(page.account, delivery.remote_id))
        return None if left is None else messages.STILL_LISTED

    def _is_listed_by_now(self, delivery: Delivery, page: ServedPage) -> bool:
        sent = delivery.last_sent_at or delivery.created_at
        return self._context.clock.now() - sent >= page.can.window

    def _note_shown(self, delivery: Delivery, post: RemotePost) -> Delivery:
        """Its time came before the recall did: that it was public must not be forgotten."""
        with self._context.repo.transaction():
            permalink = post.permalink or delivery.permalink
            self._save_receipt(delivery, permalink)
            return self._context.ledger.move(
                delivery,
                Event.RECALL,
                messages.RECALLING,
                act=Act.SENT,
                keep_lease=self._context.timing.lease,
                recall=Recall.SHOWN,
                permalink=permalink,
            )

    def _taken_back(self, delivery: Delivery) -> Delivery:
        done: dict[str, Any] = {"recall": Recall.NONE, "not_before": None, "looks": 0, "holder": Holder.PC}
        move = partial(self._context.ledger.move, delivery, act=Act.RECALLED)
        if delivery.recall is Recall.SHOWN:
            return move(event=Event.WITHDRAW, say=messages.RECALLED_LATE, **done)
        done |= {"remote_id": "", "permalink": ""}
        if delivery.recall is Recall.CANCEL:
            return move(event=Event.RECALLED, say=messages.RECALLED, **done)
        return move(event=Event.STOP, say=self._because(delivery), reason=Attention.GATE, **done)

    def _because(self, delivery: Delivery) -> Phrase:
        try:
            self._sender.ready(delivery)
        except StorageTrouble:
            raise
        except StudioError as refusal:
            return messages.recalled_because(refusal.phrase)
        return messages.RECALLED

    def _not_yet(self, delivery: Delivery, why: Phrase) -> Delivery:
        now, timing = self._context.clock.now(), self._context.timing
        until = min(self._context.next_try(delivery), now + timing.recall_pause_longest)
        urgent = delivery.due_at - now <= timing.recall_alarm
        say = messages.recall_urgent(why, delivery.due_at) if urgent else messages.recall_waits(why, until)
        return self._context.ledger.move(delivery, Event.RECALL, say, not_before=until, looks=delivery.looks + 1)

    def _again(self, delivery: Delivery, outcome: str, say: Phrase) -> Delivery:
        with self._context.repo.transaction():
            self._context.ledger.note(delivery, "reconcile", outcome, say)
            return self._context.ledger.move(
                delivery, Event.LOOK, say, looks=delivery.looks + 1, not_before=self._context.next_try(delivery)
            )

    def _stop(self, delivery: Delivery, outcome: str, reason: Attention, say: Phrase) -> Delivery:
        with self._context.repo.transaction():
            self._context.ledger.note(delivery, "reconcile", outcome, say)
            return self._context.ledger.move(
                delivery,
                Event.STOP,
                say,
                act=Act.REFUSED,
                data={"reason": str(reason)},
                reason=reason,
                not_before=None,
                absent_at=None,
            )

    def _save_receipt(self, delivery: Delivery, permalink: str) -> None:
        earlier = self._context.repo.receipt(delivery.id)
        self._context.repo.save_receipt(
            Receipt(
                delivery=delivery.id,
                remote_id=delivery.remote_id,
                permalink=permalink,
                at=self._context.clock.now(),
                verified=False,
                raw=earlier.raw if earlier else "",
            )
        )
