"""Setting up what is set up already costs nothing one would notice."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tools import bootstrap

pytestmark = pytest.mark.perf


@pytest.mark.skipif(not bootstrap.is_current(), reason="this environment was not made by the bootstrap")
def test_a_second_setup_takes_less_than_a_second() -> None:
    times = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, bootstrap.__file__], check=True, timeout=60)
        times.append(time.perf_counter() - started)
    assert min(times) < 1.0


def test_the_doctor_is_through_within_a_second_and_a_half() -> None:
    program = "import pathlib; from studio import doctor; from studio.paths import Profile\n"
    program += "doctor.examine(Profile(root=pathlib.Path.home()))"
    times = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
        times.append(time.perf_counter() - started)
    assert min(times) < 1.5
