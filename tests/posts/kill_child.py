"""A station at work, to be killed: does one thing after another and says so only when it is done.

    python -m tests.posts.kill_child FOLDER SEED

Waits for a line on standard input, then prints one JSON line for each thing that returned.
"""

from __future__ import annotations

import json
import random
import sys
from itertools import count
from pathlib import Path
from typing import Any

from studio.posts.model import Post
from studio.store.engine import open_store
from tests.posts.house import FIELDS, PIN, House, builtin
from tests.profile import SetClock, numbered


def main(folder: Path, seed: int) -> None:
    """Work until killed."""
    chance = random.Random(seed)
    builtin()
    say(ready=True)
    sys.stdin.readline()
    clock = SetClock()
    house = House(folder, clock, open_store(folder / "studio.sqlite3", clock=clock), numbered(f"post{seed}-"))
    author, approver, publisher = (
        house.people.get(name).id for name in ("Trần Thị Soạn", "Phạm Thị Duyệt", "Vũ Thị Đăng")
    )
    for number in count(seed * 1000):
        post = house.desk.open_new("scam_warning", author)
        told(house, house.desk.edit(post.id, author, fields=FIELDS, targets=["thuc-hanh", "ban-giao"]))
        for step in range(chance.randrange(1, 12)):
            told(house, house.desk.edit(post.id, author, fields={"how": f"Lần {number}.{step}"}))
        told(house, house.desk.add_media(post.id, b"PHOTO %d" % number, "anh.jpg", author))
        if chance.random() < 0.3:
            told(house, house.desk.undo(post.id, author))
        told(house, house.workflow.submit(post.id, author, PIN))
        told(house, house.workflow.approve(post.id, approver, PIN))
        if chance.random() < 0.5:
            house.workflow.mark_queued(post.id, publisher)
            told(house, house.desk.get(post.id))


def told(house: House, post: Post) -> None:
    say(id=post.id, revision=post.revision, how=post.fields.get("how"), state=post.state, media=len(post.media))


def say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
