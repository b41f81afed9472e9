"""How a post was looked at before it goes out: as a telephone shows it, in large type, its cards, by all checks."""

from __future__ import annotations

import threading
from enum import StrEnum

from studio.events import Publish, silent


class PreviewWay(StrEnum):
    PHONE = "phone"
    LARGE = "large"


class Previews:
    """Remembers it while the program runs. Threads may share it."""

    def __init__(self, publish: Publish = silent) -> None:
        self._publish = publish
        self._lock = threading.Lock()
        self._seen: dict[str, frozenset[PreviewWay]] = {}
        self._last: dict[str, PreviewWay] = {}

    def looked(self, post_id: str, way: PreviewWay) -> None:
        """Somebody looks at the post that way now. Each turn to the other way, once both were seen, is told."""
        with self._lock:
            now = self._seen[post_id] = self._seen.get(post_id, frozenset()) | {way}
            turned = self._last.get(post_id) is not way
            self._last[post_id] = way
        if turned and len(now) == len(PreviewWay):
            self._publish("preview.phone_and_large", post=post_id)

    def cards_looked(self, post_id: str) -> None:
        """Somebody looks at the cards of the post, large and size by size."""
        self._publish("cards.looked", post=post_id)

    def checked(self, post_id: str) -> None:
        """Somebody had everything checked, finished cards and pictures included."""
        self._publish("post.checked", post=post_id)

    def seen(self, post_id: str) -> frozenset[PreviewWay]:
        """The ways in which the post was looked at."""
        with self._lock:
            return self._seen.get(post_id, frozenset())
