"""Removing a copy from its page on a person's word. What was asked is on the disk before it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from studio.errors import Refused
from studio.outbox import messages
from studio.outbox.machine import Event
from studio.outbox.means import Means, ServedPage
from studio.outbox.model import Attempt, Attention, Delivery, DeliveryState, Vouched
from studio.phrase import Phrase
from studio.publishers.calls import read, write
from studio.publishers.port import Answer, Outcome, RemotePost

LOOK_AFTER = timedelta(minutes=5)
"""A published post that may be removed by now is looked at that soon, whatever becomes of the call: longer than one
takes."""


class Remover:
    """A removal may be repeated: it cannot remove anything twice."""

    def __init__(self, means: Means) -> None:
        self._m = means

    def is_by_hand(self, delivery: Delivery) -> bool:
        """Whether only a person can remove it, and say so: they posted it, or the page lets the program do nothing."""
        if delivery.vouched is Vouched.LINK:
            return True
        can = self._m.page_of(delivery).can
        return not (can.can_delete or can.can_list)

    def remove(self, delivery: Delivery) -> bool:
        """Remove the remote copy, or see that it is gone; whether this call removed it. Raises Refused when it may
        still be there."""
        page = self._m.page_of(delivery)
        if delivery.reason is Attention.GONE and page.can.can_list and self._is_gone(page, delivery):
            return False
        if not page.can.can_delete:
            if page.can.can_list and read(lambda: page.publisher.read_back(page.account, delivery.remote_id)):
                raise Refused(
                    "chương trình không gỡ được bài trên trang này; hãy tự gỡ trên trang rồi làm lại bước này.",
                    "the program cannot remove posts there; remove it on the page yourself, then do this again.",
                )
            return False
        key = self._intend(delivery)
        answer = write(lambda: page.publisher.delete(page.account, delivery.remote_id))
        detail = answer.vi or answer.raw
        self._m.repo.end_attempt(key, at=self._m.clock.now(), outcome=answer.outcome, detail=detail)
        if answer.outcome is not Outcome.DONE:
            say = _why(answer, delivery)
            raise Refused(say.vi, say.en)
        return True

    def remove_twin(self, delivery: Delivery, twin: RemotePost) -> None:
        """Remove a second copy; asked for in the journal before it is asked. Raises Refused when it may still show."""
        page = self._m.page_of(delivery)
        now = self._m.clock.now()
        key = self._m.repo.begin_attempt(
            Attempt(delivery=delivery.id, number=delivery.attempts, step="twin", body_sha256="", started_at=now)
        )
        answer = write(lambda: page.publisher.delete(page.account, twin.remote_id))
        detail = answer.vi or answer.raw or twin.remote_id
        self._m.repo.end_attempt(key, at=self._m.clock.now(), outcome=answer.outcome, detail=detail)
        if answer.outcome is not Outcome.DONE:
            say = messages.REMOVAL_UNKNOWN if answer.outcome is Outcome.UNKNOWN else _why(answer, delivery)
            raise Refused(say.vi, say.en)

    def _is_gone(self, page: ServedPage, delivery: Delivery) -> bool:
        return read(lambda: page.publisher.read_back(page.account, delivery.remote_id)) is None

    def _intend(self, delivery: Delivery) -> int:
        now = self._m.clock.now()
        with self._m.repo.transaction():
            if delivery.state is DeliveryState.VERIFIED:
                soon = now + LOOK_AFTER
                said = Phrase(delivery.message, delivery.message_en)
                self._m.ledger.move(
                    delivery,
                    Event.LOOK,
                    said,
                    watch_at=min(delivery.watch_at or soon, soon),
                    updated_at=delivery.updated_at,  # nothing anybody has to hear of
                )
            return self._m.repo.begin_attempt(
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
    return messages.not_removed(Phrase(answer.vi, answer.en))
