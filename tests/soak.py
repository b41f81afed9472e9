"""How much a test does: a short form in `make test`, a long one in `make soak`.

Both run the same code and hold it to the same; only kills, seeds, rounds and sizes differ.
"""

from __future__ import annotations

import os

SOAK = os.environ.get("STUDIO_SOAK") == "1"
"""Whether the long forms are wanted."""


def amount(short: int, long: int, name: str = "") -> int:
    """`short` with `make test`, `long` with `make soak`; where the environment has `name`, what it says."""
    return int(os.environ.get(name) or (long if SOAK else short))
