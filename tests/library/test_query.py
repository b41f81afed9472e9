from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.library.query import MOST_TERMS, build_query, has_phrases


class Words:
    """A vocabulary: the tokens it knows, and those that are common."""

    def __init__(self, known: str = "", common: Mapping[str, int] | None = None) -> None:
        self._known = frozenset(known.split())
        self._common = common or {}

    def known(self, terms: Sequence[str]) -> frozenset[str]:
        return self._known & set(terms)

    def common(self, terms: Sequence[str]) -> Mapping[str, int]:
        return {t: self._common[t] for t in terms if t in self._common}


def match_of(text: str, words: Words) -> str:
    query = build_query(text, words)
    assert query is not None
    return query.match


def test_marked_text_asks_for_marked_tokens() -> None:
    assert match_of("Lừa đảo", Words()) == '"lừa" OR "đảo" OR "lừa_đảo"'


def test_text_without_marks_asks_for_folded_tokens() -> None:
    assert match_of("lua dao", Words("lua dao")) == '"_lua" OR "_dao" OR "_lua_dao"'


def test_a_syllable_typed_without_its_marks_is_asked_for_folded() -> None:
    query = build_query("chiếm đoạt tai sản an ninh", Words("an ninh an_ninh sản"))
    assert query is not None
    assert '"_tai"' in query.match
    assert '"_tai_san"' in query.match
    assert '"an_ninh"' in query.match
    assert query.bare == {"tai"}
    assert query.words == {"chiếm", "đoạt", "sản", "an", "ninh"}


def test_common_tokens_are_dropped_unless_all_are() -> None:
    common = {"của": 900, "người": 800, "của_người": 10, "các": 990}
    assert match_of("của người dân", Words(common=common)) == '"dân" OR "người_dân"'
    assert match_of("các của người", Words(common=common | {"các_của": 5})) == '"các_của" OR "của_người" OR "người"'


def test_quoted_words_must_stand_together() -> None:
    query = build_query('xử phạt "suy đoán vô tội"', Words("suy suy_đoán phạt_suy"))
    assert query is not None
    assert query.match.startswith('"suy_đoán" AND "đoán_vô" AND "vô_tội" AND (')
    assert has_phrases("Nguyên tắc suy đoán, vô tội.", query)
    assert not has_phrases("suy đoán vô lý, vô tội", query)


def test_quoted_words_partly_without_marks() -> None:
    query = build_query('"tai sản"', Words())
    assert query is not None
    assert has_phrases("chiếm đoạt tài sản", query)
    assert not has_phrases("tài năng", query)


def test_quoted_words_without_marks() -> None:
    query = build_query('"suy doan vo toi"', Words())
    assert query is not None
    assert has_phrases("Suy đoán vô tội", query)


@pytest.mark.parametrize("text", ["", "  ", "?!…", '"""', "()*^"])
def test_text_without_words_asks_nothing(text: str) -> None:
    assert build_query(text, Words()) is None


@given(st.text(max_size=300))
def test_no_text_breaks_the_syntax(text: str) -> None:
    query = build_query(text, Words())
    if query is None:
        return
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE f USING fts5(body, tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
        )
        connection.execute("SELECT * FROM f WHERE f MATCH ?", (query.match,)).fetchall()
    connection.close()


def test_a_very_long_query_is_cut() -> None:
    assert match_of(" ".join(f"từ{n}" for n in range(5000)), Words()).count(" OR ") < MOST_TERMS
