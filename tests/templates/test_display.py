"""Values as people write them in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.directory.model import Contact, DirectoryBook, Unit
from studio.library.model import CitationRef, CitedLaw
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.templates.kinds_references import citation_refs
from studio.templates.model import Field, FieldType, Template
from studio.templates.values import display

BOOK = DirectoryBook(
    units=(
        Unit(id="p", name="Công an phường Minh Khai", short_name="CAP", website="https://x.gov.vn", address="Số 1"),
    ),
    contacts=(
        Contact(id="tb", unit="p", label="Trực ban", phone="024 0000 0113"),
        Contact(id="114", unit="p", label="Cứu hỏa", phone="114", verified_on=date(2026, 11, 1)),
        Contact(id="tran", unit="p", label="", phone="0900 000 001"),
    ),
)


def cite(ref: CitationRef) -> CitedLaw:
    known = ref.document == "68/2020/QH14"
    return CitedLaw(
        ref=ref,
        printed=f"Điều {ref.article} Luật Cư trú" if known else "",
        found=known,
        article_found=known,
        validity=None,
        document_sha256="",
    )


def shown(type: str, value: Any, *, hidden: bool = False) -> Any:
    field = Field(name="f", label=Bilingual("f", "f"), type=FieldType(type), hidden=hidden)
    template = Template(
        id="t",
        code="TB-01",
        version=1,
        title=Bilingual("t", "t"),
        when=Bilingual("t", "t"),
        theme="notice",
        approval="approver",
        review_days=1,
        fields=(field,),
        bodies={Platform.FACEBOOK: "{{ f }}"},
        hashtags=(),
        required_checks=(),
        forbidden=(),
        cards=(),
        sha256="",
        pack="",
    )
    return display(template, {"f": value}, BOOK, cite).get("f")


@pytest.mark.parametrize(
    ("type", "value", "text"),
    [
        ("text", "  Cư trú ", "Cư trú"),
        ("text", "cu\u031b tru\u0301", "cư trú"),
        ("multiline", "a  \r\nb\n\nc\n", "a\nb\n\nc"),
        ("date", "2026-11-05", "05/11/2026"),
        ("date", "mai", "mai"),
        ("time", "08:00", "08:00"),
        ("datetime", "2026-11-25T08:05", "08:05 ngày 25/11/2026"),
        ("datetime", "2026-13-01T08:05", "2026-13-01T08:05"),
        ("daterange", {"from": "2026-11-25", "to": "2026-11-25"}, "ngày 25/11/2026"),
        ("daterange", {"from": "2026-11-16", "to": "2026-11-22"}, "từ ngày 16/11/2026 đến ngày 22/11/2026"),
        (
            "daterange",
            {"from": "2026-11-25T22:00", "to": "2026-11-26T05:00"},
            "từ 22:00 ngày 25/11/2026 đến 05:00 ngày 26/11/2026",
        ),
        ("daterange", {"from": "2026-12-05T08:00", "to": "2026-12-05T11:00"}, "từ 08:00 đến 11:00 ngày 05/12/2026"),
        ("daterange", {"from": "2026-12-05", "to": ""}, "2026-12-05"),
        ("number", 72, "72"),
        ("number", 1250000, "1.250.000"),
        ("choice", "Nhà trọ", "Nhà trọ"),
        ("bool", True, "Có"),
        ("bool", False, "Không"),
        ("citation", {"document": "68/2020/QH14", "article": 27}, "Điều 27 Luật Cư trú"),
        (
            "citation",
            [{"document": "68/2020/QH14", "article": "27"}, {"document": "1/2026/QĐ-X", "article": "2", "clause": "1"}],
            "Điều 27 Luật Cư trú; khoản 1 Điều 2 1/2026/QĐ-X",
        ),
        ("url_official", " https://x.gov.vn ", "https://x.gov.vn"),
        ("person_min", "Bà N. T. A.", "Bà N. T. A."),
        ("list", [" a ", "", None, "b"], ["a", "b"]),
        ("url_defanged", ["https://x.vn"], ["hxxps://x[.]vn"]),
        ("qa_list", [{"q": " Hỏi? ", "a": "Đáp."}, {"q": "", "a": ""}], [{"q": "Hỏi?", "a": "Đáp."}]),
        ("kv_list", [{"key": "Cháy", "value": "114"}], [{"key": "Cháy", "value": "114"}]),
        ("contact_ref", "không có", None),
        ("unit_ref", "không có", None),
        ("image", "m1", None),
        ("image_list", ["m1"], None),
        ("text", "", None),
        ("list", [], None),
    ],
)
def test_shown(type: str, value: Any, text: Any) -> None:
    assert shown(type, value) == text


def test_a_contact_shows_its_number_first_and_its_use_in_brackets() -> None:
    assert shown("contact_ref", "tb") == {
        "text": "024 0000 0113 (Trực ban)",
        "label": "Trực ban",
        "phone": "024 0000 0113",
        "items": [{"label": "Trực ban", "phone": "024 0000 0113"}],
    }
    assert shown("contact_ref", ["tb", "114", "mất"])["text"] == "024 0000 0113 (Trực ban), 114 (Cứu hỏa)"
    assert shown("contact_ref", "tran")["text"] == "0900 000 001"


def test_a_unit_shows_its_full_name() -> None:
    assert shown("unit_ref", "p") == {
        "text": "Công an phường Minh Khai",
        "short": "CAP",
        "website": "https://x.gov.vn",
        "address": "Số 1",
    }


@pytest.mark.parametrize("type", FieldType)
def test_hidden_fields_are_left_out(type: FieldType) -> None:
    assert shown(type, "x", hidden=True) is None


def test_citations_are_read_as_places() -> None:
    assert citation_refs({"document": " 68/2020/QH14 ", "article": 27, "clause": "", "point": None}) == (
        CitationRef(document="68/2020/QH14", article="27"),
    )
    assert citation_refs(["x", None, {"article": "1"}, {"document": 5}]) == ()
    assert citation_refs(None) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["q", "a", "from", "to", "document", "article", "point"]), inner)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("type", FieldType)
@settings(max_examples=30)
@given(value=JSON)
def test_any_json_is_shown_without_an_exception(type: FieldType, value: Any) -> None:
    _ = shown(type, value)


def test_every_shipped_template_is_shown_from_nothing(builtin_templates: tuple[Template, ...]) -> None:
    assert [display(template, {}, BOOK, cite) for template in builtin_templates] == [{}] * len(builtin_templates)


@pytest.fixture
def builtin_templates(template: Callable[[str], Template]) -> tuple[Template, ...]:
    from tests.sample_fields import TYPICAL

    return tuple(template(name) for name in TYPICAL)
