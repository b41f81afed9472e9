from __future__ import annotations

import pytest

from studio.library.ranking import Candidate, scores
from studio.library.sought import Sought

WORDS = ("thu", "hồi", "giấy", "phép", "hoạt", "động", "báo", "chí")
SOUGHT = Sought(WORDS)


def candidate(text: str, **changes: object) -> Candidate:
    return Candidate(**({"score": 1.0, "name": "Việc mẫu", "kind": "Nghị định", "text": text} | changes))  # type: ignore[arg-type]


def better(first: Candidate, second: Candidate) -> bool:
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
def test_what_answers_more_closely_comes_first(first: Candidate, second: Candidate) -> None:
    assert better(first, second)


def test_the_scale_of_the_index_does_not_matter() -> None:
    small = scores(SOUGHT, [candidate("thu hồi", score=0.02), candidate("báo chí", score=0.01)])
    large = scores(SOUGHT, [candidate("thu hồi", score=200.0), candidate("báo chí", score=100.0)])
    assert small == pytest.approx(large)


def test_nothing_to_compare_is_no_trouble() -> None:
    assert scores(SOUGHT, []) == []
    assert scores(Sought(()), [candidate("", score=0.0, name="", kind="")]) == [0.0]
    assert scores(Sought(("một",)), [candidate("một")])[0] > 0
