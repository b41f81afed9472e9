"""A screen of its own, the input method that Vietnamese offices use, and the composer's inputs: types Telex for real.

    dbus-run-session -- python telex_rig.py FOLDER line|text

FOLDER/typed.txt is what the input held in the end. Run by test_telex.py, in a folder that is thrown away.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

KEYS = "tieengs vieetj dduwowcj "
PATIENCE = 30.0
TITLE = "Telex"


def until(condition: Callable[[], bool], what: str) -> None:
    """Look again and again until `condition` holds. Exits when it never does."""
    pause, end = threading.Event(), time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"waited in vain for {what}")
        pause.wait(0.1)


def succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE).returncode == 0


def answer(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE, text=True).stdout.strip()


def private(folder: Path) -> None:
    """Let nothing of this session touch the user's own settings."""
    for name in ("CONFIG", "CACHE", "DATA"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    run = folder / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(run)


def screen(stack: ExitStack) -> str:
    """Start an X server on a free display and return its name."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "800x600x24"], pass_fds=(write,), stderr=subprocess.DEVNULL
    )
    stack.callback(server.wait)
    stack.callback(server.terminate)
    os.close(write)
    with os.fdopen(read) as told:
        return f":{told.readline().strip()}"


def main(folder: Path, which: str) -> None:
    private(folder)
    with ExitStack() as stack:
        os.environ["DISPLAY"] = screen(stack)
        os.environ |= {"QT_IM_MODULE": "ibus", "QT_QPA_PLATFORM": "xcb"}
        quiet = subprocess.DEVNULL
        daemon = subprocess.Popen(["ibus-daemon", "--xim", "--panel", "disable"], stdout=quiet, stderr=quiet)
        stack.callback(daemon.wait)
        stack.callback(daemon.terminate)
        until(_vietnamese, "the input method and its Vietnamese engine")
        typed = folder / "typed.txt"
        window = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("telex_window.py")), TITLE, which, str(typed)]
        )
        stack.callback(window.wait)
        stack.callback(window.terminate)
        until(typed.exists, "the window")
        until(_focused, "the window on the screen")
        until(lambda: typed.read_text(encoding="utf-8") == "ready", "the keyboard in the input")
        answer("xdotool", "type", "--delay", "80", KEYS)
        until(lambda: typed.read_text(encoding="utf-8").endswith(" ") and _still(typed), "the last key")


def _vietnamese() -> bool:
    """Ask for the engine; its command complains of the keyboard map, so only the answer counts."""
    answer("ibus", "engine", "Unikey")
    return answer("ibus", "engine") == "Unikey"


def _focused() -> bool:
    """Give the keyboard to the window; there is no window manager that would."""
    found = answer("xdotool", "search", "--name", TITLE).split()
    done = [succeeds("xdotool", "windowfocus", window) for window in found]
    return any(done)


def _still(path: Path) -> bool:
    """Whether nothing was typed for a while."""
    return time.time() - path.stat().st_mtime > 1.0


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
