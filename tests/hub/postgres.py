"""A PostgreSQL of its own on the loopback address, from Debian's package, up within a second.

`tools/bootstrap.py --tests` brings it. STUDIO_POSTGRES names the folder of another version's programs; root may not run
the server, so that it is run by the user `postgres`, or by nobody.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from studio.hub.connection import HubAddress
from studio.secret import Secret
from tests.wordpress.programs import free_port, program

if TYPE_CHECKING:
    from pwd import struct_passwd

ADMIN = "hubadmin"
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_SMALL = ("max_connections=60", "shared_buffers=32MB", "listen_addresses=127.0.0.1", "logging_collector=off")


def _programs() -> Path | None:
    """Where the newest server's programs are."""
    named = os.environ.get("STUDIO_POSTGRES")
    found = [Path(named)] if named else sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version)
    return next((folder for folder in reversed(found) if (folder / "initdb").exists()), None)


def _version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


PROGRAMS = _programs()


def lacking() -> str:
    """Why there can be no hub here; empty when there can."""
    if sys.platform == "win32":
        return "the server that these tests run is Debian's"
    if PROGRAMS is None or not program("setpriv"):
        return "no PostgreSQL here; `python3 tools/bootstrap.py --tests` as root brings it"
    return ""


def needed() -> None:
    """Skip what asks for a hub where there can be none; in CI (`.ci/run` says so) it fails."""
    if why := lacking():
        assert not os.environ.get("CI"), why
        pytest.skip(why)


def _user() -> struct_passwd | None:
    """Who runs the server; None: whoever runs the tests."""
    import pwd  # Windows has none

    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("nobody may run PostgreSQL here")


class Cluster:
    """One server and its folder, which goes with it."""

    def __init__(self, *, durable: bool = False, settings: Sequence[str] = ()) -> None:
        """`durable`: as in service, for tests that kill it."""
        self.folder = Path(tempfile.mkdtemp(prefix="hub-"))
        self.data = self.folder / "data"
        self.port = free_port()
        self.password = Secret(token_hex(16))
        self._settings = [*_SMALL, *(() if durable else _FAST), *settings]
        self._process: subprocess.Popen[bytes] | None = None
        user = _user()
        self._as = ["--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"] if user else []
        if user:
            os.chown(self.folder, user.pw_uid, user.pw_gid)

    @property
    def address(self) -> HubAddress:
        return HubAddress(host="127.0.0.1", port=self.port, database="postgres", user=ADMIN)

    def make(self) -> None:
        """Lay an empty cluster out: a copy of the one that this process laid out first."""
        first = _first()
        self.password = first.password
        self._done([program("cp"), "-r", str(first.data), str(self.data)])

    def lay_out(self) -> None:
        """As its own tool does it, which takes a second."""
        secret = self.folder / "password"
        secret.write_text(self.password.reveal(), encoding="ascii")
        secret.chmod(0o644)
        self.run(
            "initdb", "-D", str(self.data), "-U", ADMIN, f"--pwfile={secret}", "-A", "scram-sha-256", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync", "--no-instructions",
        )  # fmt: skip
        secret.unlink()

    def put(self, name: str, content: bytes) -> None:
        """A file in the cluster's folder, as the server wants it: its own, and private."""
        path = self.data / name
        path.write_bytes(content)
        path.chmod(0o600)
        owner = self.data.stat()
        os.chown(path, owner.st_uid, owner.st_gid)

    def copy_of(self, other: Cluster, *options: str) -> None:
        """A copy of a running server by its own tool: a standby with ``-R``, a backup without."""
        self.password = other.password
        self.run(
            "pg_basebackup", "-D", str(self.data), "-h", "127.0.0.1", "-p", str(other.port), "-U", ADMIN,
            "-X", "stream", "-c", "fast", "--no-sync", *options,
        )  # fmt: skip

    def start(self) -> None:
        """Returns when it lets somebody in."""
        assert PROGRAMS is not None
        settings = [*self._settings, f"port={self.port}", f"unix_socket_directories={self.folder}"]
        with self._log.open("ab") as said:
            self._process = subprocess.Popen(
                [
                    program("setpriv"), *self._as, "--pdeathsig", "KILL", "--", str(PROGRAMS / "postgres"),
                    "-D", str(self.data), *(part for setting in settings for part in ("-c", setting)),
                ],
                cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip
        for _ in range(1500):
            if self.is_ready():
                return
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0.02)
                break
        self._process.kill()
        self._process.wait()
        raise RuntimeError("PostgreSQL did not start:\n" + self.said[-2000:])

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    @property
    def said(self) -> str:
        """What the server has written into its log."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def is_ready(self) -> bool:
        """Whether it lets somebody in."""
        try:
            self.line("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def line(self, database: str) -> psycopg.Connection[tuple[Any, ...]]:
        """A connection of the superuser."""
        return psycopg.connect(
            host="127.0.0.1", port=self.port, dbname=database, user=ADMIN, password=self.password.reveal(),
            autocommit=True, connect_timeout=30,
        )  # fmt: skip

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def children(self) -> list[int]:
        """The processes of the server besides the first."""
        with suppress(OSError):
            listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
            return [int(child) for child in listed.split()]
        return []

    def spent(self) -> float:
        """Milliseconds of the processor that the server took since it began, with the sessions that have ended."""
        ticks = 0
        for pid in (self.pid, *self.children()):
            with suppress(OSError):
                told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
                ticks += sum(map(int, told[11:15]))
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")

    def has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def kill(self) -> None:
        """End it as a lost power supply of the process would; returns when all its processes are gone."""
        left = self.children()
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        for child in left:
            _gone(child)

    def stop(self) -> None:
        """End it and wait."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # fast: sessions are ended
            self._process.wait(60)
        self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def promote(self) -> None:
        """Let a standby become the server."""
        self.run("pg_ctl", "-D", str(self.data), "-w", "promote")

    def run(self, name: str, *words: str) -> None:
        """One of PostgreSQL's programs, by the server's user. Raises RuntimeError."""
        assert PROGRAMS is not None
        self._done([str(PROGRAMS / name), *words])

    def _done(self, command: list[str]) -> None:
        done = subprocess.run(
            [program("setpriv"), *self._as, "--", *command],
            cwd="/", env={"PATH": os.environ.get("PATH", ""), "PGPASSWORD": self.password.reveal()},
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError((done.stdout + done.stderr).decode(errors="replace")[-2000:])


@cache
def _first() -> Cluster:
    """Never started; it goes with the process."""
    made = Cluster()
    atexit.register(made.remove)
    made.lay_out()
    return made


def _gone(pid: int) -> None:
    """Wait until that process of a killed server has ended by itself, or end it after ten seconds."""
    try:
        handle = os.pidfd_open(pid)
    except OSError:
        return
    import select

    try:
        if not select.select([handle], [], [], 10.0)[0]:
            signal.pidfd_send_signal(handle, signal.SIGKILL)
    finally:
        os.close(handle)
