"""Opening a profile for one verb. Heavy imports wait until a verb needs them."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from studio.clock import SystemClock

if TYPE_CHECKING:
    from studio.app import Studio


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Studio]:
    """The services of the profile the command names, closed afterwards. Raises StudioError.

    Where the guard has opened them, they are those, and the guard closes them.
    """
    at_hand: Studio | None = getattr(args, "studio", None)
    if at_hand is not None and at_hand.profile == args.place:
        yield at_hand
        return
    from studio.app import open_studio

    studio = open_studio(args.place, clock=SystemClock())
    gc.freeze()  # what is there now lives to the end: nobody need look through it for garbage
    try:
        for warning in studio.warnings():
            print(warning.to(getattr(args, "lang", studio.settings.language)), file=sys.stderr)
        yield studio
    finally:
        studio.close()
        gc.unfreeze()


@contextmanager
def keep_open(args: argparse.Namespace, studio: Studio) -> Iterator[None]:
    """Let every `opened` of this command inside the block have `studio`."""
    args.studio = studio
    try:
        yield
    finally:
        args.studio = None
