"""kill -9 at random moments of real processes on a real store and a real folder: nothing twice, nothing lost.

The server process imports once and forks fresh children, so that a life takes some tens of milliseconds.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from studio.outbox.audit import problems
from studio.outbox.model import DeliveryState
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_audit import StoredAudit
from studio.publishers.practice import VisitorPage
from studio.store.engine import open_store
from tests.fork_server import context
from tests.outbox.kill import program
from tests.profile import SetClock
from tests.soak import amount

pytestmark = [pytest.mark.kill, pytest.mark.usefixtures("nursery")]

KILLS = amount(25, 500, "STUDIO_KILLS")
ARRIVED, IN_A_CALL = amount(8, 20), amount(3, 5)
"""So much must have come of it before the killing may stop: arrived meanwhile, and killed inside a call to the page."""


class Slaughter:
    """Keeps `workers` processes running and kills one after the other."""

    def __init__(self, folder: Path, desk: program.Desk, *, workers: int, rate: float, seed: int) -> None:
        self.folder = folder
        self.desk = desk
        self.workers = workers
        self.rate = rate
        self.dice = random.Random(seed)
        self.context = context()
        self.pipes: dict[BaseProcess, Connection] = {}
        self.killed = 0
        self.life = 0.2
        """Longest life after start-up, in seconds; a busy machine needs more before anything can arrive."""

    def run(self, kills: int) -> None:
        """Kill so many, then on until enough came of it: how much a life gets done is for the machine to say."""
        alive: list[BaseProcess] = []
        while self.killed < kills or not self._enough():
            assert self.killed < 5 * kills, "killed before they could work: the test shows nothing"
            self.desk.top_up(15)
            while len(alive) < self.workers:
                alive.append(self._start(self.rate))
            victim = alive.pop(self.dice.randrange(len(alive)))
            if self.dice.random() < 0.8:
                self._wait_until_up(victim)  # the others are killed while they start
            victim.join(self.dice.uniform(0.0, self.life))
            if victim.is_alive():
                victim.kill()
            victim.join()
            self.killed += victim.exitcode != 0
            if self.desk.arrived() * 3 < self.killed:
                self.life = min(2.0, self.life * 1.1)
        for process in alive:
            process.kill()
            process.join()

    def _enough(self) -> bool:
        return self.desk.arrived() >= ARRIVED and self.desk.struck() >= IN_A_CALL

    def finish(self) -> None:
        """Undisturbed runs until nothing is left."""
        for _ in range(3):
            process = self._start(0.0)
            process.join(600)
            assert process.exitcode == 0

    def _start(self, rate: float) -> BaseProcess:
        here, there = self.context.Pipe(duplex=False)
        process: BaseProcess = self.context.Process(  # type: ignore[attr-defined]
            target=program.work, args=(self.folder, rate, self.dice.randrange(10**9), there)
        )
        process.start()
        there.close()
        self.pipes[process] = here
        return process

    def _wait_until_up(self, process: BaseProcess) -> None:
        pipe = self.pipes.pop(process)
        try:
            if pipe.poll(120):
                pipe.recv_bytes()
        except EOFError:
            pass  # it died by its own hand first


@pytest.mark.parametrize(("workers", "seed"), [(1, 1), (3, 2)], ids=["one-worker", "three-workers"])
def test_nothing_twice_nothing_lost(tmp_path: Path, workers: int, seed: int) -> None:
    """Killed from outside at random moments; besides, every tenth call fails, or the process dies in it."""
    desk = program.Desk(tmp_path)
    slaughter = Slaughter(tmp_path, desk, workers=workers, rate=0.1, seed=seed)
    slaughter.run(KILLS)
    posts, done_meanwhile, references = len(desk.references), desk.arrived(), desk.references
    desk.rig.store.close()
    slaughter.finish()

    shown = Counter(post.reference for post in VisitorPage(tmp_path / "practice" / "trang-tap").posts())
    assert [ref for ref, times in shown.items() if times > 1] == [], "published twice"
    assert set(references) == set(shown), "lost"
    with closing(sqlite3.connect(tmp_path / "studio.sqlite3")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store = open_store(tmp_path / "studio.sqlite3", clock=SetClock(), migrate=False)
    deliveries = StoredOutbox(store).all()
    assert {d.state for d in deliveries} == {DeliveryState.VERIFIED}
    assert {d.lease for d in deliveries} == {""}
    assert problems(StoredAudit(store).entries(), StoredAudit(store).head()) == ()
    in_a_call = program.struck(StoredOutbox(store))
    again = sum(d.attempts - 1 for d in deliveries)
    print(
        f"\n{slaughter.killed} kills ({in_a_call} inside a call to the page), {posts} posts, {done_meanwhile} of them "
        f"arrived between the kills, {again} created anew after two looks"
    )
    assert slaughter.killed >= KILLS
    assert in_a_call >= IN_A_CALL
    store.close()
