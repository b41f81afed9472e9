"""The card of a map sketch: the whole sheet on every size, its words large enough to be read."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QRect

from studio.cards.renderer import CardRenderer
from studio.cards.scene import Photo
from studio.cards.values import view
from studio.images.crop import contained
from studio.images.recipe import MarkKind
from studio.images.sketch import HEIGHT, WIDTH
from studio.templates.bind import BoundCard, bind_cards
from studio.templates.card import CardSpec, PhotoRef
from studio.templates.catalog import builtin_pack
from studio.templates.values import display
from studio.ui.images.canvas.acts import SHARES
from tests.cards.samples import store_picture
from tests.cards.sketches import drawn
from tests.sample_fields import SIZES as LENGTHS
from tests.sample_fields import Size, sample, sample_book, sample_cite

SIZES = ("sq", "p45", "story", "link", "a4")
TEMPLATES = ("traffic_notice", "emergency_alert")
LEAST = 30
"""Pixels of a name on a card of 1080 or 1200 pixels."""
LETTERS = {MarkKind.STREET: 0.62, MarkKind.PLACE: 0.4, MarkKind.TEXT: 1.0}
"""Height of the letters of a mark, in its size."""


def cards_of(template: str, length: Size, *, pictured: bool = True) -> tuple[BoundCard, ...]:
    found = next(one for one in builtin_pack().templates if one.id == template)
    fields = {name: value for name, value in sample(found, length).items() if name != "sketch"}
    fields |= {"sketch": "m1"} if pictured else {}
    values = display(found, fields, sample_book(), sample_cite)
    return bind_cards(found, values, fields=fields, media=("m1",), chosen=("map",))


def spec_of(template: str, length: Size, picture: str) -> CardSpec:
    found = next(one for one in builtin_pack().templates if one.id == template)
    [card] = [one for one in cards_of(template, length) if one.layout == "sketch"]
    assert card.photo == "m1"
    return CardSpec(
        layout="sketch", layout_sha256="", theme=found.colours, values=card.values, photo=PhotoRef(sha256=picture)
    )


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_post_has_the_card_of_its_sketch_where_one_is_drawn(template: str) -> None:
    assert [one.layout for one in cards_of(template, "typical")][-1] == "sketch"
    assert "sketch" not in [one.layout for one in cards_of(template, "typical", pictured=False)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_whole_sketch_is_on_the_card_in_every_size(renderer: CardRenderer, template: str, size: str) -> None:
    sheet = drawn(renderer.marks)
    picture = store_picture(sheet)
    empty = store_picture(Image.new("RGB", (WIDTH, HEIGHT), "#E9EDE6"))
    for length in LENGTHS:
        spec = spec_of(template, length, picture)
        assert renderer.series([spec], size) == ((spec,),), f"{length}: one picture carries it"
        scene = renderer.scene(spec, size)
        assert (scene.cuts, renderer.problems(spec, size)) == ((), ())
        [place] = [part.rect for part in scene.ground if isinstance(part, Photo)]
        assert not any(place.intersects(part.rect) for part in scene.texts), "no words stand on it"
        made = renderer.render(spec, size)
        assert min(made.contrast.values()) >= 4.5
        scale = min(place.width() / WIDTH, place.height() / HEIGHT)
        on_phone = scale * 1080 / scene.width if size == "a4" else scale
        assert all(share * SHARES[kind] * HEIGHT * on_phone >= LEAST for kind, share in LETTERS.items())
        card, bare = (
            view(made.image).copy(),
            view(renderer.render(replace(spec, photo=PhotoRef(sha256=empty)), size).image),
        )
        changed = ImageChops.difference(card, bare).getbbox()
        assert changed is not None
        assert inside(changed, place)
        assert changed[2] - changed[0] >= 0.97 * WIDTH * scale, "from one edge of the sheet to the other"


def inside(box: tuple[int, int, int, int], place: QRect) -> bool:
    left, top, right, bottom = box
    return place.contains(QRect(left, top, right - left, bottom - top))


def test_a_whole_picture_goes_on_in_the_colour_of_its_edge() -> None:
    buffer = io.BytesIO()
    picture = Image.new("RGB", (400, 300), "#E9EDE6")
    picture.paste("#C8102E", (0, 0, 40, 40))
    picture.save(buffer, "PNG")
    wide = contained(buffer.getvalue(), 900, 300)
    assert wide.size == (900, 300)
    assert wide.getpixel((10, 150)) == wide.getpixel((890, 150)) == (0xE9, 0xED, 0xE6)
    assert wide.getpixel((260, 10)) == (0xC8, 0x10, 0x2E), "nothing of it is cut"


def test_the_name_of_a_street_keeps_clear_of_what_closes_it(renderer: CardRenderer) -> None:
    """The street of the closed part is read beside it: no dark letters of its name are on the red."""
    closed = (720, 300, 1140, 360)
    sheet = drawn(renderer.marks).crop(closed)
    dark = [1 for pixel in zip(*[iter(sheet.tobytes())] * 3, strict=True) if max(pixel) < 90]
    assert dark == []
