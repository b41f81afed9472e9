"""A filled practice profile whose clock stands still, and the way to play an outline in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from tests.practice import practice_profile_in
from tests.profile import MORNING, SetClock


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def studio(tmp_path: Path, clock: SetClock) -> Iterator[Studio]:
    """The services of a filled practice profile of its own."""
    studio = open_studio(practice_profile_in(tmp_path / "profile", MORNING), clock=clock)
    yield studio
    studio.close()
