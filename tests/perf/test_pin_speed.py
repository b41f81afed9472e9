"""What checking a PIN costs: enough for whoever guesses, little for whoever types it, and nothing on the window's
thread."""

from __future__ import annotations

import time

import pytest

from studio.people import pin

REALLY = pin.default_hasher
"""As it is in the application: tests hash for no attacker."""
pytestmark = pytest.mark.perf


def test_report_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    cost = pin.cost_of(REALLY())
    seed = bytes(32)
    kept = pin.wrap(seed, "73916402", "p1", bytes(32), cost)
    began = time.perf_counter()
    assert pin.unwrap(kept, "73916402", "p1", bytes(32)) == seed
    took = 1000 * (time.perf_counter() - began)
    with capsys.disabled():
        print(f"\nargon2id, {cost.memory >> 10} MiB, {cost.passes} passes; a check of a PIN: {took:.0f} ms")
