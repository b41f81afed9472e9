"""One WordPress for all tests of a process, and a line to it that can go wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.publishers.patience import Impatient
from tests.publishers.wordpress.wordpress_rig import WordPressRig
from tests.simulators.authority import Authority
from tests.simulators.clock import SimClock
from tests.simulators.server import Server
from tests.wordpress.relay import Relay
from tests.wordpress.site import Site, lacking, wordpress


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if why := lacking():
        pytest.skip(why)
    with wordpress(tmp_path_factory.mktemp("wp")) as running:
        yield running


@pytest.fixture
def rig(site: Site, secured: Authority | None) -> Iterator[WordPressRig]:
    with Server(Relay(site), clock=SimClock(), authority=secured) as server:
        http = Impatient(server)
        yield WordPressRig(site, server, http)
        http.close()
