"""A platform's own time: it runs, or stands still, and a test may move it."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from studio.clock import Clock, SystemClock


class SimClock:
    """Runs with the PC's clock unless `start` is given: then it stands there until moved."""

    def __init__(self, start: datetime | None = None, *, source: Clock | None = None) -> None:
        self._source = source or SystemClock()
        self._lock = threading.Lock()
        self._still = start
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        with self._lock:
            return self._still or self._source.now() + self._ahead

    def advance(self, by: timedelta) -> None:
        with self._lock:
            if self._still is None:
                self._ahead += by
            else:
                self._still += by

    def set(self, moment: datetime) -> None:
        """Move to `moment` (aware); whether it runs or stands stays."""
        self.advance(moment - self.now())
