"""The render rule, and that data stays data."""

from __future__ import annotations

import unicodedata
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.templates.catalog import builtin_pack
from studio.templates.language import compile_text
from studio.templates.model import Field, FieldType
from studio.templates.texts import COMMON, platform_spans, platform_text
from studio.templates.values import display
from tests.sample_fields import SIZES, Size, sample, sample_book, sample_cite


def field(name: str, type: str = "text") -> Field:
    return Field(name=name, label=Bilingual(name, name), type=FieldType(type))


FIELDS = (
    field("a"),
    field("b"),
    field("c"),
    field("xs", "list"),
    field("ys", "list"),
    field("qas", "qa_list"),
    field("contact", "contact_ref"),
)


def rendered(source: str, **values: Any) -> str:
    return compile_text(dedent(source).strip("\n"), FIELDS).render(values)


LISTS = """
    {{ a }}

    Dấu hiệu:
    {% for item in xs %}
    • {{ item }}
    {% endfor %}
    Nên làm:
    {% for item in ys %}
    ✓ {{ item }}
    {% endfor %}

    Hết.
"""


def test_lines_of_tags_leave_no_trace() -> None:
    assert rendered(LISTS, a="Mở", xs=["1", "2"], ys=["3"]) == "Mở\n\nDấu hiệu:\n• 1\n• 2\nNên làm:\n✓ 3\n\nHết."


@pytest.mark.parametrize("empty", [[], None, ["", "  "]])
def test_the_label_directly_above_an_empty_list_goes_with_it(empty: list[str] | None) -> None:
    assert rendered(LISTS, a="Mở", xs=empty, ys=["3"]) == "Mở\n\nNên làm:\n✓ 3\n\nHết."
    assert rendered(LISTS, a="Mở", xs=["1"], ys=empty) == "Mở\n\nDấu hiệu:\n• 1\n\nHết."
    assert rendered(LISTS, a="Mở", xs=empty, ys=empty) == "Mở\n\nHết."


def test_a_label_with_a_blank_line_below_it_stays() -> None:
    assert rendered("Nhãn:\n\n{% for x in xs %}\n{{ x }}\n{% endfor %}\nHết.") == "Nhãn:\n\nHết."


def test_a_line_that_someone_typed_is_no_label() -> None:
    assert rendered("{{ a }}\n{% for x in xs %}\n{{ x }}\n{% endfor %}", a="Gồm các bước sau:") == "Gồm các bước sau:"


def test_a_label_above_an_empty_field_goes_with_it() -> None:
    source = "Kẻ gian làm thế này:\n{{ a }}\nHết."
    assert rendered(source) == "Hết."
    assert rendered(source, a="Gọi điện") == "Kẻ gian làm thế này:\nGọi điện\nHết."


@pytest.mark.parametrize(
    ("source", "values", "text"),
    [
        ("Xem toàn văn: {{ a }}", {}, ""),
        ("Xem toàn văn: {{ a }}", {"a": "x"}, "Xem toàn văn: x"),
        ("Thời hạn: {{ a }}. Lệ phí: {{ b }}.", {"a": "7 ngày"}, "Thời hạn: 7 ngày."),
        ("Thời hạn: {{ a }}. Lệ phí: {{ b }}.", {"b": "Không"}, "Lệ phí: Không."),
        ("Thời hạn: {{ a }}. Lệ phí: {{ b }}.", {}, ""),
        ("Nơi nộp: {{ a }} ({{ b }})", {"a": "Phường"}, "Nơi nộp: Phường"),
        ("Lần cuối: {{ a }}, lúc {{ b }}", {"a": "Chợ"}, "Lần cuối: Chợ"),
        ("Nhặt được tại: {{ a }}, {{ b }}", {"b": "sáng nay"}, "Nhặt được tại: sáng nay"),
        ("Cần giúp đỡ: {{ a }}. Tổng đài: 111.", {}, "Tổng đài: 111."),
        ("Xin gọi {{ a }} hoặc 113.", {}, "Xin gọi hoặc 113."),
        ("Bạn còn thắc mắc? Hãy gọi {{ a }}.", {}, "Bạn còn thắc mắc?"),
        ("“{{ a }}”", {}, ""),
        ("– {{ a }}", {}, ""),
        ("{{ a }}, {{ b }} tuổi", {"a": "Bà A", "b": "72"}, "Bà A, 72 tuổi"),
        ("PHÒNG CHÁY: {{ a }} (dành cho {{ b }})", {"a": "Nhà trọ"}, "PHÒNG CHÁY: Nhà trọ"),
        ("Căn cứ: {{ a }}. Xác nhận: {{ b }}", {"b": "Công an phường"}, "Xác nhận: Công an phường"),
        ("{{ a }}{{ b }}", {"b": "…"}, "…"),
        ("Có hiệu lực từ {{ a }}", {}, ""),
    ],
)
def test_an_empty_field_leaves_no_dangling_words(source: str, values: dict[str, str], text: str) -> None:
    assert rendered(source, **values) == text


