from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.accounts.keyrings import MemorySafe
from tests.feedback.desk_rig import DeskRig


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskRig]:
    """A unit with a feedback desk: see `tests.feedback.desk_rig`."""
    rig = DeskRig(tmp_path / "profile", safe=MemorySafe())
    rig.found()
    yield rig
    rig.close()
