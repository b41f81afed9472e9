"""What a post asks for beside itself (subtitles, first comment, story, pin), once it was read back as approved.

Each is an act of the page's own and part of what was approved: the gate is asked for it like for the post, and it is
written down before anything leaves. It never moves a delivery: the post is published whatever becomes of it. A try that
ended without a clear answer is repeated after a while, and the publisher looks before it writes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from studio.errors import StorageTrouble, StudioError
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.context import OutboxContext, SendContext, ServedPage
from studio.outbox.machine import Event
from studio.outbox.model import Attempt, Delivery, PublicationProof
from studio.outbox.sender import beating
from studio.phrase import Phrase
from studio.posts.model import NO_OPTIONS
from studio.publishers.answers import write
from studio.publishers.pieces import body_sha256
from studio.publishers.port import Answer, Outcome

COMPLETE = "complete"
"""Step of the attempts."""
TRIED_FOR = timedelta(hours=24)
"""So long after the post was read back it is tried; then a person does what is missing."""
_OVER = frozenset({str(Outcome.DONE), str(Outcome.REFUSED)})


class Completer:
    def __init__(self, means: OutboxContext) -> None:
        self._context = means

    def wants(self, delivery: Delivery, page: ServedPage) -> bool:
        """Whether something beside this published post is asked for and neither done nor refused."""
        if not page.can.completes or delivery.amends or delivery.vouched is PublicationProof.LINK:
            return False
        frozen = self._context.workflow.frozen(delivery.post_id)
        package = None if frozen is None else frozen.bundle.packages.get(page.account.platform)
        if package is None or (package.options == NO_OPTIONS and not package.subtitles):
            return False
        attempts = self._context.repo.attempts(delivery.id)
        return not any(one.step == COMPLETE and one.outcome in _OVER for one in attempts)

    def see_to(self, delivery: Delivery, page: ServedPage, next_look: datetime | None) -> Delivery:
        """Do it, for a verified delivery whose lease this worker holds and whose post was just seen on its page."""
        now = self._context.clock.now()
        if now - (delivery.since or now) > TRIED_FOR:
            return self._ended(delivery, messages.BESIDE_LEFT, next_look)
        pause = self._context.breaker.held(delivery.account)
        if pause is not None:
            return self._later(delivery, messages.account_paused(pause.reason), pause.until)
        try:
            ready = self._context.gate.ready(delivery.post_id, delivery.account, now)
        except StorageTrouble:
            raise
        except StudioError as refusal:
            return self._ended(delivery, messages.beside_not(refusal.phrase), next_look)
        if ready.bundle.seal != delivery.seal:
            return self._ended(delivery, messages.BESIDE_LEFT, next_look)
        return self._do(delivery, page, ready, next_look)

    def _do(self, delivery: Delivery, page: ServedPage, ready: SendContext, next_look: datetime | None) -> Delivery:
        package, reference, files = ready.package, delivery.reference, beating(self._context, delivery)
        key = self._context.repo.begin_attempt(
            Attempt(
                delivery=delivery.id,
                number=delivery.attempts,
                step=COMPLETE,
                body_sha256=body_sha256(package, reference),
                started_at=self._context.clock.now(),
            )
        )
        answer = write(lambda: page.publisher.complete(page.account, delivery.remote_id, package, reference, files))
        with self._context.repo.transaction():
            self._context.repo.end_attempt(
                key, at=self._context.clock.now(), outcome=answer.outcome, detail=answer.detail
            )
            if answer.outcome is Outcome.DONE:
                return self._move(delivery, messages.BESIDE_DONE, watch_at=next_look, act=Act.COMPLETED)
            if answer.outcome is Outcome.REFUSED:
                return self._move(delivery, messages.beside_not(answer.say), watch_at=next_look, act=Act.REFUSED)
            if answer.needs_person:
                self._context.breaker.stop(
                    delivery.account, answer.say, code=answer.code, retry_after=answer.retry_after
                )
            return self._later(delivery, answer.say, self._next_try(delivery, page, answer))

    def _next_try(self, delivery: Delivery, page: ServedPage, answer: Answer) -> datetime:
        """After a doubt not before a list would show it."""
        wait = page.can.window if answer.outcome is Outcome.UNKNOWN else timedelta(0)
        return max(self._context.next_try(delivery, answer), self._context.clock.now() + wait)

    def _later(self, delivery: Delivery, why: Phrase, until: datetime | None) -> Delivery:
        again = until or self._context.clock.now() + self._context.timing.watch_later
        return self._move(delivery, messages.beside_waits(why, again), watch_at=again)

    def _ended(self, delivery: Delivery, say: Phrase, next_look: datetime | None) -> Delivery:
        """It is left to a person."""
        with self._context.repo.transaction():
            self._context.ledger.note(delivery, COMPLETE, str(Outcome.REFUSED), say)
            return self._move(delivery, say, watch_at=next_look, act=Act.REFUSED)

    def _move(self, delivery: Delivery, say: Phrase, **changes: Any) -> Delivery:
        return self._context.ledger.move(delivery, Event.LOOK, say, absent_at=None, **changes)
