from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outbox.outbox_rig import OutboxRig


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[OutboxRig]:
    built = OutboxRig(tmp_path)
    yield built
    built.store.close()
