from __future__ import annotations

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from studio.library.importers.word import Numbering, NumberingLevel, read_numbering, render


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
    levels = {
        0: NumberingLevel("decimal", "%1.", 1),
        1: NumberingLevel("decimal", "%1.%2.", 1),
        2: NumberingLevel("bullet", "•", 1),
    }
    numbering = Numbering({"a": levels}, {"1": "a"}, {})
    assert [numbering.label("1", d) for d in (0, 1, 1, 2, 0, 1)] == ["1.", "1.1.", "1.2.", "-", "2.", "2.1."]


def test_two_lists_of_one_definition_count_on_unless_a_start_is_given() -> None:
    numbering = Numbering(
        {"a": {0: NumberingLevel("decimal", "%1.", 1)}}, {"1": "a", "2": "a", "3": "a"}, {("3", 0): 1}
    )
    assert [numbering.label(n, 0) for n in ("1", "1", "2", "3", "3")] == ["1.", "2.", "3.", "1.", "2."]


def test_no_definitions_no_labels() -> None:
    assert read_numbering(None).label("1", 0) == ""


def numbering(definitions: str) -> Numbering:
    return read_numbering(parse_xml(f"<w:numbering {nsdecls('w')}>{definitions}</w:numbering>"), lambda _style: "5")


ONE = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    shown = f'<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{shown}</w:lvl>'


def test_a_level_that_never_restarts_counts_through() -> None:
    levels = level(0, "upperRoman", "Chương %1") + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    levels += level(2, "decimal", "%3.")
    found = numbering(f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{ONE}')
    shown = [found.label("1", depth) for depth in (0, 1, 2, 1, 0, 1, 2)]
    assert shown == ["Chương I", "Điều 1.", "1.", "Điều 2.", "Chương II", "Điều 3.", "1."]


def test_higher_levels_in_arabic_numerals_where_the_level_says_so() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    found = numbering(f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{ONE}')
    assert [found.label("1", depth) for depth in (0, 0, 1)] == ["I.", "II.", "2.1."]


def test_an_instance_may_define_a_level_anew() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    found = numbering(
        f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="1"/>{own}</w:num>'
    )
    assert [found.label("1", 0), found.label("2", 0)] == ["1.", "b)"]


def test_a_definition_may_stand_for_the_list_of_a_style() -> None:
    found = numbering(
        f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "Điều %1.")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="DanhSach"/></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>'
    )
    assert found.label("6", 0) == "Điều 1."
