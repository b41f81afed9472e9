"""A simulated Facebook for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.publishers.facebook.scene import NOON, Scene, Telling
from tests.simulators.clock import SimClock
from tests.simulators.server import Server


@pytest.fixture
def scene() -> Iterator[Scene]:
    clock = SimClock(NOON)
    with Server(Telling(clock), clock=clock) as server:
        yield Scene(server)
