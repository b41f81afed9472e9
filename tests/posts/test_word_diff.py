"""Two texts in one: the pieces make both, and read as a person would tell the change."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.posts.word_diff import LONGEST, DiffPiece, word_diff

OLD = "Kẻ gian gọi điện tự xưng cán bộ phường, nói dữ liệu cư trú bị lỗi và giục làm ngay."
NEW = "Đối tượng gọi điện tự xưng là cán bộ phường và nói dữ liệu cư trú bị lỗi và giục làm ngay!"
WORDS = st.sampled_from(
    ["cán", "bộ", "phường", " ", "  ", "\n", ", ", ". ", "Số 113", "👮‍♀️", "e\u0323\u0302", "1.500.000", "•"]
)
TEXTS = st.lists(WORDS, max_size=60).map("".join) | st.text(max_size=60)


def old_of(pieces: tuple[DiffPiece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "added")


def new_of(pieces: tuple[DiffPiece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "removed")


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_the_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert (old_of(pieces), new_of(pieces)) == (old, new)
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(TEXTS)
def test_the_same_text_is_one_piece(text: str) -> None:
    assert word_diff(text, text) == ((DiffPiece(kind="same", text=text),) if text else ())


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_no_character_is_torn(old: str, new: str) -> None:
    for piece in word_diff(old, new):
        part = piece.text not in (old, new) and (old + new).isprintable()
        if part and unicodedata.combining(piece.text[0]):  # then the text itself begins with it
            assert any(whole.startswith(piece.text) for whole in (old, new))


def test_a_change_reads_as_a_person_would_tell_it() -> None:
    told = [(piece.kind, piece.text) for piece in word_diff(OLD, NEW)]
    assert told == [
        ("removed", "Kẻ gian"),
        ("added", "Đối tượng"),
        ("same", " gọi điện tự xưng "),
        ("added", "là "),
        ("same", "cán bộ phường"),
        ("removed", ","),
        ("added", " và"),
        ("same", " nói dữ liệu cư trú bị lỗi và giục làm ngay"),
        ("removed", "."),
        ("added", "!"),
    ]


def test_a_letter_changed_changes_its_word_and_nothing_else() -> None:
    told = word_diff("Hỏi mã OTP, mật khẩu", "Hỏi mã OTB, mật khẩu")
    assert [(piece.kind, piece.text) for piece in told] == [
        ("same", "Hỏi mã "), ("removed", "OTP"), ("added", "OTB"), ("same", ", mật khẩu"),
    ]  # fmt: skip


@pytest.mark.parametrize("apart", [1, 40])
def test_in_a_long_text_only_what_changed_is_told(apart: int) -> None:
    sentences = [f"Câu thứ {number} nói về việc số {number * 7} ở tổ dân phố {number % 9}. " for number in range(200)]
    changed = list(sentences)
    changed[20] = "Câu này đã được viết lại hẳn. "
    changed[20 + apart] = changed[20 + apart].replace("tổ dân phố", "khu phố")
    del changed[150]
    old, new = "".join(sentences), "".join(changed)
    assert len(old.split()) > LONGEST
    pieces = word_diff(old, new)
    assert (old_of(pieces), new_of(pieces)) == (old, new)
    same = sum(len(piece.text) for piece in pieces if piece.kind == "same")
    assert same > len(new) * 0.98
    assert any(piece.kind == "added" and "khu" in piece.text for piece in pieces)
