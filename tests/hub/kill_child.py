"""A station to be killed: it writes, sends and reads until it is told to finish, and keeps all of it in SQLite.

What it keeps to: an item is in its own store before it goes out; it is done with by the number that came back; what was
read and the place up to which it was read are kept in one transaction.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from studio.hub.client import HubClient
from studio.hub.connection import HubAddress, HubAway
from studio.hub.items import opened, received, signed
from studio.hub.model import Cursor, Entry, HubItemKind, HubStation
from studio.secret import Secret
from tests.crash_helper import Say

TABLES = """
CREATE TABLE IF NOT EXISTS outbox (id BLOB PRIMARY KEY, box TEXT, kind TEXT, body BLOB, seq INTEGER);
CREATE TABLE IF NOT EXISTS inbox (box TEXT, seq INTEGER, id BLOB, PRIMARY KEY (box, seq), UNIQUE (box, id));
CREATE TABLE IF NOT EXISTS places (box TEXT PRIMARY KEY, seq INTEGER, chain BLOB);
"""
PAUSE = 0.05
"""Seconds until a hub that is away is asked again."""


class Store:
    """The station's own file."""

    def __init__(self, path: Path) -> None:
        self.file = sqlite3.connect(path, isolation_level=None, timeout=30)
        self.file.execute("PRAGMA journal_mode = WAL")
        self.file.execute("PRAGMA synchronous = FULL")
        self.file.executescript(TABLES)

    def waiting(self, most: int) -> list[tuple[bytes, str, str, bytes]]:
        return self.file.execute(
            "SELECT id, box, kind, body FROM outbox WHERE seq IS NULL ORDER BY rowid LIMIT ?", (most,)
        ).fetchall()

    def write(self, box: str, kind: HubItemKind, body: bytes, name: bytes) -> None:
        self.file.execute("INSERT INTO outbox VALUES (?, ?, ?, ?, NULL)", (name, box, str(kind), body))

    def sent(self, numbers: Mapping[bytes, int]) -> None:
        self.file.execute("BEGIN IMMEDIATE")
        self.file.executemany("UPDATE outbox SET seq = ? WHERE id = ?", [(seq, name) for name, seq in numbers.items()])
        self.file.execute("COMMIT")

    def place(self, box: str) -> Cursor:
        row = self.file.execute("SELECT seq, chain FROM places WHERE box = ?", (box,)).fetchone()
        return Cursor(box, *row) if row else Cursor(box)

    def took(self, place: Cursor, entries: tuple[Entry, ...]) -> None:
        self.file.execute("BEGIN IMMEDIATE")
        self.file.executemany("INSERT INTO inbox VALUES (?, ?, ?)", [(e.box, e.seq, e.id) for e in entries])
        self.file.execute("REPLACE INTO places VALUES (?, ?, ?)", (place.box, place.seq, place.chain))
        self.file.execute("COMMIT")


class Worker:
    """The station's day."""

    def __init__(
        self, say: Say, folder: Path, address: HubAddress, password: str, seed: bytes, known: list[HubStation]
    ) -> None:
        self._say, self._folder, self._address, self._password, self._seed = say, folder, address, password, seed
        self._devices = {device.login: device for device in known}
        self._me = next(device for device in known if device.login == folder.name)
        self._store = Store(folder.with_suffix(".db"))
        self._chance = Random(folder.name)

    def live(self) -> None:
        """Until it has nothing to send, has read all, and the file `finish` is there."""
        with closing(self._store.file):
            while not self._day():
                threading.Event().wait(PAUSE)

    def _day(self) -> bool:
        """Work over one line. Whether all is done; False when the line broke."""
        try:
            with HubClient(self._address, self._me.login, Secret(self._password)) as line:
                boxes = line.greet().boxes
                while True:
                    finishing, still = ((self._folder.parent / name).exists() for name in ("finish", "still"))
                    if not finishing:
                        self._write()
                    ahead = line.poll("0.1.0", [self._store.place(box) for box in boxes]).ahead
                    sent, read = self._send(line), sum(self._read(line, box) for box in ahead)
                    self._say(f"{sent} {read}")
                    if still and not sent and not read:
                        return True
        except HubAway:
            return False

    def _write(self) -> None:
        for _ in range(3):
            facts = {"n": self._chance.getrandbits(64), "text": "đ" * self._chance.randint(10, 700)}
            item = signed(HubItemKind.RECEIPT, facts, sender=self._me, seed=self._seed, at=datetime.now(UTC))
            box = self._chance.choice([self._me.unit, "department"])
            self._store.write(box, item.kind, item.body, item.id)

    def _send(self, line: HubClient) -> int:
        waiting = self._store.waiting(8)
        if not waiting:
            return 0
        box = waiting[0][1]
        items = [opened(body, self._devices) for _, there, _, body in waiting if there == box]
        if self._chance.random() < 0.5:
            numbers = line.push_many(box, items)
            self._store.sent({item.id: number for item, number in zip(items, numbers, strict=True)})
        else:
            for item in items[:3]:
                self._store.sent({item.id: line.push(box, item)})
        return len(items)

    def _read(self, line: HubClient, box: str) -> int:
        place = self._store.place(box)
        entries = line.pull(place, 50)
        if entries:
            for entry in entries:
                received(entry, self._devices)
            self._store.took(place.after(entries), entries)
        return len(entries)


def work(say: Say, *words: object) -> None:
    """Work until killed, or until all is done."""
    Worker(say, *words).live()  # type: ignore[arg-type]
