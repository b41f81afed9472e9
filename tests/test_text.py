"""Text as Vietnamese readers search and sort it."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.text import collation, search_key, sought

SORTED = ("An", "án", "an ninh", "ăn", "âm", "bà", "da", "dê", "đa", "em", "ếch", "ô", "ơn", "pháo", "u", "ư", "xe")
"""Already in order."""
TONES = ("ma", "mà", "mả", "mã", "má", "mạ")


def test_titles_sort_as_in_a_vietnamese_dictionary() -> None:
    for some in permutations(SORTED[:6]):
        assert sorted(some, key=collation) == list(SORTED[:6])
    backwards = list(SORTED[::-1])
    assert sorted(backwards, key=collation) == list(SORTED)


def test_tones_decide_only_between_equal_letters() -> None:
    for some in permutations(TONES[:5]):
        assert sorted(some, key=collation) == list(TONES[:5])
    assert collation(TONES[4]) < collation(TONES[5])
    assert collation("má a") < collation("ma b")


def test_signs_and_case_do_not_count() -> None:
    assert collation("“Ăn xin” giả!") == collation("ăn xin giả")
    assert collation("a\u0306n") == collation("ăn")


@pytest.mark.parametrize(
    ("search", "text", "found"),
    [
        ("LUA dao", "Cảnh báo lừa đảo", True),
        ("lừa đ", "Cảnh báo lừa đảo", True),
        ("ua dao", "Cảnh báo lừa đảo", False),
        ("lu dao", "Cảnh báo lừa đảo", False),
        ("dao lua", "Cảnh báo lừa đảo", True),
        ("13/2023", "Nghị định 13/2023/NĐ-CP", True),
        ("nđ-cp", "Nghị định 13/2023/NĐ-CP", True),
        ("2023 nd cp", "Nghị định 13/2023/NĐ-CP", True),
        ("", "gì cũng được", True),
        ("!!!", "gì cũng được", True),
    ],
)
def test_a_search_asks_for_whole_words_and_the_beginning_of_the_last(search: str, text: str, found: bool) -> None:
    assert all(part in search_key(text) for part in sought(search)) is found


@given(st.text())
def test_every_text_is_found_by_itself(text: str) -> None:
    assert all(part in search_key(text) for part in sought(text))
