"""Every kind of field: what is taken, what is refused, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.phrase import Bilingual
from studio.templates.fields import FieldProblem, KnownReferences, ProblemKind
from studio.templates.model import Field, FieldType, Template
from studio.templates.values import validate, validate_field
from tests.sample_fields import sample

KNOWN = KnownReferences(
    media=frozenset({"m1", "m2"}),
    contacts=frozenset({"truc-ban", "113"}),
    units=frozenset({"phuong"}),
    official_hosts=frozenset({"example.com", "facebook.com/congan.minhkhai"}),
)
OPTIONS = ("Hộ gia đình", "Nhà trọ")


def field(type: str, **kwargs: Any) -> Field:
    options = OPTIONS if type in ("choice", "stage") else ()
    return Field(name="f", label=Bilingual("Nhãn", "Label"), type=FieldType(type), options=options, **kwargs)


def problems(type: str, value: Any, **kwargs: Any) -> tuple[FieldProblem, ...]:
    return validate_field(field(type, **kwargs), value, known=KNOWN)


GOOD: list[tuple[str, Any]] = [
    ("text", "Cư trú"),
    ("text", "a" * 300),
    ("multiline", "Dòng một\n\nDòng hai"),
    ("multiline", "Dòng một\r\nDòng hai"),
    ("place", "Cổng chợ, số 1 đường Mẫu"),
    ("person_min", "Bà N. T. A."),
    ("person_min", "N. V. B., T. T. C."),
    ("list", ["a", "b"]),
    ("steps", ["Bước một"]),
    ("date", "2026-02-28"),
    ("date", "2028-02-29"),
    ("time", "23:59"),
    ("datetime", "2026-11-25T08:00"),
    ("daterange", {"from": "2026-11-25", "to": "2026-11-25"}),
    ("daterange", {"from": "2026-11-25T22:00", "to": "2026-11-26T05:00"}),
    ("number", 0),
    ("number", 72),
    ("choice", "Nhà trọ"),
    ("stage", "Hộ gia đình"),
    ("bool", False),
    ("bool", True),
    ("citation", {"document": "68/2020/QH14"}),
    ("citation", {"document": "13/2023/NĐ-CP", "article": 5, "clause": 1, "point": "đ"}),
    ("citation", {"document": "13/2023/NĐ-CP", "article": "5a", "clause": "", "point": None}),
    ("citation", [{"document": "68/2020/QH14", "article": "27"}, {"document": "45/2023/TT-BCA"}]),
    ("contact_ref", "truc-ban"),
    ("contact_ref", ["truc-ban", "113"]),
    ("unit_ref", "phuong"),
    ("url_official", "https://dichvucong.gov.vn"),
    ("url_official", "https://DichVuCong.gov.vn/p/home/x.html?id=1.0&b=%C3%A0#muc"),
    ("url_official", "https://example.com/a"),
    ("url_official", "https://www.example.com/a"),
    ("url_official", "https://www.facebook.com/congan.minhkhai/posts/1"),
    ("url_defanged", ["hxxps://vneid-capnhat[.]example", "Tài khoản Zalo “Hỗ trợ căn cước”"]),
    ("image", "m1"),
    ("image_list", ["m2", "m1"]),
    ("qa_list", [{"q": "Hỏi?", "a": "Đáp."}]),
    ("kv_list", [{"key": "Cháy", "value": "114"}]),
]


@pytest.mark.parametrize(("type", "value"), GOOD, ids=lambda v: str(v)[:30])
def test_taken(type: str, value: Any) -> None:
    assert [problem.phrase for problem in problems(type, value)] == []


def test_every_type_has_a_good_example_and_a_bad_one() -> None:
    assert {kind for kind, _ in GOOD} == set(FieldType)
    assert {kind for kind, *_ in BAD} == set(FieldType)


BAD: list[tuple[str, Any, dict[str, Any], str, str]] = [
    (
        "text",
        "a" * 81,
        {"max": 80},
        "dài 81 ký tự, tối đa 80. Hãy bớt 1 ký tự.",
        "at most 80. Take out 1.",
    ),
    ("text", "ngắn", {"min": 10}, "chỉ có 4 ký tự, cần ít nhất 10", "only 4 characters"),
    ("text", "hai\ndòng", {}, "xuống dòng", "line break"),
    ("text", "a\x00b", {}, "ký tự không in được", "unprintable"),
    ("text", 12, {}, "phải là chữ", "must be text"),
    ("text", {"vi": "x"}, {}, "phải là chữ", "must be text"),
    ("multiline", "a\x07", {}, "ký tự không in được", "unprintable"),
    ("multiline", "a" * 2001, {}, "tối đa 2000", "at most 2000"),
    ("place", "a" * 161, {}, "tối đa 160", "at most 160"),
    ("person_min", "Nguyễn Văn A, sinh 1990", {}, "có chữ số. Chỉ ghi họ tên", "holds digits"),
    ("person_min", "a" * 61, {}, "tối đa 60", "at most 60"),
    ("list", "một dòng", {}, "phải là một danh sách", "must be a list"),
    ("list", ["a"], {"min": 2}, "có 1 mục, cần ít nhất 2", "at least 2"),
    ("list", ["a"] * 6, {"max": 5}, "có 6 mục, tối đa 5. Hãy bớt 1 mục", "at most 5"),
    ("list", ["a", " "], {}, "Mục 2 của “Nhãn” còn trống", "Item 2 of “Label” is empty"),
    ("list", ["a", "b" * 161], {"item_max": 160}, "Mục 2 của “Nhãn” dài 161 ký tự", "Item 2 of “Label” has 161"),
    ("list", ["a\nb"], {}, "xuống dòng", "line break"),
    ("list", [1], {}, "phải là chữ", "must be text"),
    ("steps", [["a"]], {}, "phải là chữ", "must be text"),
    ("date", "2026-02-30", {}, "không phải một ngày có thật", "not a real day"),
    ("date", "25/11/2026", {}, "ví dụ 2026-11-25", "e.g. 2026-11-25"),
    ("date", 20261125, {}, "không phải một ngày", "not a real day"),
    ("date", "20261125", {}, "không phải một ngày", "not a real day"),
    ("date", "2026-W48-3", {}, "không phải một ngày", "not a real day"),
    ("time", "24:00", {}, "không phải một giờ", "not a real time"),
    ("time", "8 giờ", {}, "ví dụ 08:00", "e.g. 08:00"),
    ("datetime", "2026-11-25", {}, "chưa đủ hoặc sai ngày, giờ", "complete, real day and time"),
    ("datetime", "2026-11-25T25:00", {}, "chưa đủ hoặc sai", "complete"),
    ("datetime", "2026-11-25T08:00Z", {}, "chưa đủ hoặc sai", "complete"),
    ("daterange", "2026-11-25", {}, "cần lúc bắt đầu và lúc kết thúc", "needs a beginning and an end"),
    ("daterange", {"from": "2026-11-25"}, {}, "Hãy điền cả hai", "Fill in both"),
    ("daterange", {"from": "2026-11-25", "to": ""}, {}, "chưa đủ hoặc không có thật", "incomplete"),
    ("daterange", {"from": "2026-11-25", "to": "2026-11-26T05:00"}, {}, "cùng kiểu", "alike"),
    (
        "daterange",
        {"from": "2026-11-26", "to": "2026-11-25"},
        {},
        "kết thúc trước khi bắt đầu",
        "ends before",
    ),
    ("number", "72", {}, "phải là một số nguyên", "whole number"),
    ("number", 7.5, {}, "phải là một số nguyên", "whole number"),
    ("number", True, {}, "phải là một số nguyên", "whole number"),
    ("number", 121, {"min": 0, "max": 120}, "phải từ 0 đến 120", "from 0 to 120"),
    ("number", -1, {}, "phải từ 0", "from 0"),
    ("choice", "Nhà", {}, "Hãy chọn một trong: Hộ gia đình; Nhà trọ", "Choose one of"),
    ("stage", 1, {}, "không phải một lựa chọn", "not one of the options"),
    ("bool", "có", {}, "Có hoặc Không", "yes or no"),
    ("bool", 1, {}, "Có hoặc Không", "yes or no"),
    ("citation", "Điều 5 Luật Cư trú", {}, "chưa nêu văn bản nào", "names no document"),
    ("citation", {"article": "5"}, {}, "chưa nêu văn bản nào", "names no document"),
    ("citation", {"document": "?"}, {}, "số, ký hiệu văn bản không đúng", "impossible document number"),
    ("citation", {"document": "68/2020/QH14", "điều": "5"}, {}, "phần lạ “điều”", "unknown part"),
    ("citation", {"document": "68/2020/QH14", "article": "năm"}, {}, "ghi chưa đúng", "is not one"),
    ("citation", {"document": "68/2020/QH14", "article": True}, {}, "ghi chưa đúng", "is not one"),
    ("citation", {"document": "68/2020/QH14", "clause": "1"}, {}, "khoản mà thiếu điều", "without its article"),
    ("citation", {"document": "68/2020/QH14", "article": "1", "point": "a"}, {}, "thiếu khoản", "without its clause"),
    ("citation", [{"document": "68/2020/QH14"}] * 6, {}, "tối đa 5", "at most 5"),
    ("contact_ref", "0900 000 000", {}, "không có trong danh bạ", "not in the directory"),
    ("contact_ref", ["truc-ban", "truc-ban"], {}, "bị chọn hai lần", "chosen twice"),
    ("contact_ref", ["truc-ban"] * 4, {}, "tối đa 3", "at most 3"),
    ("contact_ref", 113, {}, "không có trong danh bạ", "not in the directory"),
    ("unit_ref", "Công an phường", {}, "Hãy chọn đơn vị trong danh bạ", "Choose a unit"),
    ("unit_ref", ["phuong"], {}, "không có trong danh bạ", "not in the directory"),
    ("url_official", "http://bca.gov.vn", {}, "không phải một địa chỉ https", "not a well-formed https"),
    ("url_official", 5, {}, "phải là chữ", "must be text"),
    ("url_official", "https://bca-gov.vn", {}, "dẫn tới bca-gov.vn, không phải trang của cơ quan", "no state site"),
    ("url_defanged", "https://x.vn", {}, "phải là một danh sách", "must be a list"),
    ("url_defanged", ["https://x.vn"], {}, "vẫn bấm được. Hãy ghi hxxps://x[.]vn", "can still be clicked"),
    ("url_defanged", ["a" * 301], {}, "tối đa 300", "at most 300"),
    ("url_defanged", [7], {}, "phải là chữ", "must be text"),
    ("image", "m9", {}, "không có trong bài", "not a picture of the post"),
    ("image", ["m1"], {}, "không có trong bài", "not a picture of the post"),
    ("image_list", "m1", {}, "phải là một danh sách", "must be a list"),
    ("image_list", ["m1", "m1"], {}, "Mục 2 của “Nhãn” bị chọn hai lần", "chosen twice"),
    ("image_list", ["m1", "m2", "m3"], {"max": 2}, "tối đa 2", "at most 2"),
    (
        "qa_list",
        [{"q": "Hỏi?"}],
        {},
        "Câu trả lời của mục 1 của “Nhãn” còn trống",
        "The answer of item 1 of",
    ),
    ("qa_list", [{"question": "Hỏi?", "a": "x"}], {}, "Hãy ghi hai phần: q, a", "Give two parts: q, a"),
    ("qa_list", [{"q": "?" * 151, "a": "x"}], {"item_max": 300}, "Câu hỏi của mục 1", "at most 150"),
    ("qa_list", ["Hỏi?"], {}, "Hãy ghi hai phần", "Give two parts"),
    ("kv_list", [{"key": "Cháy", "value": 114}], {}, "Giá trị của mục 1 của “Nhãn” phải là chữ", "must be text"),
    ("kv_list", {"Cháy": "114"}, {}, "phải là một danh sách", "must be a list"),
]


@pytest.mark.parametrize(("type", "value", "limits", "vi", "en"), BAD, ids=lambda v: str(v)[:24])
def test_refused_in_a_sentence_that_says_what_to_do(
    type: str, value: Any, limits: dict[str, Any], vi: str, en: str
) -> None:
    found = problems(type, value, **limits)
    assert found
    assert any(vi in problem.phrase.vi and en in problem.phrase.en for problem in found), found
    for problem in found:
        assert problem.field == "f"
        assert "“Nhãn”" in problem.wrong.vi
        assert "“Label”" in problem.wrong.en
        if type != "url_defanged":
            assert problem.remedy.vi.endswith((".", "example"))
        assert problem.wrong.vi.lstrip("“")[0].isupper()


def test_length_is_what_a_reader_counts() -> None:
    assert not problems("text", "ễ" * 80, max=80)
    assert not problems("text", "e\u0302\u0303" * 80, max=80)
    assert not problems("text", "👮🏽‍♀️" * 80, max=80)


@pytest.mark.parametrize("type", FieldType)
@pytest.mark.parametrize("empty", [None, "", "  \n", [], ["", None], {}, {"from": "", "to": ""}, [{"q": "", "a": " "}]])
def test_empty_is_missing_when_required_and_fine_otherwise(type: FieldType, empty: Any) -> None:
    assert problems(type, empty) == ()
    (missing,) = problems(type, empty, required=True)
    assert missing.kind is ProblemKind.MISSING
    assert missing.phrase.vi == "“Nhãn” còn trống. Hãy điền vì mục này bắt buộc."
    assert missing.phrase.en == "“Label” is empty. Fill it in; it is required."


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["q", "a", "key", "value", "from", "to", "document", "article", "x"]), inner)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("type", FieldType)
@settings(max_examples=30)
@given(value=JSON)
def test_any_json_gets_sentences_never_an_exception(type: FieldType, value: Any) -> None:
    for problem in problems(type, value, required=True):
        assert problem.wrong.vi
        assert problem.wrong.en
        assert problem.remedy.vi
        assert problem.remedy.en


def test_unknown_names_are_answered_with_the_nearest(template: Callable[[str], Template]) -> None:
    t = template("scam_warning")
    found = validate(t, {**sample(t), "sign": ["a"], "zzz": 1}, known=_known())
    assert [problem.field for problem in found] == ["sign", "zzz"]
    assert found[0].phrase.vi == "Mẫu không có trường “sign”. Có phải “signs”?"
    assert found[1].phrase.vi.startswith("Mẫu không có trường “zzz”. Các trường là: scam_name, how,")


def test_problems_come_in_the_order_of_the_form(template: Callable[[str], Template]) -> None:
    t = template("scam_warning")
    found = validate(t, {"unit_name": "ca-minh-khai"}, known=_known())
    order = [problem.field for problem in found]
    assert order == [f.name for f in t.fields if f.required and f.name != "unit_name"]


def test_pages_and_their_alternative_texts_go_together(template: Callable[[str], Template]) -> None:
    t = template("infographic")
    fields = sample(t)
    (problem,) = validate(t, {**fields, "alts": fields["alts"][:-1]}, known=_known())
    assert problem.field == "alts"
    assert "có 4 mục mà “Các trang ảnh” có 5" in problem.phrase.vi


def _known() -> KnownReferences:
    return KnownReferences(contacts=frozenset({"truc-ban"}), units=frozenset({"ca-minh-khai"}))