def test_an_optional_line_is_there_or_not_as_a_whole() -> None:
    source = "Lý do: {{ a }}\n{% if b %}Căn cứ: {{ b }}{% endif %}\nMong bà con chú ý."
    assert rendered(source, a="x") == "Lý do: x\nMong bà con chú ý."
    assert rendered(source, a="x", b="y") == "Lý do: x\nCăn cứ: y\nMong bà con chú ý."


def test_an_optional_block_keeps_the_blank_line_below_it() -> None:
    source = "x\n{% if a %}\nChuyển tiếp: {{ a }}\n{% endif %}\n\nCăn cứ"
    assert rendered(source) == "x\n\nCăn cứ"
    assert rendered(source, a="y") == "x\nChuyển tiếp: y\n\nCăn cứ"


def test_blank_lines_are_collapsed_and_ends_trimmed() -> None:
    assert rendered("\n\n{{ a }}\n\n\n\nb   \n\n", a="đoạn một\n\n\nđoạn hai") == "đoạn một\n\nđoạn hai\n\nb"


def test_data_is_never_read_as_a_template() -> None:
    values = {"a": "{{ 7*7 }}", "b": "{% for x in range(9) %}", "xs": ["{{ a }}", "{# #}"], "c": "{{ b }}"}
    text = rendered("{{ a }} {{ b | upper }} {{ c | default('x') }} {{ xs | join }}", **values)
    assert text == "{{ 7*7 }} {% FOR X IN RANGE(9) %} {{ b }} {{ a }}, {# #}"


def test_a_loop_shows_fifty_items_and_a_text_ends_at_sixty_kilobytes() -> None:
    assert rendered("{% for x in xs %}\n{{ x }}\n{% endfor %}", xs=[str(n) for n in range(500)]).count("\n") == 49
    long = rendered("{{ a }}{{ a }}{% for x in xs %}{{ x }}{% endfor %}", a="ữ" * 50_000, xs=["ế" * 50_000] * 50)
    assert 59_000 < len(long.encode()) <= 60_000


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
SOURCE = (
    LISTS + "{% if b and not c %}{{ b | upper }}{% endif %} {{ xs | join('; ') }} {{ c | date_vi | number_vi | phone }}"
)


@given(a=ODD, b=ODD, c=ODD, xs=ODD, ys=ODD)
def test_any_value_renders_to_bounded_composed_text(a: Any, b: Any, c: Any, xs: Any, ys: Any) -> None:
    text = rendered(SOURCE, a=a, b=b, c=c, xs=xs, ys=ys)
    assert len(text.encode()) <= 60_000
    assert unicodedata.is_normalized("NFC", text)
    assert "\n\n\n" not in text


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), exclude_characters="Ðð"), min_size=1)
CODE = st.sampled_from(["{{ a }}", "{% if a %}", "{% endif %}", "{{ 7*7 }}", "{% raw %}", "{{", "}}", "%}", "{#"])


@given(parts=st.lists(WORDS | CODE, min_size=1, max_size=6))
def test_what_a_person_typed_appears_letter_by_letter(parts: list[str]) -> None:
    typed = unicodedata.normalize("NFC", "".join(parts))
    assert rendered("[{{ a }}] {% for x in xs %}({{ x }}){% endfor %}", a=typed, xs=[typed]) == f"[{typed}] ({typed})"


@pytest.mark.parametrize("size", SIZES)
def test_a_traced_text_is_the_text_and_tells_where_each_piece_comes_from(size: Size) -> None:
    for template in builtin_pack().templates:
        fields = sample(template, size)
        values = display(template, fields, sample_book(), sample_cite)
        for platform in template.bodies:
            spans = platform_spans(template, platform, values, hashtags=template.hashtags)
            whole = "".join(span.text for span in spans)
            assert whole == platform_text(template, platform, values, hashtags=template.hashtags)
            names = {field.name for field in template.fields} | {""} | set(COMMON)
            assert {span.name for span in spans} <= names


def test_the_items_of_a_list_belong_to_its_field() -> None:
    template = next(t for t in builtin_pack().templates if t.id == "scam_warning")
    values = display(template, sample(template), sample_book(), sample_cite)
    spans = platform_spans(template, Platform.FACEBOOK, values)
    first = sample(template)["signs"][0]
    assert next(span.name for span in spans if first in span.text) == "signs"
    assert any(not span.name and "113" in span.text for span in spans)
