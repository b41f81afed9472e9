"""Accounts that nothing is sent to at present, and the latest moment any worker saw."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.dialects import sqlite

from studio.outbox.model import Pause
from studio.outbox.storage_tables import OutboxRows, account_pauses, deliveries, worker_clock
from studio.phrase import Phrase
from studio.store.statements import from_row, to_row

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
    return from_row(Pause, row, reason=Phrase(row.vi, row.en))
