"""A class of 30 lessons leaves as a table and as xAPI, keeps every rule, and comes back the same."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.app import Studio, open_studio
from studio.errors import BadInput, NotPermitted
from studio.paths import Profile
from studio.people.model import Role
from studio.training.course_reader import shipped
from studio.training.lesson import Mode
from studio.training.runs import MODES, Run, fit_run
from studio.training.table import COLUMNS, from_csv, to_csv
from studio.training.xapi import from_xapi, home_page, to_xapi
from tests.profile import SetClock, staffed
from tests.training.course.classes import a_class
from tests.training.course.conftest import PIN
from tests.training.course.xapi_rules import faults, session_faults, spans

HOME = "https://phuong.example.gov.vn"
Statement = dict[str, Any]


def lines(runs: Sequence[Run]) -> list[Statement]:
    return [json.loads(line) for line in to_xapi(runs, HOME, shipped()).decode().splitlines()]


def test_modes_are_those_of_lessons() -> None:
    assert set(MODES) == set(Mode)


def test_thirty_lessons_come_back_from_the_table() -> None:
    runs = a_class()
    assert len(runs) == 30
    assert len({run.learner_code for run in runs}) == 6
    assert from_csv(to_csv(runs), "lop.csv") == runs


def test_thirty_lessons_come_back_from_xapi() -> None:
    runs = a_class()
    assert from_xapi(to_xapi(runs, HOME, shipped()), "lop.jsonl") == runs


def test_no_cell_of_the_table_begins_a_formula() -> None:
    data = to_csv(a_class())
    assert data.startswith(b"\xef\xbb\xbf"), "spreadsheets see UTF-8 by the mark"
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert table[0] == list(COLUMNS.values())
    assert not [cell for line in table for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_every_statement_keeps_the_rules() -> None:
    statements = lines(a_class())
    assert len(statements) > 90
    assert [found for each in statements if (found := faults(each))] == []
    assert len({each["id"] for each in statements}) == len(statements)


def test_every_session_keeps_the_order_of_verbs() -> None:
    sessions: dict[str, list[Statement]] = defaultdict(list)
    for each in lines(a_class()):
        sessions[each["context"]["registration"]].append(each)
    assert len(sessions) == 30
    assert [found for each in sessions.values() if (found := session_faults(each))] == []
    seen = {each["verb"]["id"].rsplit("/", 1)[1] for session in sessions.values() for each in session}
    assert seen == {"launched", "initialized", "completed", "passed", "failed", "terminated"}


def test_what_is_said_is_what_was_done() -> None:
    runs = a_class()
    by_run = {each["result"]["extensions"][f"{HOME}/xapi/run"]["id"]: each for each in lines(runs) if last(each)}
    for run in runs:
        said = by_run[run.id]
        assert said["actor"]["account"] == {"homePage": HOME, "name": run.learner_code}
        assert spans(said["result"]["duration"]) == timedelta(seconds=run.seconds)
        assert said["object"]["definition"]["name"]["vi"] == shipped().outline(run.outline_id).title.vi  # type: ignore[union-attr]


def last(statement: Statement) -> bool:
    return str(statement["verb"]["id"]).endswith("/terminated")


def test_a_second_export_says_the_same_and_claims_no_conformance() -> None:
    data = to_xapi(a_class(), HOME, shipped())
    assert data == to_xapi(a_class(), HOME, shipped())
    assert b"mbox" not in data
    assert b"context/categories/cmi5" not in data


def _set(*path: str, to: Any) -> Callable[[Statement], None]:
    def change(statement: Statement) -> None:
        place: Any = statement
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = to

    return change


def _drop(*path: str) -> Callable[[Statement], None]:
    def change(statement: Statement) -> None:
        place: Any = statement
        for part in path[:-1]:
            place = place[part]
        del place[path[-1]]

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("id", to="1234"),
        _set("id", to="12345678-1234-6234-1234-567812345678"),
        _drop("actor"),
        _drop("actor", "account"),
        _set("actor", "mbox", to="mailto:a@b.vn"),
        _set("actor", "account", "homePage", to="phuong.example"),
        _set("actor", "account", "name", to=""),
        _set("actor", "account", "email", to="x"),
        _drop("verb", "display"),
        _set("verb", "id", to="launched"),
        _set("verb", "display", to={"tiếng việt": "x"}),
        _set("object", "id", to="https://a b"),
        _set("object", "definition", "type", to="lesson"),
        _set("object", "definition", "name", to={}),
        _set("object", "extra", to=1),
        _set("result", "duration", to="12 minutes"),
        _set("result", "duration", to="PT"),
        _set("result", "success", to="true"),
        _set("result", "score", to={"scaled": 1.5}),
        _set("result", "score", to={"raw": 4, "min": 0, "max": 3}),
        _set("result", "extensions", to={"run": 1}),
        _set("result", "grade", to="A"),
        _set("context", "registration", to="abc"),
        _set("context", "language", to="Tiếng Việt"),
        _set("context", "contextActivities", to={"group": []}),
        _set("context", "contextActivities", "grouping", to=[{"id": "x"}]),
        _set("timestamp", to="25/11/2026 08:30"),
        _set("timestamp", to="2026-11-25T08:30:00"),
        _set("version", to="1.0.3"),
        _set("note", to="x"),
    ],
)
def test_the_rules_notice_what_breaks_them(change: Callable[[Statement], None]) -> None:
    statement = copy.deepcopy(next(filter(last, lines(a_class()))))
    assert faults(statement) == []
    change(statement)
    assert faults(statement)


def _swap(statements: list[Statement]) -> None:
    statements[1], statements[-1] = statements[-1], statements[1]


def _twice(statements: list[Statement]) -> None:
    statements.insert(2, statements[1])


def _both(statements: list[Statement]) -> None:
    other = copy.deepcopy(next(each for each in statements if each["verb"]["id"].endswith(("/passed", "/failed"))))
    name = "failed" if other["verb"]["id"].endswith("passed") else "passed"
    other["verb"]["id"] = f"http://adlnet.gov/expapi/verbs/{name}"
    other["result"]["success"] = name == "passed"
    statements.insert(-1, other)


def _no_end(statements: list[Statement]) -> None:
    statements.pop()


def _no_duration(statements: list[Statement]) -> None:
    del statements[-1]["result"]["duration"]


def _backwards(statements: list[Statement]) -> None:
    statements[-1]["timestamp"] = "2020-01-01T00:00:00Z"


def _local(statements: list[Statement]) -> None:
    statements[0]["timestamp"] = "2026-11-25T08:30:00+07:00"


def _other_verb(statements: list[Statement]) -> None:
    statements[1]["verb"]["id"] = "http://adlnet.gov/expapi/verbs/attempted"


def _success(statements: list[Statement]) -> None:
    statements[-1]["result"]["success"] = True


@pytest.mark.parametrize(
    "change", [_swap, _twice, _both, _no_end, _no_duration, _backwards, _local, _other_verb, _success]
)
def test_the_order_notices_what_breaks_it(change: Callable[[list[Statement]], None]) -> None:
    run = next(run for run in a_class() if run.passed is not None and run.complete)
    statements = lines([run])
    assert session_faults(statements) == []
    change(statements)
    assert session_faults(statements)


@pytest.mark.parametrize(
    ("website", "home"),
    [("https://phuong.example.gov.vn/", HOME), (" http://a.vn/cong-an/ ", "http://a.vn/cong-an")],
)
def test_the_unit_is_known_by_its_website(website: str, home: str) -> None:
    assert home_page(website) == home


@pytest.mark.parametrize("website", ["", "phuong.example", "ftp://a.vn", "https://"])
def test_without_a_website_there_is_no_account(website: str) -> None:
    with pytest.raises(BadInput):
        home_page(website)


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_the_classes_of_two_pcs_become_one(studio: Studio, trainer: str, tmp_path: Path, ending: str) -> None:
    runs, file = a_class(), tmp_path / f"lop{ending}"
    file.write_bytes(to_csv(runs) if ending == ".csv" else to_xapi(runs, HOME, shipped()))
    elsewhere = open_studio(Profile(root=tmp_path / "khac"), clock=SetClock())
    by = staffed(elsewhere.people, ("Giảng viên", [Role.TRAINER]), pin=PIN)[0].id
    elsewhere.progress.record(runs[3])
    assert elsewhere.progress.take_in(file, by) == 30
    assert sorted(elsewhere.progress.runs(), key=lambda run: run.id) == list(runs), "the one it had is there once"
    elsewhere.close()


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.csv", b"", ":1"),
        ("a.csv", b"\xff\xfe", ":1"),
        ("a.csv", b"x;y\r\n", ":1"),
        ("a.csv", to_csv(a_class(3)).replace(b"2026-", b"20x6-", 1), ":2"),
        ("a.csv", to_csv(a_class(3)) + b"x,y\r\n", ":5"),
        ("a.jsonl", b"{}\n", ":1"),
        ("a.jsonl", to_xapi(a_class(1), HOME, shipped()) + b"[1]\n", ":5"),
        ("a.jsonl", b"\n".join(to_xapi(a_class(1), HOME, shipped()).splitlines()[:-1]), ""),
    ],
)
def test_a_changed_file_is_told_with_its_line(
    studio: Studio, trainer: str, author: str, tmp_path: Path, name: str, data: bytes, line: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(BadInput) as refused:
        studio.progress.take_in(file, trainer)
    assert refused.value.where == f"{name}{line}"
    assert studio.progress.runs() == ()
    with pytest.raises(NotPermitted):
        studio.progress.take_in(file, author)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("timestamp",), "0001-01-01T00:00:00+07:00"),
        (("timestamp",), "9999-12-31T23:59:59-07:00"),
        (("timestamp",), "2026-01-01T00:00:00"),
        (("object", "id"), "x"),
        (("object", "id"), f"{HOME}/xapi/outlines/\ud800"),
        (("context", "revision"), "\ud800"),
        (("actor", "name"), "\x00"),
        (("result", "duration"), "PT99999999999999999999S"),
        (("result", "extensions", f"{HOME}/xapi/run", "hints"), 10**30),
        (("result", "extensions", f"{HOME}/xapi/run", "steps_total"), float("inf")),
        (("result", "extensions", f"{HOME}/xapi/run", "by_step"), {"1": [-1, 10**30]}),
    ],
)
def test_a_forged_line_is_refused_in_one_sentence(
    studio: Studio, trainer: str, tmp_path: Path, place: tuple[str, ...], value: object
) -> None:
    told = lines(a_class(1))
    inner: Any = told[-1]
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    file = tmp_path / "lop.jsonl"
    file.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    with pytest.raises(BadInput):
        studio.progress.take_in(file, trainer)
    assert studio.progress.runs() == ()


def test_an_older_file_takes_nothing_away(studio: Studio, trainer: str, tmp_path: Path) -> None:
    whole = next(run for run in a_class() if run.finished_at is not None and run.steps_done > 1)
    early, file = replace(whole, finished_at=None, steps_done=1, passed=None), tmp_path / "lop.csv"
    studio.progress.record(whole)
    file.write_bytes(to_csv([early]))
    assert studio.progress.take_in(file, trainer) == 1
    assert studio.progress.runs() == (whole,)
    file.write_bytes(to_csv([replace(early, learner_code="HV-99", finished_at=whole.finished_at)]))
    with pytest.raises(BadInput):
        studio.progress.take_in(file, trainer)
    assert studio.progress.runs() == (whole,)


@pytest.mark.parametrize("code", ["HỌC-VIÊN.7", "ＨＶ１", "Ǆ", "ẞ", "-1", "_"])
def test_odd_codes_come_back_the_same(code: str) -> None:
    run = fit_run(replace(a_class(1)[0], learner_code=code))
    assert from_csv(to_csv([run]), "a.csv") == from_xapi(to_xapi([run], HOME, shipped()), "a.jsonl") == (run,)
    assert fit_run(run) == run
