"""A step of undo is a phrase, also when an input method rewrites every word letter by letter."""

from __future__ import annotations

from itertools import pairwise

import pytest

from studio.ui.composer.journal import JUMP, PAUSE_S, WORDS, UndoGrouper


class Typing:
    """Types into one text, a tenth of a second a key, and notes where steps begin."""

    def __init__(self) -> None:
        self.now = 0.0
        self.undo_groups = UndoGrouper(lambda: self.now)
        self.text = ""
        self.begun: list[str] = []
        """The text before each step."""

    def put(self, text: str, place: str = "how") -> None:
        self.now += 0.1
        if self.undo_groups.begins(place, self.text, text):
            self.begun.append(self.text)
        self.text = text

    def keys(self, text: str) -> None:
        for letter in text:
            self.put(self.text + letter)


@pytest.fixture
def typing() -> Typing:
    return Typing()


def test_a_phrase_is_one_step(typing: Typing) -> None:
    typing.keys("Số lạ gọi điện")
    assert typing.begun == [""]


def test_after_some_words_the_next_word_begins_a_step(typing: Typing) -> None:
    typing.keys("một hai ba bốn năm sáu bảy tám")
    assert WORDS == 6
    assert typing.begun == ["", "một hai ba bốn năm sáu "]


def test_a_pause_begins_a_step(typing: Typing) -> None:
    typing.keys("Số lạ")
    typing.now += PAUSE_S
    typing.keys(" gọi")
    assert typing.begun == ["", "Số lạ"]


def test_telex_with_backspaces_within_a_word_does_not_end_the_step(typing: Typing) -> None:
    for text in ("t", "ti", "tie", "tiê", "ti", "tiế", "tiến", "tiếng", "tiếng ", "tiếng v", "tiếng vi"):
        typing.put(text)
    assert typing.begun == [""]


def test_deleting_words_is_another_step_than_writing_them(typing: Typing) -> None:
    typing.keys("Số lạ gọi điện")
    while len(typing.text) > len("Số"):
        typing.put(typing.text[:-1])
    assert typing.begun == ["", "Số lạ gọi đ"]
    typing.keys(" quen gọi")
    assert len(typing.begun) == 3


def test_another_place_begins_a_step(typing: Typing) -> None:
    typing.keys("Số lạ")
    typing.put("Số lạ.", "signs")
    typing.put("Số lạ. ", "how")
    assert len(typing.begun) == 3


def test_a_jump_within_a_long_text_begins_a_step(typing: Typing) -> None:
    typing.put("x" * (2 * JUMP))
    typing.put("x" * (2 * JUMP) + "a")
    typing.put("b" + typing.text)
    typing.put("bc" + typing.text[1:])
    assert len(typing.begun) == 3


def test_a_paste_is_a_step(typing: Typing) -> None:
    typing.keys("Số")
    typing.put("Số lạ gọi điện tự xưng cán bộ phường")
    typing.keys(".")
    assert typing.begun[:2] == ["", "Số"]


def test_what_is_not_typed_is_always_a_step(typing: Typing) -> None:
    assert [typing.undo_groups.begins("") for _ in range(3)] == [True, True, True]


def test_no_step_holds_more_than_a_few_words_whatever_is_typed(typing: Typing) -> None:
    typing.keys("Kẻ gian gọi điện tự xưng cán bộ phường, nói dữ liệu cư trú bị lỗi và giục làm ngay trong vài phút.")
    ends = [*typing.begun[1:], typing.text]
    for before, after in pairwise(["", *ends]):
        assert len(after.split()) - len(before.split()) <= WORDS
