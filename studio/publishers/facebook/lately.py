"""Posts that this program made hidden a moment ago: their reveal needs no look before it."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from studio.clock import Clock
from studio.publishers.facebook.graph import Caller

LATELY = timedelta(minutes=2)
"""Longer than this a hidden post may have been changed or removed by somebody; it is looked at before it is shown."""


class MadeLately:
    """Threads share it. Nothing of it outlives the program: after a restart every hidden post is looked at."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._made: dict[tuple[str, str, str], tuple[datetime, str]] = {}
        self._lock = threading.Lock()

    def note(self, caller: Caller, remote_id: str, reference: str, permalink: str) -> None:
        """Facebook answered the making of `reference` with this id and that very text."""
        now = self._clock.now()
        with self._lock:
            self._made = {key: made for key, made in self._made.items() if _lately(made[0], now)}
            self._made[caller.page, remote_id, reference] = now, permalink

    def take(self, caller: Caller, remote_id: str, reference: str) -> str | None:
        """The permalink of what was made a moment ago; None for all else, and when it is asked for again."""
        with self._lock:
            made = self._made.pop((caller.page, remote_id, reference), None)
        return made[1] if made is not None and _lately(made[0], self._clock.now()) else None


def _lately(at: datetime, now: datetime) -> bool:
    return timedelta(0) <= now - at < LATELY
