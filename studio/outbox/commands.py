"""What only a person may decide about a delivery. Each decision is logged with who took it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from studio.errors import BadInput, Refused, StorageTrouble, StudioError
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.changes import AmendmentCheck, Remover
from studio.outbox.context import OutboxContext
from studio.outbox.machine import UNTOUCHED, Event, may
from studio.outbox.model import (
    NOTHING_LEFT,
    Attention,
    Delivery,
    DeliveryState,
    Holder,
    LeaseLost,
    PublicationProof,
    Recall,
    Receipt,
    UnsureLink,
    part_of,
)
from studio.people.model import Person, Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.workflow import Workflow
from studio.publishers.answers import read
from studio.publishers.links import checked_link, doubt_of_page, page_in
from studio.publishers.port import RemotePost

_LOOKED = frozenset({"absent", "ambiguous"})
_STOPPERS = (Role.PUBLISHER, Role.APPROVER, Role.HEAD)


class DeliveryCommands:
    """Raises NotFound, NotPermitted, or Refused with the reason and the way on."""

    def __init__(self, means: OutboxContext, people: People, workflow: Workflow) -> None:
        self._context = means
        self._workflow = workflow
        self._people = people
        self._remover = Remover(means)
        self._amending = AmendmentCheck(means)

    def retry(self, delivery_id: str, by: str, pin: str) -> Delivery:
        """Send now: a missed, failed or stopped delivery; a doubtful one only after a look did not find it. One whose
        time is still ahead waits for it: the time was approved, too.

        A paused account is asked who it is first, and goes on by a good answer.
        """
        return self._retry(self._free(delivery_id), self._publisher(by, pin))

    def retry_failed(self, post_id: str, by: str, pin: str) -> tuple[Delivery, ...]:
        """`retry` for each delivery of the post that is counted as failed; one in somebody's hand is left alone."""
        person = self._publisher(by, pin)
        failed = [d for d in self._context.repo.of_post(post_id) if part_of(d) == "failed" and not self._in_hand(d)]
        return tuple(self._retry(delivery, person) for delivery in failed)

    def _retry(self, delivery: Delivery, person: Person) -> Delivery:
        now = self._context.clock.now()
        if delivery.reason is Attention.HIDDEN:
            self._context.breaker.ask_now(delivery.account)
            return self._move(
                delivery,
                Event.RECHECK,
                messages.RECHECK,
                person,
                Act.RETRIED,
                due_at=max(now, delivery.due_at),
                absent_at=None,
                not_before=None,
                session=self._context.watchfulness.session_id,
            )
        if delivery.reason is Attention.DOUBT:
            self._require_look(delivery, now)
        settled = delivery.reason in (Attention.GONE, Attention.TWICE) or (
            delivery.reason is Attention.DIFFERS and not delivery.amends
        )
        if settled or not may(delivery.state, Event.RETRY):
            raise Refused(
                "this delivery cannot be sent again; if the post is wrong or was removed, publish a correction."
            )
        self._context.breaker.ask_now(delivery.account)
        say = messages.RETRY_BY_PERSON if delivery.due_at <= now else messages.scheduled(delivery.due_at)
        return self._move(delivery, Event.RETRY, say, person, Act.RETRIED, **self._fresh(now, delivery.due_at))

    def cancel(self, delivery_id: str, by: str) -> Delivery:
        """Let it never be sent. A hidden copy on the page is deleted first.

        One that the page keeps until its time is recalled instead (`Delivery.recall`): that is on the disk when this
        returns, and a worker does it.
        """
        person = self._people.require(by, *_STOPPERS)
        delivery = self._free(delivery_id)
        if delivery.state is DeliveryState.CANCELLED:
            return delivery
        if delivery.held_by_page:
            return self._recall(delivery, person, {})
        if not may(delivery.state, Event.CANCEL):
            raise Refused(
                "this delivery is, or may be, on the page and cannot be cancelled; wait for the look, or remove it."
            )
        if delivery.reason is Attention.DOUBT:
            self._require_look(delivery, self._context.clock.now())
        elif delivery.reason is Attention.HIDDEN:
            self._remover.remove(delivery)
        elif delivery.reason not in NOTHING_LEFT and delivery.reason is not Attention.NONE:
            raise Refused("the post is on the page and cannot be cancelled; choose “Remove”.")
        return self._move(delivery, Event.CANCEL, messages.CANCELLED, person, Act.CANCELLED, not_before=None)

    def confirm_by_hand(self, delivery_id: str, link: str, by: str, *, sure: bool = False) -> Delivery:
        """ "I posted it, here is the link": counts as published on this person's word.

        A link that names another page, or none, is taken only from whoever is `sure`; that is logged.
        """
        person = self._people.require(by, Role.PUBLISHER)
        delivery = self._free(delivery_id)
        if delivery.reason not in (Attention.HAND, Attention.DOUBT):
            raise Refused("this delivery does not wait to be posted by hand; look at its state in the outbox.")
        account = self._context.accounts.get(delivery.account)
        link = checked_link(link, account)
        doubt = doubt_of_page(link, account)
        if doubt is not None and not sure:
            raise UnsureLink(doubt, where="link")
        with self._context.repo.transaction():
            owner = self._context.repo.owned(delivery.page_id).get(link)
            amended = owner is not None and self._context.repo.get(owner).reference == delivery.amends
            if owner is not None and owner != delivery.id and not amended:
                raise BadInput(
                    "this link is confirmed for another post already; paste the link of this one.", where="link"
                )
            say = messages.confirmed_by_hand(person.name, self._context.clock.now())
            facts = {} if doubt is None else {"page_in_link": page_in(link) or "?"}
            return self._confirm(delivery, link, say, person, facts=facts, vouched=PublicationProof.LINK)

    def confirm_removed(self, delivery_id: str, by: str, pin: str) -> Delivery:
        """ "I removed it": the end of what a person had posted, once somebody else has withdrawn the post."""
        person = self._may_remove(by, pin)
        delivery = self._free(delivery_id)
        if not (_is_on_page(delivery) and self._remover.is_by_hand(delivery)):
            raise Refused("this is for what a person posted by hand; for what the app posted, press “Remove”.")
        self._require_withdrawn(delivery.post_id, person)
        say = messages.removed_by_hand(person.name, self._context.clock.now())
        why = self._workflow.withdrawn_because(delivery.post_id).strip()
        data = {"why": why, "by_hand": True, "permalink": delivery.permalink}
        return self._removed(delivery, say, person, data)

    def accept(self, delivery_id: str, by: str, pin: str) -> Delivery:
        """The page shows it differently, and a person says that it is right all the same."""
        person = self._publisher(by, pin)
        delivery = self._free(delivery_id)
        if delivery.reason not in (Attention.DIFFERS, Attention.TWICE):
            raise Refused(
                "this is for a post that differs from what was approved; press “Check again” to read the page again."
            )
        say = messages.confirmed_as_it_is(person.name, self._context.clock.now())
        with self._context.repo.transaction():
            watch_at = self._context.timing.watch_next(self._context.clock.now(), 0)
            return self._confirm(
                delivery,
                delivery.permalink,
                say,
                person,
                watch_at=watch_at,
                watched=0,
                vouched=PublicationProof.ACCEPTED,
            )

    def choose(self, delivery_id: str, remote_id: str, by: str, pin: str) -> Delivery:
        """Of the posts found on the page, this one is it. It is read back before it counts.

        Under a code that nobody here knows, that becomes the delivery's: by it the post is found from now on. With
        the code of another page's delivery, as a copied text has it, it counts as differing and may be accepted.
        """
        person = self._publisher(by, pin)
        delivery = self._free(delivery_id)
        if delivery.reason is not Attention.DOUBT:
            raise Refused("this delivery needs no post chosen; look at its state in the outbox.")
        page = self._context.page_of(delivery)
        owner = self._context.repo.owned(delivery.page_id).get(remote_id, delivery.id)
        post = read(lambda: page.publisher.read_back(page.account, remote_id))
        code = {post.reference} - {"", delivery.reference} if post else set()
        known = self._context.repo.known_codes(code, delivery.page_id)
        if post is None or owner != delivery.id or known:
            raise BadInput(
                "that post is not on the page, or belongs to another delivery; look at the list again.",
                where="remote_id",
            )
        event = Event.SENT if post.visible else Event.RECHECK
        found: dict[str, Any] = {
            "remote_id": post.remote_id,
            "permalink": post.permalink,
            "reference": next(iter(code - self._context.repo.known_codes(code)), delivery.reference),
            "absent_at": None,
            "not_before": None,
        }
        return self._move(delivery, event, messages.SENT, person, Act.RESOLVED, looks=0, **found)

    def remove_twin(self, delivery_id: str, by: str, pin: str, twins: Sequence[RemotePost]) -> Delivery:
        """Of several public copies under the delivery's code, keep the oldest and remove the others: whichever PC is
        asked, the same one stays. The delivery is then read back again."""
        person = self._publisher(by, pin)
        delivery = self._free(delivery_id)
        if delivery.reason is not Attention.TWICE:
            raise Refused("this post does not show twice; press “Check again” to read the page again.")
        if not twins:
            raise Refused(messages.TWIN_NOT_OURS)
        kept, *others = twins
        if not others and kept.remote_id == delivery.remote_id:
            raise Refused(messages.TWIN_NOT_OURS)
        # The one that stays becomes the delivery's first: whatever happens then, it is found by a look.
        data = {"kept": kept.remote_id, "removed": [twin.remote_id for twin in others]}
        found: dict[str, Any] = {"remote_id": kept.remote_id, "permalink": kept.permalink}
        say = messages.TWIN_REMOVED
        moved = self._move(
            delivery, Event.RECHECK, say, person, Act.STRAY_REMOVED, data, absent_at=None, not_before=None, **found
        )
        for twin in others:
            self._remover.remove_twin(moved, twin)
        return moved

    def withdraw(self, delivery_id: str, by: str, pin: str, reason: str) -> Delivery:
        """Remove a published post from its page, or note that it is gone. The record stays.

        Somebody else, who may, has to have withdrawn the post: two people take back what is public. What a page only
        keeps until its time is recalled without that.
        """
        return self._withdraw(self._free(delivery_id), self._may_remove(by, pin), reason.strip())

    def withdraw_post(self, post_id: str, by: str, pin: str) -> tuple[Delivery, ...]:
        """`withdraw` for every delivery of the post that is on a page, for the reason it was withdrawn for. One that
        cannot be removed now keeps its state and says why."""
        person, reason = self._may_remove(by, pin), self._workflow.withdrawn_because(post_id).strip()
        deliveries = self._context.repo.of_post(post_id)
        self._require_withdrawn(post_id, person)
        return tuple(self._try_withdraw(d, person, reason) for d in deliveries if d.held_by_page or _is_on_page(d))

    def _try_withdraw(self, delivery: Delivery, person: Person, reason: str) -> Delivery:
        try:
            return self._withdraw(self._free(delivery.id), person, reason)
        except StorageTrouble:
            raise
        except StudioError as trouble:
            if delivery.state is not DeliveryState.VERIFIED or self._in_hand(delivery):
                return delivery
            now_known = self._context.repo.get(delivery.id)  # with the look that the removal asked for
            return self._context.ledger.move(now_known, Event.LOOK, trouble.phrase, updated_at=delivery.updated_at)

    def _withdraw(self, delivery: Delivery, person: Person, reason: str) -> Delivery:
        if not reason:
            raise BadInput("state why the post is removed.", where="reason")
        data = {"why": reason}
        if delivery.held_by_page:
            return self._recall(delivery, person, data)
        if not _is_on_page(delivery):
            raise Refused(
                "this post is not on the page, so there is nothing to remove; choose “Cancel delivery” if it is "
                "not wanted."
            )
        self._require_withdrawn(delivery.post_id, person)
        if delivery.reason is Attention.TWICE:
            raise Refused(messages.TWIN_FIRST)
        if self._remover.is_by_hand(delivery):
            raise Refused(messages.REMOVE_BY_HAND)
        say = messages.WITHDRAWN if self._remover.remove(delivery) else messages.NOTED_GONE
        return self._removed(delivery, say, person, data)

    def _removed(self, delivery: Delivery, say: Phrase, person: Person, data: dict[str, Any]) -> Delivery:
        try:
            with self._context.repo.transaction():
                self._amending.end_with(delivery, person.id)
                return self._move(delivery, Event.WITHDRAW, say, person, Act.WITHDRAWN, data, watch_at=None)
        except LeaseLost as error:
            raise _in_hand() from error

    def _require_withdrawn(self, post_id: str, person: Person) -> None:
        withdrawer = self._workflow.withdrawn_by(post_id)
        if withdrawer is None or withdrawer == person.id:
            raise Refused(messages.WITHDRAW_FIRST)

    def _may_remove(self, by: str, pin: str) -> Person:
        return self._people.require(self._people.verify_pin(by, pin).id, Role.PUBLISHER, Role.HEAD)

    def stop_post(self, post_id: str, by: str) -> tuple[Delivery, ...]:
        """Cancel everything of the post that nothing has come of, or recall it where a page keeps it. What a worker
        has in hand, and what is or may be on its page, stays. Returns what was stopped."""
        self._people.require(by, *_STOPPERS)
        stopped = []
        for delivery in self._context.repo.of_post(post_id):
            untouched = delivery.state in UNTOUCHED or delivery.reason in NOTHING_LEFT
            if delivery.state is DeliveryState.CANCELLED or not untouched or self._in_hand(delivery):
                continue
            try:
                stopped.append(self.cancel(delivery.id, by))
            except Refused:  # a worker took it in hand a moment ago
                continue
        return tuple(stopped)

    def _recall(self, delivery: Delivery, person: Person, data: dict[str, Any]) -> Delivery:
        """Write down that it is to be taken back; the page is asked by a worker, until it is certain."""
        wanted = Recall.SHOWN if delivery.recall is Recall.SHOWN else Recall.CANCEL
        return self._move(
            delivery, Event.RECALL, messages.RECALLING, person, Act.RECALL, data, recall=wanted, not_before=None
        )

    def _confirm(
        self,
        delivery: Delivery,
        link: str,
        say: Phrase,
        person: Person,
        facts: dict[str, Any] | None = None,
        **changes: Any,
    ) -> Delivery:
        now = self._context.clock.now()
        self._context.repo.save_receipt(
            Receipt(
                delivery=delivery.id,
                remote_id=delivery.remote_id,
                permalink=link,
                at=now,
                verified=False,
                raw="",
                confirmed_by=person.name,
            )
        )
        if delivery.amends:
            self._amending.supersede(delivery)
        confirmed: dict[str, Any] = {"permalink": link, "not_before": None, "absent_at": None} | changes
        return self._move(
            delivery,
            Event.CONFIRM,
            say,
            person,
            Act.CONFIRMED_BY_HAND,
            {"permalink": link} | (facts or {}),
            **confirmed,
        )

    def _require_look(self, delivery: Delivery, now: datetime) -> None:
        looks = [a for a in self._context.repo.attempts(delivery.id) if a.step == "reconcile"]
        last = looks[-1] if looks else None
        fresh = (
            last is not None
            and last.finished_at is not None
            and last.outcome in _LOOKED
            and now - last.finished_at <= self._context.timing.look_counts_for
        )
        if not fresh:
            raise Refused("it is not known whether the post is on the page; press “Check again” first, then decide.")

    def _publisher(self, by: str, pin: str) -> Person:
        return self._people.require(self._people.verify_pin(by, pin).id, Role.PUBLISHER)

    def _free(self, delivery_id: str) -> Delivery:
        """The delivery, unless a living worker has it in hand."""
        delivery = self._context.repo.get(delivery_id)
        if self._in_hand(delivery):
            raise _in_hand()
        return delivery

    def _in_hand(self, delivery: Delivery) -> bool:
        return bool(delivery.lease) and self._context.liveness.alive(delivery.lease)

    def _fresh(self, now: datetime, due: datetime) -> dict[str, Any]:
        """As if queued a moment ago: by a person of this session, and kept by this PC; never before its time."""
        return {
            "due_at": max(now, due),
            "not_before": None,
            "absent_at": None,
            "looks": 0,
            "holder": Holder.PC,
            "session": self._context.watchfulness.session_id,
            "watch_at": None,
        }

    def _move(
        self,
        delivery: Delivery,
        event: Event,
        say: Phrase,
        person: Person,
        act: Act,
        data: dict[str, Any] | None = None,
        **changes: Any,
    ) -> Delivery:
        try:
            return self._context.ledger.move(delivery, event, say, act=act, by=person.id, data=data, **changes)
        except LeaseLost as error:
            raise _in_hand() from error


def _is_on_page(delivery: Delivery) -> bool:
    return delivery.state is DeliveryState.VERIFIED or delivery.reason in (
        Attention.GONE,
        Attention.DIFFERS,
        Attention.TWICE,
    )


def _in_hand() -> Refused:
    return Refused("this delivery is being worked on; wait a few seconds and try again.")
