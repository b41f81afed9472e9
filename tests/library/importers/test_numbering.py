from __future__ import annotations

import pytest

from studio.library.importers.numbering import Level, Numbering, read_numbering, render


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (3, "lowerLetter", "c"),
        (28, "upperLetter", "BB"),
        (5, "chicago", "5"),
        (0, "lowerLetter", "0"),
    ],
)
def test_numerals(value: int, form: str, shown: str) -> None:
    assert render(value, form) == shown


def test_lower_levels_restart_and_patterns_name_higher_ones() -> None:
    levels = {0: Level("decimal", "%1.", 1), 1: Level("decimal", "%1.%2.", 1), 2: Level("bullet", "•", 1)}
    numbering = Numbering({"a": levels}, {"1": "a"}, {})
    assert [numbering.label("1", d) for d in (0, 1, 1, 2, 0, 1)] == ["1.", "1.1.", "1.2.", "-", "2.", "2.1."]


def test_two_lists_of_one_definition_count_on_unless_a_start_is_given() -> None:
    numbering = Numbering({"a": {0: Level("decimal", "%1.", 1)}}, {"1": "a", "2": "a", "3": "a"}, {("3", 0): 1})
    assert [numbering.label(n, 0) for n in ("1", "1", "2", "3", "3")] == ["1.", "2.", "3.", "1.", "2."]


def test_no_definitions_no_labels() -> None:
    assert read_numbering(None).label("1", 0) == ""
