"""What a file of a shipped pack may not do, an own template may not do either: every attack comes by this door, too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from studio.errors import BadInput, StudioError
from studio.templates.catalog import BUILTIN
from studio.templates.own.model import TemplateDocument, TemplateRow
from studio.yamlfile import plain, read_yaml
from tests.templates.own.workshop import PIN, Workshop
from tests.templates.test_attacks import ATTACKS

READ: list[dict[str, Any]] = [
    {"theme": "fun"},
    {"approval": "nobody"},
    {"review_days": 0},
    {"review_days": "90"},
    {"hashtags": ["không thẻ"]},
    {"fields": [{"name": "__class__", "label": {"vi": "A", "en": "A"}, "type": "text"}]},
    {"fields": [{"name": "loop", "label": {"vi": "A", "en": "A"}, "type": "text"}]},
    {"fields": [{"name": "a", "label": {"vi": "A", "en": "A"}, "type": "python"}]},
    {"fields": [{"name": "a", "label": "A", "type": "text"}]},
    {"fields": {"name": "a"}},
    {"cards": [{"layout": "../../etc", "alt": "A", "values": {}}]},
    {"cards": [{"layout": "nowhere", "alt": "A", "values": {}}]},
    {"cards": [{"layout": "notice", "alt": "A", "values": {"nowhere": "A"}}]},
    {"cards": [{"layout": "notice", "alt": "A", "values": {"lines": {"list": "headline"}}}]},
    {"cards": [{"layout": "notice", "alt": "A", "values": {}, "photo": "headline"}]},
    {"companion_of": "own_00000000"},
    {"unknown": "x"},
    {"body": None},
    {"title": {"vi": "A"}},
]
"""What the reader of packs refuses."""
LAYOUTS: list[dict[str, Any]] = [
    {"title": "một dòng"},
    {"title": None},
    {"slots": "lines"},
    {"slots": 7},
    {"art": {"a": 1}},
    {"art": "x" * 500},
    {"script": "rm"},
    {"body": "x", "content": "x"},
    {"body": [7], "content": [7]},
    {"body": [{"id": "a", "kind": "python"}], "content": [{"id": "a", "kind": "python"}]},
    {
        "body": [{"id": "a", "kind": "list", "between": 1e12}],
        "content": [{"id": "a", "kind": "list", "between": 1e12}],
    },
    {"body": [{"id": f"a{n}", "kind": "list", "slot": "lines"} for n in range(200)], "content": []},
]
"""What no layout says."""
EMPTY: list[dict[str, Any]] = [
    {"title": {"vi": "", "en": "A"}},
    {"when": {"vi": "A", "en": " "}},
    {"headline": " "},
    {"body": "\n"},
    {"forbidden": [{"vi": "", "en": ""}]},
    {"cards": [{"layout": "notice", "alt": "", "values": {}}]},
    {"fields": [{"name": "a", "label": {"vi": "", "en": ""}, "type": "text"}], "headline": "A", "body": "A"},
]
"""Where nothing is said."""
PLACES = ("headline", "body", "card", "alt", "lines", "platform")


def put(document: TemplateDocument, place: str, text: str) -> dict[str, Any]:
    """What is typed where the template takes a text."""
    (card,) = document.template["cards"]
    values = {**card["values"], **({"kicker": text} if place == "card" else {})}
    if place == "lines":
        values["lines"] = {"lines": [text]}
    changed = {**card, "values": values, **({"alt": text} if place == "alt" else {})}
    whole = {"headline": text, "body": text, "platform": {"zalo": text}}.get(place)
    name = "bodies" if place == "platform" else place
    return {"cards": [changed]} if whole is None else {name: whole}


def refused(shop: Workshop, row: TemplateRow, kind: type[StudioError] = BadInput) -> None:
    """Neither saved nor submitted nor signed, and nothing of it is in the catalogue."""
    with pytest.raises(kind):
        shop.own.save(row.id, shop.author)
    with pytest.raises(StudioError):
        shop.own.submit(row.id, shop.author, PIN)
    with pytest.raises(StudioError):
        shop.own.sign(row.id, row.newest + 1, shop.head, PIN)
    assert row.id not in [template.id for template in shop.catalog.all()]
    assert shop.own.get(row.id).newest == row.newest


def test_every_attack_of_a_text_is_refused_wherever_a_text_stands(shop: Workshop) -> None:
    fields = [
        {"name": "name", "label": {"vi": "Tên", "en": "Name"}, "type": "text"},
        {"name": "note", "label": {"vi": "Ghi", "en": "Note"}, "type": "multiline"},
        {"name": "items", "label": {"vi": "Mục", "en": "Items"}, "type": "list"},
        {"name": "steps", "label": {"vi": "Bước", "en": "Steps"}, "type": "steps"},
        {"name": "qas", "label": {"vi": "Hỏi", "en": "Questions"}, "type": "qa_list"},
        {"name": "contact", "label": {"vi": "Số", "en": "Number"}, "type": "contact_ref"},
        {"name": "photo", "label": {"vi": "Ảnh", "en": "Photo"}, "type": "image"},
        {"name": "case_ref", "label": {"vi": "Mã", "en": "Code"}, "type": "text", "hidden": True},
    ]
    row = shop.own.begin("Mẫu", shop.author)
    card = {
        "layout": "notice",
        "alt": "Thẻ",
        "values": {"kicker": "A", "headline": "{{ name }}", "lines": {"list": "items"}},
    }
    row = shop.saved(shop.edit(row, fields=fields, headline="{{ name }}", body="{{ note }}", cards=[card]))
    sound = row.draft
    taken = []
    for number, (name, text) in enumerate(ATTACKS.items()):
        place = PLACES[number % len(PLACES)]
        try:
            shop.own.keep(row.id, replace(sound, template={**sound.template, **put(sound, place, text)}), shop.author)
            shop.own.save(row.id, shop.author)
        except BadInput:
            continue
        taken.append((name, place))
    assert taken == []
    assert shop.own.get(row.id).newest == 1


@pytest.mark.parametrize(
    "told",
    READ,
    ids=str,
)
def test_what_the_reader_of_packs_refuses(shop: Workshop, told: dict[str, Any]) -> None:
    row = shop.saved(shop.own.begin("Mẫu", shop.author))
    refused(shop, shop.edit(row, **told))


def test_who_edits_the_draft_says_neither_id_nor_code_nor_version(shop: Workshop) -> None:
    row = shop.own.begin("Mẫu", shop.author)
    shop.edit(row, id="scam_warning", code="CB-03", version=99)
    row = shop.in_use(row)
    assert shop.catalog.get("scam_warning").pack == shop.catalog.department().name
    assert (shop.catalog.get(row.id).code, shop.catalog.get(row.id).version) == (row.code, 1)


def notice() -> dict[str, Any]:
    told = plain(read_yaml(BUILTIN / "layouts" / "notice.yaml"))
    return {key: value for key, value in told.items() if key != "id"}


@pytest.mark.parametrize(
    "change",
    LAYOUTS,
    ids=lambda change: next(iter(change)) + str(change)[:40],
)
def test_a_layout_that_is_none_is_refused_in_one_sentence(shop: Workshop, change: dict[str, Any]) -> None:
    row = shop.saved(shop.own.begin("Mẫu", shop.author))
    refused(shop, shop.put_layout(row, "notice", {**notice(), **change}))


@pytest.mark.parametrize("name", ["../notice", "Notice", "a" * 30, "no tice", ""])
def test_a_layout_with_a_name_of_no_file(shop: Workshop, name: str) -> None:
    row = shop.saved(shop.own.begin("Mẫu", shop.author))
    refused(shop, shop.put_layout(row, name, notice()))


@pytest.mark.parametrize(
    "told",
    EMPTY,
    ids=str,
)
def test_nothing_that_has_to_say_something_is_empty(shop: Workshop, told: dict[str, Any]) -> None:
    row = shop.saved(shop.own.begin("Mẫu", shop.author))
    refused(shop, shop.edit(row, **told))
