from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.library.query import (
    EVERYWHERE,
    LONGEST_WALK,
    MOST_TERMS,
    RARE,
    SCORED,
    SMALL,
    any_spelling,
    build_query,
    has_phrases,
)
from studio.library.tokens import bare, pairs, syllables
from tests.ui.stand_in import StandIn


class Words(StandIn):  # type: ignore[misc]
    """A vocabulary: the tokens it holds, in one article each unless told."""

    def __init__(self, known: str = "", held: Mapping[str, int] | None = None, total: int = 100) -> None:
        self._held = dict.fromkeys(known.split(), 1) | dict(held or {})
        self._total = total

    def total(self) -> int:
        return self._total

    def holding(self, terms: Sequence[str]) -> Mapping[str, int]:
        return {t: self._held[t] for t in terms if t in self._held}

    def spellings(self, bares: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for term, count in self._held.items():
            if bare(term) in bares:
                found.setdefault(bare(term), {})[term] = count
        return found


def words_of(*texts: str) -> Words:
    return Words(" ".join(" ".join([*syllables(text), *pairs(syllables(text))]) for text in texts))


def match_of(text: str, words: Words) -> str:
    query = build_query(text, words)
    assert query is not None
    return query.match


def test_marked_text_asks_for_what_the_library_holds() -> None:
    assert match_of("Lừa đảo lớn", words_of("lừa đảo")) == '"lừa" OR "đảo" OR "lừa_đảo"'


def test_marks_left_out_are_put_back() -> None:
    query = build_query("Lua dao, qua mang", words_of("lừa đảo qua mạng"))
    assert query is not None
    assert query.restored == "Lừa đảo, qua mạng"
    assert query.row == ("lừa", "đảo", "qua", "mạng")
    assert '"lừa_đảo"' in query.match


def test_nothing_is_told_of_a_text_that_was_typed_well() -> None:
    query = build_query("lừa đảo", words_of("lừa đảo"))
    assert query is not None
    assert query.restored == ""


def test_a_literal_query_stays_as_it_was_typed() -> None:
    query = build_query("an ninh mang", words_of("an ninh mạng", "mang"), literal=True)
    assert query is not None
    assert query.restored == ""
    assert query.row == ("an", "ninh", "mang")


def test_a_syllable_the_library_does_not_know_may_have_other_marks() -> None:
    query = build_query("chiếm đoạt tái sản", words_of("chiếm đoạt tài sản"))
    assert query is not None
    assert '"tài"' in query.match
    assert '"tài_sản"' in query.match
    assert query.bare == {"tai"}


def test_a_loose_query_takes_any_spelling_of_what_has_no_marks() -> None:
    query = build_query("lua đảo", words_of("lừa đảo", "lửa", "lụa", "dao"), loose=True)
    assert query is not None
    assert set(query.match.split(" OR ")) == {'"lừa"', '"lửa"', '"lụa"', '"đảo"', '"lừa_đảo"'}
    assert query.bare == {"lua"}


def test_common_tokens_are_dropped_unless_all_are() -> None:
    held = {"của": 4900, "người": 4800, "của_người": SMALL + 1, "dân": 10, "người_dân": 5}
    words = Words(held=held, total=5000)
    assert match_of("của người dân", words) == '"người_dân" OR "dân"'
    assert match_of("của người", words) == '"của_người" OR "người" OR "của"'


def test_pairs_may_be_twice_as_common_as_syllables() -> None:
    words = Words(held={"quy": 6000, "định": 3900, "quy_định": 7900}, total=80_000)
    assert match_of("quy định", words) == '"định" OR "quy_định"'


def test_a_query_walks_through_no_more_than_so_many_articles() -> None:
    each = LONGEST_WALK // 4
    words = Words(held={f"từ{n}": each + n for n in range(20)}, total=each * 100)
    assert match_of(" ".join(f"từ{n}" for n in range(20)), words) == '"từ0" OR "từ1" OR "từ2"'


def test_of_common_words_alone_one_is_walked_through_if_more_would_be_too_long() -> None:
    words = Words(held={"của": 60_000, "pháp": 50_000, "của_pháp": LONGEST_WALK + 1}, total=80_000)
    assert match_of("của pháp", words) == '"của_pháp"'


def scored_of(text: str, **held: int) -> tuple[str, ...]:
    query = build_query(text, Words(held=held, total=200_000))
    assert query is not None
    return query.scored


def test_only_articles_with_a_rarer_term_are_scored() -> None:
    assert scored_of("một hai ba", một=SCORED - 1, hai=SCORED, ba=SCORED + 1) == ('"một" OR "hai"',)
    assert scored_of("một hai", một=1, hai=SCORED) == ()
    assert scored_of('"một" hai ba', một=SCORED, hai=SCORED, ba=SCORED) == ()


def test_what_is_everywhere_is_tried_in_headings_first() -> None:
    assert scored_of("một hai", một=EVERYWHERE, hai=EVERYWHERE) == ('"một"',)
    assert scored_of("một hai", một=EVERYWHERE + 1, hai=EVERYWHERE + 2) == ('heading : "một"', '"một"')
    assert scored_of("một", một=EVERYWHERE + 1) == ('heading : "một"',)


def test_quoted_words_must_stand_together() -> None:
    query = build_query('xử phạt "suy đoán vô tội"', words_of("suy đoán vô tội", "xử phạt"))
    assert query is not None
    assert query.match.startswith('"suy_đoán" AND "đoán_vô" AND "vô_tội" AND (')
    assert has_phrases("Nguyên tắc suy đoán, vô tội.", query)
    assert not has_phrases("suy đoán vô lý, vô tội", query)


def test_quoted_words_partly_without_marks() -> None:
    query = build_query('"tai sản"', words_of("chiếm đoạt tài sản", "tai"), loose=True)
    assert query is not None
    assert has_phrases("chiếm đoạt tài sản", query)
    assert not has_phrases("tài năng", query)


def test_quoted_words_of_any_spelling() -> None:
    query = build_query('"suy doan vo toi"', words_of("suy đoán vô tội"), loose=True)
    assert query is not None
    assert has_phrases("Suy đoán vô tội", query)


def test_every_syllable_in_any_spelling() -> None:
    assert any_spelling("lua đảo", words_of("lừa", "lửa")) == '("lừa" OR "lửa") AND ("đảo")'
    assert any_spelling("xyz", Words()) == '("xyz")'
    assert any_spelling("?!", Words()) == ""


@pytest.mark.parametrize("text", ["", "  ", "?!…", '"""', "()*^"])
def test_text_without_words_asks_nothing(text: str) -> None:
    assert build_query(text, Words()) is None


@given(st.text(max_size=300))
def test_no_text_breaks_the_syntax(text: str) -> None:
    query = build_query(text, words_of(text))
    if query is None:
        return
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE f USING fts5(body, tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
        )
        connection.execute("SELECT * FROM f WHERE f MATCH ?", (query.match,)).fetchall()


def test_a_very_long_query_is_cut() -> None:
    text = " ".join(f"từ{n}" for n in range(5000))
    assert match_of(text, words_of(text)).count(" OR ") < MOST_TERMS


def test_words_that_the_law_says_otherwise_are_looked_for_either_way() -> None:
    query = build_query("sàm sỡ phụ nữ", words_of("sàm sỡ", "dâm ô", "phụ nữ"))
    assert query is not None
    assert (query.row, query.said) == (("dâm", "ô", "phụ", "nữ"), ("sàm", "sỡ", "phụ", "nữ"))
    assert {'"sàm_sỡ"', '"dâm_ô"'} <= set(query.match.split(" OR "))
    assert query.restored == "dâm ô phụ nữ"
    literal = build_query("sàm sỡ phụ nữ", words_of("sàm sỡ", "dâm ô", "phụ nữ"), literal=True)
    assert literal is not None
    assert (literal.row, literal.said) == (("sàm", "sỡ", "phụ", "nữ"), ())


def test_words_as_they_were_said_have_their_marks_put_back() -> None:
    query = build_query("bang lai", words_of("bằng lái", "giấy phép lái xe"))
    assert query is not None
    assert (query.row, query.said) == (("giấy", "phép", "lái", "xe"), ("bằng", "lái"))


def test_rare_terms_are_named_apart() -> None:
    query = build_query("rú ga xe", Words(held={"rú": RARE, "ga": RARE + 1, "xe": 5000}, total=80_000))
    assert query is not None
    assert query.rare == '"rú"'
    quoted = build_query('"rú ga"', Words(held={"rú": 3, "ga": 9, "rú_ga": 3}))
    assert quoted is not None
    assert quoted.rare == ""


def test_a_typing_error_is_mended_and_told() -> None:
    query = build_query("trộmm cắp", words_of("trộm cắp"))
    assert query is not None
    assert (query.row, query.restored) == (("trộm", "cắp"), "trộm cắp")
