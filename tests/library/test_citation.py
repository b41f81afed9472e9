from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.library.citation import lacking, law_name, long_date, looks_like_document, printed, read_citation
from studio.library.model import CitationRef, CitedLaw, Document
from studio.text import fold

DECREE = Document(
    key="13/2023/ND-CP",
    number="13/2023/NĐ-CP",
    type="Nghị định",
    title="Bảo vệ dữ liệu cá nhân",
    issuer="Chính phủ",
    issued_on=date(2023, 4, 17),
)
DECREE_IN_FULL = "Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ"
LAW = Document(key="116/2025/QH15", number="116/2025/QH15", type="Luật", title="Luật An ninh mạng", issuer="Quốc hội")


def cited(missing: str, place: CitationRef) -> CitedLaw:
    return CitedLaw(
        ref=place, printed="", found=True, article_found=False, validity=None, document_sha256="", missing=missing
    )


def ref(article: str | None = None, clause: str | None = None, point: str | None = None) -> CitationRef:
    return CitationRef(document="x", article=article, clause=clause, point=point)


@pytest.mark.parametrize(
    ("document", "place", "text"),
    [
        (DECREE, ref("5", "1", "a"), f"điểm a khoản 1 Điều 5 {DECREE_IN_FULL}"),
        (DECREE, ref("5"), f"Điều 5 {DECREE_IN_FULL}"),
        (DECREE, ref(), DECREE_IN_FULL),
        (LAW, ref("5"), "Điều 5 Luật An ninh mạng số 116/2025/QH15"),
        (LAW, ref("8a", "2"), "khoản 2 Điều 8a Luật An ninh mạng số 116/2025/QH15"),
        (LAW, ref("5", None, "đ"), "điểm đ Điều 5 Luật An ninh mạng số 116/2025/QH15"),
    ],
)  # fmt: skip
def test_printed_forms(document: Document, place: CitationRef, text: str) -> None:
    assert printed(document, place) == text


def test_what_is_unknown_is_left_out() -> None:
    bare = Document(key="x", number="12/KH-MAU", type="Kế hoạch", title="", issuer="")
    assert printed(bare, ref("1")) == "Điều 1 Kế hoạch số 12/KH-MAU"
    nameless = Document(key="x", number="", type="", title="Điều lệ mẫu", issuer="")
    assert printed(nameless, ref()) == "Văn bản Điều lệ mẫu"


def test_days_and_first_months_carry_a_zero() -> None:
    assert long_date(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert long_date(date(2023, 4, 17)) == "ngày 17 tháng 4 năm 2023"


@pytest.mark.parametrize(
    "title",
    [
        "An ninh mạng",
        "Luật An ninh mạng",
        "LUẬT An ninh mạng",
        "Luật Luật An ninh mạng",
        "Luật An ninh mạng 2025 số 116/2025/QH15 áp dụng 2026",
        "Luật số 116/2025/QH15 An ninh mạng ngày 10/12/2025 của Quốc hội",
    ],
)
def test_a_law_has_one_name_whatever_the_source_wrote(title: str) -> None:
    assert (
        law_name(Document(key="", number="116/2025/QH15", type="Luật", title=title, issuer="")) == "Luật An ninh mạng"
    )


@pytest.mark.parametrize(
    ("typed", "document", "place"),
    [
        ("điểm a khoản 1 Điều 5 NĐ 13/2023", "NĐ 13/2023", ("5", "1", "a")),
        ("điểm đ, khoản 1, điều 5, nghị định số 13/2023/nđ-cp", "13/2023/nđ-cp", ("5", "1", "đ")),
        ("diem a khoan 1 dieu 5 nd 13/2023", "nd 13/2023", ("5", "1", "a")),
        ("13/2023/NĐ-CP Điều 5 khoản 1 điểm c1", "13/2023/NĐ-CP", ("5", "1", "c1")),
        ("đ a k 1 đ 5 nđ 13/2023", "nđ 13/2023", ("5", "1", "a")),
        ("Đ.5 K.1 Luật An ninh mạng số 116/2025/QH15", "116/2025/QH15", ("5", "1", None)),
        ("khoản 2a Điều 12 của Luật An ninh mạng 2018", "Luật An ninh mạng 2018", ("12", "2a", None)),
        ("theo quy định tại Điều 8a Luật Căn cước", "Luật Căn cước", ("8a", None, None)),
        ("Luật Căn cước", "Luật Căn cước", (None, None, None)),
    ],
)
def test_typed_citations_are_read(typed: str, document: str, place: tuple[str | None, ...]) -> None:
    found = read_citation(typed)
    assert found is not None
    assert (found.document, (found.article, found.clause, found.point)) == (document, place)


@pytest.mark.parametrize("typed", ["", "   ", "Điều 5", "khoản 1 Điều 5", "điểm a"])
def test_a_place_without_a_document_is_no_citation(typed: str) -> None:
    assert read_citation(typed) is None


@given(
    article=st.one_of(st.none(), st.from_regex(r"\A[1-9]\d{0,2}[ab]?\Z")),
    clause=st.one_of(st.none(), st.from_regex(r"\A[1-9]\d?a?\Z")),
    point=st.one_of(st.none(), st.sampled_from("abcdđeghiklmnopqrstuvxy")),
    document=st.sampled_from([DECREE, LAW]),
)
def test_the_printed_form_reads_back(
    article: str | None, clause: str | None, point: str | None, document: Document
) -> None:
    place = CitationRef(document=document.number, article=article, clause=clause, point=point)
    assert read_citation(printed(document, place)) == place
    bare = read_citation(fold(printed(document, place)))
    assert bare is not None
    assert (bare.article, bare.clause) == (article, clause)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_citation(text)


def test_what_begins_like_a_document() -> None:
    assert all(map(looks_like_document, ["13/2023/NĐ-CP", "nd 13/2023", "Luật Căn cước"]))
    assert not any(map(looks_like_document, ["lừa đảo qua mạng", "luận điệu", "tổ chức"]))


@pytest.mark.parametrize(
    ("missing", "place", "vi", "en"),
    [
        ("Điều 99", ref("99", "1", "a"), "X không có Điều 99.", "X has no article 99."),
        ("khoản 9", ref("7", "9", "a"), "Điều 7 của x không có khoản 9.", "Article 7 of x has no clause 9."),
        (
            "điểm đ",
            ref("7", "2", "đ"),
            "Khoản 2 Điều 7 của x không có điểm đ.",
            "Clause 2 of article 7 of x has no point đ.",
        ),
        ("điểm đ", ref("7", None, "đ"), "Điều 7 của x không có điểm đ.", "Article 7 of x has no point đ."),
    ],
)
def test_the_part_that_a_document_lacks_is_told(missing: str, place: CitationRef, vi: str, en: str) -> None:
    told = lacking(cited(missing, place))
    assert (told.vi, told.en) == (vi, en)
