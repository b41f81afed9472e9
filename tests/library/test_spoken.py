from __future__ import annotations

import pytest

from studio.library.query import in_words_of_law, subject
from studio.library.tokens import syllables


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CSGT dừng xe máy", "cảnh sát giao thông dừng xe mô tô, xe gắn máy"),
        ("quên bằng lái xe, phạt bao nhiêu?", "quên giấy phép lái xe, mức phạt tiền?"),
        ("xe máy chuyên dùng", "xe máy chuyên dùng"),  # the longest entry says so
        ("mat bang lai", "mat giấy phép lái xe"),
        ("bang lái", "bang lái"),  # who types marks means what is typed
        ("khac nhau", "khac nhau"),  # one word without marks is no “nhậu”
        ("“bằng lái” ở đâu", "“bằng lái” ở đâu"),
        ("", ""),
    ],
)
def test_spoken_words_become_those_of_the_law(typed: str, meant: str) -> None:
    assert in_words_of_law(typed) == meant


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("khi nào cán bộ được từ chối tiếp công dân vậy", "cán bộ được từ chối tiếp công dân"),
        ("an ninh mạng được hiểu như thế nào", "an ninh mạng được hiểu như"),
        ("ai", "ai"),
        ("ở đâu vậy", "ở đâu vậy"),
    ],
)
def test_what_only_asks_is_left_out_unless_little_else_is_there(asked: str, about: str) -> None:
    assert " ".join(subject(syllables(asked))) == about
