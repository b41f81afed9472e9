"""Cards are filled from a template's bindings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from studio.errors import BadInput
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.templates.bind import ALT_MAX, bind_cards
from studio.templates.catalog import load_pack
from studio.templates.model import CardBinding, Field, FieldType, Template
from studio.templates.texts import compile_program, headline, platform_text
from studio.text import length


def field(name: str, type: str, **kwargs: Any) -> Field:
    return Field(name=name, label=Bilingual(name, name), type=FieldType(type), **kwargs)


def template(*cards: CardBinding, **kwargs: Any) -> Template:
    made = Template(
        id="thu",
        code="TB-01",
        version=1,
        title=Bilingual("Thử", "Trial"),
        when=Bilingual("Khi thử", "When trying"),
        theme="notice",
        approval="approver",
        review_days=30,
        fields=(
            field("title", "text"),
            field("points", "list"),
            field("figures", "kv_list"),
            field("qas", "qa_list"),
            field("contact", "contact_ref"),
            field("unit_name", "unit_ref"),
            field("photo", "image"),
            field("photos", "image_list"),
            field("secret", "list", hidden=True),
        ),
        headline="{{ title }}",
        bodies={Platform.FACEBOOK: "{{ title }}\n\n{{ points | join }}", Platform.ZALO: "{{ points | join }}"},
        footers={Platform.FACEBOOK: "{{ unit_name }}", Platform.ZALO: "{{ unit_name }}"},
        hashtags=("#Thử",),
        required_checks=(),
        forbidden=(),
        cards=cards,
        sha256="0" * 64,
        pack="thu@1",
    )
    return replace(made, **kwargs)


VALUES: dict[str, Any] = {
    "title": "Tiêu đề",
    "points": ["một", "hai", "ba", "bốn"],
    "figures": [{"key": "hồ sơ", "value": "214"}, {"key": "tin nhắn", "value": "63"}],
    "qas": [{"q": "Hỏi?", "a": "Đáp."}, {"q": "Nữa?", "a": "Vâng."}],
    "contact": {
        "text": "024 0000 0113 (Trực ban)",
        "label": "Trực ban",
        "phone": "024 0000 0113",
        "items": [{"label": "Trực ban", "phone": "024 0000 0113"}, {"label": "Cứu hỏa", "phone": "114"}],
    },
    "unit_name": {"text": "Công an phường", "short": "CAP", "website": "", "address": ""},
}


def slot(value: Any) -> Any:
    card = CardBinding(layout="notice", values={"slot": value}, alt="{{ title }}")
    (bound,) = bind_cards(template(card), VALUES, fields={})
    return bound.values.get("slot")


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("Có hiệu lực: {{ title }}", "Có hiệu lực: Tiêu đề"),
        ("{{ contact.label }}\n{{ contact.phone }}", "Trực ban\n024 0000 0113"),
        ("{{ unit_name.website }}", None),
        ({"list": "points"}, ("một", "hai", "ba", "bốn")),
        ({"list": "points", "max": 3}, ("một", "hai", "ba")),
        ({"lines": ["A {{ title }}", "{{ unit_name.website }}", "B"]}, ("A Tiêu đề", "B")),
        ({"lines": ["{{ unit_name.website }}"]}, None),
        ({"pairs": "figures"}, (("hồ sơ", "214"), ("tin nhắn", "63"))),
        ({"pairs": "figures", "max": 1, "swap": True}, (("214", "hồ sơ"),)),
        ({"pairs": "qas", "max": 1}, (("Hỏi?", "Đáp."),)),
        ({"pairs": "contact"}, (("Trực ban", "024 0000 0113"), ("Cứu hỏa", "114"))),
        ({"pairs": [["Tiêu đề", "{{ title }}"], ["Web", "{{ unit_name.website }}"]]}, (("Tiêu đề", "Tiêu đề"),)),
    ],
)
def test_every_form_of_a_slot(value: Any, filled: Any) -> None:
    assert slot(value) == filled


@pytest.mark.parametrize(
    "value",
    [
        {"list": "title"},
        {"list": "secret"},
        {"list": "figures"},
        {"list": "không"},
        {"list": "points", "max": 51},
        {"list": "points", "max": True},
        {"lines": "points"},
        {"lines": [1]},
        {"pairs": "points"},
        {"pairs": "figures", "swap": True, "list": "points"},
        {"pairs": [["một"]]},
        {"pairs": ["ab"]},
        {"text": "{{ title }}"},
        {},
        "{{ secret }}",
        "{{ photo }}",
        {"lines": ["{{ nothing }}"]},
        {"pairs": [["a", "{{ range(9) }}"]]},
    ],
)
def test_anything_else_is_refused_before_it_is_used(value: Any) -> None:
    card = CardBinding(layout="notice", values={"slot": value}, alt="{{ title }}")
    with pytest.raises(BadInput) as refused:
        compile_program(template(card), "templates/thu.yaml")
    assert refused.value.where == "templates/thu.yaml:1"


ONE = CardBinding(layout="notice", values={"headline": "{{ title }}"}, alt="{{ title }}")
TWO = CardBinding(layout="cover", values={"headline": "{{ title }}"}, alt="{{ title }}")


def bound(*cards: CardBinding, fields: dict[str, Any] | None = None, **kwargs: Any) -> list[tuple[Any, ...]]:
    made = bind_cards(template(*cards), VALUES, fields=fields or {}, **kwargs)
    return [(card.layout, card.values.get("page"), card.photo) for card in made]


def test_the_first_card_is_taken_unless_others_are_chosen() -> None:
    assert bound(ONE, TWO) == [("notice", None, None)]
    assert bound(ONE, TWO, chosen=("cover",)) == [("cover", None, None)]
    assert bound(ONE, TWO, chosen=("cover", "notice")) == [("cover", "1/2", None), ("notice", "2/2", None)]
    assert bound(ONE, TWO, chosen=("nothing",)) == []
    assert bound() == []


def test_a_set_is_taken_together_and_an_item_each_makes_a_card() -> None:
    pages = CardBinding(
        layout="cover",
        id="bộ",
        repeat="points",
        values={"headline": "{{ loop.index }}. {{ item }}"},
        alt="Trang {{ item }}",
    )
    cards = bind_cards(template(replace(ONE, id="bộ"), pages, TWO), VALUES, fields={})
    assert [card.values["headline"] for card in cards] == ["Tiêu đề", "1. một", "2. hai", "3. ba", "4. bốn"]
    assert [card.values["page"] for card in cards] == ["1/5", "2/5", "3/5", "4/5", "5/5"]
    assert cards[2].alt == "Trang hai"


def test_what_one_card_has_no_room_for_stands_on_the_next() -> None:
    long = "Kiểm tra thiết bị điện, nguồn lửa, lối thoát nạn và bình chữa cháy trước khi nghỉ đêm ở nhà trọ."
    points = [f"{n}. {long}" for n in range(1, 9)]
    card = CardBinding(
        layout="steps",
        values={
            "headline": "{{ title }}",
            "steps": {"list": "points"},
            "facts": {"pairs": [["Thời hạn", "3 ngày"], ["Tên", "{{ title }}"]]},
            "citation": "Căn cứ",
            "contact": {"pairs": "contact"},
        },
        alt="{{ title }}",
    )
    first, second = bind_cards(template(card), {**VALUES, "points": points}, fields={})
    assert [*first.values["steps"], *second.values["steps"]] == points
    assert ("facts" in first.values, "facts" in second.values) == (False, True)
    assert ("citation" in first.values, "citation" in second.values) == (False, True)
    assert first.values["contact"] == second.values["contact"]
    assert (first.values.get("first"), second.values["first"]) == (None, str(len(first.values["steps"]) + 1))
    assert (first.values["page"], second.values["page"]) == ("1/2", "2/2")
    assert (first.key, second.key) == ("steps", "steps#2")
    assert (first.alt, second.alt) == ("Tiêu đề Phần 1/2.", "Tiêu đề Phần 2/2.")
    assert second.sources["facts#2"] == "title"


def test_alternative_texts_may_be_the_authors_own() -> None:
    pages = CardBinding(layout="cover", repeat="qas", alt_list="points", alt="Hỏi: {{ item.q }}")
    values = {**VALUES, "points": ["Chữ của người soạn"]}
    assert [card.alt for card in bind_cards(template(pages), values, fields={})] == ["Chữ của người soạn", "Hỏi: Nữa?"]


def test_a_card_waits_for_the_field_it_needs() -> None:
    stat = replace(TWO, layout="stat", id="stat", needs="figures")
    assert bound(stat, ONE) == [("stat", None, None)]
    empty = {**VALUES, "figures": []}
    assert [card.layout for card in bind_cards(template(stat, ONE), empty, fields={})] == ["notice"]
    assert bind_cards(template(stat, ONE), empty, fields={}, chosen=("stat",)) == ()


@pytest.mark.parametrize(
    ("photo", "fields", "media", "taken"),
    [
        (None, {"photo": "m1"}, ("m1",), None),
        ("media", {}, ("m2", "m1"), "m2"),
        ("media", {}, (), None),
        ("photo", {"photo": "m1"}, ("m2", "m1"), "m1"),
        ("photo", {"photo": "m9"}, ("m1",), None),
        ("photo", {}, ("m1",), None),
        ("photo", {"photo": {"id": "m1"}}, ("m1",), None),
        ("photos", {"photos": ["m2", "m1"]}, ("m1", "m2"), "m2"),
        ("photos", {"photos": []}, ("m1",), None),
    ],
)
def test_the_photo_is_one_of_the_posts(
    photo: str | None, fields: dict[str, Any], media: tuple[str, ...], taken: str | None
) -> None:
    assert bound(replace(ONE, photo=photo), fields=fields, media=media) == [("notice", None, taken)]


def test_a_long_alternative_text_ends_at_a_word() -> None:
    card = replace(ONE, alt="{{ title }}")
    (long,) = bind_cards(template(card), {"title": "Đội Cảnh sát " * 40}, fields={})
    assert length(long.alt) <= ALT_MAX
    assert long.alt.endswith(("Đội…", "Cảnh…", "sát…"))


def test_texts_of_a_platform_end_with_the_footer_and_facebook_with_hashtags() -> None:
    made = template()
    assert platform_text(made, Platform.FACEBOOK, VALUES, hashtags=made.hashtags) == (
        "Tiêu đề\n\nmột, hai, ba, bốn\n\nCông an phường\n\n#Thử"
    )
    assert platform_text(made, Platform.ZALO, VALUES, hashtags=made.hashtags) == "một, hai, ba, bốn\n\nCông an phường"
    assert headline(made, {"title": "Hai\ndòng"}) == "Hai dòng"


def test_a_template_of_a_pack_is_compiled_once(folder: Path, change: Callable[..., Path]) -> None:
    (read,) = load_pack(folder).templates
    assert read.program is not None
    without = replace(read, program=None)
    assert without == read
    values = {"title": "Tiêu đề", "points": ["một"]}
    assert platform_text(without, Platform.FACEBOOK, values) == platform_text(read, Platform.FACEBOOK, values)
