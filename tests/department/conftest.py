"""A hub with a department and its units for every test of the department."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.department.rig import Force, force
from tests.hub.conftest import cluster, hub, postgres
from tests.hub.rig import Hub

__all__ = ["cluster", "hub", "postgres"]


@pytest.fixture
def units(tmp_path: Path, hub: Hub) -> Iterator[Force]:
    with force(tmp_path / "pcs", hub) as made:
        yield made
