"""Looks at posts long out: one that was deleted or changed on its page since is told, with an entry in the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from studio.errors import StorageTrouble, StudioError
from studio.outbox import messages
from studio.outbox.amending import is_text_of
from studio.outbox.audit import Act
from studio.outbox.machine import Event
from studio.outbox.means import Means
from studio.outbox.model import Attention, Delivery
from studio.outbox.removing import in_doubt
from studio.outbox.workers import Worker
from studio.phrase import Phrase
from studio.publishers.calls import read
from studio.publishers.port import RemotePost, Unreachable


class Watcher:
    """Works only while nothing waits to be sent, and a bounded number of looks in a round."""

    def __init__(self, means: Means, worker: Worker) -> None:
        self._m = means
        self._worker = worker

    def some(self) -> Iterator[Delivery]:
        """Look at what is due; yields each delivery that is not as it was. Ends at the first page out of reach."""
        began = self._m.clock.now()
        for _ in range(self._m.timing.watches_most):
            if self._worker.wanted():
                return
            watched = self._worker.watch_next(self._look)
            if watched is None:
                return
            if watched.updated_at >= began:
                yield watched

    def _look(self, delivery: Delivery) -> Delivery:
        try:
            page = self._m.page_of(delivery)
            post = read(lambda: page.publisher.read_back(page.account, delivery.remote_id))
        except StorageTrouble:
            raise
        except StudioError as trouble:  # nothing is known, and the next ones (of this account) would fare no better
            until = self._m.clock.now() + self._m.timing.watch_later
            found = self._go_on(delivery, watch_at=until)
            self._m.repo.put_off_watches(until, "" if isinstance(trouble, Unreachable) else delivery.account)
            return found
        if post is None:
            return self._missing(delivery, page.can.window)
        if not post.visible:
            return self._stop(delivery, Attention.GONE, messages.HIDDEN_LATER, Act.GONE)
        if not self._is_as_approved(delivery, post):
            return self._stop(delivery, Attention.DIFFERS, messages.CHANGED_LATER, Act.CHANGED)
        return self._still_there(delivery, post)

    def _still_there(self, delivery: Delivery, post: RemotePost) -> Delivery:
        """As it was; a person who tried to remove it hears that it was not."""
        asked = in_doubt(self._m.repo.attempts(delivery.id))
        watched = delivery.watched if asked else delivery.watched + 1  # the look after a removal is one besides
        next_at = self._m.timing.watch_next(delivery.since or delivery.updated_at, watched)
        with self._m.repo.transaction():
            self._m.ledger.note(delivery, "watch", "found", post.remote_id)
            if asked:
                say = messages.STILL_SHOWN
                return self._m.ledger.move(delivery, Event.LOOK, say, watch_at=next_at, absent_at=None)
            return self._go_on(delivery, watch_at=next_at, watched=watched, absent_at=None)

    def _missing(self, delivery: Delivery, window: timedelta) -> Delivery:
        """A page may lose sight of a post for a moment: two looks have to agree."""
        now = self._m.clock.now()
        self._m.ledger.note(delivery, "watch", "absent")
        if delivery.absent_at is None or now - delivery.absent_at < window:
            first = delivery.absent_at or now
            return self._go_on(delivery, watch_at=first + window, absent_at=first)
        return self._stop(delivery, Attention.GONE, messages.GONE_LATER, Act.GONE)

    def _is_as_approved(self, delivery: Delivery, post: RemotePost) -> bool:
        receipt = self._m.repo.receipt(delivery.id)
        if receipt is not None and receipt.confirmed_by:  # it differed, and a person took it as it is
            return True
        family = self._m.repo.family(delivery.amends or delivery.reference)
        later = [d for d in family if d.created_at > delivery.created_at and d.text_sha256]  # a change under way
        return any(is_text_of(post, version) for version in (delivery, *later))

    def _go_on(self, delivery: Delivery, **changes: Any) -> Delivery:
        """Nothing anybody has to hear of: neither its message nor the time of its last change moves."""
        said = Phrase(delivery.message, delivery.message_en)
        return self._m.ledger.move(delivery, Event.LOOK, said, updated_at=delivery.updated_at, **changes)

    def _stop(self, delivery: Delivery, reason: Attention, say: Phrase, act: Act) -> Delivery:
        with self._m.repo.transaction():
            self._m.ledger.note(delivery, "watch", "differs" if reason is Attention.DIFFERS else "absent", say.vi)
            return self._m.ledger.move(
                delivery, Event.STOP, say, act=act, reason=reason, watch_at=None, absent_at=None, not_before=None
            )
