"""Killed while one act approves and queues, a post waits for its decision or stands in the queue, approved."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from studio.posts.model import PostState
from studio.posts.versions import problems
from studio.store.engine import open_store
from tests.crash_helper import said_until_killed
from tests.outbox.kill.one_act import outbox_of, work
from tests.posts.post_rig import PostRig
from tests.profile import SetClock
from tests.soak import amount

KILLS = amount(4, 100, "STUDIO_KILLS")


def check(folder: Path, said: list[str], name: str) -> None:
    clock = SetClock()
    rig = PostRig(folder, clock, open_store(folder / "studio.sqlite3", clock=clock))
    outbox = outbox_of(rig, name)
    try:
        queued = {line.partition(" ")[2] for line in said if line.startswith("queued")}
        for post in {line.partition(" ")[2] for line in said}:
            state, deliveries = rig.drafts.get(post).state, outbox.of_post(post)
            assert problems(rig.workflow.history(post), rig.repo.history_head(post)) == ()
            if state is PostState.IN_REVIEW:
                assert (deliveries, post in queued) == ((), False)
            else:
                assert state is PostState.QUEUED
                assert len(deliveries) == 2
                assert rig.workflow.valid_approval(post).seal == deliveries[0].seal
    finally:
        rig.store.close()


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_nothing_is_queued_without_its_approval_after_kills(tmp_path: Path) -> None:
    PostRig(tmp_path).furnish().store.close()
    chance, said = random.Random(20261125), 0
    for kill in range(KILLS):
        lines = said_until_killed(work, tmp_path, kill + 1, lines=chance.randrange(1, 9))
        check(tmp_path, lines, f"look{kill}")
        said += len(lines)
    assert said >= KILLS
