"""The pieces of a post and the joined text that the rules search."""

from __future__ import annotations

from studio.posts.checks.scan import Scan, TypedPiece
from studio.templates.model import FieldType
from tests.posts.checks.view_builder import view


def piece(text: str, where: str = "message") -> TypedPiece:
    return TypedPiece(where=where, raw=text, text=text, kind=FieldType.TEXT)


def test_a_sentence_begins_behind_any_mark_that_ends_one() -> None:
    scan = Scan.of([piece("Một. Hai! Ba? Bốn; năm\nsáu bảy")])
    for word, before in (("Hai", ""), ("Ba", ""), ("Bốn", ""), ("năm", ""), ("sáu", ""), ("bảy", "sáu")):
        assert scan.sentence_before(scan.text.index(word)).strip() == before, word


def pieces(template: str, fields: dict[str, object]) -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = {}
    for one in view(template, fields).pieces:
        found.setdefault(one.where, []).append((one.text, one.said_by_others))
    return found


def test_a_pair_of_name_and_figure_is_the_pages_own_word() -> None:
    found = pieces("weekly_recap", {"figures": [{"key": "Số vụ", "value": "12"}]})
    assert found["figures"] == [("Số vụ: 12", False)]


def test_a_citizens_question_is_not_the_pages_word_and_its_answer_is() -> None:
    found = pieces("qa_post", {"qas": [{"q": "Có mất phí không?", "a": "Không mất phí."}]})
    assert found["qas"] == [("Có mất phí không?", True), ("Không mất phí.", False)]


def test_a_choice_is_no_text() -> None:
    found = pieces("case_result", {"stage": "khởi tố bị can"})
    assert "stage" not in found
    assert found
