"""Killed at any moment, a station has everything it had said was saved."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from studio.posts.model import PostState
from studio.posts.versions import problems
from studio.store.engine import open_store
from tests.crash_helper import said_until_killed
from tests.posts.kill_child import work
from tests.posts.post_rig import PostRig
from tests.profile import SetClock
from tests.soak import amount

KILLS = amount(6, 100, "STUDIO_KILLS")
ORDER = (PostState.DRAFT, PostState.IN_REVIEW, PostState.APPROVED, PostState.QUEUED)
"""The child only ever moves a post forward."""


def check(folder: Path, said: list[dict[str, Any]]) -> None:
    """Open the store and hold it against what was said."""
    clock = SetClock()
    rig = PostRig(folder, clock, open_store(folder / "studio.sqlite3", clock=clock))
    try:
        for line in said:
            kept = rig.drafts.revision(line["id"], line["revision"])
            assert (kept.fields.get("how"), len(kept.media)) == (line["how"], line["media"])
        for line in {line["id"]: line for line in said}.values():
            post = rig.drafts.get(line["id"])
            assert post.revision >= line["revision"]
            assert ORDER.index(post.state) >= ORDER.index(PostState(line["state"]))
            assert problems(rig.workflow.history(post.id), rig.repo.history_head(post.id)) == ()
            assert all(rig.files.get(media.sha256) for media in post.media)
            if post.state in (PostState.APPROVED, PostState.QUEUED):
                assert rig.workflow.valid_approval(post.id).revision == post.revision
    finally:
        rig.store.close()


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_whatever_was_saved_is_there_after_kills(tmp_path: Path) -> None:
    PostRig(tmp_path).furnish().store.close()
    chance = random.Random(20261125)
    acknowledged = 0
    for kill in range(KILLS):
        lines = said_until_killed(work, tmp_path, kill + 1, lines=chance.randrange(1, 25))
        check(tmp_path, [json.loads(line) for line in lines])
        acknowledged += len(lines)
    assert acknowledged > KILLS * 5
