"""A profile with a trainer and a learner's runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.app import Studio, open_studio
from studio.paths import Profile
from studio.people.model import Role
from studio.training.runs import Run
from tests.profile import MORNING, SetClock, staffed

PIN = "29517408"


@pytest.fixture
def studio(tmp_path: Path, clock: SetClock) -> Iterator[Studio]:
    """A profile with a trainer, who is `trainer`, and an author."""
    made = open_studio(Profile(root=tmp_path / "ho-so"), clock=clock)
    staffed(made.people, ("Trần Thị Hướng", [Role.TRAINER]), ("Lê Văn Soạn", [Role.AUTHOR]), pin=PIN)
    yield made
    made.close()


@pytest.fixture
def trainer(studio: Studio) -> str:
    return studio.people.get("Trần Thị Hướng").id


@pytest.fixture
def author(studio: Studio) -> str:
    return studio.people.get("Lê Văn Soạn").id


@pytest.fixture
def a_run() -> Callable[..., Run]:
    """A finished guided run of B1 by HV-01; anything may be said otherwise."""

    def make(**other: Any) -> Run:
        plain: dict[str, Any] = {
            "id": "r1",
            "learner_code": "HV-01",
            "outline_id": "B1",
            "outline_hash": "0123456789ab",
            "mode": "guided",
            "started_at": MORNING,
            "finished_at": MORNING + timedelta(minutes=12),
            "seconds": 720,
            "steps_done": 8,
            "steps_total": 8,
        }
        return Run(**{**plain, **other})

    return make
