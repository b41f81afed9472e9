"""Try the Windows tree under Wine, on a Debian machine.

python -m release.wine lay TREE        make the two prefixes and lay the tests beside a copy of the tree
python -m release.wine rooms [ROOM …]  run rooms of tests, all of them when none is named
python -m release.wine selftest        what an installed program looks at itself
python -m release.wine window          a post written, approved and published on a screen, with photographs
python -m release.wine installer SETUP  the installer itself: its first window timed and photographed; for all users
python -m release.wine updates TREE    three releases of the tree taken over and gone back from, by what is installed
python -m release.wine table           all that was run so far as a table
python -m release.wine all TREE        one after the other
python -m release.wine short TREE      the same without a screen, with the rooms alone that lean most on the system

Everything lies in build/wine. The exit code is 1 when a failure is not in known.toml.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from release.place import ROOT, BuildError
from release.wine.bench import Bench
from release.wine.prefix import Prefix
from release.wine.results import Lists, Outcome, Result, read_lists, row, table, unknown

WORK = ROOT / "build" / "wine"
KNOWN = ROOT / "release" / "wine" / "known.toml"
TABLE = "table.md"
STAGES = ("lay", "rooms", "selftest", "window", "installer", "updates", "table", "all", "short")
OF_ONE = ("lay", "updates", "installer", "all", "short")
"""Those that try what is named."""
SELFTEST_S = 900.0
SHORT = tuple(f"tests/{name}" for name in ("accounts", "people", "signoffs", "slips", "store"))
"""Keyring, files and locks, printing, the database with its backups: where Windows is another system than Linux."""


def rooms(lists: Lists) -> tuple[str, ...]:
    """The folders of tests that run under Wine; the last is `tests` with the files of its own."""
    absent = {one.room for one in lists.rooms}
    found = sorted(
        {path.relative_to(ROOT).parent.parts[:2] for path in (ROOT / "tests").rglob("test_*.py")}, reverse=True
    )
    return tuple(name for name in ("/".join(parts) for parts in found) if name not in absent)


class Run:
    """One way through the tests; what each room told is kept, so that rooms can be run one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._results = folder / "results"
        self.lists = read_lists(KNOWN)
        self.hidden = Prefix(folder / "hidden")
        """The Windows without a screen."""

    def lay(self, tree: Path) -> None:
        """Make what the tests run in. `tree` is what `release.windows_tree --whole` laid out."""
        if not (tree / "python.exe").is_file():
            raise BuildError(f"{tree} holds no python.exe; build it with `python -m release.windows_tree`.")
        with self.hidden.running() as prefix:
            self._bench(prefix).lay(tree)

    def rooms(self, names: Sequence[str]) -> None:
        """Run these rooms, one at a time."""
        with self.hidden.running() as prefix:
            for name in names:
                self._keep(name, self._bench(prefix).run(name))

    def selftest(self) -> None:
        """The program's own test of itself."""
        with self.hidden.running() as prefix:
            code = self._bench(prefix).python("-m", "studio", "--selftest", log="selftest", patience=SELFTEST_S)
        self._keep("selftest", [Result("selftest", Outcome.FAILED if code else Outcome.PASSED, f"exit code {code}")])

    def window(self) -> None:
        """The window on a screen of its own."""
        from release.wine.window import try_window  # with Qt, which the others need not
        from tests.e2e.rig.screen import screen

        folder = self._folder / "window"
        with screen(folder) as shown, Prefix(self._folder / "shown", shown.env["DISPLAY"]).running() as prefix:
            self._keep("window", try_window(self._bench(prefix), shown, folder))

    def installer(self, setup: Path) -> None:
        """The installer as it is handed over, on a screen and in a Windows of its own."""
        from release.wine.installed import try_installer
        from tests.e2e.rig.screen import screen

        folder = self._folder / "installer"
        with screen(folder) as shown, Prefix(self._folder / "pc", shown.env["DISPLAY"]).running() as prefix:
            self._keep("installer", try_installer(prefix, shown, setup, folder / "seen"))

    def plain_user(self, setup: Path) -> None:
        """The installer for all users, and one who may not write where it put the program."""
        from release.wine.plain_user import try_plain_user

        folder = self._folder / "plain-user"
        with Prefix(self._folder / "office", bound=True).running() as prefix:
            self._keep("plain user", try_plain_user(prefix, setup, folder))

    def updates(self, tree: Path) -> None:
        """Releases of `tree`, taken over by the program that its installer installed."""
        from release.wine.updated import try_updates

        with Prefix(self._folder / "desk").running() as prefix:
            self._keep("updates", try_updates(prefix, tree, self._folder / "updates"))

    def table(self) -> int:
        """Write and print the table; how many failures are unknown."""
        rows, unexplained = [], list[Result]()
        for path in sorted(self._results.glob("*.json")):
            tests = [
                Result(one["name"], Outcome(one["outcome"]), one["why"])
                for one in json.loads(path.read_text(encoding="utf-8"))
            ]
            rows.append(row(path.stem, tests, self.lists.failures))
            unexplained += unknown(tests, self.lists.failures)
        text = table(rows, self.lists.rooms)
        (self._folder / TABLE).write_text(text, encoding="utf-8")
        print(text)
        for test in unexplained:
            print(f"unknown failure: {test.name}: {test.why[:200]}")
        return len(unexplained)

    def _bench(self, prefix: Prefix) -> Bench:
        return Bench(self._folder, prefix)

    def _keep(self, room: str, tests: Sequence[Result]) -> None:
        counts = row(room, tests, self.lists.failures)
        print(f"wine: {room}: {counts.passed} passed, {counts.known} known, {counts.failed} failed", flush=True)
        self._results.mkdir(parents=True, exist_ok=True)
        kept = self._results / f"{room.removeprefix('tests/').replace('/', '.')}.json"
        kept.write_text(json.dumps([asdict(one) for one in tests], ensure_ascii=False, indent=0), encoding="utf-8")


def main() -> int:
    """Run by command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("what", nargs="*", help="the tree to lay, the rooms to run, or the installer")
    given = parser.parse_args()
    run = Run(WORK)
    several = given.stage in ("all", "short")
    if given.stage in OF_ONE and len(given.what) != 1:
        raise BuildError("name the tree or the installer to be tried.")
    if given.stage == "lay" or several:
        run.lay(Path(given.what[0]).resolve())
    if given.stage == "selftest" or several:
        run.selftest()
    if given.stage in ("window", "all"):
        run.window()
    if given.stage in ("updates", "all"):
        run.updates(Path(given.what[0]).resolve())
    if given.stage == "installer":
        run.installer(Path(given.what[0]).resolve())
        run.plain_user(Path(given.what[0]).resolve())
    if given.stage == "rooms" or several:
        chosen = {"rooms": given.what, "short": SHORT}.get(given.stage)
        run.rooms(chosen or rooms(run.lists))
    return 1 if run.table() else 0


if __name__ == "__main__":
    raise SystemExit(main())
