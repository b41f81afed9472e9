from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.library.query import MOST_WORDS, likeliest, restore
from studio.library.tokens import bare, pairs, syllables
from tests.ui.stand_in import StandIn


class Learnt(StandIn):  # type: ignore[misc]
    """What a library of these texts knows, each an article."""

    def __init__(self, *articles: str) -> None:
        self._held = Counter[str]()
        for text in articles:
            words = syllables(text)
            self._held.update({*words, *pairs(words)})

    def spellings(self, bares: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for term, count in self._held.items():
            if bare(term) in bares:
                found.setdefault(bare(term), {})[term] = count
        return found


LIBRARY = Learnt(
    "lừa đảo chiếm đoạt tài sản qua mạng xã hội",
    "lửa trại; chữa cháy, dập lửa",
    "lửa và khói",
    "tai nạn giao thông",
    "an ninh mạng; mang theo giấy tờ",
    "mang vác nặng",
    "đa cấp, da giày",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lua dao chiem doat tai san", "lừa đảo chiếm đoạt tài sản"),
        ("Lua dao!", "Lừa đảo!"),
        ("LUA DAO qua mang", "LỪA ĐẢO qua mạng"),
        ("dap lua", "dập lửa"),
        ("tai nan", "tai nạn"),
        ("an ninh mang", "an ninh mạng"),
        ("giay to mang theo", "giấy tờ mang theo"),
    ],
)
def test_neighbours_tell_which_syllable_is_meant(typed: str, meant: str) -> None:
    assert restore(typed, LIBRARY) == meant


@pytest.mark.parametrize("typed", ["lụa đảo", "lứa dào", "Uỷ ban", "xyzzy 123", "", "  ?"])
def test_marks_that_were_typed_and_unknown_words_stay(typed: str) -> None:
    assert restore(typed, LIBRARY) == typed


def test_whoever_types_marks_is_believed_to_leave_none_out() -> None:
    assert restore("mang vũ khí", LIBRARY) == "mang vũ khí"


def test_whoever_types_some_marks_may_still_forget_others() -> None:
    often = Learnt(*["chiếm đoạt tài sản"] * 20, "tai nạn")
    assert restore("chiếm đoạt tai sản", often) == "chiếm đoạt tài sản"


def test_a_very_long_text_is_restored_at_its_beginning() -> None:
    text = "lua dao " * MOST_WORDS
    assert restore(text, LIBRARY).count("lừa đảo") == MOST_WORDS // 2


@given(st.text(alphabet=st.sampled_from(list("aăâeêioôơuưyđdlmnqTHC 1.,\nàảãạ\u0300\u0323")), max_size=60))
def test_only_marks_change(text: str) -> None:
    words = syllables(text)
    assert [bare(word) for word in likeliest(words, LIBRARY)] == [bare(word) for word in words]
