"""A station that opens and purges, to be killed: says the id of each post it has purged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.posts.model import TRASH_DAYS
from studio.posts.storage_trash import StoredTrash
from studio.posts.trash import Trash
from studio.store.engine import open_store
from tests.crash_helper import Say
from tests.posts.post_rig import PostRig
from tests.profile import SetClock


def purge(say: Say, folder: Path) -> None:
    """Purge until killed."""
    clock = SetClock()
    clock.forward(days=TRASH_DAYS)
    rig = PostRig(folder, clock, open_store(folder / "studio.sqlite3", clock=clock))

    def log(act: str, *, post_id: str, **_: Any) -> None:
        say(post_id)  # within the transaction: the next kill falls before or after its end

    trash = Trash(StoredTrash(rig.store), posts=rig.repo, people=rig.people, files=rig.files, log=log, clock=clock)
    trash.purge(clock.now())
