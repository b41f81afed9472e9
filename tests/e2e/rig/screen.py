"""A screen of its own: X server, window manager, session bus and, where asked for, Vietnamese input and accessibility.

Everything runs in sessions of its own and is ended with the screen; nothing of the user's own desktop is touched.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0
"""Seconds that anything may take on a busy machine."""
SIZE = (1366, 768)
UNIKEY = (Path("/usr/lib/ibus/ibus-engine-unikey"), Path("/usr/libexec/ibus-engine-unikey"))
_SCREEN = ("Xvfb", "openbox", "xdotool", "dbus-daemon")


def missing(*, ime: bool = False, reader: bool = False) -> str:
    """What this machine lacks for such a screen, for a person to read; empty when all is there."""
    lacks = [tool for tool in _SCREEN if shutil.which(tool) is None]
    if ime and not (shutil.which("ibus-daemon") and any(path.exists() for path in UNIKEY)):
        lacks.append("ibus-unikey")
    if reader and not reads_screens():
        lacks.append("python3-gi with gir1.2-atspi-2.0 and at-spi2-core")
    return f"needs {', '.join(lacks)}: run tools/bootstrap.py as root" if lacks else ""


def system_python() -> str:
    """The interpreter that Debian's own modules belong to."""
    return "/usr/bin/python3"


def reads_screens() -> bool:
    """Whether the accessibility bus and its bindings are installed."""
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    bus = any(Path(place, "at-spi-bus-launcher").exists() for place in ("/usr/libexec", "/usr/lib/at-spi2-core"))
    return bus and Path(system_python()).exists() and _succeeds([system_python(), "-c", asked], os.environ)


def until(condition: Callable[[], bool], what: str, *, patience: float = PATIENCE, pause: float = 0.02) -> None:
    """Look again and again until `condition` holds. Raises TimeoutError that says what never came."""
    never, end = threading.Event(), time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited in vain for {what}")
        never.wait(pause)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A running screen; `env` is what a program needs to be shown on it."""

    folder: Path
    env: Mapping[str, str]
    stack: ExitStack

    def run(self, *words: str) -> str:
        """Run a command on the screen and return what it prints; an empty text when it fails."""
        done = subprocess.run(words, env=self.env, capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE)
        return done.stdout.strip() if done.returncode == 0 else ""

    def start(self, *words: str, log: str = "") -> subprocess.Popen[bytes]:
        """Start a program that ends with the screen at the latest; what it says goes to the file `log`."""
        with (self.folder / log if log else Path(os.devnull)).open("wb") as out:
            process = begin(words, self.env, out)
        self.stack.callback(end, process)
        return process

    def python(self, module: str, *words: str, log: str) -> subprocess.Popen[bytes]:
        """Start a module of the project."""
        return self.start(sys.executable, "-X", "faulthandler", "-m", module, *words, log=log)


def begin(
    words: Sequence[str], env: Mapping[str, str], out: IO[bytes] | int = subprocess.DEVNULL, fds: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own; it is killed, too, when this process is."""
    leash = ["setpriv", "--pdeathsig", "KILL", "--"] if shutil.which("setpriv") else []
    return subprocess.Popen(
        [*leash, *words],
        env=dict(env),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        pass_fds=fds,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask the whole session to end; kill what does not."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


@contextmanager
def screen(folder: Path, *, ime: bool = False, reader: bool = False) -> Iterator[Screen]:
    """A screen below `folder`: with a Vietnamese input method, with what a screen reader asks."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        # Sockets need a short path, shorter than those of a test run.
        private = tempfile.TemporaryDirectory(prefix="screen-", ignore_cleanup_errors=True)
        env = _private(Path(stack.enter_context(private)))
        env["DISPLAY"] = _x_server(stack, env)
        made = Screen(folder=folder, env=env, stack=stack)
        env["DBUS_SESSION_BUS_ADDRESS"] = _bus(made)
        if reader:
            env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
            env.pop("NO_AT_BRIDGE")
            asked = ("--dest=org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
            until(lambda: bool(made.run("dbus-send", "--session", "--print-reply", *asked)), "the accessibility bus")
        _manager(made)
        if ime:
            env["QT_IM_MODULE"] = "ibus"
            made.start("ibus-daemon", "--xim", "--panel", "disable", "--config", "disable", log="ibus.log")
            until(lambda: _vietnamese(made), "the Vietnamese input method", pause=0.1)
        yield made


def _private(folder: Path) -> dict[str, str]:
    """Surroundings in which nothing of the user's own settings is read or written."""
    kept = ("PATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "HOME")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        env[f"XDG_{name}_HOME"] = str(folder / name.lower())
    run = folder / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    return env | {
        "XDG_RUNTIME_DIR": str(run),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "QT_QPA_PLATFORM": "xcb",
        "QT_IM_MODULE": "compose",
        "QT_SCALE_FACTOR": "1",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "NO_AT_BRIDGE": "1",
    }


def _x_server(stack: ExitStack, env: Mapping[str, str]) -> str:
    """Start an X server on a free display and return its name."""
    read, write = os.pipe()
    wide, high = SIZE
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{wide}x{high}x24", "-nolisten", "tcp", "-noreset"]
    words.append("-r")  # a key that a busy machine is slow to let go of is not pressed again by itself
    server = begin(words, env, fds=(write,))
    stack.callback(end, server)
    os.close(write)
    with os.fdopen(read) as told:
        return f":{told.readline().strip()}"


BUS = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<servicedir>{services}</servicedir>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""
SERVICES = Path("/usr/share/dbus-1/services")


def _bus(made: Screen) -> str:
    """Start a session bus and return its address. By itself it starts nothing but what a screen reader asks: a keyring
    nobody opened would take the keyboard to ask for a password."""
    run = Path(made.env["XDG_RUNTIME_DIR"])
    socket, services, rules = run / "bus", run / "services", run / "bus.conf"
    services.mkdir()
    for found in SERVICES.glob("org.a11y.*"):
        shutil.copy(found, services)
    rules.write_text(BUS.format(services=services), encoding="utf-8")
    address = f"unix:path={socket}"
    made.start("dbus-daemon", f"--config-file={rules}", "--nofork", f"--address={address}", log="bus.log")
    until(socket.exists, "the session bus")
    return address


def _manager(made: Screen) -> None:
    """Start the window manager: without one, no dialog would get the keyboard."""
    made.start("openbox", "--sm-disable", log="openbox.log")
    until(lambda: bool(made.run("xdotool", "get_desktop")), "the window manager")


def _vietnamese(made: Screen) -> bool:
    """Ask for the engine; the command complains of the keyboard map, so only the answer counts."""
    made.run("ibus", "engine", "Unikey")
    return made.run("ibus", "engine") == "Unikey"


def _succeeds(words: Sequence[str], env: Mapping[str, str]) -> bool:
    return subprocess.run(words, env=dict(env), capture_output=True, check=False, timeout=PATIENCE).returncode == 0
