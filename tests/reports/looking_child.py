"""A program that looks at pages hour after hour, to be killed: says each hour that it is through with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from studio.publishers.figures import PageNumber, TellsFigures, TellsNumber
from tests.crash_helper import Say
from tests.reports.figures_rig import FiguresRig

POSTS = 12
NUMBERS = (PageNumber.VIEWS, PageNumber.REACTIONS)


def telling(rig: FiguresRig) -> None:
    """Let the pages tell of each post numbers that grow by the hour, so that each look brings new ones."""
    hours = int(rig.clock.now().timestamp() // 3600)
    for number in range(POSTS):
        told = tuple(TellsNumber(number=one, value=hours + number) for one in NUMBERS)
        rig.platform.posts[f"1_p{number}"] = TellsFigures(told=told)


def look_on(say: Say, folder: Path, since: str, until: str) -> None:
    """From an hour that a former life had not ended."""
    rig = FiguresRig(folder, again=True)
    rig.clock.moment = datetime.fromisoformat(since)
    while rig.clock.now() < datetime.fromisoformat(until):
        telling(rig)
        while rig.figures.look_due().more:
            pass
        say(rig.clock.now().isoformat())
        rig.clock.forward(hours=1)
    rig.close()
    say("done")
