"""Stations, connections and the whole server killed at any moment: nothing is lost, nothing is there twice.

`kill -9` is no power cut: what the system has not yet written to the disk survives it.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from random import Random
from typing import Any

import pytest

from studio.hub.server import HubServer, make_database
from tests.fork_server import context
from tests.hub import kill_child
from tests.hub.postgres import Cluster
from tests.hub.rig import Hub, Station
from tests.soak import amount

KILLS = amount(8, 1_000, "STUDIO_KILLS")
SEED = int(os.environ.get("STUDIO_SEED", "5"))
PATIENCE = 120.0
"""Seconds in which somebody has to do something."""


class Life:
    """A station's process, and the ear at its mouth."""

    def __init__(self, station: Station, folder: Path, hub: Hub) -> None:
        self._words = (
            folder / station.login,
            station.address,
            station.password.reveal(),
            station.seed,
            list(hub.devices.values()),
        )
        self.begin()

    def begin(self) -> None:
        self.ear, mouth = context().Pipe(duplex=False)
        self.process: Any = context().Process(  # type: ignore[attr-defined]
            target=_live, args=(mouth, self._words)
        )
        self.process.start()
        mouth.close()

    def kill(self) -> None:
        self.process.kill()
        self.end()

    def end(self) -> None:
        self.process.join(PATIENCE)
        assert self.process.exitcode is not None
        self.ear.close()


def _live(mouth: Connection, words: tuple[object, ...]) -> None:
    def say(line: str) -> None:
        with suppress(BrokenPipeError):
            mouth.send_bytes(line.encode())

    kill_child.work(say, *words)


def heard(lives: list[Life], lines: int) -> None:
    """Wait until the stations together did so many rounds."""
    for _ in range(lines):
        ready = wait([life.ear for life in lives], PATIENCE)
        assert ready, "nobody does anything"
        for ear in ready:
            assert isinstance(ear, Connection)
            try:
                ear.recv_bytes()
            except EOFError:
                pytest.fail("a station ended by itself")


@pytest.fixture
def durable(postgres: None) -> Iterator[Hub]:
    """A server that waits for the disk, as in service."""
    cluster = Cluster(durable=True)
    try:
        cluster.make()
        cluster.start()
        hub = Hub(cluster, "hub")
        make_database(hub.address, cluster.password)
        with HubServer(hub.address, cluster.password) as server:
            server.init()
        yield hub
    finally:
        cluster.remove()


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_nothing_is_lost_or_doubled_whoever_is_killed(durable: Hub, tmp_path: Path) -> None:
    faulthandler.cancel_dump_traceback_later()  # many kills take longer than a test may
    chance = Random(SEED)
    stations = [durable.station("u001"), durable.station("u001"), durable.station("u002"), durable.department()]
    lives = [Life(station, tmp_path, durable) for station in stations]
    kills: Counter[str] = Counter()
    try:
        for _ in range(KILLS):
            heard(lives, chance.randint(2, 20))
            kills[kill_one(durable.cluster, lives, chance)] += 1
        (tmp_path / "finish").touch()
        until_quiet(durable, tmp_path, lives)
    finally:
        for life in lives:
            if life.process.is_alive():
                life.kill()
    made = judge(durable, stations, tmp_path)
    print(f"\n{KILLS} kills ({dict(kills)}): {made} items made, all in the hub once, all readers complete")


def kill_one(cluster: Cluster, lives: list[Life], chance: Random) -> str:
    """Kill a station, one process of the server, or the whole server; which it was."""
    drawn = chance.random()
    if drawn < 0.45:
        life = chance.choice(lives)
        life.kill()
        life.begin()
        return "station"
    if drawn < 0.8 and (children := cluster.children()):
        with suppress(ProcessLookupError):
            os.kill(chance.choice(children), signal.SIGKILL)
        _up(cluster)
        return "connection"
    cluster.kill()
    cluster.start()
    return "server"


def _up(cluster: Cluster) -> None:
    """The server mends itself after one of its processes was killed, unless it was the one that mends: then it ends,
    and is started again, as the system would."""
    while not cluster.is_ready():
        if cluster.has_ended():
            cluster.start()


def until_quiet(hub: Hub, folder: Path, lives: list[Life]) -> None:
    """The stations send what is left; when nothing of theirs waits, they may end once they have read all."""
    while any(_waiting(file) for file in folder.glob("*.db")):
        heard(lives, 1)
    (folder / "still").touch()
    for life in lives:
        with suppress(EOFError):
            while True:
                assert life.ear.poll(PATIENCE)
                life.ear.recv_bytes()
        life.end()


def _waiting(file: Path) -> int:
    return int(rows(file, "SELECT count(*) FROM outbox WHERE seq IS NULL")[0][0])


def rows(file: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file, timeout=30)) as opened:
        return opened.execute(query, values).fetchall()


def judge(hub: Hub, stations: list[Station], folder: Path) -> int:
    """Compare what the stations kept with what the hub has. How many items were made."""
    there: dict[str, list[bytes]] = {}
    for box, seq, name in hub.ask("SELECT box, seq, id FROM hub.item ORDER BY box, seq"):
        there.setdefault(box, []).append(bytes(name))
        assert seq == len(there[box]), "the numbers of a box have no hole"
    made: dict[str, list[bytes]] = {}
    for station in stations:
        for name, box, seq in rows(folder / f"{station.login}.db", "SELECT id, box, seq FROM outbox"):
            made.setdefault(box, []).append(name)
            assert there[box][seq - 1] == name, "the number that came back is the item's own"
    assert {box: sorted(names) for box, names in made.items()} == {box: sorted(names) for box, names in there.items()}
    for station in stations:
        with station.client() as line:
            boxes = line.greet().boxes
        for box in boxes:
            file = folder / f"{station.login}.db"
            read = rows(file, "SELECT id FROM inbox WHERE box = ? ORDER BY seq", box)
            assert [name for (name,) in read] == there.get(box, []), "a reader has all, in order, once"
    return sum(len(names) for names in made.values())


def test_a_hub_that_is_killed_keeps_what_it_acknowledged(durable: Hub) -> None:
    one = durable.station("u001")
    with one.client() as line:
        numbers = line.push_many("u001", [one.receipt(number) for number in range(100)])
    durable.cluster.kill()
    durable.cluster.start()
    with replace(one).client() as line:
        assert line.push_many("u001", [one.receipt(number) for number in range(100)]) == numbers
