"""What a run under Wine told is counted by room; a failure that nobody knows is not lost among those that are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from release.wine.__main__ import KNOWN, SHORT, rooms
from release.wine.results import Absent, Known, Outcome, Result, read_lists, read_report, row, table, unknown
from release.wine.standins import forwards

REPORT = """<testsuites><testsuite name="pytest">
<testcase file="tests\\store\\test_a.py" name="test_stays"/>
<testcase file="tests\\store\\test_a.py" name="test_breaks[5]">
  <failure message="AssertionError: no\n  font">…</failure>
</testcase>
<testcase file="tests\\store\\test_a.py" name="test_lacks"><skipped message="no PHP"/></testcase>
<testcase file="tests\\store\\test_a.py" name="test_leaves"/>
<testcase file="tests\\store\\test_a.py" name="test_leaves"><error message="a thread is left">…</error></testcase>
</testsuite></testsuites>"""
FONT = Known(test="tests/store/*::test_breaks*", says="no font", reason="Wine has none", proof="as above")


@pytest.fixture
def told(tmp_path: Path) -> tuple[Result, ...]:
    path = tmp_path / "report.xml"
    path.write_text(REPORT, encoding="utf-8")
    return read_report(path)


def test_a_report_is_read_test_by_test(told: tuple[Result, ...]) -> None:
    assert told == (
        Result("tests/store/test_a.py::test_stays", Outcome.PASSED),
        Result("tests/store/test_a.py::test_breaks[5]", Outcome.FAILED, "AssertionError: no font"),
        Result("tests/store/test_a.py::test_lacks", Outcome.SKIPPED, "no PHP"),
        Result("tests/store/test_a.py::test_leaves", Outcome.FAILED, "a thread is left"),
    )


def test_a_known_failure_is_counted_apart_and_another_of_the_same_test_is_not_known(told: tuple[Result, ...]) -> None:
    assert [test.name for test in unknown(told, [FONT])] == ["tests/store/test_a.py::test_leaves"]
    other = Result("tests/store/test_a.py::test_breaks[5]", Outcome.FAILED, "AssertionError: wrong number")
    assert unknown([other], [FONT]) == (other,)


def test_the_table_names_every_room_its_sum_and_what_did_not_run(told: tuple[Result, ...]) -> None:
    rows = [row("people", [Result("a", Outcome.PASSED)], [FONT]), row("store", told, [FONT])]
    lines = table(rows, [Absent(room="tests/hub", reason="no PostgreSQL.")]).splitlines()
    assert lines[2:5] == ["| people | 1 | 0 | 0 | 0 |", "| store | 1 | 1 | 1 | 1 |", "| all | 2 | 1 | 1 | 1 |"]
    assert "- `tests/hub` did not run: no PostgreSQL." in lines


def test_the_list_of_the_project_proves_what_it_says_and_names_rooms_that_are_there() -> None:
    lists = read_lists(KNOWN)
    assert all(one.test and one.says and one.reason and one.proof for one in lists.failures)
    assert all((Path(__file__).parents[2] / one.room).is_dir() for one in lists.rooms)
    assert {"tests/store", "tests/outbox", "tests/cli"} <= set(rooms(lists))


def test_the_stand_in_brings_complex_numbers_and_hands_everything_else_on() -> None:
    said = forwards(["crealf", "creal", "fopen"]).splitlines()
    assert said[2:] == ['  "crealf" = ms_crealf', '  "creal" = ms_creal', '  "fopen" = ucrtwine.fopen']


def test_the_short_form_is_a_part_of_the_whole() -> None:
    assert set(SHORT) < set(rooms(read_lists(KNOWN)))
