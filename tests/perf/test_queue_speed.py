"""The window with a long queue: started, the outbox opened, filtered, searched, scrolled.

``STUDIO_QUEUED`` deliveries: 300 by default, and 10,000, what a city may have, in `make soak`.

What passes before the first paint is the time that a start takes. From then on no frame should keep the window's
thread for 100 ms, and the queue is listed in its order. The same steps with ten in the queue tell what the queue adds.
Each run is a process of its own, as a person starts it; the smallest of some is what the machine can do, for it is
shared. What was computed stands beside the time that passed. Never judged by the clock:
`python -m pytest tests/perf/test_queue_speed.py -m perf -s`
"""

from __future__ import annotations

import faulthandler
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from studio.app import open_studio
from studio.config import Settings, SettingsFile
from studio.outbox.model import DeliveryState
from studio.outbox.storage_tables import deliveries
from studio.paths import Profile
from studio.people.present import by_itself
from tests.profile import SetClock
from tests.soak import amount
from tools.screenshots import THAT_DAY
from tools.unit import lay_out_unit

pytestmark = pytest.mark.perf

QUEUED, FEW = amount(300, 10_000, "STUDIO_QUEUED"), 10
BAR_MS, ROUNDS = 100, amount(1, 3)
PATIENCE_S = 300
PROGRAM = Path(__file__).with_name("queue_steps.py")
ROOT = PROGRAM.parents[2]


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Profile]:
    """By the length of their queues."""
    faulthandler.cancel_dump_traceback_later()  # it takes longer than a test may
    unit = lay_out_unit(tmp_path_factory.mktemp("unit"), THAT_DAY, lambda: uuid.uuid4().hex)
    return {queued: queue_up(unit, tmp_path_factory.mktemp("queue"), queued) for queued in (FEW, QUEUED)}


def queue_up(unit: Profile, folder: Path, queued: int) -> Profile:
    """The unit with a queue that long: copies of one delivery, each of another post, one a minute."""
    made = Profile(root=Path(shutil.copytree(unit.root, folder / "profile")))
    studio = open_studio(made, clock=SetClock(THAT_DAY))
    try:
        first = next(one for one in studio.outbox.list() if one.state is DeliveryState.SCHEDULED)
        rows = [
            asdict(first)
            | {
                "id": uuid.uuid4().hex,
                "post_id": f"p{number}",
                "reference": f"PS-{number}",
                "post_title": f"{first.post_title} {number}",
                "due_at": first.due_at + timedelta(minutes=number),
            }
            for number in range(queued)
        ]
        with by_itself("the test fills the queue"):
            studio.store.do(insert(deliveries), rows)
    finally:
        studio.close()
    return made


def led(profile: Profile) -> dict[str, Any]:
    """Start the program on that profile in a process of its own, and lead it through the steps; what it printed."""
    SettingsFile(profile.settings).save(Settings(language="vi", theme="light", lock_minutes=0))
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(PROGRAM), str(time.monotonic()), str(profile.root), THAT_DAY.isoformat()]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_report_a_queue_at_start(profiles: dict[int, Profile], capsys: Any) -> None:
    faulthandler.cancel_dump_traceback_later()  # it takes longer than a test may
    runs = {queued: [led(profile) for _ in range(ROUNDS)] for queued, profile in profiles.items()}
    with capsys.disabled():
        print(f"\nlongest frame of each step, the smallest of {ROUNDS} runs (bar {BAR_MS} ms); computing in brackets")
        for queued, told in runs.items():
            print(f"{queued} queued: start until first paint {min(run['painted'] for run in told):.0f} ms; then")
            for step in told[0]["steps"]:
                wall, cpu = (min(run["steps"][step][part] for run in told) for part in (0, 1))
                print(f"  {step:14s} {wall:4.0f} ms ({cpu:.0f} ms){'  above the bar' if wall > BAR_MS else ''}")
        print(min((run["report"] for run in runs[QUEUED]), key=len))
    for queued, told in runs.items():
        expected = newest_first(profiles[queued])
        for run in told:
            assert run["rows"] == expected[: len(run["rows"])]
            assert len(run["rows"]) >= FEW


def newest_first(profile: Profile) -> list[str]:
    """The ids of all deliveries in the order that the outbox lists them in."""
    studio = open_studio(profile, clock=SetClock(THAT_DAY))
    try:
        return [one.id for one in sorted(studio.outbox.list(), key=lambda one: (-one.created_at.timestamp(), one.id))]
    finally:
        studio.close()


def test_report_the_alarms_of_a_long_queue(profiles: dict[int, Profile], capsys: Any) -> None:
    """Counted, not read: told as a part of what reading the queue once takes."""
    studio = open_studio(profiles[QUEUED], clock=SetClock(THAT_DAY))
    try:
        whole = _median(studio.outbox.list, 3)
        times = {
            "alarms": _median(lambda: studio.outbox.alarms(THAT_DAY), 9),
            "alarms, half of it overdue": _median(lambda: studio.outbox.alarms(THAT_DAY + timedelta(days=4)), 9),
            "counts": _median(studio.outbox.counts, 9),
        }
    finally:
        studio.close()
    with capsys.disabled():
        told = ", ".join(f"{what} {spent * 1000:.1f} ms (1/{whole / spent:.0f})" for what, spent in times.items())
        print(f"\n{QUEUED} deliveries, read once {whole * 1000:.0f} ms: {told}")


def _median(act: Callable[[], object], rounds: int) -> float:
    spent = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)
