"""Killed while it purges, a station has each post whole or not at all."""

from __future__ import annotations

import os
import random

import pytest
from sqlalchemy import func, select

from studio.posts.model import TRASH_DAYS
from studio.posts.storage_tables import history, post_files, posts, purging, revisions
from tests.crash_helper import said_until_killed
from tests.posts.post_rig import PostRig
from tests.posts.purge_child import purge
from tests.soak import amount

pytestmark = [pytest.mark.kill, pytest.mark.usefixtures("nursery")]

KILLS = amount(3, 100)
POSTS = 10 * KILLS
"""More than the kills leave time to purge."""


def whole_or_gone(rig: PostRig) -> set[str]:
    """Ids of the posts that are there; each with all that belongs to it."""
    with rig.store.read() as connection:
        left = set(connection.execute(select(posts.c.id)).scalars())
        for owner, each in ((revisions, 3), (history, 2), (post_files, 1)):
            query = select(owner.c.post_id, func.count()).group_by(owner.c.post_id)
            assert {row[0]: row[1] for row in connection.execute(query)} == dict.fromkeys(left, each)
        assert connection.execute(select(func.count()).select_from(purging)).scalar_one() == 0
    for post_id in left:
        post = rig.drafts.get(post_id)
        assert rig.files.get(post.media[0].sha256)
        assert rig.workflow.verify_history(post_id) == ()
    return left


def test_killed_purges_leave_nothing_half_done(rig: PostRig) -> None:
    names = set()
    for number in range(POSTS):
        post = rig.drafts.add_media(rig.draft().id, b"PHOTO %d" % number, "anh.jpg", rig.author)
        names.add(post.media[0].sha256)
        os.utime(rig.files.path_of(post.media[0].sha256), (1e9, 1e9))
        rig.drafts.trash(post.id, rig.author)
    chance = random.Random(7)
    left = POSTS
    for _ in range(KILLS):
        said_until_killed(purge, rig.folder, lines=chance.randrange(1, 6))
        still = len(whole_or_gone(rig))
        assert still <= left
        left = still
    assert 0 < left < POSTS
    rig.clock.forward(days=TRASH_DAYS)
    rig.drafts.purge(rig.clock.now())
    assert whole_or_gone(rig) == set()
    assert not [name for name in names if rig.files.has(name)]
