"""Killed at any moment, a station has everything it had said was saved."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import deque
from pathlib import Path
from typing import Any

import pytest

from studio.posts.history import problems
from studio.posts.model import PostState
from studio.store.engine import open_store
from tests.posts.house import House
from tests.profile import SetClock

KILLS = 30
AHEAD = 2
"""Children that load their modules while another one works."""
ROOT = Path(__file__).parents[2]
ORDER = (PostState.DRAFT, PostState.IN_REVIEW, PostState.APPROVED, PostState.QUEUED)
"""The child only ever moves a post forward."""


def start(folder: Path, seed: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.posts.kill_child", str(folder), str(seed)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def work_and_die(child: subprocess.Popen[str], lines: int) -> list[dict[str, Any]]:
    """Let the child work for so many lines, kill it in the middle of the next thing, and return all it had said."""
    assert child.stdin is not None
    assert child.stdout is not None
    assert json.loads(child.stdout.readline()) == {"ready": True}
    child.stdin.write("go\n")
    child.stdin.flush()
    said = [child.stdout.readline() for _ in range(lines)]
    child.kill()
    rest, _ = child.communicate()
    said += rest.splitlines(keepends=True)
    return [json.loads(line) for line in said if line.endswith("\n")]


def check(folder: Path, said: list[dict[str, Any]]) -> None:
    """Open the store and hold it against what was said."""
    clock = SetClock()
    house = House(folder, clock, open_store(folder / "studio.sqlite3", clock=clock))
    try:
        for line in said:
            kept = house.desk.revision(line["id"], line["revision"])
            assert (kept.fields.get("how"), len(kept.media)) == (line["how"], line["media"])
        for line in {line["id"]: line for line in said}.values():
            post = house.desk.get(line["id"])
            assert post.revision >= line["revision"]
            assert ORDER.index(post.state) >= ORDER.index(PostState(line["state"]))
            assert problems(house.workflow.history(post.id), house.repo.history_head(post.id)) == ()
            assert all(house.files.get(media.sha256) for media in post.media)
            if post.state in (PostState.APPROVED, PostState.QUEUED):
                assert house.workflow.valid_approval(post.id).revision == post.revision
    finally:
        house.store.close()


@pytest.mark.kill
def test_whatever_was_saved_is_there_after_thirty_kills(tmp_path: Path) -> None:
    House(tmp_path).furnish().store.close()
    chance = random.Random(20261125)
    children: deque[subprocess.Popen[str]] = deque()
    acknowledged = 0
    try:
        for kill in range(KILLS):
            while len(children) <= AHEAD and kill + len(children) < KILLS:
                children.append(start(tmp_path, seed=kill + len(children) + 1))
            said = work_and_die(children.popleft(), lines=chance.randrange(1, 25))
            check(tmp_path, said)
            acknowledged += len(said)
    finally:
        for child in children:
            child.kill()
            child.communicate()
    assert acknowledged > KILLS * 5
