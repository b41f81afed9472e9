"""A station at work, to be killed: does one thing after another and says so, in JSON, only when it is done."""

from __future__ import annotations

import json
import random
from itertools import count
from pathlib import Path

from studio.posts.model import Post
from studio.store.engine import open_store
from tests.crash_helper import Say
from tests.posts.post_rig import FIELDS, PIN, PostRig, builtin
from tests.profile import SetClock, numbered

builtin()  # read once, where the children are forked from


def work(say: Say, folder: Path, seed: int) -> None:
    """Work until killed."""

    def told(post: Post) -> None:
        how, media = post.fields.get("how"), len(post.media)
        say(json.dumps({"id": post.id, "revision": post.revision, "how": how, "state": post.state, "media": media}))

    chance = random.Random(seed)
    clock = SetClock()
    rig = PostRig(folder, clock, open_store(folder / "studio.sqlite3", clock=clock), numbered(f"post{seed}-"))
    author, approver, publisher = (
        rig.people.get(name).id for name in ("Trần Thị Soạn", "Phạm Thị Duyệt", "Vũ Thị Đăng")
    )
    for number in count(seed * 1000):
        post = rig.drafts.open_new("scam_warning", author)
        told(rig.drafts.edit(post.id, author, fields=FIELDS, targets=["thuc-hanh", "ban-giao"]))
        for step in range(chance.randrange(1, 12)):
            told(rig.drafts.edit(post.id, author, fields={"how": f"Lần {number}.{step}"}))
        told(rig.drafts.add_media(post.id, b"PHOTO %d" % number, "anh.jpg", author))
        if chance.random() < 0.3:
            told(rig.drafts.undo(post.id, author))
        told(rig.workflow.submit(post.id, author, PIN))
        told(rig.workflow.approve(post.id, approver, PIN))
        if chance.random() < 0.5:
            rig.workflow.mark_queued(post.id, publisher)
            told(rig.drafts.get(post.id))
