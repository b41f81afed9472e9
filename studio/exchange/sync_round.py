"""One contact with the hub: it is compared where it went back, what waits goes there, what came is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from studio import __version__
from studio.clock import Clock
from studio.exchange.link_model import JoinedHub, SyncResult
from studio.exchange.pusher import Pusher
from studio.exchange.receiver import Receiver
from studio.hub.connection import HubFull
from studio.hub.model import HubGreeting
from studio.phrase import Phrase

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint, the driver of no start
    from studio.exchange.storage_link import StoredLink
    from studio.hub.client import HubClient

COMPARED_EVERY = timedelta(days=7)


class SyncRound:
    """A contact over one line."""

    def __init__(
        self,
        client: HubClient,
        joined: JoinedHub,
        repo: StoredLink,
        pusher: Pusher,
        receiver: Receiver,
        clock: Clock,
        greeted: Callable[[HubGreeting], None],
    ) -> None:
        """`greeted` hears what the hub answered, before anything is sent."""
        self._client = client
        self._joined = joined
        self._repo = repo
        self._pusher = pusher
        self._receiver = receiver
        self._clock = clock
        self._greeted = greeted

    def go(self, taken_in: Callable[[str], None]) -> SyncResult:
        """`taken_in` hears of each post that something was taken in of. Raises StudioError where it breaks off."""
        try:
            trouble = self._exchanged()
        finally:
            for post in self._receiver.posts:
                taken_in(post)
        taken = self._receiver.taken
        return SyncResult(changed=taken > 0, pushed=self._pusher.pushed, taken=taken, trouble=trouble)

    def _exchanged(self) -> Phrase | None:
        greeting = self._client.poll(__version__, self._repo.cursors())
        if greeting.epoch != self._joined.epoch or self._is_long_ago():
            self._pusher.compare(greeting.epoch)
        self._greeted(greeting)
        trouble = self._push()
        for box in sorted(greeting.ahead | self._pusher.boxes):
            self._receiver.pull(box)
        self._receiver.again()
        self._receiver.fetch()
        return trouble

    def _is_long_ago(self) -> bool:
        """Whether the hub was compared a week ago, or never."""
        last = self._repo.compared_at()
        return last is None or self._clock.now() - last >= COMPARED_EVERY

    def _push(self) -> Phrase | None:
        """A station that used up its share of the day reads all the same."""
        try:
            self._pusher.push()
        except HubFull as full:
            return full.phrase
        return None
