"""``studio`` opens the window; ``studio VERB …`` works without a screen."""

from __future__ import annotations

import sys

from studio.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
