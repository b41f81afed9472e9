"""What the template language takes, and how it words a refusal."""

from __future__ import annotations

import pytest

from studio.errors import BadInput
from studio.phrase import Bilingual
from studio.templates.compiled_text import CompiledText
from studio.templates.language import compile_text
from studio.templates.model import Field, FieldType


def field(name: str, type: str = "text") -> Field:
    return Field(name=name, label=Bilingual(name, name), type=FieldType(type))


FIELDS = (
    field("headline"),
    field("who"),
    field("for_who", "choice"),
    field("points", "list"),
    field("qas", "qa_list"),
    field("contact", "contact_ref"),
    field("unit_name", "unit_ref"),
)


def compiled(source: str, **kwargs: object) -> CompiledText:
    return compile_text(source, FIELDS, **kwargs)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ headline }}", "Ở trọ"),
        ("{{headline}}", "Ở trọ"),
        ("{{ headline | upper }}", "Ở TRỌ"),
        ("{{ headline | lower | title }}", "Ở Trọ"),
        ("{{ who | default('Mọi người') }}", "Mọi người"),
        ("{{ who | default('') }}{{ headline }}", "Ở trọ"),
        ("{{ points | join }}", "một, hai"),
        ("{{ points | join(' – ') | upper }}", "MỘT – HAI"),
        ("{{ 'Chữ cố định' }}", "Chữ cố định"),
        ("{{ contact.phone }} {{ unit_name.short }}", "024 0000 0113 CAP"),
        ("{{ contact }}", "024 0000 0113 (Trực ban)"),
        ("{% for item in points %}• {{ item }} {% endfor %}", "• một • hai"),
        ("{% for item in points %}{{ loop.index }}. {{ item }} {% endfor %}", "1. một 2. hai"),
        ("{% for item in points %}{{ headline }}: {{ item }} {% endfor %}", "Ở trọ: một Ở trọ: hai"),
        ("{% for item in qas %}{{ item.q }} {{ item.a }}{% endfor %}", "Hỏi? Đáp."),
        ("{% if who %}có{% else %}không{% endif %}", "không"),
        ("{% if who %}a{% elif headline %}b{% else %}c{% endif %}", "b"),
        ("{% if not who and points %}x{% endif %}", "x"),
        ("{% if (who or headline) and not who %}x{% endif %}", "x"),
        ("{% if for_who == 'Nhà trọ' %}trọ{% endif %}", "trọ"),
        ("{% if for_who != 'Nhà trọ' %}khác{% endif %}-", "-"),
        (
            "{% if points %}{% for p in points %}{% if loop.index == '1' %}{{ p }}{% endif %}{% endfor %}{% endif %}",
            "một",
        ),
        ("Chữ { và } và % và # và $ đứng riêng", "Chữ { và } và % và # và $ đứng riêng"),
        ("", ""),
    ],
)
def test_takes_fields_conditions_loops_and_filters(source: str, text: str) -> None:
    values = {
        "headline": "Ở trọ",
        "for_who": "Nhà trọ",
        "points": ["một", "hai"],
        "qas": [{"q": "Hỏi?", "a": "Đáp."}],
        "contact": {"text": "024 0000 0113 (Trực ban)", "phone": "024 0000 0113", "label": "Trực ban"},
        "unit_name": {"text": "Công an phường", "short": "CAP"},
    }
    assert compiled(source).render(values) == text


@pytest.mark.parametrize(
    ("source", "vi", "en"),
    [
        ("{{ headlin }}", "có phải “headline”?", "did you mean “headline”?"),
        ("{{ points }}", "“points” là danh sách", "“points” is a list"),
        ("{{ headline | truncate('3') }}", "không có bộ lọc “truncate”", "no filter “truncate”"),
        ("{% include 'x' %}", "không dùng được “include”", "“include” cannot be used"),
        ("{% for x in headline %}{% endfor %}", "chỉ đi qua một trường danh sách", "goes over one list field only"),
        ("{% if headline %}", "cần {% endif %}", "needs its {% endif %}"),
        ("{% for x in qas %}{{ x }}{% endfor %}", "x.a, x.q", "x.a, x.q"),
        ("x" * 20_001, "dài hơn 20000 byte", "longer than 20000 bytes"),
    ],
)
def test_says_what_is_wrong_and_what_to_do(source: str, vi: str, en: str) -> None:
    with pytest.raises(BadInput) as refused:
        compiled(source, origin="mẫu")
    assert vi in refused.value.phrase.vi
    assert en in refused.value.phrase.en


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("a\nb\n{{ x }}", 12),
        ("{% if who %}\nb\n{% endif %}\n{{ x }}", 13),
        ("{% for item in points %}\n• {{ item }}\n{% endfor %}\n{% if headline %}{{ who }}{% endif %}\n{{ x }}", 14),
        ("a\nb }}", 11),
        ("a\n\x07", 11),
    ],
)
def test_names_the_line_of_the_file(source: str, line: int) -> None:
    with pytest.raises(BadInput) as refused:
        compiled(source, origin="mẫu", first_line=10)
    assert refused.value.where == f"mẫu:{line}"


def test_a_text_repeated_for_each_item_knows_item_and_number() -> None:
    text = compiled("{{ loop.index }}: {{ item.q }}", repeats="qas")
    assert text.render({"item": {"q": "Hỏi?"}, "loop": {"index": "2"}}) == "2: Hỏi?"


def test_source_is_composed_so_that_two_spellings_are_one_text() -> None:
    assert compiled("Tie\u0302\u0301ng Vie\u0323\u0302t").render({}) == "Tiếng Việt"


DEEP = {
    "x": 10,
    "{{ headline }}": 10,
    "{{ headline | upper }}": 9,
    "{{ headline | default('x') }}": 9,
    "{% for p in points %}{{ p }}{% endfor %}": 9,
    "{% if headline == 'x' %}x{% endif %}": 9,
}
"""What may stand inside how many conditions, one in the other."""


@pytest.mark.parametrize("inner", DEEP)
@pytest.mark.parametrize(
    "condition", ["{% if headline %}", "{% if who %}{% else %}", "{% if who %}{% elif headline %}"]
)
def test_a_template_may_be_nested_so_deep_and_no_deeper(condition: str, inner: str) -> None:
    def nested(times: int) -> str:
        return condition * times + inner + "{% endif %}" * times

    compiled(nested(DEEP[inner]))
    with pytest.raises(BadInput, match="lồng quá sâu"):
        compiled(nested(DEEP[inner] + 1))


def test_a_template_may_be_so_long_and_no_longer() -> None:
    seven = "{{ headline | upper | lower | title | upper | lower | title }}"  # six filters and the name
    compiled(seven * 285)
    with pytest.raises(BadInput, match="quá dài"):
        compiled(seven * 286)
