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
from tests.killed import Say
from tests.outbox.world import NoSources
from tests.posts.house import PIN, House, builtin
from tests.profile import SetClock, numbered

builtin()  # read once, where the children are forked from


def outbox_of(house: House, name: str) -> Outbox:
    """The real outbox over a house, with no page to send to."""
    repo, audit = StoredOutbox(house.store), StoredAudit(house.store)
    records = StoredRecords(house.store)
    return Outbox(
        repo=repo,
        publishers={},
        gate=PublishingGate(house.workflow, house.accounts, house.preflight, house.store.reading),  # type: ignore[arg-type]
        workflow=house.workflow,
        people=house.people,
        accounts=house.accounts,
        files=house.files,
        audit=audit,
        records=Records(
            records=records, repo=repo, audit=audit, sources=NoSources(), files=house.files, clock=house.clock
        ),
        clock=house.clock,
        ids=numbered(f"{name}-"),
        jitter=random.Random(1).random,
        liveness=Presence(house.folder / "workers", name),
    )


def work(say: Say, folder: Path, seed: int) -> None:
    """Work until killed."""
    clock = SetClock()
    house = House(folder, clock, open_store(folder / "studio.sqlite3", clock=clock), numbered(f"post{seed}-"))
    author, both = (house.people.get(name).id for name in ("Trần Thị Soạn", "Đỗ Văn Đủ"))
    outbox = outbox_of(house, f"w{seed}")
    house.author = author
    for _ in count():
        post = house.in_review()
        say(f"asked {post.id}")
        outbox.approve_and_queue(post.id, both, PIN)
        say(f"queued {post.id}")
