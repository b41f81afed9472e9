"""How much a test does: a short form in `make test`, a long one in `make soak`.

Both run the same code and hold it to the same; only kills, seeds, rounds and sizes differ.
"""

from __future__ import annotations

import os

import pytest

SOAK = os.environ.get("STUDIO_SOAK") == "1"
"""Whether the long forms are wanted."""

only_in_soak = pytest.mark.skipif(not SOAK, reason="says something at full scale alone: `make soak`")


def amount(short: int, long: int, name: str = "") -> int:
    """`short` with `make test`, `long` with `make soak`; where the environment has `name`, what it says."""
    return int(os.environ.get(name) or (long if SOAK else short))
