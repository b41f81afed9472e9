"""A station that edits pictures, to be killed: says what it has done, in JSON, only when it is done."""

from __future__ import annotations

import json
import random
from itertools import count
from pathlib import Path
from typing import Any

from studio.images import edits
from studio.images.work import Work
from studio.store.engine import open_store
from tests.crash_helper import Say
from tests.images.studio_room import NOTHING, Room
from tests.profile import SetClock


def edit(tell: Say, folder: Path, seed: int) -> None:
    """Edit until killed."""

    def say(**what: Any) -> None:
        tell(json.dumps(what))

    def told(work: Work) -> Work:
        say(work=work.id, revision=work.revision, covers=len(work.recipe.covers))
        return work

    chance = random.Random(seed)
    store = open_store(folder / "studio.sqlite3", clock=SetClock())
    room = Room(folder, store, prefix=f"w{seed}-")
    author = room.people.get("Trần Thị Soạn").id
    for number in count(seed * 1000):
        work = told(room.works.open(b"ORIGINAL %d " % number * 2000, "anh.jpg", author))
        for _ in range(chance.randrange(1, 5)):
            box = (chance.uniform(0, 300), chance.uniform(0, 200), 50.0, 50.0)
            work = told(room.works.change(work.id, work.revision, edits.add_box(work.recipe, box), author))
        room.works.answer(work.id, NOTHING, author)
        work = told(room.works.clear(work.id, work.revision, author))
        made, _ = room.works.finish(work.id, work.revision, author)
        say(work=work.id, made=made.sha256)
        if chance.random() < 0.3:
            room.works.throw_away(work.id, author)
            say(work=work.id, trashed=True)
