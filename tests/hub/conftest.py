"""One server for a worker, a hub for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hub.postgres import Cluster, needed
from tests.hub.rig import Hub, hub_on, prepare


@pytest.fixture(scope="session")
def postgres() -> None:
    needed()


@pytest.fixture(scope="session")
def cluster(postgres: None) -> Iterator[Cluster]:
    made = Cluster()
    try:
        made.make()
        made.start()
        prepare(made)
        yield made
    finally:
        made.remove()


@pytest.fixture
def hub(cluster: Cluster) -> Iterator[Hub]:
    with hub_on(cluster) as made:
        yield made
