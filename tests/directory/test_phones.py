"""Duty numbers are checked and written one way."""

from __future__ import annotations

import pytest

from studio.directory.rules import dialled, display_phone
from studio.errors import BadInput


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("02400000113", "024 0000 0113"),
        ("024 0000 0113", "024 0000 0113"),
        ("(024) 0000.0113", "024 0000 0113"),
        ("024-0000-0113", "024 0000 0113"),
        ("+84 24 0000 0113", "024 0000 0113"),
        ("+84 (0)24 0000 0113", "024 0000 0113"),
        ("02040000113", "0204 000 0113"),
        ("0900000113", "0900 000 113"),
        ("+84900000113", "0900 000 113"),
        ("113", "113"),
        ("19000113", "1900 0113"),
        ("1800000113", "1800 000 113"),
        ("024 0000 0113 máy lẻ 12", "024 0000 0113 (máy lẻ 12)"),
        ("024 0000 0113 (máy lẻ 12)", "024 0000 0113 (máy lẻ 12)"),
        ("024 0000 0113, ext. 7", "024 0000 0113 (máy lẻ 7)"),
    ],
)
def test_numbers_are_printed_one_way(typed: str, printed: str) -> None:
    assert display_phone(typed) == printed
    assert display_phone(printed) == printed


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "0", "12345678", "0100000113", "0900 000 11", "0900 000 1133", "024 0000 113", "024 0000 0113 - 0114",
     "gọi 113", "+1 202 000 0113", "09000001l3", "٠٩٠٠٠٠٠١١٣"],
)  # fmt: skip
def test_what_cannot_be_dialled_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput, match="024 0000 0113"):
        display_phone(typed)


def test_two_spellings_of_a_number_dial_the_same() -> None:
    assert dialled("024 0000 0113") == dialled("+84 24.0000.0113") == "02400000113"
    assert dialled("024 0000 0113 (máy lẻ 12)") == "02400000113"
