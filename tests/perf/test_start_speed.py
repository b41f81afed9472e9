"""From the start of the process to the first painted window and to one that is of use, with the posts of years in the
profile.

The bars: 2.5 × a bare QMainWindow, started in turn with ours, and 130 MB at the first paint; 2 s until one can work.
Compiled modules are kept in a folder of the test's own, as an installed application has them. Printed, never a timed
failure; what was imported is asserted.

    pytest tests/perf/test_start_speed.py -s
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.paths import Profile
from tests.perf.many_posts import POSTS
from tests.soak import amount

ROUNDS = amount(2, 7)
HEAVY = (
    "sqlalchemy", "alembic", "requests", "urllib3", "cryptography", "keyring", "secretstorage", "PIL", "jinja2",
    "numpy", "regex", "html", "hashlib", "pickle", "platform", "studio.exchange.model",
)  # fmt: skip
PROGRAM = Path(__file__).with_name("first_paint.py")
ROOT = PROGRAM.parents[2]

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="reads the memory of a process from /proc"
)


def start(kept: Path, *words: str) -> dict[str, Any]:
    """Run the program; what it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(kept)}
    command = [sys.executable, str(PROGRAM), str(time.monotonic()), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_the_window_stands_at_once(
    tmp_path: Path, years: Callable[[Path], Profile], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "compiled"
    profile = years(tmp_path)
    works: tuple[Callable[[], dict[str, Any]], ...] = (
        lambda: start(kept, "bare"),
        lambda: start(kept, "studio", str(profile.root)),
    )
    runs = [tuple(work() for work in works) for _ in range(ROUNDS + 1)][1:]

    def median(which: int, moment: str, what: str) -> float:
        return float(statistics.median(run[which][moment][what] for run in runs))

    last = runs[-1][1]
    with capsys.disabled():
        print(f"\nwith {POSTS} posts, of {ROUNDS} starts (computed in brackets):")
        for what, unit in (("ms", "ms"), ("cpu", "ms computed")):
            bare, ours = median(0, "painted", what), median(1, "painted", what)
            print(f"  first paint {ours:.0f} {unit} = {ours / bare:.2f} × bare {bare:.0f} (bar 2.5)")
        for moment in ("usable", "services", "signed_in", "page"):
            ms, cpu, mb = (median(1, moment, what) for what in ("ms", "cpu", "mb"))
            print(f"  {moment} after {ms:.0f} ms ({cpu:.0f} ms), {mb:.0f} MB")
        print(f"  memory at first paint {median(1, 'painted', 'mb'):.0f} MB (bar 130); usable: bar 2,000 ms")
    for name in HEAVY:
        assert not [module for module in last["modules"] if module == name or module.startswith(f"{name}.")]
