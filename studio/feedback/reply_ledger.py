"""Every move of a reply is written here: new state, sentence and log entry in one transaction."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio.clock import Clock
from studio.errors import Refused, StorageTrouble, StudioError
from studio.events import Publish
from studio.feedback.items import Items
from studio.feedback.letters import ReplySealer
from studio.feedback.reply_gate import ReplyGate
from studio.feedback.reply_machine import ReplyEvent, target
from studio.feedback.reply_model import ReplyState, SentReply
from studio.feedback.settings import ACT, Note
from studio.logbook import PROGRAM
from studio.outbox.breaker import Breaker
from studio.outbox.presence import Liveness
from studio.outbox.timing import Jitter, Timing
from studio.phrase import Phrase
from studio.publishers.port import Answer
from studio.publishers.registry import Publishers

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.feedback.storage_replies import StoredReplies

_log = logging.getLogger(__name__)


class ReplyLedger:
    """The one writer of replies that exist."""

    def __init__(self, repo: StoredReplies, items: Items, clock: Clock, *, note: Note, publish: Publish) -> None:
        self._repo = repo
        self._items = items
        self._clock = clock
        self._note = note
        self._publish = publish

    def move(
        self,
        before: SentReply,
        event: ReplyEvent,
        say: Phrase,
        *,
        step: str = "",
        by: str = PROGRAM,
        keep: timedelta | None = None,
        **changes: Any,
    ) -> SentReply:
        """Move `before` along `event` and return what it became; `step` names the entry of the log, where there is one.

        The lease is given back unless `keep` renews it. A person's move raises the fence, so that a worker that slept
        through it is refused. Raises LeaseLost, NoSuchMove.
        """
        now = self._clock.now()
        state = target(before.state, event)
        leased: dict[str, Any] = {"lease": "", "lease_until": None} if keep is None else {"lease_until": now + keep}
        after = replace(
            before,
            state=state,
            since=before.since if state is before.state else now,
            vi=say.vi,
            en=say.en,
            fence=before.fence if by == PROGRAM else before.fence + 1,
            **{"asks": False, "updated_at": now, **leased, **changes},
        )
        with self._repo.transaction():
            self._repo.update(before, after)
            if step:
                self.log(after, step, by)
            if state is ReplyState.VERIFIED:
                self._item_follows(after)
        if step:
            self._publish(f"feedback.reply.{step}", item=after.item, reply=after.id, account=after.account)
        return after

    def log(self, reply: SentReply, step: str, by: str, **facts: Any) -> None:
        """Append an entry about `reply`: never its text nor its thread."""
        told = {
            "step": f"reply_{step}",
            "item": reply.item,
            "reply": reply.id,
            "account": reply.account,
            "page_id": reply.page_id,
            "way": str(reply.way),
            "seal": reply.seal,
            "state": str(reply.state),
            "attempt": reply.attempts,
        }
        self._note(ACT, by, told | facts)

    def _item_follows(self, reply: SentReply) -> None:
        """The fact on the page stands, whatever the item says to it: its refusal is logged, not raised."""
        draft = self._repo.draft(reply.item)
        if draft is not None and draft[0].id == reply.draft:
            self._repo.drop_draft(reply.item)
        try:
            self._items.note_reply(reply.item, reply.sent_at or self._clock.now(), PROGRAM, fully=reply.fully)
        except StorageTrouble:
            raise
        except StudioError as refusal:
            _log.warning("item %s did not follow its reply: %s", reply.item, refusal.phrase.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyMeans:
    """What every part of the sending works with."""

    repo: StoredReplies
    ledger: ReplyLedger
    sealer: ReplySealer
    gate: ReplyGate
    publishers: Publishers
    clock: Clock
    timing: Timing
    jitter: Jitter
    liveness: Liveness
    breaker: Breaker

    def next_try(self, reply: SentReply, answer: Answer | None = None) -> datetime:
        """When to try or look again: when the page asked for it, else after a growing pause."""
        now = self.clock.now()
        if answer is not None and answer.retry_after is not None:
            return now + self.timing.asked(answer.retry_after)
        return now + self.timing.pause(reply.looks, self.jitter)

    def owner(self, reply: SentReply, remote_id: str) -> str:
        """Id of the other reply that the page's id belongs to; empty when it is free or this one's."""
        owners = self.repo.owners(reply.account, self.sealer.marks(reply.account, remote_id))
        return next((owner for owner in owners.values() if owner != reply.id), "")


def require_moved(found: SentReply | None) -> SentReply:
    """Raises Refused while another worker has it in hand."""
    if found is None:
        raise Refused("the reply is in hand just now; wait a moment, then try again.")
    return found
