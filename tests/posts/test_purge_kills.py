"""Killed while it purges, a station has each post whole or not at all."""

from __future__ import annotations

import os
import random

import pytest
from sqlalchemy import func, select

from studio.posts.model import TRASH_DAYS
from studio.posts.storage_tables import history, post_files, posts, purging, revisions
from tests.killed import said_until_killed
from tests.posts.house import House
from tests.posts.purge_child import purge
from tests.soak import amount

pytestmark = [pytest.mark.kill, pytest.mark.usefixtures("nursery")]

KILLS = amount(3, 100)
POSTS = 10 * KILLS
"""More than the kills leave time to purge."""


def whole_or_gone(house: House) -> set[str]:
    """Ids of the posts that are there; each with all that belongs to it."""
    with house.store.read() as connection:
        left = set(connection.execute(select(posts.c.id)).scalars())
        for owner, each in ((revisions, 3), (history, 2), (post_files, 1)):
            query = select(owner.c.post_id, func.count()).group_by(owner.c.post_id)
            assert {row[0]: row[1] for row in connection.execute(query)} == dict.fromkeys(left, each)
        assert connection.execute(select(func.count()).select_from(purging)).scalar_one() == 0
    for post_id in left:
        post = house.drafts.get(post_id)
        assert house.files.get(post.media[0].sha256)
        assert house.workflow.verify_history(post_id) == ()
    return left


def test_killed_purges_leave_nothing_half_done(house: House) -> None:
    names = set()
    for number in range(POSTS):
        post = house.drafts.add_media(house.draft().id, b"PHOTO %d" % number, "anh.jpg", house.author)
        names.add(post.media[0].sha256)
        os.utime(house.files.path_of(post.media[0].sha256), (1e9, 1e9))
        house.drafts.trash(post.id, house.author)
    chance = random.Random(7)
    left = POSTS
    for _ in range(KILLS):
        said_until_killed(purge, house.folder, lines=chance.randrange(1, 6))
        still = len(whole_or_gone(house))
        assert still <= left
        left = still
    assert 0 < left < POSTS
    house.clock.forward(days=TRASH_DAYS)
    house.drafts.purge(house.clock.now())
    assert whole_or_gone(house) == set()
    assert not [name for name in names if house.files.has(name)]
