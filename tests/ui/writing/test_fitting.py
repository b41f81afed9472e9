"""Blanks around what is put in, and which field takes what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.phrase import Bilingual
from studio.templates.catalog import Catalog, builtin_pack
from studio.templates.model import Field, FieldType
from studio.ui.writing.snippets import SIGNS
from studio.ui.writing.target import names_field, one_line, refusal_of_emoji, refusal_of_text, spaced

TEMPLATE = Catalog([builtin_pack()]).get("scam_warning")


def field(type: FieldType, **changes: object) -> Field:
    return replace(Field(name="x", label=Bilingual("Ô", "Field"), type=type), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "before", "after", "put"),
    [
        ("Điều 5", "theo", "", " Điều 5"),
        ("Điều 5", "theo ", "", "Điều 5"),
        ("Điều 5", "", "", "Điều 5"),
        ("Điều 5", "(", ")", "Điều 5"),
        ("Điều 5", "“", "”", "Điều 5"),
        ("Điều 5", "theo", "của", " Điều 5 "),
        ("Điều 5", "theo", ", nêu", " Điều 5"),
        ("Hết.", "Một.", "Hai", " Hết. "),
        ("#AnToàn", "xong.", "", " #AnToàn"),
        ("⚠️", "Chú ý", "", " ⚠️"),
        (", rồi", "Xong", "", ", rồi"),
        ("một\n", "", "hai", "một\n"),
    ],
)
def test_words_never_run_into_each_other(text: str, before: str, after: str, put: str) -> None:
    assert spaced(text, before, after) == put


def test_a_line_has_no_line_ends() -> None:
    assert one_line("Một \n\n hai") == "Một hai"


def test_free_text_goes_where_people_write() -> None:
    takers = {kind.value for kind in FieldType if not refusal_of_text(field(kind))}
    assert takers == {"text", "multiline", "list", "steps", "qa_list", "kv_list", "place"}


def test_a_field_of_the_template_language_is_recognised_by_its_whole_name() -> None:
    assert names_field("CẢNH BÁO: {{ scam_name | upper }}", "scam_name")
    assert names_field("{% if how %}…{% endif %}", "how")
    assert not names_field("CẢNH BÁO: {{ scam_name }} how", "how")
    assert not names_field("{{ scam_name }}", "name")


def test_a_title_a_hidden_field_and_a_place_take_no_emoji() -> None:
    title = TEMPLATE.field("scam_name")
    assert title is not None
    assert "title" in refusal_of_emoji(title, TEMPLATE, ())
    assert refusal_of_emoji(field(FieldType.TEXT, hidden=True), TEMPLATE, ())
    assert refusal_of_emoji(field(FieldType.PLACE), TEMPLATE, ())
    how = TEMPLATE.field("how")
    assert how is not None
    assert refusal_of_emoji(how, TEMPLATE, ("Chú ý ⚠️",)) == ""


def test_no_more_emoji_than_the_check_allows() -> None:
    how = TEMPLATE.field("how")
    assert how is not None
    assert refusal_of_emoji(how, TEMPLATE, ("⚠️✅", "❌ 📌", "1 2 3 © 113")) == ""
    assert "5" in refusal_of_emoji(how, TEMPLATE, ("⚠️✅", "❌ 📌", "🔒"))


def test_every_sign_has_two_names_and_is_found_without_marks() -> None:
    assert len({sign.text for sign in SIGNS}) == len(SIGNS)
    assert all(sign.name.vi and sign.name.en for sign in SIGNS)
    assert [sign.text for sign in SIGNS if sign.fits("dien thoai ban")] == ["☎️"]
    assert [sign.text for sign in SIGNS if sign.fits("Bình chữa cháy")] == ["🧯"]
    assert not any(sign.fits("mặt cười") for sign in SIGNS)
