"""What the linter says before a template is used: of texts that have no room, of contrast, sizes, locks and codes.

Cards are painted as the window and the files paint them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from studio.app.template_room import CardLook
from studio.errors import Refused
from studio.templates.card import CardSpec
from studio.templates.fields import KnownReferences
from studio.templates.layout import Design
from studio.templates.own.lint import CardLooked, Look, lint
from studio.templates.own.model import TemplateRow
from studio.templates.own.samples import Amount, sample, sample_book
from studio.templates.values import validate_field
from tests.templates.own.workshop import PIN, Workshop, all_shown


@pytest.fixture(scope="module")
def look(qapp: object) -> CardLook:
    return CardLook(lambda sha256: b"")


def linted(shop: Workshop, row: TemplateRow, look: Look) -> list[tuple[str, str, str, bool]]:
    """About what, of which field, on which size, and whether it stops."""
    row = shop.own.get(row.id)
    pack = shop.own.read(row)
    found = lint(row.draft, pack.template, shop.own.design(pack), look)
    return [(one.about, one.field, one.size, one.stops) for one in found]


def test_one_from_scratch_can_be_handed_to_the_head_as_it_is(shop: Workshop, look: CardLook) -> None:
    assert [one for one in linted(shop, shop.own.begin("Mẫu", shop.author), look) if one[3]] == []


def test_a_limit_that_the_card_cannot_carry_is_named_with_its_field(shop: Workshop, look: CardLook) -> None:
    row = shop.own.begin("Mẫu", shop.author)
    fields = [dict(field) for field in row.draft.template["fields"]]
    fields[1] |= {"max": 12, "item_max": 900}
    found = linted(shop, shop.edit(row, fields=fields), look)
    limits = [one for one in found if one[0] == "limits"]
    assert {size for _, field, size, _ in limits if field == "points"} >= {"sq", "p45", "link", "story", "a4"}
    assert {field for _, field, _, _ in limits} <= {"points", "contact"}  # the number on a picture it overfills, too


@pytest.mark.parametrize(
    ("field", "limits"),
    [
        (0, {"max": 99_999}),
        (0, {"min": 99_999, "max": 99_999}),
        (1, {"max": 6, "item_max": 99_999}),
        (1, {"max": 99_999, "item_max": 60}),
        (1, {"min": 99_999, "max": 99_999}),
    ],
)
def test_a_limit_beyond_any_post_is_told_at_once_in_one_sentence(
    shop: Workshop, look: CardLook, field: int, limits: dict[str, int]
) -> None:
    row = shop.own.begin("Mẫu", shop.author)
    fields = [dict(one) for one in row.draft.template["fields"]]
    fields[field] |= limits
    row = shop.own.get(shop.edit(row, fields=fields).id)
    pack = shop.own.read(row)
    [remark] = [one for one in lint(row.draft, pack.template, shop.own.design(pack), look) if one.stops]
    assert (remark.about, remark.field) == ("limits", fields[field]["name"])
    assert "99999" in remark.phrase.vi
    shop.own.save(row.id, shop.author)
    with pytest.raises(Refused, match="99999"):
        shop.own.submit(row.id, shop.author, PIN)


def test_a_list_that_takes_more_pictures_than_a_post_has_is_named(shop: Workshop, look: CardLook) -> None:
    row = shop.own.begin("Mẫu", shop.author)
    fields = [dict(one) for one in row.draft.template["fields"]]
    fields[1] |= {"max": 50, "item_max": 120}
    row = shop.own.get(shop.edit(row, fields=fields).id)
    pack = shop.own.read(row)
    told = lint(row.draft, pack.template, shop.own.design(pack), look)
    [crowded] = [one for one in told if "10" in one.phrase.vi and one.about == "limits"]
    assert (crowded.field, crowded.stops) == ("points", True)


def test_every_shipped_template_is_tried_with_values_that_its_fields_take(shop: Workshop) -> None:
    book = sample_book()
    known = KnownReferences(
        media=frozenset(f"sample{n or ''}" for n in range(60)),
        contacts=frozenset(contact.id for contact in book.contacts),
        units=frozenset(unit.id for unit in book.units),
    )
    wrong = [
        (template.id, amount, problem.phrase.en)
        for template in shop.catalog.department().templates
        for amount in Amount
        for values in [sample(template, amount)]
        for field in template.fields
        for problem in validate_field(field, values.get(field.name), known=known)
        if field.required or amount is not Amount.MINIMAL
    ]
    assert wrong == []


def seen(**told: Any) -> Look:
    """What is seen of every card: all of it, but for what is told."""

    def look(design: Design, spec: CardSpec, size: str, paint: bool) -> CardLooked:
        whole = all_shown(design, spec, size, paint)
        shown = whole.shown - {"headline"} if told.get("hides") == size else whole.shown
        return CardLooked(contrast=told.get("contrast", {}) if paint else {}, shown=shown, cut={})

    return look


def test_hard_to_read_and_not_to_be_seen(shop: Workshop) -> None:
    row = shop.own.begin("Mẫu", shop.author)
    assert {one[0] for one in linted(shop, row, seen(contrast={"kicker": 3.0}))} == {"contrast"}
    assert linted(shop, row, seen(contrast={"kicker": 4.5})) == []
    assert linted(shop, row, seen(hides="link")) == [("sizes", "", "link", True)]


@pytest.mark.parametrize(
    ("layer", "about", "stops"),
    [
        ({"id": "law", "kind": "text", "slot": "citation", "unlocked": ["remove"]}, "locks", True),
        ({"id": "law", "kind": "text", "slot": "citation", "unlocked": ["style"]}, "", False),
        ({"id": "code", "kind": "qr"}, "qr", False),
        ({"id": "code", "kind": "qr", "only": ["a4"]}, "", False),
        ({"id": "note", "kind": "text", "slot": "source", "boxes": {"sq": [0, 0, 400, 90]}}, "sizes", True),
        ({"id": "note", "kind": "text", "only": ["sq"], "boxes": {"sq": [900, 0, 400, 90]}}, "sizes", True),
        ({"id": "note", "kind": "text", "only": ["sq"], "boxes": {"sq": [0, 0, 400, 90]}}, "", False),
    ],
    ids=str,
)
def test_layers_of_its_own_layouts(shop: Workshop, layer: dict[str, Any], about: str, stops: bool) -> None:
    row = shop.own.begin("Mẫu", shop.author)
    pack = shop.own.read(row)
    document = shop.put_layout(row, "notice", {"parts": [layer]}).draft
    found = lint(document, pack.template, shop.catalog.design(), all_shown)
    assert {one.about for one in found} == ({about} if about else set())
    assert any(one.stops for one in found) is stops


def test_what_stops_keeps_it_from_the_head(tmp_path: Path) -> None:
    shop = Workshop(tmp_path, look=seen(contrast={"headline": 2.1}))
    row = shop.saved(shop.own.begin("Mẫu", shop.author))
    with pytest.raises(Refused, match="khó đọc"):
        shop.own.submit(row.id, shop.author, PIN)
    assert shop.own.get(row.id).candidate is None
