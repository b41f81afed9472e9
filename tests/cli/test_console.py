from __future__ import annotations

import ast
import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter

import pytest

import studio.cli
from studio.cli.console import Console, VerbOutput, line, plain, view
from studio.cli.main import main
from studio.errors import NotPermitted
from studio.library.model import Status
from studio.phrase import Bilingual


def console(*, json_out: bool = False, pin_stdin: bool = False, source: str = "") -> Console:
    return Console(
        language="vi",
        json=json_out,
        pin_stdin=pin_stdin,
        out=io.StringIO(),
        err=io.StringIO(),
        source=io.StringIO(source),
    )


def test_json_is_one_document_and_nothing_else() -> None:
    speaker = console(json_out=True)
    speaker.answer(
        {"state": Status.IN_FORCE, "at": datetime(2026, 1, 2, tzinfo=UTC), "who": Bilingual("a", "b")}, ["x"]
    )
    assert isinstance(speaker.out, io.StringIO)
    assert json.loads(speaker.out.getvalue()) == {
        "state": "in_force", "at": "2026-01-02T00:00:00+00:00", "who": {"vi": "a", "en": "b"},
    }  # fmt: skip


def test_plain_knows_days_paths_and_sets() -> None:
    assert plain({"d": date(2026, 1, 2), "p": Path("a"), "s": frozenset({1})}) == {
        "d": "2026-01-02",
        "p": "a",
        "s": [1],
    }


def test_a_sentence_tells_phrases_in_its_own_language() -> None:
    told = line("{}: {}.", "{trang}", Bilingual("đóng", "closed"))
    assert (told.vi, told.en) == ("{trang}: đóng.", "{trang}: closed.")
    assert line("{:>3} {}", 7, Bilingual("bài", "posts")).to("en") == "  7 posts"


def test_both_languages_of_a_sentence_have_a_place_for_every_value() -> None:
    found = 0
    for path in Path(studio.cli.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "line":
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and "{" in str(arg.value)]
                values = node.args[len(texts) :]
                if any(isinstance(value, ast.Starred) for value in values) or not texts:
                    continue
                assert {_places(str(text)) for text in texts} == {len(values)}, f"{path.name}:{node.lineno}"
                found += 1
    assert found > 30


def _places(text: str) -> int:
    return sum(field is not None for _, field, _, _ in Formatter().parse(text))


def test_a_view_has_the_named_attributes_in_their_order() -> None:
    shown = view(date(2026, 1, 2), "year on=day month week", week="1", more=True)
    assert list(shown.items()) == [("year", 2026), ("on", 2), ("month", 1), ("week", "1"), ("more", True)]


def test_an_answer_is_told_with_its_remark_and_its_exit_code() -> None:
    speaker = console()
    assert speaker.give(VerbOutput({}, Bilingual("một", "one"), failed=True, remark=Bilingual("lưu ý", "note"))) == 1
    assert speaker.give(VerbOutput({}, ["hai", Bilingual("ba", "three")])) == 0
    assert isinstance(speaker.out, io.StringIO)
    assert isinstance(speaker.err, io.StringIO)
    assert (speaker.out.getvalue(), speaker.err.getvalue()) == ("một\nhai\nba\n", "lưu ý\n")


def test_a_pin_comes_from_stdin_only_when_asked_for() -> None:
    assert console(pin_stdin=True, source="280915\r\nnext").pin("x") == "280915"
    with pytest.raises(NotPermitted, match="--pin-stdin"):
        console(source="280915\n").pin("x")


@pytest.mark.parametrize("words", [["nosuch"], ["people"], ["people", "add"], ["check"], ["outbox", "run", "--nope"]])
def test_wrong_usage_is_one_line_and_exit_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_common_options_stand_before_or_after_the_verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "p")
    assert main(["--profile", place, "--json", "people", "list"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["people", "list", "--json", "--profile", place]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_starting_the_command_loads_nothing_heavy() -> None:
    code = (
        "import sys; from studio.cli.main import build_parser; build_parser();"
        "heavy = ('PySide6', 'sqlalchemy', 'alembic', 'PIL', 'jinja2', 'docx', 'keyring', 'argon2', 'psycopg');"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
