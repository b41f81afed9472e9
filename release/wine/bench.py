"""The Windows tree with what the tests need beside it: the development packages and the tests themselves."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from release.packages import WINDOWS, lay_packages
from release.place import ROOT, fresh
from release.wine.prefix import Prefix
from release.wine.results import Outcome, Result, read_report

DEVELOPMENT = ROOT / "requirements-dev.lock"
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-ocr.lock")
BESIDE = ("tests", "tools", "docs", "pyproject.toml", "LICENSE", "LICENSES.md", "README.md", *LOCKS)
"""What tests read besides the program. Its own source is not among them: they run what will be installed."""
PRUNED = ("PySide6/QtTest.pyd", "PySide6/Qt6Test.dll")
ROOM_S = 2 * 3600.0
"""The tests of the window take an hour."""
WORKERS = 2
TIMED_OUT = 124
"""What stands for the exit code of a program that was ended because its time was over, as with `timeout`."""
NOTHING_TO_RUN = 5
"""What pytest returns where a file has only tests of another kind."""
KINDS = "not perf and not e2e and not alone"
"""The others measure times, or need the desktop of Linux."""


class Bench:
    """Runs rooms of tests in a copy of the tree."""

    def __init__(self, folder: Path, prefix: Prefix) -> None:
        self._folder, self._prefix = folder, prefix
        self._tree, self._work, self._logs = folder / "tree", folder / "work", folder / "logs"

    def lay(self, tree: Path) -> None:
        """Copy the tree, and put beside its packages those that only tests need. What the tree left out stays out, the
        part of Qt that pytest-qt asks for apart."""
        shutil.copytree(tree, fresh(self._tree), dirs_exist_ok=True)
        packages, more = self._tree / "Lib" / "site-packages", fresh(self._folder / "packages")
        lay_packages(WINDOWS, more, DEVELOPMENT)
        for path in [*more.iterdir(), *(more / name for name in PRUNED)]:
            target = packages / path.relative_to(more)
            if not target.exists():
                path.rename(target)
        # The tree's python313._pth rules where modules are looked for, the folder one stands in not among the places.
        (packages / "tests.pth").write_text(f"{windows(self._work)}\n", encoding="utf-8")
        fresh(self._work)
        fresh(self._logs)
        for name in BESIDE:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, self._work / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, self._work / name)

    def python(self, *words: str, log: str, patience: float) -> int:
        """Run the tree's Python in the folder of the tests. Returns its exit code, or TIMED_OUT."""
        process = self.start(*words, log=log)
        try:
            return process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return TIMED_OUT

    def start(self, *words: str, log: str) -> subprocess.Popen[bytes]:
        """Start the tree's Python in the folder of the tests; what it says goes to the file `log`."""
        return self._prefix.start(
            [str(self._tree / "python.exe"), *words], log=self._logs / f"{log}.log", folder=self._work
        )

    def run(self, room: str) -> tuple[Result, ...]:
        """Run the tests below a folder, or those right in it where it holds all rooms; file by file where a crash took
        the report of the whole with it."""
        folder = self._work / room
        found = sorted(folder.glob("test_*.py") if room == "tests" else folder.rglob("test_*.py"))
        files = [path.relative_to(self._work).as_posix() for path in found]
        tests = self._report(room, files)
        if tests is not None:
            return tests
        several: list[Result] = []
        for file in files:
            told = self._report(file, [file])
            several += told if told is not None else [Result(file, Outcome.FAILED, self._end(file))]
        return tuple(several)

    def _report(self, what: str, files: Sequence[str]) -> tuple[Result, ...] | None:
        """What the tests of these files told; None when their process ended before it could."""
        name = what.replace("/", ".")
        report = self._logs / f"{name}.xml"
        report.unlink(missing_ok=True)
        place = fresh(self._prefix.drive / "t")  # short: a path has 260 letters
        words = ["-m", "pytest", "-n", str(WORKERS), "--dist", "worksteal", "-q", "-p", "no:cacheprovider"]
        words += ["--tb=short", "-m", KINDS, "-o", "faulthandler_exit_on_timeout=true", "-o", "junit_family=xunit1"]
        words += [f"--junit-xml={windows(report)}", r"--basetemp=C:\t\run", *files]
        code = self.python(*words, log=name, patience=ROOM_S)
        shutil.rmtree(place, ignore_errors=True)
        if code == NOTHING_TO_RUN:
            return ()
        return read_report(report) if report.is_file() and code != TIMED_OUT else None

    def _end(self, what: str) -> str:
        """The last that a process said which told no result."""
        said = (self._logs / f"{what.replace('/', '.')}.log").read_text(encoding="utf-8", errors="replace")
        return " ".join(said.split())[-300:]


def windows(path: Path) -> str:
    """How a program under Wine names a file of this machine."""
    return "Z:" + str(path.resolve()).replace("/", "\\")
