"""Starting the program anew, as it was started."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QProcess

RESTART = 64
"""What the event loop returns when the window is to be opened anew; no exit code of the program."""


def command(original: Sequence[str], executable: str) -> tuple[str, list[str]]:
    """Program and arguments that start the present program again.

    `original` is the command line as the system gave it: ``python -m studio --profile …`` or ``studio.exe …``.
    """
    return executable, list(original[1:])


def start_anew() -> bool:
    """Start a second program like this one and let it run by itself; False when the system refuses."""
    program, words = command(sys.orig_argv, sys.executable)
    started, _ = QProcess.startDetached(program, words)
    return bool(started)
