"""What a run of the tests under Wine told: read, held against the list of what is known, and laid out as a table."""

from __future__ import annotations

import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path, PureWindowsPath


class Outcome(StrEnum):
    """What became of one test."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Result:
    """One test of a room, or a file whose process ended before it told anything."""

    name: str
    """``tests/store/test_backup.py::test_…``."""
    outcome: Outcome
    why: str = ""
    """The last line of what it told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A failure that is Wine's own, with the proof of it."""

    test: str
    """The name of the test; ``*`` stands for any letters."""
    says: str
    """What it tells, in part; another failure of the same test is not known."""
    reason: str
    proof: str

    def explains(self, test: Result) -> bool:
        """Whether this is why that test failed."""
        return fnmatchcase(test.name, self.test) and self.says in test.why


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A room of tests that cannot run there."""

    room: str
    reason: str


@dataclass(frozen=True, slots=True)
class Lists:
    """What `known.toml` says."""

    failures: tuple[Known, ...]
    rooms: tuple[Absent, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A room in the table."""

    room: str
    passed: int
    known: int
    failed: int
    skipped: int


def read_lists(path: Path) -> Lists:
    """Read `known.toml`. Raises TypeError for an entry that lacks something or has too much."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Lists(
        tuple(Known(**one) for one in said.pop("failure", [])), tuple(Absent(**one) for one in said.pop("room", []))
    )


def read_report(path: Path) -> tuple[Result, ...]:
    """The tests of a report as `pytest --junit-xml -o junit_family=xunit1` writes it.

    A test that is told twice (it passed, and its fixture failed when it was put away) counts once, as the worse.
    """
    told: dict[str, Result] = {}
    root = ET.parse(path).getroot()  # noqa: S314 - our own pytest wrote it
    for case in root.iter("testcase"):
        test = _read(case)
        if test.name not in told or told[test.name].outcome is not Outcome.FAILED:
            told[test.name] = test
    return tuple(told.values())


def unknown(tests: Iterable[Result], known: Sequence[Known]) -> tuple[Result, ...]:
    """The failures that nothing of the list explains."""
    return tuple(
        test for test in tests if test.outcome is Outcome.FAILED and not any(one.explains(test) for one in known)
    )


def row(room: str, tests: Sequence[Result], known: Sequence[Known]) -> Row:
    """The counts of one room."""
    count = {outcome: sum(test.outcome is outcome for test in tests) for outcome in Outcome}
    unexplained = len(unknown(tests, known))
    failed = count[Outcome.FAILED]
    return Row(room, count[Outcome.PASSED], failed - unexplained, unexplained, count[Outcome.SKIPPED])


def table(rows: Sequence[Row], absent: Sequence[Absent]) -> str:
    """All rooms as a table in Markdown, with their sum, and below it what did not run and why."""
    whole = Row(
        "all",
        *(sum(getattr(one, name) for one in rows) for name in ("passed", "known", "failed", "skipped")),
    )
    lines = ["| room | passed | failed, Wine's own | failed | not applicable |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {one.room} | {one.passed} | {one.known} | {one.failed} | {one.skipped} |" for one in (*rows, whole)]
    lines += ["", *(f"- `{one.room}` did not run: {one.reason}" for one in absent), ""]
    return "\n".join(lines)


def _read(case: ET.Element) -> Result:
    file = PureWindowsPath(case.get("file") or "").as_posix()
    name = f"{file}::{case.get('name')}" if file != "." else str(case.get("name"))
    for tag, outcome in (("failure", Outcome.FAILED), ("error", Outcome.FAILED), ("skipped", Outcome.SKIPPED)):
        found = case.find(tag)
        if found is not None:
            return Result(name, outcome, " ".join((found.get("message") or found.text or "").split()))
    return Result(name, Outcome.PASSED)
