"""Records lessons and links documents until it is killed, and says each after it was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

from studio.app import open_studio
from studio.paths import Profile
from studio.people.present import bring
from studio.training.outline import OfficialDocument
from studio.training.runs import Run, StepTrouble
from tests.crash_helper import Say
from tests.profile import MORNING, SetClock
from tests.training.course.conftest import PIN


def work(say: Say, profile: Path, first: int) -> None:
    studio = open_studio(Profile(root=profile), clock=SetClock())
    trainer = studio.people.get("Trần Thị Hướng").id
    bring(studio.people.sign_in(trainer, PIN))
    for number in count(first):
        run = Run(
            id=f"r{number}", learner_code=f"HV-{number % 7}", outline_id="B1", outline_hash="0" * 12, mode="guided",
            started_at=MORNING, finished_at=None, seconds=1, steps_done=1, steps_total=8,
        )  # fmt: skip
        studio.progress.record(run)
        ended = replace(
            run, finished_at=MORNING + timedelta(seconds=9), steps_done=8, by_step={2: StepTrouble(hints=number)}
        )
        studio.progress.record(ended)
        say(f"run {number}")
        studio.outlines.link("D1", OfficialDocument(number=str(number), date="2024-05-06"), trainer)
        say(f"link {number}")
