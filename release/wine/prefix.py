"""A Windows of Wine's, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from release.place import BuildError, needs
from release.wine.standins import OVERRIDES, lay_standins

START_S = 300.0
"""How long the first start of a prefix may take on a busy machine."""
_BOUND = (
    "--bounding-set=-dac_override,-dac_read_search,-fowner",
    "--inh-caps=-dac_override,-dac_read_search,-fowner",
)
_PACKAGES = {"wine": "wine64", "wineserver": "wine64"}


@dataclass(frozen=True, slots=True)
class Prefix:
    """One Windows. It has one display driver for good: whoever wants windows on a screen and runs without one makes
    two prefixes."""

    folder: Path
    display: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    """Further variables of the environment."""
    bound: bool = False
    """Whether the permissions of files hold even if root runs it."""

    @property
    def drive(self) -> Path:
        """Its drive C."""
        return self.folder / "drive_c"

    @property
    def env(self) -> dict[str, str]:
        """What a program is started with. Variables whose names begin with QT_ reach no program: Wine keeps those of
        the host's desktop away, so whoever needs one sets it inside."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        run = self.folder.with_name(f"{self.folder.name}-run")
        run.mkdir(mode=0o700, parents=True, exist_ok=True)
        own = {
            "WINEPREFIX": str(self.folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES,
            "XDG_RUNTIME_DIR": str(run),
            "DISPLAY": self.display,
        }
        return kept | own | dict(self.more)

    @contextmanager
    def running(self) -> Iterator[Prefix]:
        """Make the prefix where it is missing, keep its server for the time, and end all that runs in it afterwards.

        Raises BuildError.
        """
        for program, package in _PACKAGES.items():
            needs(program, package)
        self._server("-k")  # of a run that was killed
        try:
            if not (self.folder / "system.reg").is_file():
                self.folder.parent.mkdir(parents=True, exist_ok=True)
                if not self._made():
                    raise BuildError("Wine could not make its folder; delete it and run again.")
                self._server("-w")  # it writes the registry when its last program has ended
            lay_standins(self.drive / "windows" / "system32")
            self._server("-p")
            yield self
        finally:
            self._server("-k")

    def start(self, words: Sequence[str], *, log: Path, folder: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a Windows program; what it says goes to `log`.

        Never into a pipe: Wine's services inherit it, and whoever reads it would wait for them.
        """
        with log.open("wb") as out:
            return subprocess.Popen(
                [*self._before, "wine", *words],
                env=self.env,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def _before(self) -> list[str]:
        """What a command begins with."""
        return [needs("setpriv", "util-linux"), *_BOUND] if self.bound and os.geteuid() == 0 else []

    def _made(self) -> bool:
        process = self.start(["wineboot", "--init"], log=Path(os.devnull))
        try:
            return process.wait(START_S) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            return False

    def _server(self, asked: str) -> None:
        """Ask the server of this prefix: to stay (-p), to be waited for (-w), to end with everything in it (-k)."""
        quiet = subprocess.DEVNULL
        # The server opens the files, so it has no more rights than the programs.
        command = [*self._before, "wineserver", asked]
        subprocess.run(command, env=self.env, stdin=quiet, stdout=quiet, stderr=quiet, check=False)
