"""The templates that ship: complete in two languages, safe, and readable whatever is filled in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from studio.phrase import Bilingual
from studio.platforms import WRITTEN, Platform
from studio.templates.bind import bind_cards
from studio.templates.catalog import Pack
from studio.templates.fields import KnownReferences
from studio.templates.kinds import Limits
from studio.templates.model import FieldType, Template
from studio.templates.texts import headline, platform_text
from studio.templates.values import display, validate
from studio.text import length
from tests.sample_fields import SIZES, TYPICAL, Size, sample, sample_book, sample_cite, sample_media

IDS = (
    "case_followup",
    "case_result",
    "citizen_thanks",
    "community_programme",
    "condolence",
    "correction",
    "deadline_reminder",
    "drug_prevention",
    "emergency_alert",
    "event_notice",
    "fake_page",
    "false_news",
    "fire_safety",
    "greeting",
    "hotline_card",
    "infographic",
    "law_comparison",
    "law_explained",
    "livestream_notice",
    "lost_found",
    "lost_papers",
    "missing_found_update",
    "missing_person",
    "monthly_figures",
    "office_change",
    "page_change",
    "praise",
    "procedure_guide",
    "qa_post",
    "recruitment",
    "scam_warning",
    "school_safety",
    "service_outage",
    "traffic_notice",
    "wanted_notice",
    "weather_warning",
    "weekly_recap",
    "witness_appeal",
)

Find = Callable[[str], Template]
each = pytest.mark.parametrize("id", IDS)
each_size = pytest.mark.parametrize(("id", "size"), list(product(IDS, SIZES)))


def shown(template: Template, size: Size) -> dict[str, Any]:
    return display(template, sample(template, size), sample_book(), sample_cite)


def test_these_ship_and_no_other(builtin: Pack) -> None:
    assert [template.id for template in builtin.templates] == list(IDS)
    assert len({template.code for template in builtin.templates}) == len(IDS)
    assert set(TYPICAL) == set(IDS)


def test_together_they_use_every_kind_of_field_but_the_bare_time(builtin: Pack) -> None:
    used = {field.type for template in builtin.templates for field in template.fields}
    assert used == set(FieldType) - {FieldType.TIME}


def test_companions_and_exceptions_are_included(template: Find) -> None:
    assert template("missing_found_update").companion_of == "missing_person"
    assert template("case_followup").companion_of == "case_result"
    assert set(template("missing_person").check_exceptions) == {"NO_UNREDACTED_FACE", "NO_MINOR_IDENTIFIABLE"}
    assert set(template("wanted_notice").check_exceptions) == {"NO_UNREDACTED_FACE"}
    heads = {name for name in IDS if template(name).approval == "head"}
    assert heads == {
        "case_followup",
        "case_result",
        "condolence",
        "emergency_alert",
        "false_news",
        "missing_person",
        "page_change",
        "wanted_notice",
        "weather_warning",
    }
    assert all("REVIEWED_BY_HEAD" in template(name).required_checks for name in heads)


def test_the_checks_of_every_template_are_those_of_the_pack(builtin: Pack) -> None:
    assert {template.always_checks for template in builtin.templates} == {
        (
            "NFC_VI",
            "ALT_TEXT",
            "NOT_RESTRICTED",
            "NO_ID_NUMBER",
            "NO_PRIVATE_PHONE",
            "NO_ENGAGEMENT_BAIT",
            "NO_PERSONA",
            "FOUR_EYES",
            "APPROVED_VERSION",
            "METADATA_STRIPPED",
            "NO_UNREDACTED_FACE",
        )
    }


@each
def test_both_languages_are_complete(template: Find, id: str) -> None:
    t = template(id)
    phrases = [t.title, t.when, *t.forbidden, *t.check_exceptions.values()]
    phrases += [field.label for field in t.fields]
    phrases += [field.help for field in t.fields if field.help]
    for phrase in phrases:
        assert phrase.vi.strip()
        assert phrase.en.strip()
        assert re.sub(r"[“”–≤…]|Không thu lệ phí", "", phrase.en).isascii()
        if phrase != Bilingual("Q&A", "Q&A"):
            assert phrase.vi != phrase.en


@each
def test_every_field_is_bounded(template: Find, id: str) -> None:
    few = {FieldType.CITATION, FieldType.CONTACT_REF}  # of which a post has few anyway
    for field in template(id).fields:
        if field.kind.several:
            assert field.item_max is not None, field.name
        if field.kind.limits is not Limits.NOTHING and field.type not in few:
            assert field.max is not None, field.name


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("missing_person", "case_ref"),
        ("missing_person", "consent"),
        ("case_result", "cleared_by"),
        ("case_result", "persons"),
        ("case_result", "has_minor"),
        ("citizen_thanks", "consent"),
        ("condolence", "family_agreed"),
        ("praise", "consent"),
        ("wanted_notice", "has_minor"),
        ("witness_appeal", "case_ref"),
    ],
)
def test_what_is_not_for_the_public_is_hidden(template: Find, id: str, name: str) -> None:
    t = template(id)
    field = t.field(name)
    assert field is not None
    assert field.hidden
    marked = sample(t, "maximal") | {name: "KHÔNG-HIỂN-THỊ"}
    values = display(t, marked, sample_book(), sample_cite)
    cards = bind_cards(t, values, fields=marked, chosen=t.card_ids)
    assert name not in values
    assert "KHÔNG-HIỂN-THỊ" not in "".join(platform_text(t, p, values) for p in WRITTEN) + repr(cards)


@each_size
def test_sample_data_is_valid(template: Find, id: str, size: Size) -> None:
    t, book = template(id), sample_book()
    known = KnownReferences(
        media=frozenset(f"m{n}" for n in range(1, 7)),
        contacts=frozenset(contact.id for contact in book.contacts),
        units=frozenset(unit.id for unit in book.units),
    )
    assert [problem.phrase.vi for problem in validate(t, sample(t, size), known=known)] == []


@each_size
@pytest.mark.parametrize("platform", WRITTEN)
def test_every_text_reads_well(template: Find, id: str, size: Size, platform: Platform) -> None:
    t = template(id)
    text = platform_text(t, platform, shown(t, size), hashtags=t.hashtags)
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"\{\{|\}\}|\{%|%\}|None|\bTrue\b|\[\]", text)
    assert "\n\n\n" not in text
    assert not dangling(text)
    assert text == text.strip()
    assert ("#" in text) is (platform is Platform.FACEBOOK)
    assert "hãy gọi 113 (an ninh, trật tự), 114" in text


@each
def test_the_text_begins_with_its_title_on_facebook_only(template: Find, id: str) -> None:
    t, values = template(id), shown(template(id), "typical")
    title = headline(t, values)
    assert title
    assert "\n" not in title
    assert (platform_text(t, Platform.FACEBOOK, values).split("\n")[0] == title) is (id not in OWN_OPENING)
    for platform in (Platform.ZALO, Platform.WEBSITE):
        assert not platform_text(t, platform, values).startswith(title)


OWN_OPENING = {
    "missing_person",
    "missing_found_update",
    "emergency_alert",
    "case_result",
    "correction",
    "citizen_thanks",
    "wanted_notice",
}


@pytest.mark.parametrize("platform", [Platform.ZALO, Platform.WEBSITE])
@each
def test_articles_end_with_unit_and_contact(template: Find, id: str, platform: Platform) -> None:
    t = template(id)
    end = platform_text(t, platform, shown(t, "typical")).split("\n\n")[-1]
    assert "Công an phường Minh Khai" in end
    assert ("Điện thoại: 024 0000 0113 (Trực ban)" in end) is (t.field("contact") is not None)


@each
def test_the_website_speaks_of_no_comments_and_no_page(template: Find, id: str) -> None:
    text = platform_text(template(id), Platform.WEBSITE, shown(template(id), "maximal")).lower()
    assert not re.search(r"bình luận|nhắn tin cho trang|tin nhắn trang này|để lại câu hỏi", text)


@each_size
def test_every_card_is_filled_and_described(template: Find, id: str, size: Size) -> None:
    t, fields = template(id), sample(template(id), size)
    values = display(t, fields, sample_book(), sample_cite)
    cards = bind_cards(t, values, fields=fields, media=sample_media(t, fields), chosen=t.card_ids)
    assert cards
    for card in cards:
        assert 10 <= length(card.alt) <= 300
        assert card.values["headline"]
        assert length(str(card.values.get("kicker", ""))) <= 26
        assert card.values["unit"]
        assert not re.search(r"\{\{|\}\}|  |\(\)|: ?$", "\n".join(texts(card.values)))


def texts(values: Any) -> list[str]:
    if isinstance(values, str):
        return [values]
    return [text for value in (values.values() if isinstance(values, dict) else values) for text in texts(value)]


@each
def test_an_untouched_draft_shows_no_dangling_words(template: Find, id: str) -> None:
    t = template(id)
    text = platform_text(t, Platform.ZALO, display(t, {}, sample_book(), sample_cite))
    assert not dangling(text)


_NOTHING = re.compile(r"\(\s*\)|“\s*”|  |[:,(“] *[.,;]|[:,(“–] *$|^\W+$|\s$")


def dangling(text: str) -> list[str]:
    """Lines that lead nowhere: a label without what it labels, empty brackets, signs around nothing."""
    lines = text.split("\n")
    return [
        line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if (line.endswith(":") and (not after or after.endswith(":"))) or _NOTHING.search(line.removesuffix(":"))
    ]


def test_optional_lines_appear_when_filled_in(template: Find) -> None:
    warning = template("scam_warning")
    text = platform_text(warning, Platform.FACEBOOK, shown(warning, "typical"))
    assert "(không truy cập, không liên hệ):\n• hxxps://vneid-capnhat[.]example" in text
    bare = platform_text(warning, Platform.FACEBOOK, shown(warning, "minimal"))
    assert "không truy cập" not in bare


def test_the_infographic_is_a_carousel(template: Find) -> None:
    t = template("infographic")
    fields = sample(t)
    values = display(t, fields, sample_book(), sample_cite)
    cards = bind_cards(t, values, fields=fields)
    assert [card.layout for card in cards] == ["cover", *["cover"] * 5, "contact"]
    assert [card.values["page"] for card in cards] == [f"{n}/7" for n in range(1, 8)]
    assert [card.values["headline"] for card in cards[1:6]] == fields["slides"]
    assert [card.alt for card in cards[1:6]] == fields["alts"]
    assert cards[-1].values["contacts"] == (("Trực ban", "024 0000 0113"),)


def test_the_recap_without_figures_has_a_cover(template: Find) -> None:
    t = template("weekly_recap")
    for fields, layout in ((sample(t), "stat"), ({**sample(t), "figures": []}, "cover")):
        values = display(t, fields, sample_book(), sample_cite)
        assert [card.layout for card in bind_cards(t, values, fields=fields)] == [layout]


PRESUMED = "được coi là không có tội cho đến khi"
FINAL, ACQUITTED = "bản án có hiệu lực pháp luật", "Tòa án tuyên không phạm tội"


def in_public(template: Template, **changed: Any) -> str:
    """All that a reader of the page sees, texts and cards."""
    fields = {**sample(template), **changed}
    values = display(template, fields, sample_book(), sample_cite)
    cards = bind_cards(template, values, fields=fields, media=sample_media(template, fields), chosen=template.card_ids)
    written = [platform_text(template, platform, values) for platform in WRITTEN]
    return "\n".join([*written, *(text for card in cards for text in (card.alt, *texts(card.values)))])


@pytest.mark.parametrize(("id", "field"), [("case_result", "stage"), ("case_followup", "outcome")])
def test_innocence_is_presumed_until_a_final_judgment_and_restored_by_an_acquittal(
    template: Find, id: str, field: str
) -> None:
    asked = template(id).field(field)
    assert asked is not None
    said = {stage: in_public(template(id), **{field: stage}) for stage in asked.options}
    assert "không có tội" not in said[FINAL]
    assert "Chưa có bản án" not in said[FINAL]
    assert "không có tội" in said[ACQUITTED]
    assert PRESUMED not in said[ACQUITTED]
    for stage in asked.options:
        assert "/ không phạm tội" not in stage
    for early in ("tiếp nhận, xác minh", "khởi tố bị can", "tạm đình chỉ", "xét xử sơ thẩm", "xét xử phúc thẩm"):
        assert PRESUMED in said[early]


def test_nothing_is_said_to_be_done_before_a_person_says_so(template: Find) -> None:
    for name, field, words in (
        ("correction", "noted", "gắn ghi chú đính chính"),
        ("missing_found_update", "photos_removed", "đã gỡ hình ảnh"),
    ):
        assert words not in in_public(template(name), **{field: False})
        assert words in in_public(template(name), **{field: True})


def test_a_page_may_close_without_another_in_its_place(template: Find) -> None:
    closing = template("page_change")
    assert "Trang thay thế" not in in_public(closing, new_page="")
    successor = closing.field("new_page")
    assert successor is not None
    assert not successor.required


@each
def test_readers_are_told_no_date_of_an_internal_review(template: Find, id: str) -> None:
    assert "Rà soát" not in in_public(template(id))
