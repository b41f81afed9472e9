"""Three PCs for every test of the exchange."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.rig import Three, pcs
from tests.hub.conftest import cluster, hub, postgres

__all__ = ["cluster", "hub", "postgres"]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    with pcs(tmp_path / "pcs") as made:
        yield made
