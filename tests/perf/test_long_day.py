"""Eight hours of work in fast motion: the window does not grow, and no object is left behind.

A few posts by default; ``STUDIO_DAY=400``, as in `make soak`, for the whole day. The figures are those of the process
itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from studio.ui.tasks import POOL_THREADS
from tests.soak import amount

POSTS = amount(5, 400, "STUDIO_DAY")
WARM = 0.4
"""Part of the day after which nothing should be kept that was not kept before."""
LATE = 2 * POOL_THREADS
"""Files of workers that come to the store later than that: each opens its database and the log of it, once."""
MOST_GROWTH = 1.10
WHOLE = 100
"""Posts from which the growth of memory says something; below, caches still fill."""
ROOT = Path(__file__).resolve().parents[2]


def test_a_day_leaves_nothing_behind(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.perf.long_day", str(tmp_path), str(POSTS)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=1800 + 60 * POSTS,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    blocks = [json.loads(line) for line in done.stdout.splitlines()]
    warm, last = blocks[int(len(blocks) * WARM) - 1], blocks[-1]
    growth = {name: last[name] / warm[name] for name in ("rss", "held", "objects", "widgets")}
    more = {
        kind: count - warm["kinds"].get(kind, 0)
        for kind, count in last["kinds"].items()
        if count - warm["kinds"].get(kind, 0) > 0
    }
    told = ", ".join(f"{name} ×{value:.3f}" for name, value in growth.items())
    print(f"\n{last['posts']} posts, from {warm['posts']} on: {told}; {last['rss'] >> 20} MB; more of {more}")
    assert last["windows"] <= warm["windows"], "windows are left behind"
    assert last["threads"] <= warm["threads"], "threads are left behind"
    assert last["files"] <= warm["files"] + 3 + LATE, "files are left open"
    assert growth["objects"] <= MOST_GROWTH, f"objects are left behind: {more}"
    if last["posts"] >= WHOLE:
        assert growth["rss"] <= MOST_GROWTH, "memory grows"
