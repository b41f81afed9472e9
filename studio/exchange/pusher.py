"""What waits goes to the hub: pictures first, then the item that names them.

A row of the outbox was there before anything is sent, and has its number when the hub said it. Whatever breaks off is
done again, and the hub gives the same number for the same item.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import BadInput, NotFound, Untrusted
from studio.exchange.link_model import OutboxItem
from studio.hub.connection import HubClosed, HubFull, HubRefused
from studio.hub.items import Item, opened
from studio.hub.model import BLOB_LIMIT, MANY, HubItemKind, HubStation
from studio.posts.ports import Files

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint, the driver of no start
    from studio.exchange.storage import StoredExchange
    from studio.exchange.storage_link import StoredLink
    from studio.hub.client import HubClient

AT_ONCE = 2_000_000
"""Bytes of items that go in one call."""


class Pusher:
    """Sends over one line."""

    def __init__(
        self,
        client: HubClient,
        known: Mapping[str, HubStation],
        *,
        repo: StoredLink,
        items: StoredExchange,
        files: Files,
        clock: Clock,
    ) -> None:
        self._client = client
        self._known = known
        self._repo = repo
        self._items = items
        self._files = files
        self._clock = clock
        self.pushed = 0
        """Items that the hub has now, and had not before."""
        self.boxes = set[str]()
        """Where they went."""

    def compare(self, epoch: str) -> None:
        """Ask the hub for everything that it ever got from here, and lay out anew what it has no more.

        It may have lost what lies behind the place that this station read to, where no chain can tell.
        """
        by_box: dict[str, list[OutboxItem]] = {}
        for one in self._repo.went():
            by_box.setdefault(one.box, []).append(one)
        for box, rows in by_box.items():
            for at in range(0, len(rows), MANY):
                part = rows[at : at + MANY]
                there = self._client.have(box, [bytes.fromhex(one.item) for one in part])
                self._repo.send_again([one.n for one in part if bytes.fromhex(one.item) not in there])
        self._repo.compared(epoch, self._clock.now())

    def push(self) -> None:
        """Send what waits, to its end. Raises HubAway; HubFull, HubClosed, after which nothing more is to be sent."""
        while waiting := self._repo.waiting(MANY):
            together = list[tuple[OutboxItem, Item]]()
            for one in waiting:
                item = self._item(one)
                if item is None:
                    continue
                if together and (item.blobs or not _fits(together, one, item)):
                    self._push_many(together)
                    together = []
                if item.blobs:
                    self._push_one(one, item)
                else:
                    together.append((one, item))
            self._push_many(together)

    def _item(self, one: OutboxItem) -> Item | None:
        """What is to be sent. None: it was purged, or it is none that may be sent, which is noted."""
        body = self._repo.body(one.item) or self._items.find(one.item)
        if body is None:
            self._repo.drop(one.n)
            return None
        try:
            return opened(body, self._known)
        except Untrusted as trouble:
            self._repo.refused(one.n, trouble.phrase)
            return None

    def _push_many(self, together: Sequence[tuple[OutboxItem, Item]]) -> None:
        """Send them in one call; where the hub refuses one of them, one by one, so that it holds up no other."""
        if len(together) < 2:
            for one, item in together:
                self._push_one(one, item)
            return
        try:
            numbers = self._client.push_many(together[0][0].box, [item for _, item in together])
        except (HubFull, HubClosed):
            raise
        except HubRefused:
            for one, item in together:
                self._push_one(one, item)
        else:
            self._sent(together[0][0].box, {one.n: number for (one, _), number in zip(together, numbers, strict=True)})

    def _push_one(self, one: OutboxItem, item: Item) -> None:
        try:
            blobs = self._pictures(item)
            self._sent(one.box, {one.n: self._client.push(one.box, item, blobs)})
        except (HubFull, HubClosed):
            raise
        except (HubRefused, BadInput, NotFound, Untrusted) as trouble:
            self._repo.refused(one.n, trouble.phrase)

    def _sent(self, box: str, numbers: Mapping[int, int]) -> None:
        self._repo.sent(numbers)
        self.boxes.add(box)
        self.pushed += len(numbers)

    def _pictures(self, item: Item) -> tuple[str, ...]:
        """Send the pictures of a version that stands; those of a former one nobody needs. A video does not go through
        the hub: whoever gets the version waits for it to come by USB."""
        if not item.blobs or (item.kind is HubItemKind.REVISION and self._items.is_followed(item.hex)):
            return ()
        sent = []
        for name in item.blobs:
            with self._files.open(name) as file:
                size = file.seek(0, 2)
            if size <= BLOB_LIMIT:
                sent.append(self._client.send_blob(self._files.get(name)))
        return tuple(sent)


def _fits(together: Sequence[tuple[OutboxItem, Item]], one: OutboxItem, item: Item) -> bool:
    """Whether it goes in one call with those: the same box, and not too much."""
    size = sum(len(each.body) for _, each in together) + len(item.body)
    return one.box == together[0][0].box and size <= AT_ONCE
