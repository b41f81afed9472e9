"""What hangs or waits for somebody to see it, selected and counted without reading the rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from studio.outbox.model import LOOKABLE, Delivery, DeliveryState
from studio.outbox.storage_emergencies import held_back
from studio.outbox.storage_tables import EVER, OutboxRows, deliveries, held, row, to_hand_over, unsent, withheld
from studio.store.schema_base import Moment
from studio.store.statements import from_row

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
