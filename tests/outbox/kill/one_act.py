"""A station to be killed while it approves and queues in one act; it says what it has done, each post when it is."""

from __future__ import annotations

import random
from itertools import count
from pathlib import Path

from studio.app.sending_room import PublishingGate
from studio.outbox.presence import Presence
from studio.outbox.records import Records
from studio.outbox.service import Outbox
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_audit import StoredAudit
from studio.outbox.storage_records import StoredRecords
from studio.store.engine import open_store
from tests.crash_helper import Say
from tests.outbox.outbox_rig import NoSources
from tests.posts.post_rig import PIN, PostRig, builtin
from tests.profile import SetClock, numbered

builtin()  # read once, where the children are forked from


def outbox_of(rig: PostRig, name: str) -> Outbox:
    """The real outbox, with no page to send to."""
    repo, audit = StoredOutbox(rig.store), StoredAudit(rig.store)
    records = StoredRecords(rig.store)
    return Outbox(
        repo=repo,
        publishers={},
        gate=PublishingGate(rig.workflow, rig.accounts, rig.preflight, rig.store.reading),  # type: ignore[arg-type]
        workflow=rig.workflow,
        people=rig.people,
        accounts=rig.accounts,
        files=rig.files,
        audit=audit,
        records=Records(records=records, repo=repo, audit=audit, sources=NoSources(), files=rig.files, clock=rig.clock),
        clock=rig.clock,
        ids=numbered(f"{name}-"),
        jitter=random.Random(1).random,
        liveness=Presence(rig.folder / "workers", name),
    )


def work(say: Say, folder: Path, seed: int) -> None:
    """Work until killed."""
    clock = SetClock()
    rig = PostRig(folder, clock, open_store(folder / "studio.sqlite3", clock=clock), numbered(f"post{seed}-"))
    author, both = (rig.people.get(name).id for name in ("Trần Thị Soạn", "Đỗ Văn Đủ"))
    outbox = outbox_of(rig, f"w{seed}")
    rig.author = author
    for _ in count():
        post = rig.in_review()
        say(f"asked {post.id}")
        outbox.approve_and_queue(post.id, both, PIN)
        say(f"queued {post.id}")
