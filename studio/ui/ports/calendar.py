"""What the window asks of the calendar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    from studio.calendar.model import Entry, Mark, Span
    from studio.calendar.moving import Doubt, Verdict
    from studio.calendar.service import Moved
    from studio.outbox.model import Delivery
    from studio.phrase import Phrase


class CalendarPort(Protocol):
    """What stands on which day, and moving it."""

    def span(self, first: date, last: date) -> Span:
        """The days from `first` to `last`, both included; companions apart."""
        ...

    def companions(self, first: date, last: date) -> Sequence[Entry]:
        """Posts that have to follow published ones by these days."""
        ...

    def weigh(self, post_id: str, to: datetime) -> Verdict:
        """What stands against moving the post to that moment."""
        ...

    def move(self, post_id: str, was: datetime | None, to: datetime, by: str, agreed: Collection[Doubt] = ()) -> Moved:
        """`was` is the time the person saw; `agreed` is what they said yes to."""
        ...

    def take_back(self, moved: Moved, by: str) -> None: ...

    def reschedule(
        self, post_id: str, was: datetime, to: datetime, by: str, pin: str, agreed: Collection[Doubt] = ()
    ) -> Sequence[Delivery]:
        """Queue what waits on this PC under an approval that binds no time for another."""
        ...

    def quiet_day(self, at: datetime) -> Phrase | None:
        """A warning when the unit publishes nothing on that day."""
        ...

    def blackouts(self) -> Sequence[Mark]: ...

    def add_blackout(self, first: date, last: date, name: str, by: str) -> Mark: ...

    def remove_blackout(self, id: str, by: str) -> None: ...
