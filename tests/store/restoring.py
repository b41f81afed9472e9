"""A store of two moments, each a generation of its own; run as a program it goes from one to the other for ever."""

from __future__ import annotations

import sys
from pathlib import Path

from studio.store.engine import Store, open_store
from studio.store.snapshots import Snapshots
from tests.profile import SetClock, fresh_store

ROWS = 400
FILLER = "x" * 6000


def snapshots_of(store: Store) -> Snapshots:
    root = store.path.parent
    return Snapshots(store, root / "practice", root / "moments")


def write_generation(store: Store, generation: int) -> None:
    """Every row, and the page of the practice folder, tell of the same generation."""
    with store.write() as tx:
        tx.exec_driver_sql("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, generation INTEGER, filler TEXT)")
        tx.exec_driver_sql("DELETE FROM rows")
        for row in range(ROWS):
            tx.exec_driver_sql("INSERT INTO rows VALUES (?, ?, ?)", (row, generation, FILLER))
    post = store.path.parent / "practice" / "page" / "posts" / f"g{generation}"
    post.mkdir(parents=True, exist_ok=True)
    (post / "post.json").write_text(str(generation), encoding="utf-8")


def two_moments(folder: Path) -> tuple[Store, Snapshots, tuple[str, str]]:
    store = fresh_store(folder, SetClock())
    snapshots = snapshots_of(store)
    write_generation(store, 1)
    first = snapshots.take()
    write_generation(store, 2)
    return store, snapshots, (first, snapshots.take())


def generations(store: Store) -> set[int]:
    with store.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM rows").scalar_one() == ROWS
        return set(tx.exec_driver_sql("SELECT DISTINCT generation FROM rows").scalars())


if __name__ == "__main__":
    opened = open_store(Path(sys.argv[1]), clock=SetClock())
    moments = snapshots_of(opened)
    print("restoring", flush=True)
    while True:
        for moment in sys.argv[2:]:
            moments.restore(moment)
