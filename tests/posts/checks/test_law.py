"""What a post says of the law: cited, in force on the planned day, to the article, looked up lately."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from studio.library.citation_lint import TextCitation
from studio.library.model import CitationRef, CitedLaw, Status, Validity
from studio.phrase import Bilingual
from tests.posts.checks.view_builder import TODAY, findings, said, view
from tests.sample_fields import sample_cite

Cite = Callable[[CitationRef], CitedLaw]


def law(status: Status, *, replaced_by: str | None = None, checked_on: date | None = None, **changes: Any) -> Cite:
    """Every document has this status."""
    validity = Validity(
        status=status,
        on=TODAY,
        reason_vi="Theo kho văn bản.",
        reason_en="By the library.",
        replaced_by=replaced_by,
        checked_on=checked_on,
    )
    return lambda ref: replace(sample_cite(ref), **{"validity": validity, **changes})


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.IN_FORCE])
def test_only_in_force_is_in_force(status: Status) -> None:
    found = findings("CITATION_IN_FORCE", view("false_news", cite=law(status)))
    assert [finding.field for finding in found] == ["citation"]
    assert found[0].severity.value == ("warn" if status is Status.PARTLY_EXPIRED else "block")
    assert "25/11/2026" in found[0].wrong.vi


def test_a_law_in_force_passes() -> None:
    assert not findings("CITATION_IN_FORCE", view("false_news"))


def test_an_unknown_status_needs_a_named_person() -> None:
    found = findings("CITATION_IN_FORCE", view("false_news", cite=law(Status.UNKNOWN)))
    assert found[0].severity.value == "block"
    assert found[0].remedy.vi.startswith("Cần người có tên xác nhận")


def test_the_replacing_document_is_named() -> None:
    cite = law(Status.EXPIRED, replaced_by="282/2025/NĐ-CP")
    found = findings("CITATION_IN_FORCE", view("false_news", cite=cite))
    assert "282/2025/NĐ-CP" in found[0].remedy.vi
    assert "282/2025/NĐ-CP" in found[0].remedy.en


@pytest.mark.parametrize("changes", [{"found": False, "validity": None, "printed": ""}, {"article_found": False}])
def test_a_document_or_article_that_is_not_there_stops_the_post(changes: dict[str, Any]) -> None:
    found = findings("CITATION_IN_FORCE", view("false_news", cite=law(Status.IN_FORCE, **changes)))
    assert [finding.severity.value for finding in found] == ["block"]


def test_a_document_that_is_not_there_is_named_with_the_way_to_bring_it_in() -> None:
    cite = law(Status.IN_FORCE, found=False, validity=None, printed="")
    (found,) = findings("CITATION_IN_FORCE", view("false_news", {"citation": {"document": "7/2099/NĐ-CP"}}, cite=cite))
    assert found.wrong == Bilingual(
        "Văn bản 7/2099/NĐ-CP không có trong kho văn bản.", "Document 7/2099/NĐ-CP is not in the library."
    )
    assert found.remedy == Bilingual("Nhập văn bản vào kho rồi chọn lại.", "Import the document, then choose it again.")
    assert found.excerpt == "7/2099/NĐ-CP"


def test_what_the_document_lacks_is_named() -> None:
    cite = law(Status.IN_FORCE, article_found=False, missing="khoản 9")
    fields = {"citation": {"document": "144/2021/NĐ-CP", "article": 7, "clause": 9}}
    found = findings("CITATION_IN_FORCE", view("false_news", fields, cite=cite))
    assert [finding.wrong.vi for finding in found] == ["Điều 7 của 144/2021/NĐ-CP không có khoản 9."]


def test_a_new_law_may_be_explained_before_it_holds_when_the_post_says_from_when() -> None:
    told = view("law_explained", {"effective_on": "2027-01-01"}, cite=law(Status.NOT_YET))
    silent = view("law_explained", {"effective_on": "2026-07-01"}, cite=law(Status.NOT_YET))
    assert [f.severity.value for f in findings("CITATION_IN_FORCE", told)] == ["warn"]
    assert [f.severity.value for f in findings("CITATION_IN_FORCE", silent)] == ["block"]


def test_each_citation_is_reported_at_its_own_field() -> None:
    cite = law(Status.EXPIRED)
    fields = {"basis": [{"document": "144/2021/NĐ-CP", "article": 7}, {"document": "68/2020/QH14"}]}
    found = findings("CITATION_IN_FORCE", view("correction", fields, cite=cite))
    assert [(f.field, f.excerpt) for f in found] == [("basis", "144/2021/NĐ-CP"), ("basis", "68/2020/QH14")]


@pytest.mark.parametrize(
    "text",
    [
        "Theo Nghị định 144/2021/NĐ-CP, mức phạt là như sau.",
        "Thông tư số 55/2021/TT-BCA quy định chi tiết.",
        "Luật số 25/2018/QH14 có quy định.",
        "Quyết định 874/2021/QĐ-TTG được ban hành.",
        "Xem Nghị quyết 42/2017/NQ-CP.",
        "Pháp lệnh 10/2014/UBTVQH13 còn áp dụng.",
    ],
)
def test_a_document_only_typed_into_the_text_is_pointed_out(text: str) -> None:
    found = findings("CITATION_IN_FORCE", said(text, "false_news", "why"))
    assert [(f.field, f.severity.value) for f in found] == [("why", "warn")]
    assert found[0].wrong.vi == f"Văn bản {found[0].excerpt} chỉ được gõ vào bài nên không kiểm tra được hiệu lực."
    assert found[0].wrong.en.endswith(" is only typed into the text, so its status cannot be checked.")
    assert found[0].remedy.vi == "Chọn văn bản này ở ô căn cứ."


@pytest.mark.parametrize(
    "text",
    [
        "Theo Luật Cư trú số 68/2020/QH14.",
        "Kế hoạch số 123/KH-CAP của phường.",
        "Ngày 25/11/2026, công an phường thông báo.",
        "Bản tin số 12/2026 của phường.",
        "Giấy mời 15/GM-CAP.",
        "Tỷ lệ 3/4, khoảng 1/2 số hộ.",
    ],
)
def test_chosen_documents_and_other_numbers_are_not(text: str) -> None:
    assert not findings("CITATION_IN_FORCE", said(text, "false_news", "why"))


def test_a_rule_needs_a_citation_where_the_template_asks() -> None:
    found = findings("CITATION_PRESENT", view("false_news", {"citation": []}))
    assert [(f.field, f.severity.value) for f in found] == [("citation", "block")]
    assert not findings("CITATION_PRESENT", view("false_news"))
    assert not findings("CITATION_PRESENT", view("correction"))


def test_a_citation_without_an_article_is_a_warning_where_the_template_asks() -> None:
    whole = {"citation": {"document": "68/2020/QH14"}}
    assert [f.field for f in findings("CITATION_PINPOINT", view("law_explained", whole))] == ["citation"]
    assert not findings("CITATION_PINPOINT", view("law_explained"))
    assert not findings("CITATION_PINPOINT", view("false_news", whole))


@pytest.mark.parametrize(
    ("checked", "told"),
    [(date(2026, 5, 28), True), (date(2026, 5, 29), False), (date(2026, 11, 25), False), (None, False)],
)
def test_a_status_looked_up_long_ago_is_a_warning(checked: date | None, told: bool) -> None:
    found = findings("LAW_CHECK_AGE", view("false_news", cite=law(Status.IN_FORCE, checked_on=checked)))
    assert [(f.field, f.severity.value) for f in found] == ([("citation", "warn")] if told else [])


def test_a_caution_on_a_law_in_force_warns() -> None:
    caution = Bilingual("kho chưa có toàn văn.", "the library has no full text.")
    validity = Validity(status=Status.IN_FORCE, on=TODAY, reason_vi="", reason_en="", cautions=(caution,))
    found = findings("CITATION_IN_FORCE", view("false_news", cite=law(Status.IN_FORCE, validity=validity)))
    assert [finding.severity.value for finding in found] == ["warn"]
    assert found[0].wrong.vi.endswith("kho chưa có toàn văn.")


def test_an_expired_law_is_not_argued_about() -> None:
    caution = Bilingual("văn bản hợp nhất.", "a consolidated text.")
    validity = Validity(status=Status.EXPIRED, on=TODAY, reason_vi="", reason_en="", cautions=(caution,))
    found = findings("CITATION_IN_FORCE", view("false_news", cite=law(Status.EXPIRED, validity=validity)))
    assert [finding.severity.value for finding in found] == ["block"]


def typed(written: str, **changes: Any) -> TextCitation:
    return TextCitation(**{"where": "message", "start": 0, "written": written, "offered": "", **changes})


def in_text(*found: TextCitation) -> list[tuple[str, str, str]]:
    seen = findings("CITATION_IN_TEXT", said("Bài viết.", text_citations=found))
    return [(finding.severity.value, finding.wrong.vi, finding.remedy.vi) for finding in seen]


def test_a_citation_in_the_text_that_cannot_be_followed_is_told() -> None:
    reason = Bilingual("“Luật An ninh mạng” có thể là 2 văn bản.", "two documents")
    ((severity, wrong, _),) = in_text(typed("Luật An ninh mạng", reason=reason))
    assert (severity, wrong) == ("warn", reason.vi)
    assert in_text(typed("Nghị định 77/2021/NĐ-CP", reason=reason)) == []  # CITATION_IN_FORCE tells of it


def test_a_dead_document_named_in_the_text_is_told_with_its_replacement() -> None:
    dead = Validity(status=Status.EXPIRED, on=TODAY, reason_vi="", reason_en="", replaced_by="116/2025/QH15")
    found = typed("Luật An ninh mạng 2018", printed="Luật An ninh mạng số 24/2018/QH14", validity=dead)
    ((severity, wrong, remedy),) = in_text(found)
    assert severity == "block"
    assert wrong == "Bài nhắc “Luật An ninh mạng 2018”, đã hết hiệu lực vào ngày 25/11/2026."
    assert remedy == "Trích dẫn 116/2025/QH15, văn bản thay thế."


def judged(status: Status, **changes: Any) -> TextCitation:
    cautions = changes.pop("cautions", ())
    known = Validity(status=status, on=TODAY, reason_vi="Theo kho.", reason_en="By the library.", cautions=cautions)
    return typed("Điều 5 Nghị định số 60/2019/NĐ-CP", **{"printed": "Nghị định", "validity": known, **changes})


@pytest.mark.parametrize("status", [Status.EXPIRED, Status.SUSPENDED, Status.UNSUITABLE, Status.NOT_YET])
def test_a_typed_place_without_effect_stops_the_post(status: Status) -> None:
    ((severity, wrong, remedy),) = in_text(judged(status, placed=True))
    assert severity == "block"
    assert wrong.startswith("Bài nhắc “Điều 5 Nghị định số 60/2019/NĐ-CP”, ")
    assert wrong.endswith(" vào ngày 25/11/2026. Theo kho.")
    assert remedy == "Chọn văn bản còn hiệu lực vào ngày đăng."


def test_a_typed_place_that_wants_a_look_is_a_warning() -> None:
    for status in (Status.PARTLY_EXPIRED, Status.UNKNOWN):
        assert [severity for severity, _, _ in in_text(judged(status, placed=True))] == ["warn"]
    caution = Bilingual("có đính chính.", "corrected.")
    assert [
        (severity, wrong) for severity, wrong, _ in in_text(judged(Status.IN_FORCE, placed=True, cautions=(caution,)))
    ] == [("warn", "“Điều 5 Nghị định số 60/2019/NĐ-CP”: có đính chính.")]
    assert in_text(judged(Status.PARTLY_EXPIRED)) == []  # a law that is only named, not a place that has ended


def test_a_law_whose_end_the_sentence_tells_may_be_named() -> None:
    for status in (Status.EXPIRED, Status.NOT_YET):
        assert [severity for severity, _, _ in in_text(judged(status, told=True))] == ["warn"]


def test_a_dead_place_is_told_although_another_of_the_citation_is_missing() -> None:
    reason = Bilingual("Điều 5 không có khoản 9.", "article 5 has no clause 9.")
    assert [severity for severity, _, _ in in_text(judged(Status.EXPIRED, placed=True, reason=reason))] == [
        "block",
        "warn",
    ]


def test_what_the_library_judges_is_not_called_unjudged() -> None:
    found = typed("Nghị định 144/2021/NĐ-CP", printed="Nghị định số 144/2021/NĐ-CP", validity=Validity(
        status=Status.IN_FORCE, on=TODAY, reason_vi="", reason_en=""
    ))  # fmt: skip
    post = said("Theo Nghị định 144/2021/NĐ-CP.", "false_news", "why", text_citations=(found,))
    assert not findings("CITATION_IN_FORCE", post)


def test_a_citation_written_otherwise_is_offered_in_the_usual_form() -> None:
    full = "Điều 5 Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ"
    assert in_text(typed("đ5 nđ 13/2023", printed=full, offered=full)) == [
        ("info", "“đ5 nđ 13/2023” chưa viết đúng thể thức.", f"Viết: {full}.")
    ]
    assert in_text(typed(full, printed=full)) == []
