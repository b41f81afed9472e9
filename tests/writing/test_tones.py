"""Tone marks in their places, whatever the style."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.config import Tones
from studio.writing.tokens import vocabulary
from studio.writing.tones import normalise_tones, prevailing, ways

STYLES: tuple[Tones, ...] = ("keep", "new", "old")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa bình", "hoà bình"),
        ("Hòa Bình", "Hoà Bình"),
        ("HÒA BÌNH", "HOÀ BÌNH"),
        ("khỏe, thủy, hủy, tùy, ủy ban", "khoẻ, thuỷ, huỷ, tuỳ, uỷ ban"),
        ("lõa xõa; lúy túy", "loã xoã; luý tuý"),
    ],
)
def test_open_rhymes_are_written_either_way_and_kept_unless_asked(old: str, new: str) -> None:
    assert normalise_tones(new, "old") == normalise_tones(old, "old") == old
    assert normalise_tones(new, "new") == normalise_tones(old, "new") == new
    assert (normalise_tones(old, "keep"), normalise_tones(new, "keep")) == (old, new)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("hòan tòan, khỏan, lọai, thúôc", "hoàn toàn, khoản, loại, thuốc"),
        ("qúy, qủa, gía, gỉa, gìơ", "quý, quả, giá, giả, giờ"),
        ("đựơc, nứơc, tuỷên", "được, nước, tuyển"),
        ("quí khách, qui định, thủ quĩ, quì", "quý khách, quy định, thủ quỹ, quỳ"),
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_a_mark_in_neither_place_is_moved_whatever_the_style(wrong: str, right: str, style: Tones) -> None:
    assert normalise_tones(wrong, style) == right


@pytest.mark.parametrize(
    "text",
    [
        "quý, quả, quốc, quyển, quỳ, quỵ, của, mùa, múa, giá, giữa, giếng, gì, gìn, giặt, người, thuở, khuỷu, ngoẻo",
        "lí do, lý do, kĩ thuật, kỹ thuật, mĩ thuật, tỉ lệ, tỷ lệ",
        "Noé, Zoé, café, résumé, Qui Nhơn",
        "Nghị định 13/2023/NĐ-CP, hoà@phuong.example, #HoàBình, https://hoà.example",
        "",
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_what_is_right_or_foreign_or_no_word_stays(text: str, style: Tones) -> None:
    assert normalise_tones(text, style) == text


def test_letters_are_composed() -> None:
    assert normalise_tones(unicodedata.normalize("NFD", "Tiếng Việt"), "keep") == "Tiếng Việt"


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("hoà, thuỷ, khỏe", "new"),
        ("hòa, thủy, khoẻ", "old"),
        ("hòa, khoẻ", "old"),
        ("không có chữ nào như thế", "keep"),
        ("quý, của, mùa, người", "keep"),
    ],
)
def test_the_way_that_prevails_wins_and_the_old_one_in_a_tie(text: str, style: Tones) -> None:
    assert prevailing(text) == style


def test_each_way_is_counted() -> None:
    old, new = ways("hòa, hoà, thủy, Thuỷ, quý, toàn")
    assert ([word.written for word in old], [word.written for word in new]) == (["hòa", "thủy"], ["hoà", "thuỷ"])


@given(st.lists(st.sampled_from(sorted(vocabulary().rank)), max_size=30), st.sampled_from(STYLES))
def test_twice_is_once_and_only_marks_move(words: list[str], style: Tones) -> None:
    text = " ".join(words)
    once = normalise_tones(text, style)
    assert normalise_tones(once, style) == once
    assert _letters(once).replace("y", "i") == _letters(text).replace("y", "i")


@given(st.text(alphabet="aoôuưyeiqghnthk\u0300\u0301\u0309\u0323 ,.#HOA", max_size=80), st.sampled_from(STYLES))
def test_any_text_is_stable_after_once(text: str, style: Tones) -> None:
    once = normalise_tones(text, style)
    assert normalise_tones(once, style) == once
    assert unicodedata.is_normalized("NFC", once)


def test_every_syllable_in_use_bears_its_mark_in_one_of_two_places() -> None:
    for word, style in product(vocabulary().rank, STYLES):
        assert normalise_tones(normalise_tones(word, "new"), style) == normalise_tones(
            word, style if style != "keep" else "new"
        )


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
