"""One seed, one life of an outbox (`tests.outbox.life`); then the promises are checked.

The clock is ours, so a run of a day takes a tenth of a second. `make soak`, or ``STUDIO_SEEDS=10000 pytest
tests/outbox/test_simulation.py -s -k promises``, looks further than the everyday run and prints what it found in every
twenty seeds; ``STUDIO_SEED`` is the first one, so several processes can share the work.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from studio.outbox.model import DeliveryState
from tests.outbox.life import Life
from tests.soak import amount

CHUNK = 20
FIRST = int(os.environ.get("STUDIO_SEED", "0"))
END = FIRST + amount(20, 2000, "STUDIO_SEEDS")


@pytest.mark.soak
@pytest.mark.parametrize("first", range(FIRST, END, CHUNK))
def test_promises(first: int, tmp_path: Path) -> None:
    seeds = range(first, min(first + CHUNK, END))
    states: Counter[DeliveryState] = Counter()
    violations: list[str] = []
    for seed in seeds:
        folder = tmp_path / str(seed)
        folder.mkdir()
        life = Life(seed, folder)
        rig = life.run()
        violations += life.broken()
        states.update(delivery.state for delivery in rig.outbox.list())
        rig.store.close()
        (folder / "studio.sqlite3").unlink()
    counts = ", ".join(f"{state} {number}" for state, number in states.most_common())
    print(f"\nseeds {seeds.start} … {seeds[-1]}: violations {len(violations)} ({counts})", flush=True)
    assert violations == []
    if len(seeds) == CHUNK:
        assert states[DeliveryState.VERIFIED] > 0.35 * states.total(), "many arrive in spite of it all"


def test_the_same_seed_is_the_same_run(tmp_path: Path) -> None:
    runs = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        rig = Life(5, tmp_path / name).run()
        runs.append([(e.act, e.at, e.data["remote_id"]) for e in rig.audit.entries() if "remote_id" in e.data])
        rig.store.close()
    assert runs[0] == runs[1]
    assert len(runs[0]) > 3
