"""A paper by its four corners: straight, covered as before, and undone to the byte."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from studio.errors import BadInput
from studio.images import edits
from studio.images.edits import COVER
from studio.images.geometry import cut_of, finished_size, levelling, page_size, placement
from studio.images.readback import refuse_uncovered
from studio.images.recipe import Point, Subject, untouched
from studio.images.recipe_validation import read, write
from studio.images.tasks import render
from tests.images.test_covering import noise

SIZE = (800, 600)
PLAIN = untouched("c" * 64, SIZE)
PAPER = ((180.0, 90.0), (620.0, 130.0), (700.0, 520.0), (110.0, 480.0))
OFFS = st.tuples(st.floats(-60, 60), st.floats(-60, 60))


def picture() -> Image.Image:
    """A white paper with a black square in its middle, where its diagonals cross, on blue."""
    image = Image.new("RGB", SIZE, "blue")
    draw = ImageDraw.Draw(image)
    draw.polygon(PAPER, fill="white")
    back = levelling(PAPER).inverse()
    width, height = page_size(PAPER)
    square = [(width * x, height * y) for x, y in ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6))]
    draw.polygon([back.at(point) for point in square], fill="black")
    return image


def test_a_paper_seen_from_aside_becomes_a_straight_page() -> None:
    recipe = edits.level(PLAIN, PAPER)
    page = render(picture(), recipe)
    width, height = page.size
    assert page.size == finished_size(recipe)
    assert page.size == pytest.approx(page_size(PAPER), abs=1)
    inside = page.crop((4, 4, width - 4, height - 4))
    red, _, blue = inside.split()
    bluest = ImageChops.subtract(blue, red).point(lambda level: 255 * (level > 60)).getbbox()
    assert bluest is None, "nothing around it is left"
    dark = inside.convert("L").point(lambda level: 255 * (level < 128)).getbbox()
    square = (0.4 * width, 0.4 * height, 0.6 * width, 0.6 * height)
    assert dark == pytest.approx(tuple(side - 4 for side in square), abs=2)


@given(st.tuples(OFFS, OFFS, OFFS, OFFS), st.permutations(range(4)))
def test_corners_land_in_the_corners_whatever_the_order_they_were_marked_in(
    offs: tuple[Point, ...], order: list[int]
) -> None:
    corners = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(PAPER, offs, strict=True)]
    recipe = edits.level(PLAIN, [corners[at] for at in order])
    (width, height), way = page_size(recipe.paper), placement(recipe)
    wanted = ((0, 0), (width, 0), (width, height), (0, height))
    for corner, at in zip(recipe.paper, wanted, strict=True):
        assert levelling(recipe.paper).at(corner) == pytest.approx(at, abs=1e-6)
        assert way.back.at(way.forth.at(corner)) == pytest.approx(corner, abs=1e-6)
    assert set(recipe.paper) == set(corners)


@pytest.mark.parametrize("angle", [0.0, 6.5])
def test_two_originals_that_differ_under_a_cover_give_the_same_page(angle: float) -> None:
    recipe = edits.add_box(edits.level(PLAIN, PAPER), (300, 200, 120, 90), Subject.TEXT)
    recipe = edits.straighten(recipe, angle)
    one, other = noise(SIZE), noise(SIZE)
    other.paste(Image.new("RGB", (120, 90), "red"), (300, 200))
    pages = [render(image, recipe) for image in (one, other)]
    refuse_uncovered(pages[0], recipe)
    middle = placement(recipe).forth.at((360, 245))
    assert pages[0].getpixel((round(middle[0]), round(middle[1]))) == COVER
    one.paste(Image.new("RGB", (120, 90), "red"), (300, 200))
    assert render(one, recipe).tobytes() == pages[0].tobytes()
    with pytest.raises(BadInput):
        refuse_uncovered(render(one, replace(recipe, covers=())), recipe)


def test_it_is_undone_to_the_byte_and_recipes_without_one_are_the_bytes_they_were() -> None:
    levelled = edits.level(PLAIN, PAPER)
    assert read(write(levelled)) == levelled
    assert b"paper" not in write(PLAIN)
    assert write(edits.level(levelled, ())) == write(PLAIN)
    cut = edits.cut(levelled, (20, 20, 200, 150))
    assert cut_of(cut) == (20, 20, 200, 150)
    original = io.BytesIO()
    picture().save(original, "PNG")
    assert render(original.getvalue(), cut).size == (200, 150)


@pytest.mark.parametrize(
    "corners",
    [
        [(10, 10), (20, 12), (15, 14), (12, 13)],
        [(100, 100), (500, 100), (300, 180), (280, 500)],
        [(350, 10), (360, 10), (780, 590), (10, 590)],
        [(0, 0), (100, 0), (100, 100)],
    ],
)
def test_what_is_no_paper_is_refused(corners: list[Point]) -> None:
    with pytest.raises(BadInput):
        edits.level(PLAIN, corners)
