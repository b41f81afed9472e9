"""A unit's brand kit: colours that can be read on every ground, or none; what the department locks stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.cards.renderer import CardRenderer
from studio.errors import BadInput, NotPermitted, Refused
from studio.templates.catalog import BUILTIN, Pack, builtin_pack
from studio.templates.contrast import READABLE
from studio.templates.own.branding import BrandKitChoice
from studio.templates.own.kit import BrandKit, KitLocks, branded, checked, locks_of, weak_pairs
from studio.templates.own.lint import cards_of
from studio.templates.own.samples import Amount
from studio.templates.own.storage import StoredOwnTemplates
from tests.templates.own.workshop import PIN, Workshop

TEAL = BrandKit(first="#0E6272", second="#FFD76A")
PHOTO = (BUILTIN.parents[1] / "assets" / "sample" / "photo" / "duong-pho.jpg").read_bytes()
BADGE = (BUILTIN.parents[1] / "assets" / "badge" / "neutral.svg").read_bytes()


def branding(shop: Workshop) -> BrandKitChoice:
    made = BrandKitChoice(
        StoredOwnTemplates(shop.store),
        shop.people,
        shop.catalog,
        shop.clock,
        note=lambda act, by, data: shop.log.append((act, by, data)),
        has_file=lambda name: name == "logo",
    )
    shop.catalog.kit = made.kit
    return made


def test_the_head_gives_the_cards_another_look_and_takes_it_back(shop: Workshop) -> None:
    brand, before = branding(shop), shop.catalog.design()
    brand.choose(TEAL, shop.head, PIN)
    after = shop.catalog.design()
    assert shop.catalog.design() is after
    assert after.themes["notice"].schemes["light"]["accent"] == "#0E6272"
    assert after.themes["notice"].schemes["dark"]["accent"] == "#FFD76A"
    assert after.themes["emergency"] == before.themes["emergency"]
    assert after.layouts["notice"].sha256 != before.layouts["notice"].sha256  # what was approved looked otherwise
    brand.choose(BrandKit(), shop.head, PIN)
    assert shop.catalog.design() == before
    assert [act for act, _, _ in shop.log] == ["brand", "brand"]


def test_who_may_and_what_is_no_kit(shop: Workshop) -> None:
    brand = branding(shop)
    with pytest.raises(NotPermitted):
        brand.choose(TEAL, shop.author, PIN)
    with pytest.raises(NotPermitted):
        brand.choose(TEAL, shop.head, "00000000")
    for kit in (
        BrandKit(first="teal", second="#FFD76A"),
        BrandKit(first="#0E6272"),
        BrandKit(header="x" * 61),
        replace(TEAL, logo="gone"),
    ):
        with pytest.raises(BadInput):
            brand.choose(kit, shop.head, PIN)
    assert brand.kit() == BrandKit()


def test_a_pair_that_cannot_be_read_is_named_and_refused(shop: Workshop) -> None:
    brand = branding(shop)
    (first, *_) = brand.weak(BrandKit(first="#F2683C", second="#1B57C4"))
    assert "#F2683C" in first.en
    with pytest.raises(Refused, match="#F2683C"):
        brand.choose(BrandKit(first="#F2683C", second="#1B57C4"), shop.head, PIN)
    with pytest.raises(Refused, match="#888888"):
        brand.choose(BrandKit(background="#888888"), shop.head, PIN)
    assert brand.kit() == BrandKit()


def test_what_the_department_locks(builtin: Pack) -> None:
    locks = KitLocks(parts=frozenset({"header", "first"}), themes=frozenset({"notice"}))
    for kit in (BrandKit(header="Công an thành phố"), TEAL):
        with pytest.raises(BadInput, match="Phòng đã khóa"):
            checked(kit, locks)
    design = builtin.design
    assert design is not None
    assert branded(design, TEAL, locks).themes["notice"] == design.themes["notice"]
    assert {"emergency", "warning", "correction", "martyrs"} <= locks_of(builtin).themes


def test_texts_of_a_branded_card_can_be_read_on_the_pixels(qapp: object) -> None:
    pack = builtin_pack()
    design = pack.design
    assert design is not None
    kit = replace(TEAL, header="Công an thành phố", background="#F2FBFC", logo="logo")
    made = branded(design, kit, locks_of(pack))
    assert weak_pairs(design, made) == ()
    renderer = CardRenderer(made, lambda name: BADGE if name == "logo" else PHOTO)
    weak, headed = [], 0
    for template in pack.templates:
        if template.id not in ("procedure_guide", "qa_post", "recruitment", "weekly_recap", "hotline_card"):
            continue
        for card, spec in cards_of(template, made, Amount.TYPICAL):
            for size in made.sizes:
                seen = renderer.render(spec, size)
                weak += [
                    (card.layout, size, layer, worst) for layer, worst in seen.contrast.items() if worst < READABLE
                ]
                headed += any("thành phố" in line.text for line in seen.lines)
                assert "logo" in {part.layer for part in renderer.scene(spec, size).ground}
    assert weak == []
    assert headed > 0
