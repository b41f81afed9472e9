"""The installer as it is handed over, under Wine: installed, opened on a screen, refused while it runs, taken away.

What the program shows first is timed, and held against the same program on Linux, on the same screen.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from release.place import VERSION, fresh
from release.wine.bench import windows
from release.wine.prefix import Prefix
from release.wine.results import Outcome, Result
from release.wine.window import photograph
from tests.e2e.rig.screen import Screen, end, until

PATIENCE = 600.0
MOST_S = 15.0
"""Seconds that a silent installation may take."""
TIMES_LINUX = 2.0
"""How much longer than on Linux the first window may take."""
ROUNDS = 3
SETTLE_S = 3.0
ANY, WHOLE = "Page Studio", "Page Studio$"
"""The titles, as patterns: of whatever the program shows, and of its window. What comes first ends with three dots."""
RUNNING = 3
CARRIED = ("manual/vi/index.html", "manual/en/index.html", "manual/page-studio-vi.pdf", "first-pc.ps1", "LICENSE")


class MissedError(Exception):
    """A step that did not do what it has to."""


def must(holds: bool, otherwise: str) -> None:
    """Raise MissedError with `otherwise` unless it holds."""
    if not holds:
        raise MissedError(otherwise)


@dataclass(frozen=True, slots=True)
class Installed:
    """The program in a prefix, by its installer."""

    prefix: Prefix
    screen: Screen
    setup: Path
    folder: Path

    @property
    def local(self) -> Path:
        return next((self.prefix.drive / "users").glob("*/AppData/Local"))

    @property
    def place(self) -> Path:
        return self.local / "Programs" / "PageStudio"

    def start(self, *words: str | Path, log: str) -> subprocess.Popen[bytes]:
        return self.prefix.start([str(word) for word in words], log=self.folder / f"{log}.log", folder=self.folder)

    def run(self, *words: str | Path, log: str) -> int:
        return self.start(*words, log=log).wait(PATIENCE)

    def install(self) -> str:
        begun = time.monotonic()
        code = self.run(self.setup, "/S", log="install")
        seconds = time.monotonic() - begun
        must(code == 0, f"exit code {code}")
        missing = [name for name in CARRIED if not (self.place / "app" / name).is_file()]
        must(not missing, f"not there: {missing}")
        return f"{seconds:.1f} s (bar {MOST_S:.0f})"

    def about(self) -> str:
        must(self.run(self.place / "studio.exe", "--json", "about", log="about") == 0, "it failed")
        said = (self.folder / "about.log").read_text(encoding="utf-8", errors="replace")
        must('"installer"' in said and VERSION in said, said[-300:])
        return ""

    def begin(self) -> subprocess.Popen[bytes]:
        """Start the installed program in a folder with a Vietnamese name."""
        profile = windows(self.folder / "Hồ sơ thử")
        return self.start(self.place / "page-studio.exe", "--profile", profile, log="window")

    def begin_linux(self) -> subprocess.Popen[bytes]:
        """Start this machine's own."""
        words = [sys.executable, "-m", "studio", "--profile", str(self.folder / "linux")]
        return self.screen.start(*words, log="linux.log")

    def open(self) -> str:
        """What the installed program shows first, and its window, of starts in turn with those on Linux."""
        first, whole, linux = [], [], []
        for number in range(ROUNDS):
            with self._shown(self.begin) as seconds:
                first.append(seconds())
                photograph(self.screen, self.folder / f"first-{number + 1}.png")
                whole.append(seconds(WHOLE))
                time.sleep(SETTLE_S)
                photograph(self.screen, self.folder / f"whole-{number + 1}.png")
            with self._shown(self.begin_linux) as seconds:
                linux.append(seconds(WHOLE))
        floor = statistics.median(linux)
        times = statistics.median(first) / floor
        told = f"{statistics.median(first):.2f} s, on Linux {floor:.2f} s: {times:.2f} times"
        must(times <= TIMES_LINUX, told)
        return f"{told}; the window itself {statistics.median(whole):.2f} s"

    def refuse(self) -> str:
        """A second installation over the running program, which goes on."""
        with self._shown(self.begin) as seconds:
            seconds(WHOLE)
            time.sleep(SETTLE_S)
            code = self.run(self.setup, "/S", log="refused")
            must(code == RUNNING, f"exit code {code}")
            photograph(self.screen, self.folder / "refused.png")
        return ""

    def upgrade(self) -> str:
        must(self.run(self.setup, "/S", log="upgrade") == 0, "it failed")
        must((self.place / "previous" / "python313.dll").is_file(), "the program before is gone")
        return ""

    def remove(self) -> str:
        profile = self.local / "PageStudio"
        profile.mkdir(exist_ok=True)
        (profile / "studio.sqlite3").write_bytes(b"work")
        self.run(self.place / "uninstall.exe", "/S", f"_?={self._named(self.place)}", log="remove")
        left = [path.name for path in self.place.iterdir() if path.name != "uninstall.exe"]
        must(not left, f"left: {left}")
        must((profile / "studio.sqlite3").read_bytes() == b"work", "the work in the usual folder is gone")
        must((self.folder / "Hồ sơ thử" / "studio.sqlite3").is_file(), "the work in another folder is gone")
        return ""

    def _named(self, path: Path) -> str:
        return "C:\\" + str(path.relative_to(self.prefix.drive)).replace("/", "\\")

    @contextmanager
    def _shown(self, begin: Callable[[], subprocess.Popen[bytes]]) -> Iterator[Callable[..., float]]:
        """Start a program and wait for what it shows first; what is yielded waits for a title and tells the seconds
        since the start. The program is ended afterwards."""
        begun = time.monotonic()
        process = begin()

        def seconds(title: str = ANY) -> float:
            until(lambda: self._visible(title), title, patience=PATIENCE / 2)
            return time.monotonic() - begun

        try:
            yield seconds
        finally:
            end(process)
            until(lambda: not self._visible(), "the end of the window")

    def _visible(self, title: str = ANY) -> bool:
        return bool(self.screen.run("xdotool", "search", "--onlyvisible", "--name", title))


def try_installer(prefix: Prefix, screen: Screen, setup: Path, folder: Path) -> tuple[Result, ...]:
    """Every step is a test; what each measured is printed, and photographs lie in `folder`."""
    one = Installed(prefix, screen, setup, fresh(folder))
    told = []
    for step in (one.install, one.about, one.open, one.refuse, one.upgrade, one.remove):
        try:
            why = step()
        except (MissedError, TimeoutError, OSError, subprocess.TimeoutExpired) as error:
            photograph(screen, folder / "last.png")
            told.append(Result(f"installer::{step.__name__}", Outcome.FAILED, " ".join(str(error).split())))
        else:
            told.append(Result(f"installer::{step.__name__}", Outcome.PASSED, why))
        print(f"wine: {told[-1].name}: {told[-1].outcome} {told[-1].why}", flush=True)
    return tuple(told)
