"""Facebook's own marks within a list of comments or conversations, held in memory alone.

Such a mark may hold the id of a comment or of a conversation, and nothing that names one lies unsealed on the disk. A
cursor names the mark by its hash; after a restart the list is read from its beginning, and the desk knows what it has.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from studio.canonical import sha256

MOST = 200


class ListMarks:
    """Threads may share it."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def name(self, mark: str) -> str:
        """What a cursor says instead of `mark`; empty for none."""
        if not mark:
            return ""
        name = sha256(mark.encode())[:24]
        with self._lock:
            self._held[name] = mark
            self._held.move_to_end(name)
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return name

    def mark(self, name: str) -> str:
        """The mark of that name; empty where it is not held any more: from the beginning, then."""
        with self._lock:
            return self._held.get(name, "")
