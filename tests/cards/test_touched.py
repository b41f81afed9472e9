"""What a person changed by hand on a card is what is painted, and nothing that the layout locks ever is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.cards.renderer import CardRenderer
from studio.errors import Untrusted
from studio.templates.card import CardTouch
from studio.templates.touch import breakable, hideable, photo_movable
from tests.cards.samples import Sample, find


def touched(warning: Sample, **changes: object) -> Sample:
    touch = replace(CardTouch(card=warning.spec.layout, size="sq"), **changes)  # type: ignore[arg-type]
    return replace(warning, spec=replace(warning.spec, touches=(touch,)))


def test_the_photo_is_moved_and_enlarged_on_that_size_alone(renderer: CardRenderer, warning: Sample) -> None:
    moved = touched(warning, focal=(0.0, 0.0), zoom=3.0)
    for size, differs in (("sq", True), ("link", False)):
        before, after = (renderer.render(one.spec, size) for one in (warning, moved))
        assert (before.image != after.image) is differs
        assert before.lines == after.lines, "no letter moves"


def test_a_hidden_layer_is_not_painted(renderer: CardRenderer) -> None:
    cover = find("infographic", "cover")
    assert "hero_art" in renderer.scene(cover.spec, "p45").layers
    assert "hero_art" not in renderer.scene(touched(cover, size="p45", hidden=("hero_art",)).spec, "p45").layers
    assert "hero_art" in renderer.scene(touched(cover, hidden=("hero_art",)).spec, "p45").layers


def test_a_person_chooses_how_a_card_is_built(renderer: CardRenderer, warning: Sample) -> None:
    found = {wish: renderer.render(touched(warning, composition=wish).spec, "sq").image for wish in ("photo", "list")}
    assert found["photo"] != found["list"]
    with pytest.raises(Untrusted, match="chỉnh tay"):
        renderer.render(touched(warning, composition="plain").spec, "sq")


def test_lines_end_where_a_person_says(renderer: CardRenderer, warning: Sample) -> None:
    def headline(one: Sample) -> list[str]:
        return [line.text for line in renderer.render(one.spec, "sq").lines if line.layer == "headline"]

    words = str(warning.spec.values["headline"]).split()
    wanted = (" ".join(words[:2]), " ".join(words[2:4]), " ".join(words[4:]))
    made = headline(touched(warning, breaks=(("headline", wanted),)))
    assert [line.replace("\u00a0", " ") for line in made[:2]] == list(wanted[:2])
    assert headline(warning) != made


def test_what_the_locks_forbid_is_never_painted(renderer: CardRenderer, warning: Sample) -> None:
    for forbidden in ({"hidden": ("citation",)}, {"hidden": ("headline",)}, {"breaks": (("citation", ("a", "b")),)}):
        with pytest.raises(Untrusted, match="chỉnh tay"):
            renderer.render(touched(warning, **forbidden).spec, "sq")


def test_the_hash_of_a_card_tells_a_touch_and_is_the_former_one_without(warning: Sample) -> None:
    assert "touches" not in warning.spec.to_json()
    assert touched(warning, zoom=2.0).spec.sha256 != warning.spec.sha256


def test_every_shipped_layout_keeps_law_contact_and_badge(renderer: CardRenderer) -> None:
    for layout in renderer.design.layouts.values():
        free = {layer.id for layer in hideable(layout)}
        assert not free & {"badge", "citation", "side_contact", "contact", "qr", "unit", "source", "headline"}, (
            layout.id
        )
        assert {layer.id for layer in breakable(layout)} <= {"headline"}, layout.id
        assert photo_movable(layout), layout.id
