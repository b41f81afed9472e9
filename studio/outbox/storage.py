"""The outbox in the store, put together from its subjects.

What hangs or waits for somebody to see it, selected and counted without reading the rest.

What was tried, looked up and answered.

Accounts that nothing is sent to at present, and the latest moment any worker saw.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import sqlite

from studio.outbox.model import LOOKABLE, Attempt, Delivery, DeliveryState, Pause, Receipt
from studio.outbox.storage_claims import Claims
from studio.outbox.storage_home import held_back
from studio.outbox.storage_moves import MoveRows
from studio.outbox.storage_tables import (
    EVER,
    OutboxRows,
    account_pauses,
    attempts,
    deliveries,
    held,
    receipts,
    row,
    to_hand_over,
    unsent,
    withheld,
    worker_clock,
)
from studio.phrase import NOTHING, Bilingual, Phrase
from studio.store.schema_base import Moment
from studio.store.statements import from_row, to_row

_RECALL_NEAR = and_(row.state == "scheduled", row.recall != "", row.due_at <= bindparam("alarm", type_=Moment))

_WANTS_A_LOOK = or_(
    row.state.in_(("unknown", "sent")),
    and_(row.state == "scheduled", row.recall != ""),
    and_(row.state == "needs_attention", row.reason.in_([str(reason) for reason in LOOKABLE])),
)


class AlarmRows(OutboxRows):
    """Withheld, stale and recalled deliveries."""

    def recalls(self) -> tuple[Delivery, ...]:
        """Scheduled ones that are to be taken back from their pages, the earliest due first."""
        recalled = select(deliveries).where(row.state == "scheduled", row.recall != "").order_by(row.due_at, row.id)
        return tuple(from_row(Delivery, found) for found in self._store.all(recalled))

    def wanting_a_look(self) -> tuple[Delivery, ...]:
        """Those with `Delivery.wants_a_look`, the newest first."""
        newest = select(deliveries).where(_WANTS_A_LOOK).order_by(row.created_at.desc(), row.id)
        return tuple(from_row(Delivery, found) for found in self._store.all(newest))

    def withheld(self, began: datetime, session: str) -> tuple[Delivery, ...]:
        """Unsent ones due before `began` that another session queued, the earliest first."""
        query = select(deliveries).where(unsent, ~held, withheld).order_by(row.due_at, row.created_at, row.id)
        return tuple(
            from_row(Delivery, found) for found in self._store.all(query, {"began": began, "session": session})
        )

    def count_withheld(self, began: datetime, session: str) -> int:
        query = select(func.count()).select_from(deliveries).where(unsent, ~held, withheld)
        return self._store.scalar(query, {"began": began, "session": session}) or 0

    def stale(self, limits: Mapping[DeliveryState, datetime], recall_near: datetime) -> tuple[Delivery, ...]:
        """The newest first: in one of these states since before its limit. While a delivery waits for its time, that
        must lie before the limit, too; one that is to be handed to its page at once has the limit of WAITING. And each
        recall due until `recall_near`."""
        newest = select(deliveries).where(_hangs(limits)).order_by(row.created_at.desc(), row.id)
        return tuple(from_row(Delivery, found) for found in self._store.all(newest, {"alarm": recall_near}))

    def count_stale(
        self,
        limits: Mapping[DeliveryState, datetime],
        recall_near: datetime,
        *,
        began: datetime | None = None,
        session: str = "",
    ) -> int:
        """How many those are, without the withheld ones."""
        facts = {"alarm": recall_near, "began": began or EVER, "session": session}
        others = select(func.count()).select_from(deliveries).where(_hangs(limits), ~and_(unsent, ~held, withheld))
        return self._store.scalar(others, facts) or 0


def _hangs(limits: Mapping[DeliveryState, datetime]) -> ColumnElement[bool]:
    """Each branch names its state, so that the index over state and due time answers it."""
    since = func.coalesce(row.since, row.created_at, type_=Moment)
    handing = and_(to_hand_over, since < limits[DeliveryState.WAITING])  # it should have left at once
    waits = [
        and_(
            row.state == str(state),
            ~held_back,  # it waits as it should
            or_(and_(row.due_at < limits[state], since < limits[state], ~to_hand_over), handing),
        )
        for state in (DeliveryState.SCHEDULED, DeliveryState.WAITING)
    ]
    others = [
        and_(row.state == str(state), since < limit)
        for state, limit in limits.items()
        if state not in (DeliveryState.SCHEDULED, DeliveryState.WAITING)
    ]
    return or_(_RECALL_NEAR, *waits, *others)


_BEGIN = insert(attempts)
_END = (
    update(attempts)
    .where(attempts.c.key == bindparam("of"), attempts.c.finished_at.is_(None))
    .values(finished_at=bindparam("finished_at"), outcome=bindparam("outcome"), detail=bindparam("detail"))
)
_ATTEMPTS = select(attempts).where(attempts.c.delivery == bindparam("of")).order_by(attempts.c.key)
_RECEIPT = select(receipts).where(receipts.c.delivery == bindparam("of"))


class AttemptRows(OutboxRows):
    """Attempts are written before their call and ended after it; receipts are kept."""

    def begin_attempt(self, attempt: Attempt) -> int:
        """Returns the key for `end_attempt`."""
        with self._store.write_one() as tx:
            made = tx.execute(_BEGIN, to_row(attempt))
            return int(made.inserted_primary_key[0])  # type: ignore[index]

    def end_attempt(self, key: int, *, at: datetime, outcome: str, detail: Phrase = NOTHING) -> None:
        self._store.do(_END, {"of": key, "finished_at": at, "outcome": outcome, "detail": detail})

    def end_open_attempts(self, delivery_id: str, *, at: datetime, outcome: str, detail: Phrase) -> None:
        ended = update(attempts).where(attempts.c.delivery == delivery_id, attempts.c.finished_at.is_(None))
        self._store.do(ended.values(finished_at=at, outcome=outcome, detail=detail))

    def attempts(self, delivery_id: str) -> tuple[Attempt, ...]:
        with self._store.read() as tx:
            found = tx.execute(_ATTEMPTS, {"of": delivery_id})
            return tuple(from_row(Attempt, row) for row in found)

    def last_outcomes(self, account: str, steps: Collection[str], limit: int) -> tuple[str, ...]:
        """Of the attempts of these steps that ended, the newest first."""
        latest = (
            select(attempts.c.outcome)
            .join(deliveries, deliveries.c.id == attempts.c.delivery)
            .where(row.account == account, attempts.c.step.in_(steps), attempts.c.finished_at.is_not(None))
            .order_by(attempts.c.key.desc())
            .limit(limit)
        )
        return tuple(self._store.scalars(latest))

    def save_receipt(self, receipt: Receipt) -> None:
        self._store.put(receipts, to_row(receipt))

    def receipt(self, delivery_id: str) -> Receipt | None:
        kept = self._store.one(_RECEIPT, {"of": delivery_id})
        return None if kept is None else from_row(Receipt, kept)


_PAUSES = select(account_pauses).order_by(account_pauses.c.since, account_pauses.c.account)
_PAUSE_OF = _PAUSES.where(account_pauses.c.account == bindparam("wanted"))


class Pauses(OutboxRows):
    """The circuit breakers of the accounts, and the clock."""

    def pause_account(self, pause: Pause) -> None:
        """Replaces an earlier pause of the account."""
        values = to_row(pause)
        reason: Phrase = values.pop("reason")
        self._store.put(account_pauses, values | {"vi": reason.vi, "en": reason.en})

    def pauses(self, account: str | None = None) -> tuple[Pause, ...]:
        """The longest first; of one account, or all."""
        query, facts = (_PAUSES, {}) if account is None else (_PAUSE_OF, {"wanted": account})
        return tuple(_pause(row) for row in self._store.all(query, facts))

    def release_account(self, account: str) -> bool:
        """Whether it was paused."""
        return self._store.do(delete(account_pauses).where(account_pauses.c.account == account)) == 1

    def clock_seen(self) -> datetime | None:
        """The latest moment any worker ever saw."""
        return self._store.scalar(select(worker_clock.c.seen_at))

    def see_clock(self, now: datetime) -> None:
        with self._store.write() as tx:
            seen = sqlite.insert(worker_clock).values(only=1, seen_at=now)
            tx.execute(
                seen.on_conflict_do_update(
                    index_elements=["only"], set_={"seen_at": now}, where=worker_clock.c.seen_at < now
                )
            )

    def accept_clock(self, now: datetime, lease_until: datetime, not_before: datetime) -> None:
        """Take `now` as right although it is earlier; no lease or pause may end later than these."""
        with self._store.write() as tx:
            tx.execute(update(worker_clock).values(seen_at=now))
            for column, latest in ((deliveries.c.lease_until, lease_until), (deliveries.c.not_before, not_before)):
                tx.execute(update(deliveries).where(column > latest).values({column: latest}))
            until = account_pauses.c.until
            tx.execute(update(account_pauses).where(until > not_before).values(until=not_before))


def _pause(row: Row[Any]) -> Pause:
    return from_row(Pause, row, reason=Bilingual(row.vi, row.en))


class StoredOutbox(Claims, AlarmRows, AttemptRows, Pauses, MoveRows):
    """Keeps deliveries. A write is durable (synchronous=FULL) once the outermost transaction ends."""

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()
