"""A furnished house for every test of the posts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app.post_room import RevisionComparer
from tests.posts.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    built = House(tmp_path).furnish()
    yield built
    built.store.close()


@pytest.fixture
def comparing(house: House) -> RevisionComparer:
    return RevisionComparer(
        house.repo,
        house.composer,
        book=house.directory.book,
        resolve=house.library,
        design=house.templates.design,
        clock=house.clock,
    )
