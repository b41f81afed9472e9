"""The unit at work, with a trainer."""

from __future__ import annotations

import pytest

from studio.people.model import Person, Role
from tests.profile import joined
from tests.ui.unit import PIN, Unit


@pytest.fixture
def trainer(unit: Unit) -> Person:
    """Phạm Thị Dung, who came to train."""
    return joined(unit.studio.people, "Phạm Thị Dung", (Role.TRAINER,), PIN)
