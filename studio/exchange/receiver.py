"""What comes from the hub is read, without a hole and nothing twice.

What a page of a box holds and how far the box was read are written in one transaction. Each item is verified here. One
that cannot be taken in, or not yet, lies aside with the reason and holds up no other: it is tried again when its post
has more items, when other stations or people are known, when its pictures are here, and once an hour.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.codec import parsed
from studio.errors import StudioError
from studio.exchange.item_importer import FilesMissing, ItemImporter
from studio.exchange.link_model import ReceivedItem, RefusedItem
from studio.hub.connection import HubWentBack
from studio.hub.items import Item, received
from studio.hub.model import BLOB_LIMIT, CHUNK, Cursor, Entry, HubItemKind, HubStation
from studio.phrase import Phrase
from studio.posts.ports import Files

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint, the driver of no start
    from studio.exchange.storage import StoredExchange
    from studio.exchange.storage_link import StoredLink
    from studio.hub.client import HubClient

Readers = Mapping[HubItemKind, Sequence[Callable[[ReceivedItem], None]]]
"""Who is told of items that belong to no post."""
OF_POSTS = frozenset({HubItemKind.REVISION, HubItemKind.DECISION, HubItemKind.WITHDRAWAL, HubItemKind.OFFER})
PAGE = 100
TRIED_AGAIN = timedelta(hours=1)
_TO_COME = Phrase("pictures of this version are still to come")
_BY_USB = Phrase("a file of this version is too large for the hub; have it sent by USB")


@dataclass(frozen=True, slots=True)
class ArrivedItem:
    """An item, and where it lies on the hub."""

    item: Item
    box: str
    seq: int


class Receiver:
    """Reads over one line. `knew` says which stations and people are `known`: what lies aside is tried again when it
    changes."""

    def __init__(
        self,
        client: HubClient,
        known: Callable[[], tuple[Mapping[str, HubStation], str]],
        readers: Readers,
        *,
        repo: StoredLink,
        items: StoredExchange,
        files: Files,
        importer: ItemImporter,
        clock: Clock,
        note: Callable[[str, int], None],
    ) -> None:
        """`note` logs how many items were taken in of a box."""
        self._client = client
        self._whom = known
        self._readers = readers
        self._repo = repo
        self._items = items
        self._files = files
        self._importer = importer
        self._clock = clock
        self._note = note
        self._known, self._knew = known()
        self.taken = 0
        self.posts: dict[str, None] = {}
        """Posts of which something was taken in."""

    # Pages of a box

    def pull(self, box: str) -> None:
        """Read a box to its end. Raises HubAway, Untrusted for a hub whose chain does not fit."""
        while True:
            cursor = self._repo.cursor(box)
            try:
                entries = self._client.pull(cursor, PAGE)
            except HubWentBack:
                self._go_back(cursor)
                continue
            if not entries:
                return
            self._take(cursor, entries)

    def _go_back(self, cursor: Cursor) -> None:
        """To the last place that the hub knows, too."""
        while not self._client.knows(cursor):
            cursor = self._repo.go_back(cursor)

    def _take(self, cursor: Cursor, entries: Sequence[Entry]) -> None:
        ids = [entry.id.hex() for entry in entries]
        before = self.taken
        with self._repo.transaction():
            if self._repo.cursor(cursor.box) != cursor:
                return  # another program of this profile read it meanwhile
            here = self._repo.known(ids) | self._items.known(ids)
            of_posts: dict[str, list[ArrivedItem]] = {}
            for entry in entries:
                self._repo.came(entry.id.hex(), entry.kind, entry.box, entry.seq)
                if entry.id.hex() not in here:
                    self._sort(entry, of_posts)
            for post, arrived in of_posts.items():
                self._take_post(post, arrived)
            self._repo.read_to(cursor.after(entries))
            if self.taken > before:
                self._note(cursor.box, self.taken - before)

    def _sort(self, entry: Entry, of_posts: dict[str, list[ArrivedItem]]) -> None:
        """Take in an item of no post; one of a post waits for the others of this page."""
        try:
            with self._repo.transaction():
                item = received(entry, _of_box(self._known, entry.box))
                if item.kind in OF_POSTS:
                    of_posts.setdefault(str(item.facts.get("post", "")), []).append(
                        ArrivedItem(item, entry.box, entry.seq)
                    )
                else:
                    self._keep(ArrivedItem(item, entry.box, entry.seq))
        except StudioError as trouble:
            sender, post = _claimed(entry.body)
            aside = RefusedItem(
                id=entry.id.hex(), box=entry.box, seq=entry.seq, kind=entry.kind, sender=sender, post=post,
                since=self._clock.now(), again=self._clock.now() + TRIED_AGAIN, why=trouble.phrase,
            )  # fmt: skip
            self._repo.put_aside(aside, entry.body, knew=self._knew)

    def _keep(self, arrived: ArrivedItem) -> None:
        """Keep an item of no post, and tell whoever reads such."""
        item, device = arrived.item, self._known[arrived.item.sender]
        self._repo.keep(item, arrived.box, arrived.seq)
        told = ReceivedItem(
            id=item.hex, kind=item.kind, sender=item.sender, at=item.at, facts=item.facts, box=arrived.box,
            number=arrived.seq, unit=device.unit, department=device.department,
        )  # fmt: skip
        for reader in self._readers.get(item.kind, ()):
            reader(told)
        self.taken += 1
        if item.kind is HubItemKind.PACK:
            self._known, self._knew = self._whom()  # it may have told of stations

    # Items of posts

    def _take_post(self, post: str, arrived: Iterable[ArrivedItem]) -> None:
        """Take in what will do of a post: of what came, and of what lay aside; the rest lies aside."""
        group = {one.item.hex: one for one in (*self._lying(post), *arrived)}
        was_told = self._repo.is_told(post)
        taken, troubles = self._sifted([one.item for one in group.values()])
        for name in taken:
            self._repo.off_aside(name)
            self.posts[post] = None
        self.taken += len(taken)
        for name, why in troubles.items():
            self._put_aside(group[name], why)
        if taken and was_told:  # nothing was done here meanwhile that another should hear of
            self._repo.tell(post, self._repo.told_of(post)[0] or next(iter(group.values())).box)

    def _sifted(self, items: Sequence[Item]) -> tuple[Sequence[str], Mapping[str, Phrase]]:
        """Which were taken in, and why the others were not. Pictures of a version that another follows are not
        needed."""
        followed = frozenset(parent for item in items for parent in _parents(item))
        for passed_by in (followed, frozenset[str]()):
            whole = [item for item in items if item.hex in passed_by or all(map(self._files.has, item.blobs))]
            waiting = {item.hex: _BY_USB if _too_large(item) else _TO_COME for item in items if item not in whole}
            try:
                with self._repo.transaction():
                    taken, troubles = self._importer.sift(whole, self._files.has)
                return [one.item for one in taken], waiting | {name: one.phrase for name, one in troubles.items()}
            except FilesMissing:
                continue
        return (), waiting | {item.hex: _TO_COME for item in whole}

    def _put_aside(self, arrived: ArrivedItem, why: Phrase) -> None:
        item, now = arrived.item, self._clock.now()
        aside = RefusedItem(
            id=item.hex, box=arrived.box, seq=arrived.seq, kind=str(item.kind), sender=item.sender,
            post=str(item.facts.get("post", "")), since=now, again=now + TRIED_AGAIN, why=why,
        )  # fmt: skip
        self._repo.put_aside(aside, item.body, knew=self._knew, blobs=item.blobs)

    # What lies aside

    def again(self) -> None:
        """Try what is due once more."""
        posts: dict[str, None] = {}
        for aside, body in self._repo.due(self._clock.now(), self._knew):
            if aside.post:
                posts[aside.post] = None
            else:
                with self._repo.transaction():
                    self._try(aside, body)
        for post in posts:
            with self._repo.transaction():
                self._take_post(post, ())

    def _try(self, aside: RefusedItem, body: bytes) -> ArrivedItem | None:
        """The item that lies aside, if it is sound now; one of no post is taken in at once."""
        entry = Entry(box=aside.box, seq=aside.seq, id=bytes.fromhex(aside.id), chain=b"", kind=aside.kind,
                      sender="", at=aside.since, body=body)  # fmt: skip
        try:
            with self._repo.transaction():
                item = received(entry, _of_box(self._known, aside.box))
                if item.kind in OF_POSTS:
                    return ArrivedItem(item, aside.box, aside.seq)
                self._keep(ArrivedItem(item, aside.box, aside.seq))
                self._repo.off_aside(aside.id)
        except StudioError as trouble:
            later = replace(aside, again=self._clock.now() + TRIED_AGAIN, why=trouble.phrase)
            self._repo.put_aside(later, body, knew=self._knew)
        return None

    def _lying(self, post: str) -> list[ArrivedItem]:
        """The sound items of a post that lie aside; those that came by USB meanwhile lie there no more."""
        found = self._repo.aside_of(post)
        here = self._items.known(aside.id for aside, _ in found)
        for name in here:
            self._repo.off_aside(name)
        tried = (self._try(aside, body) for aside, body in found if aside.id not in here)
        return [one for one in tried if one is not None]

    # Pictures

    def fetch(self) -> None:
        """Get the pictures that what lies aside waits for, a piece at a time, and take in what is whole then."""
        posts: dict[str, None] = {}
        for name, post in self._repo.wanted():
            if not self._files.has(name) and self._fetched(name):
                posts[post] = None
        for post in posts:
            with self._repo.transaction():
                self._take_post(post, ())

    def _fetched(self, name: str) -> bool:
        """Whether the picture is here now. What was fetched of it before is not fetched again."""
        n = len(self._repo.pieces(name))
        while (piece := self._client.fetch_piece(name, n)) is not None:
            self._repo.keep_piece(name, n, piece)
            n += 1
            if len(piece) < CHUNK:
                break
        data = b"".join(self._repo.pieces(name))
        whole = bool(data) and hashlib.sha256(data).hexdigest() == name
        if whole:
            self._files.put(data)
        if data:
            self._repo.drop_pieces(name)
        return whole


def _of_box(known: Mapping[str, HubStation], box: str) -> Mapping[str, HubStation]:
    """A station whose unit nobody told is believed to be of the unit in whose box the hub has its items."""
    return {login: one if one.unit else replace(one, unit=box) for login, one in known.items()}


def _claimed(body: bytes) -> tuple[str, str]:
    """Which station and which post an item names that nobody vouches for."""
    try:
        told = parsed(body)
        return str(told["from"]), str(told["facts"].get("post", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return "", ""


def _parents(item: Item) -> Sequence[str]:
    told = item.facts.get("parents")
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []


def _too_large(item: Item) -> bool:
    sizes = item.facts.get("files")
    return isinstance(sizes, dict) and any(isinstance(size, int) and size > BLOB_LIMIT for size in sizes.values())
