"""Removing a copy from its page on a person's word. What was asked is on the disk before it is asked.

Changing a published post on its page: what may be changed, and what has to be true a moment before.

An amendment is a delivery of its own. It passes the same gate and the same states as any other, but instead of making a
post it replaces the text of the one that an earlier delivery made (`Delivery.amends`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from studio.errors import Refused
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.context import OutboxContext, SendContext, ServedPage
from studio.outbox.machine import SETTLED, Event, may
from studio.outbox.model import (
    NOTHING_LEFT,
    Attempt,
    Attention,
    Delivery,
    DeliveryState,
    Holder,
    PublicationProof,
)
from studio.phrase import Bilingual, Phrase, phrase
from studio.publishers.answers import read, write
from studio.publishers.pieces import shows
from studio.publishers.port import Answer, Outcome, RemotePost


class AmendmentCheck:
    """Answers for amendments; each method raises Refused with the reason."""

    def __init__(self, means: OutboxContext) -> None:
        self._context = means

    def root_for(self, ready: SendContext, holder: Holder) -> Delivery:
        """The published delivery whose post `ready` is to change on its page."""
        if holder is Holder.PLATFORM:
            raise _refused(messages.AMEND_BY_PC)
        here = (ready.account.platform, ready.account.page_id)
        made = [d for d in self._context.repo.of_post(ready.amends) if (d.platform, d.page_id) == here and not d.amends]
        root = next((d for d in made if d.state is DeliveryState.VERIFIED), None)
        if root is None:
            raise _refused(messages.AMEND_NOT_THERE)
        family = self._context.repo.family(root.reference)
        mine = ready.bundle.post_id
        if any(d.state not in SETTLED and d.post_id != mine for d in family):
            raise _refused(messages.AMEND_BUSY)
        newest = _newest(family)
        if newest.post_id != mine:
            self._require_newer(ready, newest)
        self._require(ready, root, newest, self._context.page(ready.account.name))
        return root

    def former(self, delivery: Delivery, ready: SendContext, page: ServedPage) -> Delivery | None:
        """The delivery whose text the page shows until now; None when the post was withdrawn meanwhile."""
        family = self._context.repo.family(delivery.amends)
        root = next((d for d in family if d.reference == delivery.amends), None)
        if root is None or (root.post_id, root.page_id) != (ready.amends, delivery.page_id) or root.amends:
            raise _refused(messages.AMEND_MISMATCH)
        if root.state is DeliveryState.WITHDRAWN or self._context.workflow.withdrawn_by(root.post_id) is not None:
            return None
        standing = [d for d in family if d.state is DeliveryState.VERIFIED and d.id != delivery.id]
        if root not in standing:
            raise _refused(messages.AMEND_NOT_THERE)
        self._require(ready, root, _newest(standing), page)
        return _newest(standing)

    def on_page(self, delivery: Delivery, former: Delivery, page: ServedPage) -> RemotePost:
        """The post as its page shows it now: this very one, with the text that is to be replaced, or the new one
        already. `delivery` bears the hashes of the new one. Raises Unreachable, StudioError."""
        root = former.amends or former.reference
        post = read(lambda: page.publisher.read_back(page.account, former.remote_id))
        if post is None or not post.visible:
            raise _refused(messages.AMEND_NOT_THERE)
        if post.reference not in ("", root):
            raise _refused(messages.AMEND_OTHERS)
        known = is_text_of(post, former) or former.vouched is PublicationProof.ACCEPTED
        if not (known or is_text_of(post, delivery)):
            raise _refused(messages.AMEND_CHANGED_THERE)
        return post

    def is_former_text(self, post: RemotePost, delivery: Delivery) -> bool:
        """Whether the page still shows what the amendment replaces."""
        earlier = [d for d in self._context.repo.family(delivery.amends) if d.id != delivery.id and d.text_sha256]
        return any(is_text_of(post, former) for former in earlier)

    def was_removed(self, delivery: Delivery) -> bool:
        """Whether the post that is amended was withdrawn and removed."""
        return any(d.state is DeliveryState.WITHDRAWN for d in self._context.repo.family(delivery.amends))

    def supersede(self, delivery: Delivery) -> None:
        """The page shows the amendment: nobody looks for the former text there any more."""
        for former in self._context.repo.family(delivery.amends):
            if former.id != delivery.id and former.state is DeliveryState.VERIFIED:
                self._context.ledger.move(former, Event.LOOK, messages.SUPERSEDED, watch_at=None, absent_at=None)

    def end_with(self, removed: Delivery, by: str) -> None:
        """One post on the page was removed: what made it and what changed it end together. What a worker has in hand
        ends by its own look."""
        for other in self._context.repo.family(removed.amends or removed.reference):
            if other.id == removed.id or (other.lease and self._context.liveness.alive(other.lease)):
                continue
            unsure = other.state is DeliveryState.NEEDS_ATTENTION and other.reason not in NOTHING_LEFT
            on_page = unsure or other.state in (DeliveryState.VERIFIED, DeliveryState.SENT, DeliveryState.UNKNOWN)
            event = Event.WITHDRAW if on_page else Event.CANCEL
            say, act = (messages.WITHDRAWN, Act.WITHDRAWN) if on_page else (messages.AMENDED_GONE, Act.CANCELLED)
            if may(other.state, event):
                self._context.ledger.move(other, event, say, act=act, by=by, watch_at=None, not_before=None)

    def _require(self, ready: SendContext, root: Delivery, newest: Delivery, page: ServedPage) -> None:
        if self._context.workflow.withdrawn_by(root.post_id) is not None:
            raise _refused(messages.AMENDED_GONE)
        if not page.can.by_hand and (root.vouched is PublicationProof.LINK or not page.can.can_edit):
            raise _refused(messages.AMEND_UNABLE)
        if tuple(a.sha256 for a in ready.package.attachments) != newest.image_sha256:
            raise _refused(messages.AMEND_PICTURES)

    def _require_newer(self, ready: SendContext, newest: Delivery) -> None:
        begun: datetime | None = ready.written_at
        if newest.amends and begun is not None and begun < newest.created_at:
            raise _refused(messages.AMEND_STALE)


def is_text_of(post: RemotePost, delivery: Delivery) -> bool:
    return shows(post, text=delivery.text_sha256, pictures=delivery.image_sha256, title=delivery.post_title)


def _newest(standing: Sequence[Delivery]) -> Delivery:
    return next(d for d in reversed(standing) if d.state is DeliveryState.VERIFIED)


def _refused(say: Phrase) -> Refused:
    return Refused(say)


LOOK_AFTER = timedelta(minutes=5)
"""A published post that may be removed by now is looked at that soon, whatever becomes of the call: longer than one
takes."""


class Remover:
    """A removal may be repeated: it cannot remove anything twice."""

    def __init__(self, means: OutboxContext) -> None:
        self._context = means

    def is_by_hand(self, delivery: Delivery) -> bool:
        """Whether only a person can remove it, and say so: they posted it, or the page lets the program do nothing."""
        if delivery.vouched is PublicationProof.LINK:
            return True
        can = self._context.page_of(delivery).can
        return not (can.can_delete or can.can_list)

    def remove(self, delivery: Delivery) -> bool:
        """Remove the remote copy and its story, or see that they are gone; whether this call removed the copy. Raises
        Refused when one of them may still be there."""
        page = self._context.page_of(delivery)
        removed = self._remove_post(delivery, page)
        if page.can.completes:
            self._end_story(delivery, page)
        return removed

    def _remove_post(self, delivery: Delivery, page: ServedPage) -> bool:
        if delivery.reason is Attention.GONE and page.can.can_list and self._is_gone(page, delivery):
            return False
        if not page.can.can_delete:
            if page.can.can_list and read(lambda: page.publisher.read_back(page.account, delivery.remote_id)):
                raise Refused("the app cannot remove posts there; remove it on the page yourself, then do this again.")
            return False
        key = self._intend(delivery)
        answer = write(lambda: page.publisher.delete(page.account, delivery.remote_id))
        detail = answer.detail
        self._context.repo.end_attempt(key, at=self._context.clock.now(), outcome=answer.outcome, detail=detail)
        if answer.outcome is not Outcome.DONE:
            say = _why(answer, delivery)
            raise Refused(say)
        return True

    def _end_story(self, delivery: Delivery, page: ServedPage) -> None:
        answer = write(lambda: page.publisher.end_story(page.account, delivery.amends or delivery.reference))
        if answer.outcome is not Outcome.DONE:
            self._context.ledger.note(delivery, "story", str(answer.outcome), answer.say)
            raise Refused(answer.say)

    def remove_twin(self, delivery: Delivery, twin: RemotePost) -> None:
        """Remove a second copy; asked for in the journal before it is asked. Raises Refused when it may still show."""
        page = self._context.page_of(delivery)
        now = self._context.clock.now()
        key = self._context.repo.begin_attempt(
            Attempt(delivery=delivery.id, number=delivery.attempts, step="twin", body_sha256="", started_at=now)
        )
        answer = write(lambda: page.publisher.delete(page.account, twin.remote_id))
        detail = answer.detail if answer.detail.vi else phrase(twin.remote_id)
        self._context.repo.end_attempt(key, at=self._context.clock.now(), outcome=answer.outcome, detail=detail)
        if answer.outcome is not Outcome.DONE:
            say = messages.REMOVAL_UNKNOWN if answer.outcome is Outcome.UNKNOWN else _why(answer, delivery)
            raise Refused(say)

    def _is_gone(self, page: ServedPage, delivery: Delivery) -> bool:
        return read(lambda: page.publisher.read_back(page.account, delivery.remote_id)) is None

    def _intend(self, delivery: Delivery) -> int:
        now = self._context.clock.now()
        with self._context.repo.transaction():
            if delivery.state is DeliveryState.VERIFIED:
                soon = now + LOOK_AFTER
                said = Bilingual(delivery.message, delivery.message_en)
                self._context.ledger.move(
                    delivery,
                    Event.LOOK,
                    said,
                    watch_at=min(delivery.watch_at or soon, soon),
                    updated_at=delivery.updated_at,  # nothing anybody has to hear of
                )
            return self._context.repo.begin_attempt(
                Attempt(delivery=delivery.id, number=delivery.attempts, step="delete", body_sha256="", started_at=now)
            )


def in_doubt(tried: Sequence[Attempt]) -> bool:
    """Whether a removal was asked for, is not known to have failed, and the post was not seen since."""
    for attempt in reversed(tried):
        if attempt.step == "delete":
            return attempt.outcome not in (Outcome.REFUSED, Outcome.NOT_EXECUTED)
        if attempt.step == "watch" and attempt.outcome == "found":
            return False
    return False


def _why(answer: Answer, delivery: Delivery) -> Phrase:
    if answer.outcome is Outcome.UNKNOWN:
        looked_at = delivery.state is DeliveryState.VERIFIED
        return messages.REMOVAL_IN_DOUBT if looked_at else messages.REMOVAL_UNKNOWN
    return messages.not_removed(answer.say)
