"""Makes a backup, or takes one over, until it kills itself at a given step."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from studio.app import open_studio
from studio.paths import Profile
from studio.store import restore
from tests.crash_helper import Say
from tests.profile import SetClock
from tests.store.safe import safe_of

HEAD, PIN = "Phạm Thị Trưởng", "29517438"


def back_up(say: Say, root: Path, folder: Path, step: int) -> None:
    """Killed at the `step`-th piece, written or read back."""
    studio = open_studio(Profile(root=root), clock=SetClock(), safe=safe_of(root.parent))
    studio.backups.make(folder, HEAD, PIN, going=_dying(step, say))
    say("made")


def take_over(say: Say, root: Path, step: int) -> None:
    """Killed before the `step`-th move, counted from 0; half a step later is after it."""
    replace, count = Path.replace, iter(range(1000))

    def killed(self: Path, target: Path) -> Path:
        number = 2 * next(count)
        if number == step:
            _die(say)
        done = replace(self, target)
        if number + 1 == step:
            _die(say)
        return done

    setattr(Path, "replace", killed)  # noqa: B010 - the process is the test's own
    restore.finish(Profile(root=root), SetClock().now())
    say("finished")


def _dying(step: int, say: Say) -> Callable[[int, int], bool]:
    count = iter(range(100_000))

    def going(_done: int, _total: int) -> bool:
        if next(count) == step:
            _die(say)
        return True

    return going


def _die(say: Say) -> None:
    say("dying")
    os.kill(os.getpid(), signal.SIGKILL)
