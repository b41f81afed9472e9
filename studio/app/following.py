"""The companions that come due, as the calendar shows them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from studio.calendar.model import Entry, Kind
from studio.clock import VIETNAM, Clock, local_date
from studio.posts.aftercare import Aftercare
from studio.posts.model import PostState


class Following:
    """`studio.calendar.service.Companions` on what follows published posts."""

    def __init__(self, aftercare: Aftercare, clock: Clock) -> None:
        self._aftercare = aftercare
        self._clock = clock

    def __call__(self, until: date) -> tuple[Entry, ...]:
        ahead = max(until - local_date(self._clock.now()), timedelta(0))
        return tuple(
            Entry(
                kind=Kind.COMPANION,
                post_id=due.post_id,
                title=due.title,
                at=datetime.combine(due.on, time.min, VIETNAM),
                state=PostState.PUBLISHED,
                wanted=due.companion.title,
                companion=due.companion.id,
            )
            for due in self._aftercare.due(within=ahead)
        )
