"""The picture that leaves is what the editor showed: developed, marked, and nothing but pixels."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

import studio
from studio.app.developing import Developing
from studio.canonical import sha256
from studio.cards.marks import MarkPainter
from studio.images import editing
from studio.images.covering import COVER
from studio.images.darkroom import Darkroom
from studio.images.geometry import placement
from studio.images.metadata import leftovers
from studio.images.recipe import Corner, MarkKind, Recipe, untouched
from studio.images.render import render
from tests.images.pictures import phone_jpeg, scene

ASSETS = Path(studio.__file__).parent / "assets"
SIZE = (1200, 800)
PHOTO = phone_jpeg(scene(*SIZE))


@pytest.fixture
def developing(qapp: object) -> Iterator[Developing]:
    with Darkroom() as darkroom:
        yield Developing(darkroom, ASSETS, lambda name: b"")


def marked() -> Recipe:
    recipe = editing.add_box(untouched(sha256(PHOTO), SIZE), (600, 300, 200, 160))
    recipe = editing.add_mark(recipe, MarkKind.ARROW, [(100, 700), (500, 400)], size=10)
    recipe = editing.add_mark(recipe, MarkKind.TEXT, [(200, 100)], size=50, text="Ngập sâu")
    return editing.add_mark(recipe, MarkKind.BADGE, size=0.16, corner=Corner.TOP_LEFT)


def test_marks_and_covers_are_in_the_pixels(developing: Developing) -> None:
    recipe, box = marked(), (600, 600)
    made = developing.pixels(PHOTO, recipe, box)
    marks = MarkPainter.load(ASSETS, lambda name: b"")
    wanted = marks.painted(render(PHOTO, recipe, box), recipe, placement(recipe, box))
    assert ImageChops.difference(made, wanted).getbbox() is None
    assert made.getpixel((350, 190)) == COVER
    bare = render(PHOTO, editing.remove_mark(recipe, "m2"), box)
    assert ImageChops.difference(made, bare).crop((100, 50, 300, 80)).getbbox() is not None


def test_the_file_is_clean_small_and_of_the_size_asked_for(developing: Developing) -> None:
    made = developing(PHOTO, marked(), box=(800, 800), max_bytes=60_000)
    assert len(made.data) <= 60_000
    assert leftovers(made.data) == ()
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.size == (made.width, made.height)
        assert image.getpixel((470, 250))[0] < 40  # type: ignore[index]
