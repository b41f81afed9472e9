"""Keeps processes at work and kills one after the other, at random moments."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from studio.accounts.model import AccountKind
from tests.fork_server import context
from tests.publishers.kill import program
from tests.publishers.kill.desk import Desk
from tests.publishers.kill.stage import Stage

OPEN = 10
OPEN_ON_A_SITE = 5
"""Deliveries kept waiting for work; a site of WordPress answers one request at a time."""
OWN_DEATHS = 0.01
"""At so many requests the process dies by its own hand, just before or just after."""
SHORTEST_LIFE, LONGEST_LIFE = 0.05, 4.0


class Slaughter:
    def __init__(self, folder: Path, stage: Stage, desk: Desk, *, workers: int, seed: int) -> None:
        self._folder = folder
        self._stage = stage
        self._desk = desk
        self._workers = workers
        self._dice = random.Random(seed)
        self._context = context()
        self._pipes: dict[BaseProcess, Connection] = {}
        self.killed = 0
        self.broken: list[str] = []
        """Tracebacks of processes that ended by an error of their own."""
        site = stage.kind is AccountKind.WORDPRESS
        self._open = OPEN_ON_A_SITE if site else OPEN
        self._life = 2.0 if site else 0.5
        """Longest life after start-up, in seconds."""

    def run(self, kills: int, enough: Callable[[], bool]) -> None:
        """Kill so many, then on until `enough` came of it: how much a life gets done is for the machine to say."""
        alive: list[BaseProcess] = []
        try:
            while self.killed < kills or not enough():
                assert self.killed < 5 * kills, "killed before they could work: the test shows nothing"
                self._desk.tend()
                self._desk.top_up(self._open)
                while len(alive) < self._workers:
                    alive.append(self._start(OWN_DEATHS))
                self._kill(alive.pop(self._dice.randrange(len(alive))))
                self._adapt()
        finally:
            for process in alive:
                process.kill()
                self._bury(process)

    def _adapt(self) -> None:
        """Let a third to two thirds as many posts arrive as processes die, however busy the machine is."""
        arrived = self._desk.arrived()
        if arrived * 3 < self.killed:
            self._life = min(LONGEST_LIFE, self._life * 1.1)
        elif arrived * 3 > self.killed * 2:
            self._life = max(SHORTEST_LIFE, self._life * 0.9)

    def finish(self) -> None:
        """Undisturbed runs, and a person who sees to the rest, until nothing is left."""
        for _ in range(20):
            process = self._start(0.0)
            process.join(600)
            self._bury(process)
            assert self.broken == []
            if not self._desk.open() and not self._desk.unfinished():
                return
            self._desk.tend()

    def _kill(self, victim: BaseProcess) -> None:
        if self._dice.random() < 0.8:
            self._wait_until_up(victim)  # the others are killed while they start
        victim.join(self._dice.uniform(0.0, self._life))
        if victim.is_alive():
            victim.kill()
        victim.join()
        died = victim.exitcode != 0
        self.killed += not self._bury(victim) and died

    def _start(self, rate: float) -> BaseProcess:
        here, there = self._context.Pipe(duplex=False)
        process: BaseProcess = self._context.Process(  # type: ignore[attr-defined]
            target=program.work, args=(self._folder, self._stage, rate, self._dice.randrange(10**9), there)
        )
        process.start()
        there.close()
        self._pipes[process] = here
        return process

    def _wait_until_up(self, process: BaseProcess) -> None:
        with contextlib.suppress(EOFError):  # it died by its own hand first
            self._pipes[process].poll(120)

    def _bury(self, process: BaseProcess) -> bool:
        """Wait for its end and read what it told; whether it died of an error of its own."""
        process.join()
        told = []
        with self._pipes.pop(process) as pipe, contextlib.suppress(EOFError, OSError):  # that was all
            while pipe.poll():
                told.append(pipe.recv_bytes())
        process.close()
        broke = [text.decode() for text in told if text != program.UP]
        self.broken += broke
        return bool(broke)
