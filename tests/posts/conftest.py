"""A rig with people and templates for every test of the posts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app.post_room import RevisionComparer
from tests.posts.post_rig import PostRig


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[PostRig]:
    built = PostRig(tmp_path).furnish()
    yield built
    built.store.close()


@pytest.fixture
def comparing(rig: PostRig) -> RevisionComparer:
    return RevisionComparer(
        rig.repo,
        rig.composer,
        book=rig.directory.book,
        resolve=rig.library,
        design=rig.templates.design,
        clock=rig.clock,
    )
