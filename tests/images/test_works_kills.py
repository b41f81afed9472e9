"""Killed while it edits, a station has lost nothing it said, and has nothing half done.

A few kills in `make test`, more in `make soak`, as many as STUDIO_KILLS says where it is set.
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studio.canonical import sha256
from studio.images.work import WorkDeed
from studio.images.works import TRASH
from tests.crash_helper import said_until_killed
from tests.images.studio_room import Room
from tests.images.works_child import edit
from tests.soak import amount

pytestmark = [pytest.mark.kill, pytest.mark.usefixtures("nursery")]

KILLS = amount(3, 200, "STUDIO_KILLS")
SEED = 20261127


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path).furnish()
    yield room
    room.store.close()


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
        assert steps[0] is WorkDeed.OPENED
        assert steps.count(WorkDeed.COVERED) == len(work.recipe.covers)
        assert steps.count(WorkDeed.FINISHED) == len(room.works.finished(row.id))
        assert (WorkDeed.CLEARED in steps) == bool(work.cleared_by)


def test_killed_stations_lose_nothing_and_leave_nothing_behind(room: Room) -> None:
    faulthandler.cancel_dump_traceback_later()  # many kills take longer than a test may
    chance = random.Random(SEED)
    for number in range(KILLS):
        lines = said_until_killed(edit, room.files.root.parent, number + 1, lines=chance.randrange(1, 25))
        look(room, [json.loads(line) for line in lines])
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
