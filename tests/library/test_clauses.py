from __future__ import annotations

import pytest

from studio.library.parts import clause, clauses, find_place, point, points

ARTICLE = """1. Khoản một gồm:
a) Điểm a;
đ) Điểm đ
tiếp dòng sau;
c1) Điểm bổ sung.
2. Khoản hai sửa như sau:
“1. Khoản trong ngoặc kép;
a) Điểm trong ngoặc kép.”.
2a. Khoản bổ sung.
10. Khoản mười."""


def test_clauses_are_those_of_the_article_itself() -> None:
    assert [part.number for part in clauses(ARTICLE)] == ["1", "2", "2a", "10"]
    assert clause(ARTICLE, "2A") == "2a. Khoản bổ sung."
    assert clause(ARTICLE, "3") is None


def test_points_are_looked_up_inside_a_clause() -> None:
    first = clause(ARTICLE, "1")
    assert first is not None
    assert [part.number for part in points(first)] == ["a", "đ", "c1"]
    assert point(first, "đ") == "đ) Điểm đ\ntiếp dòng sau;"
    assert point(first, "d") is None, "d and đ are two letters"


@pytest.mark.parametrize(
    ("number", "letter", "found"),
    [
        (None, None, True),
        ("1", None, True),
        ("1", "đ", True),
        ("1", "x", False),
        ("7", None, False),
        ("2", "a", False),
        (None, "a", False),  # the article has clauses: a point alone says too little
    ],
)
def test_places(number: str | None, letter: str | None, found: bool) -> None:
    assert (find_place(ARTICLE, number, letter) is not None) is found


def test_points_of_an_article_without_clauses() -> None:
    assert find_place("Người dân được:\na) Xem;\nb) Hỏi.", None, "b") == "b) Hỏi."


def test_decimals_are_no_clauses() -> None:
    assert clauses("Khoảng cách là\n1.5 mét.\n2 người.") == []
