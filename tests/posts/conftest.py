"""A furnished house for every test of the posts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.posts.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    built = House(tmp_path).furnish()
    yield built
    built.store.close()
