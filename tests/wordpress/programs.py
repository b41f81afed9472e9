"""Programs the tests start, which end with the tests whatever becomes of them."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
"""Debian keeps servers where an ordinary user's path does not lead."""
PORTS = 20_000, 32_000
STARTS_WITHIN = 300.0
ENDS_WITHIN = 60.0


def program(name: str) -> str:
    """Where `name` is installed, or an empty text."""
    return shutil.which(name, path=PLACES) or ""


def free_port() -> int:
    """A port of the loopback address nobody listens at, from where no system gives ports away by itself meanwhile."""
    while True:
        port = PORTS[0] + secrets.randbelow(PORTS[1] - PORTS[0])
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class Running:
    """A server in a process group of its own. The system kills it when the thread that started it dies."""

    def __init__(self, command: Sequence[str], log: Path, environment: Mapping[str, str]) -> None:
        with log.open("ab") as said:
            self._process = subprocess.Popen(
                [program("setpriv"), "--pdeathsig", "KILL", "--", *command],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env=dict(environment),
                start_new_session=True,
            )
        self._log = log

    def wait_until(self, answers: Callable[[], bool]) -> None:
        """Ask again and again. Raises RuntimeError with what it said when it ended, or never answers."""
        tries = int(STARTS_WITHIN / 0.02)
        for _ in range(tries):
            if answers():
                return
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0.02)
                break
        raise RuntimeError("it did not start:\n" + self._log.read_text(encoding="utf-8", errors="replace")[-2000:])

    def stop(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
