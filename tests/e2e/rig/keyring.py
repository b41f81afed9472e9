"""A real keyring on the screen's own bus: gnome-keyring, unlocked, its file among the screen's private data."""

from __future__ import annotations

import shutil
import subprocess

from tests.e2e.rig.screen import ROOT, Screen, end

DAEMON = "gnome-keyring-daemon"
PASSWORD = b"mat khau cua kho khoa\n"


def lacking_keyring() -> str:
    """What to do about a missing keyring; empty when it is there."""
    return "" if shutil.which(DAEMON) else f"needs {DAEMON}: run tools/bootstrap.py --tests as root"


def open_keyring(shown: Screen) -> None:
    """Start it and wait until it answers. It ends with the screen."""
    leash = ["setpriv", "--pdeathsig", "KILL", "--"] if shutil.which("setpriv") else []
    with (shown.folder / "keyring.log").open("wb") as log:
        daemon = subprocess.Popen(
            [*leash, DAEMON, "--foreground", "--unlock", "--components=secrets"],
            env=dict(shown.env),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    shown.stack.callback(_put_away, daemon)
    assert daemon.stdin is not None
    assert daemon.stdout is not None
    daemon.stdin.write(PASSWORD)
    daemon.stdin.close()
    daemon.stdout.readline()  # one line when it is ready


def _put_away(daemon: subprocess.Popen[bytes]) -> None:
    end(daemon)
    assert daemon.stdout is not None
    daemon.stdout.close()
