"""The finished picture: its size, its directions, its edges, and the file it is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from PIL import Image, ImageChops, ImageStat

from studio.errors import BadInput
from studio.images.geometry import finished_size, placement
from studio.images.recipe import Cover, Recipe, Subject, untouched
from studio.images.tasks import needed_size, render, render_part
from tests.images.pictures import colour_at, encoded, phone_jpeg, scene
from tests.images.recipes import SMALL, SOURCE, recipes

RED, GREEN, BLUE, WHITE = (200, 0, 0), (0, 160, 0), (0, 0, 200), (255, 255, 255)


def quarters(image: Image.Image) -> tuple[tuple[int, ...], ...]:
    """Colours of upper left, upper right, lower right, lower left."""
    w, h = image.size
    spots = ((w // 4, h // 4), (3 * w // 4, h // 4), (3 * w // 4, 3 * h // 4), (w // 4, 3 * h // 4))
    return tuple(colour_at(image, *spot) for spot in spots)


def difference(one: Image.Image, other: Image.Image) -> int:
    return max(ImageChops.difference(one, other).tobytes())


def test_an_untouched_picture_comes_out_as_it_was() -> None:
    image = scene()
    assert render(image, untouched(SOURCE, image.size)).tobytes() == image.tobytes()


@pytest.mark.parametrize(
    ("turns", "mirrored", "expected"),
    [
        (1, False, (BLUE, RED, GREEN, WHITE)),
        (2, False, (WHITE, BLUE, RED, GREEN)),
        (3, False, (GREEN, WHITE, BLUE, RED)),
        (0, True, (GREEN, RED, BLUE, WHITE)),
        (1, True, (RED, BLUE, WHITE, GREEN)),
    ],
)
def test_turns_go_clockwise_and_the_mirror_follows(turns: int, mirrored: bool, expected: tuple[object, ...]) -> None:
    recipe = replace(untouched(SOURCE, (640, 480)), turns=turns, mirrored=mirrored)
    assert quarters(render(scene(), recipe)) == expected


@settings(max_examples=60)
@given(recipes(SMALL))
def test_every_pixel_comes_from_the_picture(recipe: Recipe) -> None:
    for box in (None, (40, 40), (17, 60)):
        finished = render(Image.new("RGB", recipe.size, "white"), recipe, box)
        assert finished.size == finished_size(recipe, box)
        assert finished.getextrema() == ((255, 255),) * 3


@settings(max_examples=60)
@given(recipes(SMALL))
def test_what_the_placement_says_is_where_it_lies(recipe: Recipe) -> None:
    at = recipe.width / 2 + 4.5, recipe.height / 2 - 3.5
    image = Image.new("RGB", recipe.size, "white")
    image.paste((0, 0, 0), (int(at[0]) - 3, int(at[1]) - 3, int(at[0]) + 4, int(at[1]) + 4))
    finished = render(image, recipe)
    x, y = placement(recipe).forth.at(at)
    if 1 <= x < finished.width - 1 and 1 <= y < finished.height - 1:
        assert finished.getpixel((int(x), int(y))) == (0, 0, 0)


def test_a_large_picture_turned_a_little_looks_like_a_small_one_turned_a_little() -> None:
    image = scene(2400, 1800)
    recipe = replace(untouched(SOURCE, image.size), angle=4.0)
    large = render(image, recipe, (400, 400))
    small = render(image.resize((800, 600), Image.Resampling.LANCZOS), recipe, (400, 400))
    assert difference(large.reduce(4), small.reduce(4)) <= 12


def test_stripes_too_fine_for_the_finished_size_become_grey_and_no_pattern() -> None:
    stripes = Image.frombytes("RGB", (1200, 900), bytes([0, 0, 0, 255, 255, 255]) * 600 * 900)
    recipe = replace(untouched(SOURCE, stripes.size), angle=5.0)
    finished = render(stripes, recipe, (700, 700))
    assert max(ImageStat.Stat(finished).stddev) < 20


def test_a_file_is_decoded_upright_and_only_as_large_as_needed() -> None:
    data = phone_jpeg(scene(1600, 1200), orientation=6)
    recipe = untouched(SOURCE, (1200, 1600))
    finished = render(data, recipe, (300, 300))
    assert finished.size == (225, 300)
    red, green, _ = quarters(finished)[1]
    assert red > 180 > 60 > green, "red has come to the upper right"
    assert needed_size(recipe, (300, 300)) == (225, 300)


def test_with_covers_file_and_full_image_give_the_same() -> None:
    data = encoded(scene(1600, 1200), "PNG")
    cover = Cover(id="c1", subject=Subject.TEXT, points=((100, 100), (400, 300)))
    recipe = replace(untouched(SOURCE, (1600, 1200)), covers=(cover,), angle=3.0)
    assert render(data, recipe, (500, 500)).tobytes() == render(scene(1600, 1200), recipe, (500, 500)).tobytes()


def test_a_file_of_another_size_is_refused_in_one_sentence() -> None:
    with pytest.raises(BadInput, match="ảnh gốc"):
        render(encoded(scene(), "PNG"), untouched(SOURCE, (641, 480)))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("angle", [0.0, -7.0])
def test_a_part_is_what_the_whole_shows_there(turns: int, angle: float) -> None:
    recipe = replace(
        untouched(SOURCE, (640, 480)), turns=turns, mirrored=turns > 1, angle=angle, crop=(200, 120, 240, 260)
    )
    whole = render(scene(), recipe)
    part = render_part(scene(), recipe, (40, 60, 120, 100), 1.0)
    assert part.size == (120, 100)
    assert difference(part, whole.crop((40, 60, 160, 160))) <= 12
    assert render_part(scene(), recipe, (40, 60, 60, 50), 2.0).size == (120, 100)
    assert render_part(scene(), recipe, (-500, -500, 20, 20), 2.0).size == (2, 2)
