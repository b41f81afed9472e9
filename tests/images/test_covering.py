"""What is covered does not come out again: whatever lies there, the finished picture is the same."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from studio.images.edits import COVER, TONES, covered, expanded, shape
from studio.images.geometry import placement
from studio.images.recipe import Adjust, Cover, Fill, Point, Recipe, Subject
from studio.images.tasks import render, render_part
from tests.images.recipes import ADJUSTS, SMALL, SOURCE, covers, recipes

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A picture that fails is small already; making it smaller takes minutes."""


def noise(size: tuple[int, int], seed: int = 1) -> Image.Image:
    return Image.frombytes("RGB", size, Random(seed).randbytes(3 * size[0] * size[1]))


def winds_around(outline: tuple[Point, ...], x: float, y: float) -> bool:
    """Whether a point lies in a polygon that may cross itself (non-zero winding)."""
    winding = 0
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
        if y1 <= y < y2 and side > 0:
            winding += 1
        elif y2 <= y < y1 and side < 0:
            winding -= 1
    return winding != 0


def outline_of(cover: Cover) -> tuple[Point, ...]:
    if len(cover.points) > 2:
        return cover.points
    (x1, y1), (x2, y2) = cover.points
    return (x1, y1), (x2, y1), (x2, y2), (x1, y2)


def touched(cover: Cover, size: tuple[int, int]) -> set[tuple[int, int]]:
    """The pixels of which at least one of 9 sample points lies under the cover."""
    outline = outline_of(cover)
    samples = [0.1, 0.5, 0.9]
    return {
        (x, y)
        for x in range(size[0])
        for y in range(size[1])
        if any(winds_around(outline, x + across, y + down) for across in samples for down in samples)
    }


@settings(max_examples=60, phases=QUICK)
@given(st.data())
def test_the_finished_picture_tells_nothing_of_what_is_covered(data: st.DataObject) -> None:
    recipe = data.draw(recipes(st.tuples(*[st.integers(24, 48)] * 2)))
    cover = data.draw(covers(recipe.size))
    recipe = replace(recipe, covers=(cover,), adjust=data.draw(ADJUSTS))
    one, other = noise(recipe.size), noise(recipe.size)
    for x, y in touched(cover, recipe.size):
        other.putpixel((x, y), (255, 0, 255))
    box = data.draw(st.sampled_from([None, (20, 20), (11, 17)]))
    assert render(one, recipe, box).tobytes() == render(other, recipe, box).tobytes()
    part = render_part(one, recipe, (3, 2, 9, 12), 1.5)
    assert part.tobytes() == render_part(other, recipe, (3, 2, 9, 12), 1.5).tobytes()


@settings(max_examples=60)
@given(recipes(SMALL), st.floats(0.1, 0.6), st.floats(0.1, 0.6))
def test_a_covered_place_has_the_colour_of_the_cover_wherever_it_comes_to_lie(
    recipe: Recipe, left: float, top: float
) -> None:
    x, y = left * recipe.width, top * recipe.height
    cover = Cover(id="c1", subject=Subject.OTHER, points=((x, y), (x + 20, y + 20)))
    recipe = replace(recipe, covers=(cover,))
    finished = render(Image.new("RGB", recipe.size, "white"), recipe)
    at = placement(recipe).forth.at((x + 10, y + 10))
    if 0 <= at[0] < finished.width and 0 <= at[1] < finished.height:
        assert finished.getpixel((int(at[0]), int(at[1]))) == COVER


@settings(max_examples=30, phases=QUICK)
@given(st.data())
def test_two_faces_of_one_average_are_covered_by_the_same_mosaic(data: st.DataObject) -> None:
    size = (45, 35)
    cover = data.draw(covers(size, Fill.MOSAIC))
    light, dark = noise(size, 2), noise(size, 2)
    for x, y in touched(replace(cover, points=((0, 0), size)), size):
        light.putpixel((x, y), (130, 130, 130) if (x + y) % 2 else (160, 160, 160))
        dark.putpixel((x, y), (155, 155, 155) if x % 3 else (165, 165, 165))
    recipe = Recipe(source=SOURCE, width=45, height=35, covers=(cover,))
    one, other = render(light, recipe), render(dark, recipe)
    for x, y in touched(cover, size):
        assert one.getpixel((x, y)) == other.getpixel((x, y))


def face(fill: Fill, subject: Subject = Subject.FACE, seed: int = 5) -> Cover:
    return Cover(id="c1", subject=subject, points=((10, 10), (59, 59)), fill=fill, seed=seed)


def test_a_mosaic_is_blocks_around_one_colour_by_its_seed() -> None:
    image = Image.new("RGB", (70, 70), (200, 150, 120))
    mosaic = covered(image, [face(Fill.MOSAIC)])
    colours = {mosaic.getpixel((x, y)) for x in range(10, 59) for y in range(10, 59)}
    assert 20 < len(colours) <= 49
    assert mosaic.getpixel((12, 12)) == mosaic.getpixel((15, 15))
    assert covered(image, [face(Fill.MOSAIC)]).tobytes() == mosaic.tobytes()
    assert covered(image, [face(Fill.MOSAIC, seed=6)]).tobytes() != mosaic.tobytes()
    assert image.getpixel((20, 20)) == (200, 150, 120)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_mosaic_tells_no_more_of_a_face_than_one_of_a_few_tones(colour: tuple[int, int, int]) -> None:
    assert mosaic_over(colour) in {mosaic_over(tone) for tone in TONES}


def mosaic_over(colour: tuple[int, int, int]) -> bytes:
    """The pixels of a mosaic that hides a plain of that colour."""
    return covered(Image.new("RGB", (70, 70), colour), [face(Fill.MOSAIC)]).crop((10, 10, 59, 59)).tobytes()


def test_text_is_filled_solid_whatever_a_recipe_asks_for() -> None:
    image = noise((70, 70))
    assert (
        covered(image, [face(Fill.MOSAIC, Subject.TEXT)]).tobytes()
        == covered(image, [face(Fill.SOLID, Subject.TEXT)]).tobytes()
    )


def test_the_middle_of_a_star_is_covered() -> None:
    star = ((50, 5), (80, 95), (3, 38), (97, 38), (20, 95))
    cover = Cover(id="c1", subject=Subject.OTHER, points=star)
    assert len(shape(cover)) == 5
    assert covered(Image.new("RGB", (100, 100), "white"), [cover]).getpixel((50, 50)) == COVER


@pytest.mark.parametrize("points", [((5.0, 5.0), (5.0, 5.0)), ((5.0, 5.0), (5.2, 5.0), (5.1, 5.1))])
def test_a_cover_of_no_size_still_covers_its_pixel(points: tuple[Point, ...]) -> None:
    cover = Cover(id="c1", subject=Subject.OTHER, points=points)
    assert covered(Image.new("RGB", (20, 20), "white"), [cover]).getpixel((5, 5)) == COVER


def test_a_box_grows_by_its_share_and_stays_in_the_picture() -> None:
    assert expanded((100, 100, 40, 20), 0.25, (400, 300)) == (90, 95, 60, 30)
    assert expanded((0, 0, 40, 20), 0.25, (42, 300)) == (0, 0, 42, 25)


def test_the_small_picture_of_the_window_is_covered_in_the_same_place() -> None:
    recipe = Recipe(source=SOURCE, width=400, height=300, covers=(face(Fill.SOLID),), adjust=Adjust())
    proxy = render(Image.new("RGB", (100, 75), "white"), recipe, (100, 75))
    assert proxy.getpixel((8, 8)) == COVER
    assert proxy.getpixel((30, 30)) == (255, 255, 255)
