from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.publishers.zalo.world import World, still_clock
from tests.simulators.authority import Authority
from tests.simulators.server import Server
from tests.simulators.zalo.platform import Zalo


@pytest.fixture
def world(secured: Authority | None) -> Iterator[World]:
    clock = still_clock()
    with Server(Zalo(clock), clock=clock, authority=secured) as server:
        one = World(server)
        yield one
        one.http.close()
