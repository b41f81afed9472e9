"""A class of learners, made of a fixed seed."""

from __future__ import annotations

import random
from datetime import timedelta

from studio.training.course_reader import shipped
from studio.training.runs import MODES, Run, StepTrouble, fit_run
from tests.profile import MORNING


def a_class(count: int = 30) -> tuple[Run, ...]:
    """Lessons of six learners over days: finished or left, judged or not, with hostile names."""
    dice, runs = random.Random(7), []
    names = ["", "Nguyễn Thị Học", "=SUM(A1:A9)", "+84 gọi", "'Trần", 'Lê "Tí", Văn']
    for number in range(count):
        learner = number % 6
        outline = dice.choice(shipped().outlines)
        mode = dice.choice(MODES)
        done = len(outline.steps) if dice.random() < 0.8 else dice.randrange(len(outline.steps))
        started = MORNING + timedelta(hours=number, microseconds=dice.randrange(10**6))
        seconds = dice.choice((0, 59, 3600, dice.randrange(9000)))
        judged = mode == "exam"
        right = dice.randrange(4)
        left = done < len(outline.steps)
        hinted = (
            {} if judged else {dice.randint(1, 6): StepTrouble(hints=dice.randint(1, 3), restores=dice.randrange(2))}
        )
        runs.append(
            Run(
                id=f"{number:032x}", learner_code=f"HV-{learner:02d}", learner_name=names[learner], mode=mode,
                outline_id=outline.id, outline_hash="0123456789ab", started_at=started, seconds=seconds,
                finished_at=None if left else started + timedelta(seconds=seconds, milliseconds=7),
                steps_done=done, steps_total=len(outline.steps), scenario_green=judged and not left,
                hints=sum(each.hints for each in hinted.values()), by_step=hinted,
                restores=sum(each.restores for each in hinted.values()),
                quiz_right=right if judged else 0, quiz_total=3 if judged else 0,
                passed=(right >= 2 and not left) if judged else None,
            )
        )  # fmt: skip
    return tuple(map(fit_run, runs))
