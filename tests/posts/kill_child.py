"""A station at work, to be killed: does one thing after another and says so, in JSON, only when it is done."""

from __future__ import annotations

import json
import random
from itertools import count
from pathlib import Path

from studio.posts.model import Post
from studio.store.engine import open_store
from tests.killed import Say
from tests.posts.house import FIELDS, PIN, House, builtin
from tests.profile import SetClock, numbered

builtin()  # read once, where the children are forked from


def work(say: Say, folder: Path, seed: int) -> None:
    """Work until killed."""

    def told(post: Post) -> None:
        how, media = post.fields.get("how"), len(post.media)
        say(json.dumps({"id": post.id, "revision": post.revision, "how": how, "state": post.state, "media": media}))

    chance = random.Random(seed)
    clock = SetClock()
    house = House(folder, clock, open_store(folder / "studio.sqlite3", clock=clock), numbered(f"post{seed}-"))
    author, approver, publisher = (
        house.people.get(name).id for name in ("Trần Thị Soạn", "Phạm Thị Duyệt", "Vũ Thị Đăng")
    )
    for number in count(seed * 1000):
        post = house.drafts.open_new("scam_warning", author)
        told(house.drafts.edit(post.id, author, fields=FIELDS, targets=["thuc-hanh", "ban-giao"]))
        for step in range(chance.randrange(1, 12)):
            told(house.drafts.edit(post.id, author, fields={"how": f"Lần {number}.{step}"}))
        told(house.drafts.add_media(post.id, b"PHOTO %d" % number, "anh.jpg", author))
        if chance.random() < 0.3:
            told(house.drafts.undo(post.id, author))
        told(house.workflow.submit(post.id, author, PIN))
        told(house.workflow.approve(post.id, approver, PIN))
        if chance.random() < 0.5:
            house.workflow.mark_queued(post.id, publisher)
            told(house.drafts.get(post.id))
