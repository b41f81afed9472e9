"""Lives of a window that types by itself: begun, killed at a moment, held against what was to be seen."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.e2e.rig.ledger import Draft, Entry
from tests.e2e.rig.screen import PATIENCE, Screen, end, until

REST = 0.02


def live(
    shown: Screen, program: str, words: Sequence[str], ledger: Path, faults: Path, seconds: float
) -> tuple[float, float]:
    """Let a window be written in by `program` for so long, and kill it. Fails when it ended by itself.

    The time counts from the first word in `ledger`, a negative one from the start. `faults` is where a crash leaves its
    trace. Returns the moment, and the longest hitch of the machine meanwhile, in seconds.
    """
    process = shown.python(program, *words, log=f"{ledger.stem}.log")

    def going() -> bool:
        said = (shown.folder / f"{ledger.stem}.log").read_text(encoding="utf-8", errors="replace")
        if process.poll() is not None:
            said += faults.read_text(encoding="utf-8", errors="replace") if faults.exists() else ""
            raise AssertionError(f"the window ended by itself, by {process.returncode}:\n{said[-6000:]}")
        return True

    if seconds > 0:
        until(lambda: going() and ledger.exists() and ledger.stat().st_size > 0, "the first word", patience=PATIENCE)
    over = time.monotonic() + abs(seconds)
    hitches = [hitch(ledger.with_suffix(".pace"))]
    while time.monotonic() < over:
        hitches.append(hitch(ledger.with_suffix(".pace")))
    going()
    last = time.monotonic()
    process.kill()
    killed = time.monotonic()
    process.wait(PATIENCE)
    end(process)
    return killed, max(*hitches, killed - last)


def hitch(path: Path) -> float:
    """Seconds that a short rest and a byte brought to the disk took longer than the rest: the machine's own doing."""
    began = time.monotonic()
    threading.Event().wait(REST)
    with path.open("ab") as file:
        file.write(b".")
        file.flush()
        os.fsync(file.fileno())
    return time.monotonic() - began - REST


def loss(entries: list[Entry], stored: Draft, killed: float) -> float:
    """Seconds before the kill of the oldest change that is not stored. Fails when `stored` never was to be seen."""
    for place in range(len(entries) - 1, -1, -1):
        if entries[place].draft == stored:
            missed = next((entry for entry in entries[place + 1 :] if entry.draft != stored), None)
            return killed - missed.at if missed is not None else 0.0
    last = entries[-1]
    assert last.doing, f"stored is what never was to be seen:\n{stored}\nlast seen:\n{last}"
    if last.doing == "pictures":
        assert replace(stored, pictures=()) == replace(last.draft, pictures=())
    return 0.0
