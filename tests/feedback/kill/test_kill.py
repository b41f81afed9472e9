"""kill -9 at random moments while the real adapters answer citizens over a bad https line: no answer twice, none lost,
none in a wrong thread or on a wrong page, none told otherwise than the platform's own records have it.

A short form runs with the suite. The long one:

    STUDIO_KILLS=1000 .venv/bin/python -m pytest -n 0 -s tests/feedback/kill -k facebook     (zalo, wordpress)
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import random
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from studio.feedback.reply_model import ReplyState
from tests.feedback.kill import program
from tests.feedback.kill.citizens import citizens_of
from tests.feedback.kill.unit import UnitAtWork, unit
from tests.fork_server import context
from tests.publishers.kill import remote
from tests.publishers.kill.program import UP
from tests.publishers.kill.stage import Stage
from tests.wordpress.site import lacking

pytestmark = [pytest.mark.kill, pytest.mark.usefixtures("nursery")]

WORKERS = 2
OPEN = 8
OWN_DEATHS = 0.02
SHORTEST_LIFE, LONGEST_LIFE = 0.05, 4.0
Start = Callable[[Path], AbstractContextManager[Any]]


@pytest.mark.parametrize(
    ("start", "kills"),
    [
        pytest.param(remote.facebook, 6, id="facebook"),
        pytest.param(remote.zalo, 4, id="zalo"),
        pytest.param(remote.wordpress, 3, id="wordpress", marks=pytest.mark.skipif(bool(lacking()), reason=lacking())),
    ],
)
def test_no_answer_twice_none_lost_none_in_a_wrong_thread(tmp_path: Path, start: Start, kills: int) -> None:
    if "STUDIO_KILLS" in os.environ:
        kills = int(os.environ["STUDIO_KILLS"])
        faulthandler.cancel_dump_traceback_later()  # the long form may take its time
    seed = int(os.environ.get("STUDIO_SEED", "1"))
    with start(tmp_path) as there:
        citizens = citizens_of(there)
        with unit(tmp_path / "profile", there.stage, citizens) as people:
            slaughter = Slaughter(tmp_path / "profile", there.stage, people, seed)
            there.break_down(seed)
            slaughter.run(kills)
            arrived, struck = people.arrived(), there.struck()
            there.be_good()
            slaughter.finish()
            found, states, left, bugs = citizens.answers(), people.states(), people.open(), there.bugs()
            wanted = Counter(one.place for one, _ in states)
            twice = [place for place, times in found.items() if times > wanted[place] > 0]
            for place in twice:
                print(f"\ntwice: {place[:2]}", *people.told(place), sep="\n    ")
    lost = [place for place, times in wanted.items() if found[place] < times]
    astray = [place for place in found if place not in wanted]
    told = [one.place for one, state in states if state.state is ReplyState.VERIFIED and not found[one.place]]
    print(
        f"\n{there.stage.kind}, seed {seed}: {slaughter.killed} kills, {struck} calls struck by a fault, {WORKERS} "
        f"processes, {len(there.stage.accounts)} pages\n{len(states)} answers: {len(twice)} twice, {len(lost)} lost, "
        f"{len(astray)} in a wrong thread or on a wrong page, {len(told)} told and not there; "
        f"{arrived} arrived between the kills\na person was asked: {dict(people.asked) or 'never'}"
    )
    assert (bugs, slaughter.broken, left) == ([], [], [])
    assert (twice, lost, astray, told) == ([], [], [], [])
    assert slaughter.killed >= kills


class Slaughter:
    """Keeps processes at work and kills one after the other, at random moments."""

    def __init__(self, root: Path, stage: Stage, people: UnitAtWork, seed: int) -> None:
        self._root = root
        self._stage = stage
        self._people = people
        self._dice = random.Random(seed)
        self._pipes: dict[BaseProcess, Connection] = {}
        self._life = 0.5
        self.killed = 0
        self.broken: list[str] = []
        """Tracebacks of processes that ended by an error of their own."""

    def run(self, kills: int) -> None:
        """Kill so many, then on until some answers arrived meanwhile."""
        alive: list[BaseProcess] = []
        try:
            while self.killed < kills or self._people.arrived() < kills // 4:
                assert self.killed < 10 * kills, "killed before they could work: the test shows nothing"
                self._people.tend()
                self._people.top_up(OPEN)
                while len(alive) < WORKERS:
                    alive.append(self._start(OWN_DEATHS))
                self._kill(alive.pop(self._dice.randrange(len(alive))))
                self._adapt()
        finally:
            for process in alive:
                process.kill()
                self._bury(process)

    def finish(self) -> None:
        """Undisturbed lives, and a person who sees to the rest, until every answer is there."""
        for _ in range(20):
            process = self._start(0.0)
            process.join(600)
            self._bury(process)
            assert self.broken == []
            if not self._people.open():
                return
            self._people.tend()

    def _adapt(self) -> None:
        """Let a third to two thirds as many answers arrive as processes die, however busy the machine is."""
        arrived = self._people.arrived()
        if arrived * 3 < self.killed:
            self._life = min(LONGEST_LIFE, self._life * 1.1)
        elif arrived * 3 > self.killed * 2:
            self._life = max(SHORTEST_LIFE, self._life * 0.9)

    def _kill(self, victim: BaseProcess) -> None:
        if self._dice.random() < 0.9:  # the others are killed while they start
            with contextlib.suppress(EOFError):
                self._pipes[victim].poll(120)
        victim.join(self._dice.uniform(0.0, self._life))
        if victim.is_alive():
            victim.kill()
        victim.join()
        died = victim.exitcode != 0
        self.killed += not self._bury(victim) and died

    def _start(self, rate: float) -> BaseProcess:
        here, there = context().Pipe(duplex=False)
        told = (self._root, self._stage, rate, self._dice.randrange(10**9), there)
        process: BaseProcess = context().Process(target=program.work, args=told)  # type: ignore[attr-defined]
        process.start()
        there.close()
        self._pipes[process] = here
        return process

    def _bury(self, process: BaseProcess) -> bool:
        """Wait for its end and read what it told; whether it died of an error of its own."""
        process.join()
        said = []
        with self._pipes.pop(process) as pipe, contextlib.suppress(EOFError, OSError):  # that was all
            while pipe.poll():
                said.append(pipe.recv_bytes())
        process.close()
        broke = [text.decode() for text in said if text != UP]
        self.broken += broke
        return bool(broke)
