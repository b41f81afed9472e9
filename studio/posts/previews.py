"""How a post was looked at before it goes out: as a telephone shows it, and in large type."""

from __future__ import annotations

import threading
from enum import StrEnum

from studio.news import Tell, silent


class Way(StrEnum):
    PHONE = "phone"
    LARGE = "large"


class Previews:
    """Remembers it while the program runs. Threads may share it."""

    def __init__(self, tell: Tell = silent) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self._seen: dict[str, frozenset[Way]] = {}

    def looked(self, post_id: str, way: Way) -> None:
        """Somebody looked at the post that way. Once it was looked at both ways, that is told."""
        with self._lock:
            before = self._seen.get(post_id, frozenset())
            now = self._seen[post_id] = before | {way}
        if len(now) == len(Way) > len(before):
            self._tell("preview.phone_and_large", post=post_id)

    def seen(self, post_id: str) -> frozenset[Way]:
        """The ways in which the post was looked at."""
        with self._lock:
            return self._seen.get(post_id, frozenset())
