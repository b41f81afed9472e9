"""One contact with the hub: what waits goes there, what came is read, nothing twice and nothing left out.

A row of the outbox is there before anything is pushed, and has its number when the hub said it. What a page of a box
holds and how far the box was read are written in one transaction. Both may break off anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.codec import parsed
from studio.errors import StudioError
from studio.exchange.device import Devices
from studio.exchange.link_model import Aside, Joined, Outgoing, Received, Synced
from studio.hub.items import Item, received
from studio.hub.model import Cursor, Device, Entry, Kind

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint, the driver of no start
    from studio.exchange.storage import StoredExchange
    from studio.exchange.storage_link import StoredLink
    from studio.hub.client import HubClient

Readers = Mapping[Kind, Sequence[Callable[[Received], None]]]
"""Who is told of items that belong to no post."""
PAGE = 100
TRIED_AGAIN = timedelta(hours=1)


class Round:
    """A contact over one line."""

    def __init__(
        self,
        client: HubClient,
        joined: Joined,
        readers: Readers,
        *,
        repo: StoredLink,
        items: StoredExchange,
        devices: Devices,
        clock: Clock,
    ) -> None:
        self._client = client
        self._joined = joined
        self._readers = readers
        self._repo = repo
        self._items = items
        self._devices = devices
        self._clock = clock
        self._pushed = 0
        self._taken = 0

    def go(self) -> Synced:
        """Raises StudioError where it breaks off."""
        greeting = self._client.greet()
        if greeting.epoch != self._joined.epoch:
            self._repo.compared(greeting.epoch, self._clock.now())
        self._push()
        for box in greeting.boxes:
            self._pull(box)
        return Synced(changed=self._taken > 0, pushed=self._pushed, taken=self._taken)

    # Sending

    def _push(self) -> None:
        while waiting := self._repo.waiting(PAGE):
            for one in waiting:
                self._push_one(one)

    def _push_one(self, one: Outgoing) -> None:
        known = self._devices.known()
        body = self._repo.body(one.item) or self._items.body(one.item)
        number = self._client.push(one.box, _own(body, known))
        with self._repo.transaction():
            self._repo.sent({one.n: number})
            self._repo.numbered(one.item, number)
        self._pushed += 1

    # Reading

    def _pull(self, box: str) -> None:
        cursor = self._repo.cursor(box)
        while entries := self._client.pull(cursor, PAGE):
            self._take(cursor, entries)
            cursor = cursor.after(entries)

    def _take(self, cursor: Cursor, entries: Sequence[Entry]) -> None:
        ids = [entry.id.hex() for entry in entries]
        known = self._devices.known()
        with self._repo.transaction():
            here = self._repo.known(ids) | self._items.known(ids)
            for entry in entries:
                if entry.id.hex() not in here:
                    self._take_one(entry, known)
            self._repo.read_to(cursor.after(entries))

    def _take_one(self, entry: Entry, known: Mapping[str, Device]) -> None:
        try:
            with self._repo.transaction():
                item = received(entry, _of_box(known, entry.box))
                self._repo.keep(item, entry.box, entry.seq)
                device = known[item.sender]
                told = Received(
                    id=item.hex, kind=item.kind, sender=item.sender, at=item.at, facts=item.facts, box=entry.box,
                    number=entry.seq, unit=device.unit, department=device.department,
                )  # fmt: skip
                for reader in self._readers.get(item.kind, ()):
                    reader(told)
            self._taken += 1
        except StudioError as trouble:
            self._put_aside(entry, trouble)

    def _put_aside(self, entry: Entry, trouble: StudioError) -> None:
        now = self._clock.now()
        try:
            told = parsed(entry.body)
            sender, post = str(told["from"]), str(told["facts"].get("post", ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            sender = post = ""
        one = Aside(
            id=entry.id.hex(), box=entry.box, seq=entry.seq, kind=Kind(entry.kind), sender=sender, post=post,
            since=now, again=now + TRIED_AGAIN, why=trouble.phrase,
        )  # fmt: skip
        self._repo.put_aside(one, entry.body)


def _of_box(known: Mapping[str, Device], box: str) -> Mapping[str, Device]:
    """A station whose unit nobody told is believed to be of the unit in whose box the hub has its items."""
    return {login: replace(one, unit=one.unit or box) for login, one in known.items()}


def _own(body: bytes, known: Mapping[str, Device]) -> Item:
    from studio.hub.items import opened

    return opened(body, known)
