"""A station that opens and purges, to be killed: says the id of each post it has purged.

    python -m tests.posts.purge_child FOLDER

Waits for a line on standard input.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from studio.posts.model import TRASH_DAYS
from studio.posts.trash import Trash
from studio.store.engine import open_store
from studio.store.trash import StoredTrash
from tests.posts.house import House
from tests.profile import SetClock


def main(folder: Path) -> None:
    """Purge until killed."""
    print("ready", flush=True)
    sys.stdin.readline()
    clock = SetClock()
    clock.forward(days=TRASH_DAYS)
    house = House(folder, clock, open_store(folder / "studio.sqlite3", clock=clock))

    def say(act: str, *, post_id: str, **_: Any) -> None:
        print(post_id, flush=True)  # within the transaction: the next kill falls before or after its end

    trash = Trash(
        StoredTrash(house.store), posts=house.repo, people=house.people, files=house.files, log=say, clock=clock
    )
    trash.purge(clock.now())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
