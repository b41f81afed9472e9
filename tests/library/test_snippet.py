from __future__ import annotations

from studio.library.matcher import SearchTerms
from studio.library.search import snippet


def query(words: str = "", bare: str = "") -> SearchTerms:
    return SearchTerms([*words.split(), *bare.split()], frozenset(bare.split()))


def marked(text: str, asked: SearchTerms, length: int = 240) -> tuple[str, list[str]]:
    shown, spans = snippet(text, asked, length)
    return shown, [shown[a:b] for a, b in spans]


def test_a_short_text_is_shown_whole_with_neighbouring_words_marked_as_one() -> None:
    shown, words = marked("Thủ đoạn lừa\nđảo. Đảo xa.", query("lừa đảo"))
    assert shown == "Thủ đoạn lừa đảo. Đảo xa."
    assert words == ["lừa đảo", "Đảo"]


def test_words_asked_without_marks_are_marked_too() -> None:
    assert marked("Ủy ban nhân dân", query(bare="uy ban"))[1] == ["Ủy ban"]


def test_the_window_is_where_most_different_words_are() -> None:
    text = "lừa lừa lừa " + "x " * 300 + "kẻ lừa đảo chiếm đoạt tài sản " + "y " * 300
    shown, words = marked(text, query("lừa đảo chiếm đoạt"), 120)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "lừa đảo chiếm đoạt" in words
    assert len(shown) <= 122


def test_without_a_match_the_beginning_is_shown() -> None:
    shown, words = marked("Điều này " * 100, query("không_có"), 50)
    assert shown.startswith("Điều này")
    assert words == []


def test_a_text_without_blanks_is_cut_too() -> None:
    assert len(marked("a" * 1000, query("b"), 100)[0]) <= 101


def test_in_a_long_text_the_line_with_most_different_words_is_shown() -> None:
    text = "lừa " * 600 + "\n" + "x " * 600 + "\nkẻ lừa đảo chiếm đoạt tài sản\n" + "đảo " * 600
    shown, words = marked(text, query("lừa đảo chiếm đoạt"))
    assert "kẻ lừa đảo chiếm đoạt tài sản" in shown
    assert "lừa đảo chiếm đoạt" in words
