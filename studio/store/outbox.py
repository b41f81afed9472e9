"""The outbox in the store, put together from its subjects."""

from __future__ import annotations

from contextlib import AbstractContextManager

from studio.store.outbox_alarms import AlarmRows
from studio.store.outbox_claims import Claims
from studio.store.outbox_journal import Journal
from studio.store.outbox_pauses import Pauses


class SqlOutbox(Claims, AlarmRows, Journal, Pauses):
    """Fulfils `studio.outbox.ports.OutboxRepository`."""

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()
