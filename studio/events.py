"""What just happened, told by the services to whoever listens: a lesson that waits for it.

A name is the room's word and a past participle, ``draft.created``; facts are ids and short codes, never texts. Services
tell after what they did is stored. Listening is no part of a service's work: a listener that fails is logged and the
next one is told.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEvent:
    """One thing that happened."""

    name: str
    facts: Mapping[str, str] = field(default_factory=dict)


class Publish(Protocol):
    """How a service tells it."""

    def __call__(self, name: str, /, **facts: str) -> None: ...


Listener = Callable[[ServiceEvent], None]


def silent(name: str, /, **facts: str) -> None:
    """For services to whom nobody listens."""


class EventBus:
    """Carries news within one program, on the thread that tells them. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def tell(self, name: str, /, **facts: str) -> None:
        """Tell every listener. Never raises."""
        news = ServiceEvent(name=name, facts=facts)
        for listener in self._listeners:
            try:
                listener(news)
            except Exception:  # noqa: BLE001 (boundary: a listener's fault is none of the service's)
                _log.exception("a listener failed on %s", name)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have `listener` called with all news from now on, until the returned call."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def stop() -> None:
            with self._lock:
                self._listeners = tuple(each for each in self._listeners if each is not listener)

        return stop
