"""The outbox in the store, put together from its subjects."""

from __future__ import annotations

from contextlib import AbstractContextManager

from studio.outbox.storage_alarms import AlarmRows
from studio.outbox.storage_claims import Claims
from studio.outbox.storage_journal import AttemptRows
from studio.outbox.storage_pauses import Pauses


class StoredOutbox(Claims, AlarmRows, AttemptRows, Pauses):
    """Keeps deliveries. A write is durable (synchronous=FULL) once the outermost transaction ends."""

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()
