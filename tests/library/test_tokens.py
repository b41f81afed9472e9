from __future__ import annotations

import pytest

from studio.library.tokens import bare, index_text, is_marked, pairs, place_tone, spans, syllables, written


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


def test_a_text_is_found_by_its_syllables_and_their_pairs() -> None:
    assert index_text("Lừa đảo qua mạng").split() == [
        "lừa", "đảo", "qua", "mạng", "lừa_đảo", "đảo_qua", "qua_mạng",
    ]  # fmt: skip


def test_the_bare_form_of_a_pair_keeps_its_joint() -> None:
    assert bare("đảo_Quần".lower()) == "dao_quan"


@pytest.mark.parametrize(
    ("syllable", "ways"),
    [
        ("hòa", ("hòa", "hoà")),
        ("thúy", ("thúy", "thuý")),
        ("khỏe", ("khỏe", "khoẻ")),
        ("quý", ("quý",)),
        ("qúy", ("qúy",)),
        ("mùa", ("mùa",)),
        ("lừa", ("lừa",)),
    ],
)
def test_the_ways_to_write_a_syllable_are_those_that_mean_it(syllable: str, ways: tuple[str, ...]) -> None:
    assert written(syllable) == ways
    assert {place_tone(way) for way in ways} == {syllable}


def test_spans_point_into_the_text() -> None:
    text = "Khoẻ  mạnh."
    assert [(w, text[a:b]) for w, a, b in spans(text)] == [("khỏe", "Khoẻ"), ("mạnh", "mạnh")]


def test_spans_hold_for_letters_that_grow_in_lower_case() -> None:
    text = "İİ lừa"
    assert [text[a:b] for _, a, b in spans(text)] == ["İİ", "lừa"]


def test_marks() -> None:
    assert is_marked("đa")
    assert is_marked("ô")
    assert not is_marked("ninh")
    assert pairs(["một"]) == []
