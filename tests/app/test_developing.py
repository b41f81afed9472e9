"""The picture that leaves is what the editor showed: developed, marked, and nothing but pixels."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

import studio
from studio.app.post_room import PictureDeveloper
from studio.canonical import sha256
from studio.cards.marks import MarkPainter
from studio.cards.renderer import marked
from studio.images import edits
from studio.images.edits import COVER
from studio.images.geometry import placement
from studio.images.image_workers import ImageWorkers
from studio.images.readback import leftovers
from studio.images.recipe import Corner, MarkKind, Recipe, untouched
from studio.images.tasks import render
from tests.images.pictures import colour_at, phone_jpeg, scene

ASSETS = Path(studio.__file__).parent / "assets"
SIZE = (1200, 800)
PHOTO = phone_jpeg(scene(*SIZE))


@pytest.fixture(scope="module")
def marks(qapp: object) -> MarkPainter:
    return MarkPainter.load(ASSETS, lambda name: b"")


@pytest.fixture
def developing(marks: MarkPainter) -> Iterator[PictureDeveloper]:
    with ImageWorkers() as image_workers:
        yield PictureDeveloper(image_workers, lambda: marks)


def recipe_with_all() -> Recipe:
    recipe = edits.add_box(untouched(sha256(PHOTO), SIZE), (600, 300, 200, 160))
    recipe = edits.add_mark(recipe, MarkKind.ARROW, [(100, 700), (500, 400)], size=10)
    recipe = edits.add_mark(recipe, MarkKind.TEXT, [(200, 100)], size=50, text="Ngập sâu")
    return edits.add_mark(recipe, MarkKind.BADGE, size=0.16, corner=Corner.TOP_LEFT)


def test_marks_and_covers_are_in_the_pixels(developing: PictureDeveloper, marks: MarkPainter) -> None:
    recipe, box = recipe_with_all(), (600, 600)
    with Image.open(io.BytesIO(developing(PHOTO, recipe, box=box, max_bytes=10**7).data)) as image:
        made = image.convert("RGB")
    wanted = marked(render(PHOTO, recipe, box), recipe, placement(recipe, box), marks)
    assert max(ImageStat.Stat(ImageChops.difference(made, wanted)).mean) < 1.5, "but for the compression"
    assert all(abs(one - other) <= 4 for one, other in zip(colour_at(made, 350, 190), COVER, strict=True))
    bare = render(PHOTO, edits.remove_mark(recipe, "m2"), box)
    assert max(ImageStat.Stat(ImageChops.difference(made, bare).crop((100, 50, 200, 80))).mean) > 20


def test_the_file_is_clean_small_and_of_the_size_asked_for(developing: PictureDeveloper) -> None:
    made = developing(PHOTO, recipe_with_all(), box=(800, 800), max_bytes=60_000)
    assert len(made.data) <= 60_000
    assert leftovers(made.data) == ()
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.size == (made.width, made.height)
        assert colour_at(image, 470, 250)[0] < 40
