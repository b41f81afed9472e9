"""The practice mark: on every practice card, whatever the layout says, and readable beside the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import ImageChops

from studio.cards.renderer import LABEL, CardRenderer
from studio.cards.values import view
from studio.templates.layout import Layer
from tests.cards.samples import Sample

SIZES = ("sq", "p45", "link", "story", "a4")


@pytest.mark.parametrize("size", SIZES)
def test_every_practice_card_is_marked_across_and_along_the_edge(
    renderer: CardRenderer, warning: Sample, size: str
) -> None:
    plain = view(renderer.render(warning.spec, size).image)
    marked = view(renderer.render(replace(warning.spec, practice=True), size).image)
    changed = ImageChops.difference(plain, marked).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert right == marked.width
    assert (bottom - top) == marked.height
    assert left < marked.width * 0.3


@pytest.mark.parametrize("size", SIZES)
def test_text_stays_readable_under_the_mark(renderer: CardRenderer, warning: Sample, size: str) -> None:
    made = renderer.render(replace(warning.spec, practice=True), size)
    assert min(made.contrast.values()) >= 4.5, made.contrast


def test_no_layer_of_the_data_stands_for_the_mark(renderer: CardRenderer) -> None:
    def all_of(layers: tuple[Layer, ...]) -> list[Layer]:
        return [inner for layer in layers for inner in (layer, *all_of(layer.children))]

    for layout in renderer.design.layouts.values():
        assert not any("mark" in layer.kind or layer.id == "watermark" for layer in all_of(layout.layers))


def test_the_words_are_the_ones_of_the_practice_profile() -> None:
    assert LABEL == "TẬP HUẤN – MÔ PHỎNG"
