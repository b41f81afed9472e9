"""Killed while it edits, a station has lost nothing it said, and has nothing half done.

A few kills by default; `STUDIO_KILLS=200 pytest tests/images/test_works_kills.py` for more.
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studio.canonical import sha256
from studio.images.work import Deed
from studio.images.works import TRASH
from tests.images.studio_room import Room

pytestmark = pytest.mark.kill

KILLS = int(os.environ.get("STUDIO_KILLS", "4"))
SEED = 20261127
ROOT = Path(__file__).parents[2]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path).furnish()
    yield room
    room.store.close()


def worked_and_died(folder: Path, seed: int, lines: int) -> list[dict[str, Any]]:
    """What the child said it had done before it was killed, at any moment after that many lines."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.images.works_child", str(folder), str(seed)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    assert json.loads(child.stdout.readline()) == {"ready": True}
    child.stdin.write("go\n")
    child.stdin.flush()
    said = [child.stdout.readline() for _ in range(lines)]
    child.kill()
    rest, _ = child.communicate()
    return [json.loads(line) for line in (*said, *rest.splitlines(keepends=True)) if line.endswith("\n")]


def look(room: Room, said: list[dict[str, Any]]) -> None:
    """Everything that was said is there, and everything that is there is whole."""
    state: dict[str, dict[str, Any]] = {}
    for line in said:
        state.setdefault(line["work"], {}).update(line)
    for key, last in state.items():
        work = room.works.get(key)
        assert work.revision >= last["revision"]
        assert len(work.recipe.covers) >= last["covers"]
        if "made" in last:
            assert room.works.of_finished(last["made"]) == work
            assert room.files.get(last["made"])
        if "trashed" in last:
            assert work.trashed_at is not None
    for row in (*room.works.list(), *room.works.list(trashed=True)):
        work = room.works.get(row.id)
        assert sha256(room.works.original(row.id)) == work.original
        steps = [step.deed for step in room.works.history(row.id)]
        assert steps[0] is Deed.OPENED
        assert steps.count(Deed.COVERED) == len(work.recipe.covers)
        assert steps.count(Deed.FINISHED) == len(room.works.finished(row.id))
        assert (Deed.CLEARED in steps) == bool(work.cleared_by)


def test_killed_stations_lose_nothing_and_leave_nothing_behind(room: Room) -> None:
    faulthandler.cancel_dump_traceback_later()  # many kills take longer than a test may
    chance = random.Random(SEED)
    for number in range(KILLS):
        look(room, worked_and_died(room.files.root.parent, number + 1, chance.randrange(1, 25)))
    rows = (*room.works.list(), *room.works.list(trashed=True))
    assert len(rows) >= KILLS
    named = {row.original for row in rows} | {made.sha256 for row in rows for made in room.works.finished(row.id)}
    for path in room.files.root.glob("??/??/*"):
        os.utime(path, (1e9, 1e9))
    room.sweep()
    assert {path.name for path in room.files.root.glob("??/??/*")} == named
    for row in room.works.list():
        room.works.throw_away(row.id, room.author)
    room.clock.forward(days=TRASH.days)
    room.sweep()
    assert list(room.files.root.glob("??/??/*")) == []
