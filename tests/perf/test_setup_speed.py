"""What it costs to set up what is set up already, and to ask the doctor; reported beside a bare start of Python."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tools import bootstrap

ROUNDS = 3
DOCTOR = """import pathlib
from studio import doctor
from studio.paths import Profile
doctor.examine(Profile(root=pathlib.Path.home()))"""

pytestmark = pytest.mark.perf


def least(*words: str) -> float:
    """Seconds of the quickest of some runs."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, timeout=600)
        times.append(time.perf_counter() - started)
    return min(times)


@pytest.mark.skipif(not bootstrap.is_current(), reason="this environment was not made by the bootstrap")
def test_report_a_second_setup(capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, "a second setup", least(bootstrap.__file__), bar=1.0)


def test_report_the_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, "the doctor", least("-c", DOCTOR), bar=1.5)


def report(capsys: pytest.CaptureFixture[str], what: str, took: float, *, bar: float) -> None:
    bare = least("-c", "pass")
    with capsys.disabled():
        print(f"\n{what}: {took:.2f} s (bar {bar} s) = {took / bare:.0f} × bare Python")
