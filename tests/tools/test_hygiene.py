"""Each rule of the house finds its breach and lets the rest pass."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools import hygiene

STUDIO = Path("studio/posts/drafts.py")
Rule = Callable[[Path, ast.AST], Iterator[str]]


def found(rule: Rule, source: str, path: Path = STUDIO) -> list[str]:
    return list(rule(path, ast.parse(source)))


@pytest.mark.parametrize(
    "text",
    [
        "see /wo" + "rk/main",
        "/ro" + "ot/.cache",
        "https://py" + "pi.org/simple",
        "registry.npm" + "js.org",
        "/tm" + "p/ps/x",
    ],
)
def test_foreign_words_are_found(text: str) -> None:
    assert len(list(hygiene.foreign_words(Path("README.md"), f"một\n{text}\n"))) == 1


@pytest.mark.parametrize("text", ["/framework/x", "a/work/b", "homework/", "email", "trail/rooted", "posts/work/"])
def test_ordinary_words_pass(text: str) -> None:
    assert list(hygiene.foreign_words(Path("README.md"), text)) == []


@pytest.mark.parametrize(
    "source",
    ["print(1)", "datetime.now(UTC)", "datetime.datetime.utcnow()", "date.today()", "time.time()"],
)
def test_printing_and_asking_the_pc_for_the_time_are_found(source: str) -> None:
    assert len(found(hygiene.calls, source)) == 1


def test_the_command_line_may_print_and_the_clock_may_ask() -> None:
    assert found(hygiene.calls, "print(1)", Path("studio/cli.py")) == []
    assert found(hygiene.calls, "datetime.now(UTC)", Path("studio/clock.py")) == []
    assert found(hygiene.calls, "self._clock.now(); time.monotonic()") == []


@pytest.mark.parametrize("source", ["from PySide6.QtWidgets import QLabel", "from PySide6 import QtWidgets"])
def test_widgets_stay_in_the_window(source: str) -> None:
    assert len(found(hygiene.imports, source, Path("studio/cards/painter.py"))) == 1
    assert found(hygiene.imports, source, Path("studio/ui/rail.py")) == []


def test_text_files_need_an_encoding() -> None:
    assert len(found(hygiene.encodings, "path.read_text(); path.write_text('x')")) == 2
    assert found(hygiene.encodings, "path.read_text(encoding='utf-8')") == []


def test_tests_do_not_sleep() -> None:
    assert len(found(hygiene.sleeps, "time.sleep(1)", Path("tests/test_x.py"))) == 1


def test_long_files_and_functions_are_found() -> None:
    short = "def f() -> None:\n" + "    x = 1\n" * 79
    tall = "def f() -> None:\n" + "    x = 1\n" * 80
    assert list(hygiene.sizes(STUDIO, short, ast.parse(short))) == []
    assert len(list(hygiene.sizes(STUDIO, tall, ast.parse(tall)))) == 1
    many = "x = 1\n" * 701
    assert len(list(hygiene.sizes(STUDIO, many, ast.parse(many)))) == 1


def test_a_broad_except_names_its_boundary() -> None:
    assert len(list(hygiene.broad_excepts(STUDIO, "except Exception:  # noqa: BLE001"))) == 1
    assert list(hygiene.broad_excepts(STUDIO, "except Exception:  # noqa: BLE001 (boundary: a worker)")) == []
