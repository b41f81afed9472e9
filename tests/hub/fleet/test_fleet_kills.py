"""Three stations share three pages while stations, lines and the hub are killed, and PCs sleep: nothing is public
twice, nothing on a wrong page, nothing that was not approved, or has a newer version.

A short form runs in `make test`, a long one in `make soak`. Longer still, or from another seed:

    STUDIO_KILLS=1000 STUDIO_SEED=2 .venv/bin/python -m pytest -n 0 -s tests/hub/fleet/test_fleet_kills.py
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from studio.errors import StorageTrouble
from studio.hub.server import HubServer, make_database
from tests.fork_server import context
from tests.hub.fleet import program
from tests.hub.fleet.stations import Desk, Written, unit
from tests.hub.postgres import Cluster
from tests.hub.rig import Hub
from tests.profile import MORNING
from tests.publishers.kill import remote
from tests.publishers.kill.program import UP
from tests.publishers.kill.stage import Stage
from tests.soak import amount

pytestmark = [pytest.mark.kill, pytest.mark.usefixtures("nursery")]

KILLS = amount(6, 1_000, "STUDIO_KILLS")
SEED = int(os.environ.get("STUDIO_SEED", "3"))
PAGES = 3
BAITS = amount(1, 2)
OPEN = 4
"""Posts that each station keeps waiting for work, baits among them."""
OWN_DEATHS = 0.02
SHORTEST_LIFE, LONGEST_LIFE = 0.2, 6.0
SLEEPS = (2.5, 26.0)
"""Seconds: longer than the hub's word holds; longer than until another PC has taken over."""
PATIENCE = 240.0


@pytest.fixture
def durable(postgres: None) -> Iterator[Hub]:
    """A server that waits for the disk, as in service, and counts in shorter times."""
    cluster = Cluster(durable=True)
    try:
        cluster.make()
        cluster.start()
        hub = Hub(cluster, "hub")
        make_database(hub.address, cluster.password)
        with HubServer(hub.address, cluster.password) as server:
            server.init()
        hub.ask(program.shorter_times())
        yield hub
    finally:
        cluster.remove()


