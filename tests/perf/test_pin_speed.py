"""What checking a PIN costs: enough for whoever guesses, little for whoever types it."""

from __future__ import annotations

import time

import pytest

from studio.people.pin import default_hasher, matches

pytestmark = pytest.mark.perf


def test_report_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    hasher = default_hasher()
    kept = hasher.hash("739164")
    began = time.perf_counter()
    assert matches(hasher, kept, "739164")
    took = 1000 * (time.perf_counter() - began)
    with capsys.disabled():
        print(f"\ncheck of a PIN: {took:.0f} ms")
