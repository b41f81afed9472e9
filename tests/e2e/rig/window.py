"""The real window in a process of its own, looked at while it is used.

    python -m tests.e2e.rig.window PROFILE SIGHT [--mouse] [--stalls FILE] [--contact MS]

SIGHT is the file that tells what is to be seen; ``--stalls`` names a file for how well the window answered;
``--contact`` lets the window ask its hub more often than once a minute.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from studio.ui.exchange import hub_contact
from tests.e2e.rig.eyes import Eyes
from tests.e2e.rig.freeze import FreezeWatch
from tests.e2e.rig.inside import run_studio


def finish(watch: FreezeWatch, path: Path) -> None:
    watch.stop()
    watch.write(path)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("profile", type=Path)
    parser.add_argument("sight", type=Path)
    parser.add_argument("--mouse", action="store_true")
    parser.add_argument("--stalls", type=Path)
    parser.add_argument("--contact", type=int)
    args = parser.parse_args()
    if args.contact is not None:
        vars(hub_contact)["EVERY_MS"] = args.contact

    def begin() -> QObject:
        eyes = Eyes(args.sight, mouse=args.mouse)
        app = QCoreApplication.instance()
        if args.stalls is not None and app is not None:
            watch = FreezeWatch(eyes)
            app.aboutToQuit.connect(lambda: finish(watch, args.stalls))
        return eyes

    return run_studio(args.profile, begin)


if __name__ == "__main__":
    sys.exit(main())