class Slaughter:
    """Keeps a process at work for each station, and lets one thing after the other go wrong."""

    def __init__(self, hub: Hub, stage: Stage, desks: Sequence[Desk], written: Written) -> None:
        self._hub = hub
        self._stage = stage
        self._desks = desks
        self._written = written
        self._posts = [*written.baits, *written.good]
        self._dice = random.Random(SEED)
        self._alive: dict[int, BaseProcess] = {}
        self._pipes: dict[int, Connection] = {}
        self._life = 1.5
        self.kills: Counter[str] = Counter()
        self.broken: list[str] = []

    def run(self, kills: int) -> None:
        try:
            while self.kills.total() < kills:
                out = self._posts[: OPEN + len(self._posts) * self.kills.total() // kills]  # some until the end
                for number, desk in enumerate(self._desks):
                    with contextlib.suppress(StorageTrouble):  # the station was writing for too long
                        desk.tend()
                        desk.top_up(out, OPEN)
                    if number not in self._alive:
                        self._start(number, OWN_DEATHS)
                self._one(self._dice.randrange(len(self._desks)))
        finally:
            for number in list(self._alive):
                self._alive[number].kill()
                self._bury(number)

    def _one(self, number: int) -> None:
        victim, drawn = self._alive[number], self._dice.random()
        if self._dice.random() < 0.85:  # the others are killed while they start
            with contextlib.suppress(EOFError):
                self._pipes[number].poll(PATIENCE)
        victim.join(self._dice.uniform(0.0, self._life))
        if drawn < 0.12:
            self._sleep(victim, SLEEPS[self._dice.random() < 0.3])
        elif drawn < 0.2:
            self._kill_server()
        elif drawn < 0.35:
            self._cut_lines()
        elif drawn < 0.37:
            self._new_epoch()
        else:
            victim.kill()
        if not victim.is_alive() or drawn >= 0.37:
            victim.join()
            died = victim.exitcode != 0
            self.kills["station"] += not self._bury(number) and died

    def _sleep(self, victim: BaseProcess, seconds: float) -> None:
        """The PC's lid is closed; the others go on."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim.pid or 0, signal.SIGSTOP)
            threading.Event().wait(seconds)
            os.kill(victim.pid or 0, signal.SIGCONT)
            self.kills["sleep"] += 1

    def _cut_lines(self) -> None:
        """End a process of the server: every line to it breaks."""
        children = self._hub.cluster.children()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._dice.choice(children), signal.SIGKILL)
        while not self._hub.cluster.is_ready():
            if self._hub.cluster.has_ended():
                self._hub.cluster.start()
        self.kills["lines"] += 1

    def _kill_server(self) -> None:
        self._hub.cluster.kill()
        self._hub.cluster.start()
        self.kills["server"] += 1

    def _new_epoch(self) -> None:
        with self._hub.server() as server:
            server.new_epoch()
        self.kills["epoch"] += 1

    def finish(self) -> None:
        """Undisturbed lives, and a person who sees to the rest, until every station knows that everything is out."""
        for desk in self._desks:
            desk.top_up(self._written.good, len(self._posts))
            desk.give_up(self._written.baits)
        for _ in range(20):
            for number in range(len(self._desks)):
                self._start(number, 0.0)
            for number in range(len(self._desks)):
                self._alive[number].join(600)
                self._bury(number)
            assert self.broken == []
            for desk in self._desks:
                desk.tend()
            if not any(desk.open() for desk in self._desks):
                return

    def _start(self, number: int, rate: float) -> None:
        here, there = context().Pipe(duplex=False)
        told = (self._desks[number].place, self._stage, rate, self._dice.randrange(10**9), there)
        process: BaseProcess = context().Process(target=program.work, args=told)  # type: ignore[attr-defined]
        process.start()
        there.close()
        self._alive[number], self._pipes[number] = process, here

    def _bury(self, number: int) -> bool:
        """Wait for its end and read what it told; whether it died of an error of its own."""
        process, said = self._alive.pop(number), []
        process.join()
        with self._pipes.pop(number) as pipe, contextlib.suppress(EOFError, OSError):  # that was all
            while pipe.poll():
                said.append(pipe.recv_bytes())
        process.close()
        broke = [text.decode() for text in said if text != UP]
        self.broken += broke
        return bool(broke)


def test_nothing_twice_nothing_astray_nothing_unapproved(durable: Hub, tmp_path: Path) -> None:
    faulthandler.cancel_dump_traceback_later()  # the long form may take its time
    began = time.monotonic()
    with remote.facebook(tmp_path) as there:
        there.control.advance(MORNING + timedelta(hours=26) - datetime.now(UTC))
        stage = replace(there.stage, accounts=there.stage.accounts[:PAGES])
        good = max(3, KILLS // 9)
        with unit(tmp_path, durable, stage, good=good, baits=BAITS) as (desks, written):
            ready = time.monotonic()
            slaughter = Slaughter(durable, stage, desks, written)
            there.break_down(SEED)
            slaughter.run(KILLS)
            struck = there.struck()
            there.be_good()
            killed = time.monotonic()
            slaughter.finish()
            queued = [delivery for desk in desks for delivery in desk.deliveries()]
            left = [line for desk in desks for line in desk.open()]
            seen, bugs = there.seen(), there.bugs()
            asked = Counter[str]()
            for desk in desks:
                asked += desk.asked
    good_ones = {(d.page_id, d.reference) for d in queued if d.post_id in written.good}
    public = Counter((post.page, post.reference) for post in seen if post.public)
    twice = [place for place, times in public.items() if times > 1]
    astray = [place for place in public if place not in good_ones]
    lost = [place for place in good_ones if place not in public]
    hidden = sum(not post.public for post in seen)
    print(
        f"\nseed {SEED}: {slaughter.kills.total()} kills ({dict(slaughter.kills)}), {struck} calls struck by a fault, "
        f"3 stations, {PAGES} pages, {len(good_ones)} deliveries: {len(twice)} twice in public, {len(astray)} on a "
        f"wrong page or not approved, {len(lost)} lost, {hidden} hidden copies left\nmade ready in "
        f"{ready - began:.0f} s, killed for {killed - ready:.0f} s, settled in {time.monotonic() - killed:.0f} s\n"
        f"a person was asked: {dict(asked) or 'never'}"
    )
    assert (bugs, slaughter.broken) == ([], [])
    assert (twice, astray) == ([], [])
    assert (left, lost) == ([], [])
    assert slaughter.kills.total() >= KILLS
