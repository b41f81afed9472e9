"""What was tried, looked up and answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from studio.outbox.model import Attempt, Receipt
from studio.outbox.storage_tables import OutboxRows, attempts, deliveries, receipts, row
from studio.store.statements import from_row, to_row

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

    def end_attempt(self, key: int, *, at: datetime, outcome: str, detail: str = "") -> None:
        self._store.do(_END, {"of": key, "finished_at": at, "outcome": outcome, "detail": detail})

    def end_open_attempts(self, delivery_id: str, *, at: datetime, outcome: str, detail: str) -> None:
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
