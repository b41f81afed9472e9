"""One run of the program, and what it does not send before a person has seen it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from studio.outbox.model import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSession:
    """`id` is written into every delivery that a person queues or sends again meanwhile."""

    id: str
    began_at: datetime


@dataclass(slots=True, kw_only=True)
class Watchfulness:
    """What the workers of this run know together: whether the queue was seen, and how far the clocks are apart.

    Each field is replaced as a whole, so that threads may share it.
    """

    session: QueueSession | None = None
    """None: nothing is withheld."""
    seen: bool = False
    apart: dict[str, timedelta] = field(default_factory=dict)
    """By account, how far this PC's clock was ahead of the page's at the last greeting."""

    @property
    def session_id(self) -> str:
        return self.session.id if self.session else ""

    @property
    def began(self) -> datetime | None:
        """Deliveries that were due before this and queued by another run are withheld; None: none are."""
        return None if self.session is None or self.seen else self.session.began_at

    def withholds(self, delivery: Delivery) -> bool:
        """Whether nothing of `delivery` may become public before a person has seen the queue."""
        began = self.began
        return began is not None and delivery.due_at < began and delivery.session != self.session_id

    def greeted(self, account: str, apart: timedelta) -> None:
        self.apart = self.apart | {account: apart}
