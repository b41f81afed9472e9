"""``studio`` opens the window; ``studio VERB …`` works without a screen."""

from __future__ import annotations

import sys

from studio.installation import this_installation
from studio.paths import keep_private
from studio.updates.program_versions import redirected


def main() -> int:
    """Run one command in a process of its own: nothing it writes can be read by other users of the PC."""
    keep_private()
    code = redirected(this_installation(), sys.argv[1:])
    if code is not None:
        return code
    from studio.cli.main import main as run  # no part of a start that hands over to a newer version

    return run()


if __name__ == "__main__":
    sys.exit(main())
