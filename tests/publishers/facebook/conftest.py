"""A simulated Facebook for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.publishers.facebook.scene import NOON, Scene
from tests.simulators.authority import Authority
from tests.simulators.clock import SimClock
from tests.simulators.facebook.graph import Graph
from tests.simulators.server import Server


@pytest.fixture
def scene(secured: Authority | None) -> Iterator[Scene]:
    clock = SimClock(NOON)
    with Server(Graph(clock, pages=3), clock=clock, authority=secured) as server:
        yield Scene(server)
