"""Removing a copy from its page on a person's word. What was asked is on the disk before it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from studio.errors import Refused
from studio.outbox import messages
from studio.outbox.machine import Event
from studio.outbox.means import Means
from studio.outbox.model import Attempt, Delivery, DeliveryState
from studio.phrase import Phrase
from studio.publishers.calls import read, write
from studio.publishers.port import Answer, Outcome

LOOK_AFTER = timedelta(minutes=5)
"""A published post that may be removed by now is looked at that soon, whatever becomes of the call: longer than one
takes."""


class Remover:
    """A removal may be repeated: it cannot remove anything twice."""

    def __init__(self, means: Means) -> None:
        self._m = means

    def remove(self, delivery: Delivery) -> None:
        """Remove the remote copy, or see that a person did. Raises Refused when it may still be there."""
        page = self._m.page_of(delivery)
        if not page.can.can_delete:
            if page.can.can_list and read(lambda: page.publisher.read_back(page.account, delivery.remote_id)):
                raise Refused(
                    "chương trình không gỡ được bài trên trang này; hãy tự gỡ trên trang rồi làm lại bước này.",
                    "the program cannot remove posts there; remove it on the page yourself, then do this again.",
                )
            return
        key = self._intend(delivery)
        answer = write(lambda: page.publisher.delete(page.account, delivery.remote_id))
        detail = answer.vi or answer.raw
        self._m.repo.end_attempt(key, at=self._m.clock.now(), outcome=answer.outcome, detail=detail)
        if answer.outcome is not Outcome.DONE:
            say = _why(answer, delivery)
            raise Refused(say.vi, say.en)

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
