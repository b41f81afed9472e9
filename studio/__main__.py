"""``studio`` opens the window; ``studio VERB …`` works without a screen."""

from __future__ import annotations

import sys

from studio.cli.main import main as run
from studio.paths import keep_private


def main() -> int:
    """Run one command in a process of its own: nothing it writes can be read by other users of the PC."""
    keep_private()
    return run()


if __name__ == "__main__":
    sys.exit(main())
