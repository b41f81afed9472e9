"""Marks stay where their words are while the text around them changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.ui.spelling.marks import after, at, changed_span, moved, place_of, units
from studio.writing.spelling import Misspelling, MisspellingKind

LETTERS = st.text(alphabet="ab ế🎉", max_size=30)


def slip(start: int, word: str = "sai") -> Misspelling:
    return Misspelling(start=start, length=len(word), word=word, kind=MisspellingKind.SYLLABLE)


@given(LETTERS, LETTERS)
def test_the_changed_span_makes_the_new_text_of_the_old(old: str, new: str) -> None:
    start, old_end, new_end = changed_span(old, new)
    assert old[:start] + new[start:new_end] + old[old_end:] == new


@pytest.mark.parametrize(
    ("old", "new", "starts"),
    [
        ("một sai hai sai ba", "một sai hai sai ba", [4, 12]),
        ("một sai hai sai ba", "và một sai hai sai ba", [7, 15]),
        ("một sai hai sai ba", "một sai hai thì sai ba", [4, 16]),
        ("một sai hai sai ba", "một sái hai sai ba", [12]),
        ("một sai hai sai ba", "một saii hai sai ba", [13]),
        ("một sai hai sai ba", "một sai. hai sai ba", [4, 13]),
        ("một sai hai sai ba", "", []),
    ],
)
def test_marks_move_with_their_words_and_go_where_one_types(old: str, new: str, starts: list[int]) -> None:
    assert [s.start for s in moved([slip(4), slip(12)], old, new)] == starts


def test_a_place_belongs_to_the_slip_it_touches() -> None:
    slips = [slip(4), slip(12)]
    assert at(slips, 4) == at(slips, 7) == slips[0]
    assert at(slips, 3) is None
    assert after(slips, 5) == slips[1]
    assert after(slips, 13) is None


@given(LETTERS, st.integers(0, 30))
def test_places_translate_to_what_qt_counts_and_back(text: str, place: int) -> None:
    place = min(place, len(text))
    assert place_of(text, units(text, place)) == place
