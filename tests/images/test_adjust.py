"""Light and colour: nothing where nothing is asked, in order everywhere, and an automatic that keeps its hands off."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from PIL import Image, ImageFilter, ImageStat

from studio.images.adjust import adjusted, auto, levels
from studio.images.recipe import Adjust
from tests.images.crowd import PICTURES
from tests.images.pictures import colour_at
from tests.images.recipes import ADJUSTS
from tests.images.test_covering import noise


def photo(low: int = 5, high: int = 250, size: int = 128) -> Image.Image:
    """Grey steps of all lightnesses from `low` to `high`, with a few colours."""
    ramp = Image.linear_gradient("L").resize((size, size)).point(lambda level: low + level * (high - low) / 255)
    image = Image.merge("RGB", (ramp, ramp, ramp))
    image.paste((high, low, low), (0, 0, 12, 12))
    return image


def grey(level: int) -> tuple[int, int, int]:
    return level, level, level


def test_neutral_changes_nothing() -> None:
    image = noise((40, 30))
    assert levels(Adjust()) is None
    assert adjusted(image, Adjust()).tobytes() == image.tobytes()


@given(ADJUSTS)
def test_what_was_brighter_is_never_darker(adjust: Adjust) -> None:
    table = levels(adjust) or list(range(256)) * 3
    for channel in range(3):
        assert all(one <= next_one for one, next_one in pairwise(table[256 * channel : 256 * (channel + 1)]))


def test_a_stop_doubles_linear_light() -> None:
    up = adjusted(Image.new("RGB", (1, 1), grey(100)), Adjust(exposure=1.0)).getpixel((0, 0))
    assert up == grey(138)  # sRGB 100 is 0.127 of linear light, 138 is 0.254
    down = adjusted(Image.new("RGB", (1, 1), grey(138)), Adjust(exposure=-1.0)).getpixel((0, 0))
    assert down == grey(100)


def test_highlights_bend_and_do_not_break() -> None:
    table = levels(Adjust(exposure=1.0))
    assert table is not None
    assert table[255] == 255
    assert len(set(table[200:256])) > 10, "clouds keep their shape"


def test_warm_is_redder_and_tint_is_more_magenta_at_the_same_lightness() -> None:
    image = Image.new("RGB", (1, 1), grey(120))
    warm, pink = adjusted(image, Adjust(warmth=60)), adjusted(image, Adjust(tint=60))
    red, _, blue = colour_at(warm, 0, 0)
    assert red > 120 > blue
    assert abs(colour_at(warm.convert("L"), 0, 0)[0] - 120) <= 6
    red, green, blue = colour_at(pink, 0, 0)
    assert green < 120 < red == blue


def test_contrast_keeps_the_middle_and_shadows_keep_black_and_white() -> None:
    table = levels(Adjust(contrast=50))
    assert table is not None
    assert table[60] < 60
    assert table[200] > 200
    assert abs(table[128] - 128) <= 1
    table = levels(Adjust(shadows=80))
    assert table is not None
    assert (table[0], table[255]) == (0, 255)
    assert table[40] > 60
    assert table[230] <= 233


def test_sharpening_makes_edges_steeper_and_leaves_plains() -> None:
    edge = Image.new("RGB", (40, 40), grey(80))
    edge.paste(grey(170), (20, 0, 40, 40))
    soft = edge.filter(ImageFilter.GaussianBlur(1))
    sharp = adjusted(soft, Adjust(sharpen=80))
    assert colour_at(sharp, 18, 20) < colour_at(soft, 18, 20)
    assert sharp.getpixel((5, 20)) == grey(80)


def test_the_automatic_leaves_a_good_picture_alone() -> None:
    assert auto(photo()) == Adjust()
    assert auto(Image.new("RGB", (50, 50), grey(128))) == Adjust()


def test_the_automatic_leaves_a_portrait_of_a_studio_alone() -> None:
    assert auto(Image.open(PICTURES / "astronaut.png").convert("RGB")) == Adjust()


@pytest.mark.parametrize("colour", [(30, 120, 40), (220, 120, 30), (20, 40, 120)])
def test_a_field_an_evening_and_a_blue_hour_are_not_a_wrong_colour(colour: tuple[int, int, int]) -> None:
    found = auto(Image.blend(photo(), Image.new("RGB", (128, 128), colour), 0.7))
    assert (found.warmth, found.tint) == (0, 0)


def test_the_automatic_lightens_a_dark_picture_in_part() -> None:
    dark = photo(2, 90)
    found = auto(dark)
    assert 0.2 <= found.exposure <= 1.0
    assert ImageStat.Stat(adjusted(dark, found)).mean[0] > ImageStat.Stat(dark).mean[0] + 10


def test_a_lamp_in_the_night_stays_in_the_night() -> None:
    night = Image.new("RGB", (128, 128), grey(25))
    night.paste(grey(250), (0, 0, 128, 20))
    assert auto(night).exposure == 0.0


def test_the_automatic_takes_out_a_cast_in_part() -> None:
    red, green, blue = photo().split()
    yellow = Image.merge("RGB", (red, green.point(lambda level: level * 0.93), blue.point(lambda level: level * 0.82)))
    found = auto(yellow)
    assert -30 <= found.warmth < 0
    before, after = ImageStat.Stat(yellow).mean, ImageStat.Stat(adjusted(yellow, found)).mean
    assert abs(after[0] - after[2]) < 0.7 * abs(before[0] - before[2])


def test_a_flat_picture_gets_contrast() -> None:
    flat = photo(90, 180)
    found = auto(flat)
    assert 0 < found.contrast <= 45
    after = ImageStat.Stat(adjusted(flat, found)).stddev[0]
    assert after > 1.1 * ImageStat.Stat(flat).stddev[0]


def test_the_automatic_is_content_with_its_own_work() -> None:
    for image in (photo(2, 90), photo(90, 180), photo(150, 255)):
        first = auto(image)
        again = auto(adjusted(image, first))
        assert abs(again.exposure) <= abs(first.exposure)
        assert abs(again.contrast) <= abs(first.contrast)
