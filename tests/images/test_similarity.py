"""Copies of a picture are found again after re-encoding, scaling, light and small cuts; other pictures are not."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Mapping
from itertools import combinations

import pytest
from PIL import Image, ImageDraw, ImageEnhance
from skimage import data

from studio.errors import BadInput
from studio.images import similarity
from studio.images.similarity import NEAR, apart, fingerprint
from studio.sandbox import Sandbox
from tests.images.pictures import encoded, phone_jpeg, scene

Change = Callable[[Image.Image], Image.Image]


def made(seed: int) -> Image.Image:
    """A made-up view: sky, ground, and some things standing about."""
    draw_from = random.Random(seed)
    image = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
    draw = ImageDraw.Draw(image)
    horizon = draw_from.randint(150, 350)
    draw.rectangle((0, horizon, 640, 480), fill=_colour(draw_from))
    for _ in range(draw_from.randint(6, 14)):
        x, y = draw_from.randint(-60, 600), draw_from.randint(0, 440)
        box = (x, y, x + draw_from.randint(30, 240), y + draw_from.randint(30, 200))
        shape = draw.ellipse if draw_from.random() < 0.5 else draw.rectangle
        shape(box, fill=_colour(draw_from))
    return image


def _colour(draw_from: random.Random) -> tuple[int, int, int]:
    return draw_from.randint(0, 255), draw_from.randint(0, 255), draw_from.randint(0, 255)


def again(image: Image.Image, quality: int) -> Image.Image:
    return Image.open(io.BytesIO(encoded(image, "JPEG", quality=quality)))


def scaled(image: Image.Image, by: float) -> Image.Image:
    return image.resize((round(image.width * by), round(image.height * by)), Image.Resampling.LANCZOS)


def cut(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    width, height = image.size
    return image.crop((int(left * width), int(top * height), int(width - right * width), int(height - bottom * height)))


CHANGES: Mapping[str, Change] = {
    "re-encoded": lambda image: again(image, 30),
    "a quarter of the size": lambda image: scaled(image, 0.25),
    "larger": lambda image: scaled(image, 1.5),
    "brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.2),
    "darker": lambda image: ImageEnhance.Brightness(image).enhance(0.8),
    "more contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.2),
    "cut by 2 % all round": lambda image: cut(image, 0.02, 0.02, 0.02, 0.02),
    "cut by 5 % all round": lambda image: cut(image, 0.05, 0.05, 0.05, 0.05),
    "cut by 8 % all round": lambda image: cut(image, 0.08, 0.08, 0.08, 0.08),
    "cut by 10 % on the left": lambda image: cut(image, 0.1, 0, 0, 0),
    "cut by 12 % below": lambda image: cut(image, 0, 0, 0, 0.12),
    "cut by 6 % at a corner": lambda image: cut(image, 0.06, 0.06, 0, 0),
    "cut unevenly": lambda image: cut(image, 0.02, 0.06, 0.04, 0),
    "cut, brighter and re-encoded": lambda image: again(
        ImageEnhance.Brightness(cut(image, 0.05, 0.05, 0.05, 0.05)).enhance(1.1), 50
    ),
}


@pytest.fixture(scope="module")
def views() -> Mapping[str, Image.Image]:
    """Twelve made pictures, and photographs that come inside scikit-image."""
    names = (
        "astronaut",
        "camera",
        "chelsea",
        "coffee",
        "coins",
        "rocket",
        "hubble_deep_field",
        "page",
        "retina",
        "moon",
    )
    photos = {name: Image.fromarray(getattr(data, name)()).convert("RGB") for name in names}
    for photo in photos.values():
        photo.thumbnail((640, 640))
    return {f"made {seed}": made(seed) for seed in range(12)} | photos


@pytest.fixture(scope="module")
def prints(views: Mapping[str, Image.Image]) -> Mapping[str, str]:
    return {name: fingerprint(view) for name, view in views.items()}


@pytest.mark.parametrize("change", CHANGES)
def test_a_copy_is_found(views: Mapping[str, Image.Image], prints: Mapping[str, str], change: str) -> None:
    bits = {name: apart(prints[name], fingerprint(CHANGES[change](view))) for name, view in views.items()}
    assert {name: count for name, count in bits.items() if count > NEAR} == {}


def test_different_pictures_are_not_taken_for_copies(prints: Mapping[str, str]) -> None:
    pairs = {(one, other): apart(prints[one], prints[other]) for one, other in combinations(prints, 2)}
    assert len(pairs) == math.comb(22, 2)
    assert {pair: count for pair, count in pairs.items() if count <= NEAR} == {}


def test_the_same_pixels_give_the_same_fingerprint_and_no_distance(views: Mapping[str, Image.Image]) -> None:
    one = fingerprint(views["made 1"])
    assert one == fingerprint(views["made 1"].copy())
    assert apart(one, one) == 0
    other = fingerprint(views["made 2"])
    assert apart(one, other) == apart(other, one)


def test_the_child_tells_size_fingerprint_and_thumbnail() -> None:
    data = phone_jpeg(scene(1200, 900), orientation=6)
    with Sandbox() as child:
        seen = similarity.seen(child.run(similarity.look, data))
        with pytest.raises(BadInput):
            child.run(similarity.look, b"\xff\xd8\xff not a picture")
    assert (seen.width, seen.height) == (900, 1200)
    assert seen.print == similarity.seen(similarity.look(data)).print
    assert seen.print_by == similarity.maker()
    with Image.open(io.BytesIO(seen.thumb)) as thumb:
        assert max(thumb.size) == similarity.THUMB
        assert not thumb.getexif()
