"""Killed while it writes, a station has every lesson and every link that it said it had kept.

A few kills in `make test`, more in `make soak`, as many as STUDIO_KILLS says where it is set.
"""

from __future__ import annotations

import faulthandler
import random

import pytest

from studio.app import Studio, open_studio
from studio.training.runs import StepTrouble
from tests.crash_helper import said_until_killed
from tests.profile import SetClock
from tests.soak import amount
from tests.training.course.kill_child import work

pytestmark = [pytest.mark.kill, pytest.mark.usefixtures("nursery")]

KILLS = amount(2, 100, "STUDIO_KILLS")


def test_what_was_said_is_there_and_whole(studio: Studio, trainer: str) -> None:
    faulthandler.cancel_dump_traceback_later()  # many kills take longer than a test may
    profile = studio.profile
    studio.close()
    dice, first = random.Random(20261127), 0
    runs, linked = set[int](), -1
    for _ in range(KILLS):
        for line in said_until_killed(work, profile.root, first, lines=dice.randint(1, 12)):
            what, number = line.split()[0], int(line.split()[1])
            first = max(first, number + 1)
            if what == "run":
                runs.add(number)
            else:
                linked = number
        again = open_studio(profile, clock=SetClock())
        found = {run.id: run for run in again.progress.runs()}
        for number in runs:
            run = found[f"r{number}"]
            assert run.steps_done == 8
            assert run.by_step == ({2: StepTrouble(hints=number)} if number else {})
        if linked >= 0:
            assert int(again.outlines.outline("D1").document.number) >= linked
        again.close()
    assert runs
