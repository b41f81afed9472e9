from __future__ import annotations

from studio.library.matcher import SearchTerms, share


def found(text: str, sought: SearchTerms) -> list[str]:
    return [text[run.start : run.end] for run in sought.runs(text)]


def test_words_that_follow_one_another_are_one_run_whatever_stands_between_them() -> None:
    assert found("Kẻ lừa đảo, chiếm  đoạt", SearchTerms(("lừa", "đảo", "chiếm"))) == ["lừa đảo, chiếm"]
    assert found("lừa kẻ đảo", SearchTerms(("lừa", "đảo"))) == ["lừa", "đảo"]


def test_a_part_of_a_syllable_is_not_found() -> None:
    assert found("ban bàn an tan ân", SearchTerms(("an",))) == ["an"]


def test_a_tone_mark_may_stand_in_either_place_and_capitals_do_not_matter() -> None:
    sought = SearchTerms(("hòa", "giải"))
    assert found("HOÀ GIẢI, Hòa Giải", sought) == ["HOÀ GIẢI, Hòa Giải"]
    assert {share(held, sought.wordings[0].pairs) for held in sought.lines("hoà giải")} == {1.0}


def test_a_letter_that_grows_in_lower_case_moves_nothing() -> None:
    assert found("İİ lừa", SearchTerms(("lừa",))) == ["lừa"]


def test_a_bare_word_has_any_marks() -> None:
    sought = SearchTerms(("uy", "ban", "đảo"), frozenset({"uy", "ban"}))
    assert found("Ủy bản dao đảo", sought) == ["Ủy bản", "đảo"]
    assert [share(held, sought.words) for held in sought.lines("uỷ bạn\nđảo")] == [2 / 3, 1 / 3]
    assert [share(held, sought.wordings[0].pairs) for held in sought.lines("uỷ bạn")] == [1 / 2]


def test_pairs_and_triples_are_told_from_words_in_another_order() -> None:
    sought = SearchTerms(("thu", "hồi", "giấy", "phép"))
    whole, turned, parted = sought.lines("thu hồi giấy phép\nphép giấy hồi thu\nthu hồi tờ giấy phép")
    assert [share(line, sought.words) for line in (whole, turned, parted)] == [1.0, 1.0, 1.0]
    assert [share(line, sought.wordings[0].pairs) for line in (whole, turned, parted)] == [1.0, 0.0, 2 / 3]
    assert [share(line, sought.wordings[0].triples) for line in (whole, turned, parted)] == [1.0, 0.0, 0.0]


def test_signs_of_a_pattern_are_no_signs_here() -> None:
    assert found("a.c abc", SearchTerms(("a.c",))) == ["a.c"]


def test_nothing_sought_is_nothing_found() -> None:
    sought = SearchTerms(())
    assert found("lừa đảo", sought) == []
    assert [share(held, sought.words) for held in sought.lines("lừa")] == [0.0]
