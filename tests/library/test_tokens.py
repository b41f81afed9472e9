from __future__ import annotations

import pytest

from studio.library.tokens import index_text, is_marked, pairs, place_tone, spans, syllables


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
        ("uỷ", "ủy"),
        ("oà", "òa"),
        ("quý", "quý"),
        ("hoàn", "hoàn"),
        ("hòa", "hòa"),
        ("khuỷu", "khuỷu"),
    ],
)
def test_both_placements_of_a_tone_mark_are_one(written: str, one: str) -> None:
    assert place_tone(written) == one


def test_syllables_are_words_and_numbers_in_order() -> None:
    assert syllables("Uỷ ban, Ðà Nẵng: 13/2023/NĐ-CP") == ["ủy", "ban", "đà", "nẵng", "13", "2023", "nđ", "cp"]


def test_marked_and_folded_tokens_never_mix() -> None:
    assert index_text("Lừa đảo qua mạng").split() == [
        "lừa", "đảo", "qua", "mạng", "lừa_đảo", "đảo_qua", "qua_mạng",
        "_lua", "_dao", "_qua", "_mang", "_lua_dao", "_dao_qua", "_qua_mang",
    ]  # fmt: skip


def test_spans_point_into_the_text() -> None:
    text = "Khoẻ  mạnh."
    assert [(w, text[a:b]) for w, a, b in spans(text)] == [("khỏe", "Khoẻ"), ("mạnh", "mạnh")]


def test_marks() -> None:
    assert is_marked("đa")
    assert is_marked("ô")
    assert not is_marked("ninh")
    assert pairs(["một"]) == []
