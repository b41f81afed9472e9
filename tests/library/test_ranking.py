from __future__ import annotations

import pytest

from studio.library.matcher import SearchTerms
from studio.library.search import LINE, RankCandidate, scores

WORDS = ("thu", "hồi", "giấy", "phép", "hoạt", "động", "báo", "chí")
SOUGHT = SearchTerms(WORDS)


def candidate(text: str, **changes: object) -> RankCandidate:
    return RankCandidate(**({"score": 1.0, "name": "Việc mẫu", "kind": "Nghị định", "text": text} | changes))  # type: ignore[arg-type]


def better(first: RankCandidate, second: RankCandidate) -> bool:
    one, other = scores(SOUGHT, [first, second])
    return one > other


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (candidate("Thu hồi giấy phép hoạt động báo chí."), candidate("Thu hồi giấy phép.")),
        (candidate("thu hồi giấy phép"), candidate("phép giấy hồi thu")),
        (candidate("báo chí\nthu hồi giấy phép hoạt động"), candidate("thu hồi\ngiấy phép\nhoạt động\nbáo chí")),
        (candidate("báo chí", kind="Luật"), candidate("báo chí", kind="Thông tư")),
        (candidate("báo chí", name="Luật Báo chí"), candidate("báo chí", name="Luật Xuất bản")),
        (candidate("báo chí", named=True), candidate("báo chí", name="Luật Báo chí")),
        (candidate("báo chí", named=True, cited=True), candidate("thu hồi giấy phép", named=True)),
        (candidate("báo chí", score=2.0), candidate("báo chí", score=1.0)),
    ],
    ids=["more words", "in order", "in one line", "kind of act", "name", "named", "cited", "rarer words"],
)
def test_what_answers_more_closely_comes_first(first: RankCandidate, second: RankCandidate) -> None:
    assert better(first, second)


def test_the_scale_of_the_index_does_not_matter() -> None:
    small = scores(SOUGHT, [candidate("thu hồi", score=0.02), candidate("báo chí", score=0.01)])
    large = scores(SOUGHT, [candidate("thu hồi", score=200.0), candidate("báo chí", score=100.0)])
    assert small == pytest.approx(large)


def test_nothing_to_compare_is_no_trouble() -> None:
    assert scores(SOUGHT, []) == []
    assert scores(SearchTerms(()), [candidate("", score=0.0, name="", kind="")]) == [0.0]
    assert scores(SearchTerms(("một",)), [candidate("một")])[0] > 0


def of_kind(kind: str, name: str = "Việc mẫu") -> float:
    return scores(SOUGHT, [candidate("báo chí", kind=kind, name=name)])[0]


def test_acts_of_parliament_stand_alike_above_decrees_above_the_rest() -> None:
    highest = {of_kind(kind) for kind in ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")}
    middle = {of_kind(kind) for kind in ("Nghị định", "Nghị quyết")}
    lowest = {of_kind(kind) for kind in ("Thông tư", "Quyết định", "")}
    assert [len(group) for group in (highest, middle, lowest)] == [1, 1, 1]
    assert min(highest) > max(middle) > max(lowest)


def test_a_decree_of_this_job_stands_between_the_other_decrees_and_the_laws() -> None:
    fines = "Xử phạt vi phạm hành chính trong lĩnh vực giao thông đường bộ"
    assert of_kind("Nghị định") < of_kind("Nghị định", fines) < of_kind("Luật", fines)
    assert of_kind("Thông tư", fines) == of_kind("Thông tư")


def test_how_well_the_index_finds_it_weighs_more_than_where_the_words_stand() -> None:
    apart, together = "thu giấy hoạt báo\nhồi phép động chí", "thu giấy hoạt báo hồi phép động chí"
    assert better(candidate(apart, score=2.0), candidate(together, score=1.0))
    in_pairs = "thu hồi\ngiấy phép\nhoạt động\nbáo chí"
    singly = "thu\nhồi\ngiấy\nphép\nhoạt\nđộng\nbáo\nchí"
    assert better(candidate(singly, score=2.0), candidate(in_pairs, score=1.0))


def test_three_words_in_a_row_count_by_their_share_of_all_such_rows() -> None:
    row, two = scores(SOUGHT, [candidate("thu hồi giấy"), candidate("thu hồi\nhồi giấy")])
    whole = scores(SOUGHT, [candidate("thu hồi giấy phép hoạt động báo chí")])[0]
    rows_of_all = scores(SOUGHT, [candidate("thu hồi\nhồi giấy\ngiấy phép\nphép hoạt\nhoạt động\nđộng báo\nbáo chí")])[
        0
    ]
    assert (whole - rows_of_all) - (row - two) * 6 == pytest.approx(LINE * (6 / 8 - 6 * 1 / 8))


def test_of_two_wordings_the_better_answered_counts() -> None:
    either = SearchTerms(("sàm", "sỡ"), said=("dâm", "ô"))
    one, other, none = scores(either, [candidate("sàm sỡ"), candidate("dâm ô"), candidate("ô sàm")])
    assert one == other > none
