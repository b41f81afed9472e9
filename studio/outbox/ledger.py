"""Every move of a delivery is written here: new state, sentence and log entry in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio.accounts.service import Accounts
from studio.clock import Clock
from studio.errors import NotFound, StorageTrouble, StudioError
from studio.events import Publish, silent
from studio.outbox.audit import Act
from studio.outbox.machine import PUBLISHED, SETTLED, Event, target
from studio.outbox.model import Attempt, Attention, Delivery, DeliveryState
from studio.phrase import NOTHING, Phrase
from studio.posts.workflow import Workflow

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.outbox.storage import StoredOutbox
    from studio.outbox.storage_audit import StoredAudit

WORKER = "worker"
_log = logging.getLogger(__name__)


class Ledger:
    """The one writer of deliveries that exist."""

    def __init__(
        self,
        *,
        repo: StoredOutbox,
        audit: StoredAudit,
        workflow: Workflow,
        accounts: Accounts,
        clock: Clock,
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._audit = audit
        self._workflow = workflow
        self._accounts = accounts
        self._clock = clock
        self._publish = publish

    def move(
        self,
        before: Delivery,
        event: Event,
        say: Phrase,
        *,
        act: Act | None = None,
        by: str = WORKER,
        data: Mapping[str, Any] | None = None,
        keep_lease: timedelta | None = None,
        **changes: Any,
    ) -> Delivery:
        """Move `before` along `event` and return what it became.

        The lease is given back unless `keep_lease` renews it. A person's move raises the fence, so that a worker that
        slept through it is refused. Raises LeaseLost, NoSuchMove.
        """
        now = self._clock.now()
        state = target(before.state, event)
        leased = {"lease": "", "lease_until": None} if keep_lease is None else {"lease_until": now + keep_lease}
        after = replace(
            before,
            state=state,
            since=before.since if state is before.state else now,
            message=say.vi,
            message_en=say.en,
            fence=before.fence if by == WORKER else before.fence + 1,
            **{"reason": Attention.NONE, "updated_at": now, **leased, **changes},
        )
        with self._repo.transaction():
            self._repo.update(before, after)
            if act is not None:
                self.log(after, act, by=by, at=now, data=data)
            if state in SETTLED and before.state not in SETTLED:
                self._post_follows(after, by)
        self._announce(before, after)
        return after

    def _announce(self, before: Delivery, after: Delivery) -> None:
        """Tell of a post that stands on its page now, and of one that lies ready to be posted by hand."""
        if after.state is DeliveryState.VERIFIED and before.state is not DeliveryState.VERIFIED:
            name = "post.published"
        elif after.reason is Attention.HAND and before.reason is not Attention.HAND:
            name = "post.pack.exported"
        else:
            return
        try:
            kind = self._accounts.get(after.account).kind
        except NotFound:
            return  # nobody learns on a page that is gone
        self._publish(name, post=after.post_id, kind=str(kind), account=after.account, delivery=after.id)

    def log(
        self, delivery: Delivery, act: Act, *, by: str, at: datetime, data: Mapping[str, Any] | None = None
    ) -> None:
        """Append an entry about `delivery`."""
        facts = {
            "delivery": delivery.id,
            "account": delivery.account,
            "page_id": delivery.page_id,
            "reference": delivery.reference,
            "seal": delivery.seal,
            "state": str(delivery.state),
            "attempt": delivery.attempts,
            "remote_id": delivery.remote_id,
        }
        self._audit.append(at=at, by=by, act=act, post_id=delivery.post_id, data=facts | dict(data or {}))

    def note(self, delivery: Delivery, step: str, outcome: str, detail: Phrase = NOTHING) -> None:
        """Write down a look at the page and what it showed."""
        now = self._clock.now()
        self._repo.begin_attempt(
            Attempt(
                delivery=delivery.id,
                number=delivery.attempts,
                step=step,
                body_sha256="",
                started_at=now,
                finished_at=now,
                outcome=outcome,
                detail=detail,
            )
        )

    def _post_follows(self, delivery: Delivery, by: str) -> None:
        """The fact on the page stands, whatever the post's own table says to it: its refusal is logged, not raised."""
        states = self._repo.states_of(delivery.post_id) - {DeliveryState.CANCELLED}
        try:
            if not states:
                self._workflow.mark_unqueued(delivery.post_id, "" if by == WORKER else by)
            elif states <= PUBLISHED:
                self._workflow.mark_published(delivery.post_id)
        except StorageTrouble:
            raise
        except StudioError as refusal:
            _log.warning("post %s did not follow its deliveries: %s", delivery.post_id, refusal.phrase.en)
