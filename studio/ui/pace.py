"""What Python itself keeps the window waiting with, and how little that may be.

Cyclic garbage is looked for among everything that is alive, and all threads stand still meanwhile. While modules are
imported that happens again and again, the last time for 100 ms, and finds nothing: what lives then, lives to the end.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SWITCH_S = 0.001
"""Within which a thread that computes hands over. The window's asks for its turn hundreds of times while a page is
built: beside a busy worker that takes twice as long at Python's own five milliseconds. The worker loses a tenth."""


@contextmanager
def starting() -> Iterator[None]:
    """Around the life of the window: nobody looks for garbage until `settled`."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    gc.disable()
    try:
        yield
    finally:
        sys.setswitchinterval(before)
        gc.unfreeze()
        gc.enable()


def settled() -> None:
    """The profile is open: from now on garbage is looked for among what comes later alone."""
    gc.freeze()
    gc.enable()
