"""How much a test does: a short form in `make test`, a long one in `make soak`.

Both run the same code and hold it to the same; only kills, seeds, rounds and sizes differ.
"""

from __future__ import annotations

import os

SOAK = os.environ.get("STUDIO_SOAK") == "1"
"""Whether the long forms are wanted."""


BESIDE_OTHERS = "PYTEST_XDIST_WORKER" in os.environ
"""Whether other tests run at the same time: what is measured then tells nothing."""


def how_often(short: int, long: int = 0) -> int:
    """How often a time is taken: `short` or `long` times as `amount` has it, twice beside other tests, which shows that
    what is measured still works."""
    return 2 if BESIDE_OTHERS else amount(short, long or short)


def amount(short: int, long: int, name: str = "") -> int:
    """`short` with `make test`, `long` with `make soak`; where the environment has `name`, what it says."""
    return int(os.environ.get(name) or (long if SOAK else short))
