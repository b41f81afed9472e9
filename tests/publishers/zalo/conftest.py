from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.publishers.zalo.zalo_rig import ZaloRig, still_clock
from tests.simulators.authority import Authority
from tests.simulators.server import Server
from tests.simulators.zalo.platform import Zalo


@pytest.fixture
def rig(secured: Authority | None) -> Iterator[ZaloRig]:
    clock = still_clock()
    with Server(Zalo(clock), clock=clock, authority=secured) as server:
        one = ZaloRig(server)
        yield one
        one.http.close()
