"""Reading a number that somebody tried to hide, by an attacker who knows everything but the number.

He knows font, size, place and how it was hidden, lays every digit that may come next over what he has, hides it in the
same way, and keeps the beginnings that look most like the published picture (beam search). After Hill, Zhou, Saul and
Shacham, On the (In)effectiveness of Mosaicing and Blurring as Tools for Document Redaction, PoPETs 2016(4).
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from PIL.ImageFont import FreeTypeFont

from tests.images.numbers import font

DIGITS = 12
HEIGHT = 28
"""Pixels of a digit's height."""
STRIP = (384, 80)
"""Width and height in pixels of the light plate with the number."""
START = (24, 16)
"""Where the first digit is drawn on it."""
PLATE, INK = 240, 20
KEPT = 60
"""Beginnings that are followed up."""
ROWS, COLUMNS = 3, 2
"""Of so many the attacker compares one: enough, and quick."""

Hide = Callable[[Image.Image], Image.Image]
Strip = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def blurred(radius: float) -> Hide:
    return lambda image: image.filter(ImageFilter.GaussianBlur(radius))


def pixelated(block: int) -> Hide:
    def hide(image: Image.Image) -> Image.Image:
        small = -(-image.width // block), -(-image.height // block)
        grown = Image.new(image.mode, (small[0] * block, small[1] * block), PLATE)
        grown.paste(image)
        return grown.resize(small, Image.Resampling.BOX).resize(grown.size, Image.Resampling.NEAREST).crop(
            (0, 0, *image.size)
        )  # fmt: skip

    return hide


def random_numbers(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choice("0123456789") for _ in range(DIGITS)) for _ in range(count)]


def plate(number: str) -> Image.Image:
    """The number on its plate, grey."""
    image = Image.new("L", STRIP, PLATE)
    draw, x = ImageDraw.Draw(image), START[0]
    for digit in number:
        draw.text((x, START[1]), digit, font=_font(), fill=INK)
        x += _advance(digit)
    return image


def published(number: str, hide: Hide, seed: int = 0) -> Image.Image:
    """The hidden number as it would be found: with the grain of a camera, as a JPEG of quality 85."""
    chance = np.random.default_rng(seed)
    grain = chance.normal(0, 3, (STRIP[1], STRIP[0]))
    pixels = np.clip(np.asarray(hide(plate(number)), dtype=np.float32) + grain, 0, 255).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=85)
    with Image.open(buffer) as image:
        return image.convert("L")


def read(strip: Image.Image, hide: Hide, reach: int) -> str:
    """The number that, hidden by `hide`, looks most like `strip`; a digit shows `reach` pixels beyond itself."""
    goal = _thinned(strip)
    empty = _thinned(hide(Image.new("L", STRIP, PLATE)))
    marks: dict[tuple[str, int], Strip] = {}

    def mark(digit: str, x: int) -> Strip:
        """What one hidden digit takes from the hidden empty plate."""
        if (digit, x) not in marks:
            image = Image.new("L", STRIP, PLATE)
            ImageDraw.Draw(image).text((x, START[1]), digit, font=_font(), fill=INK)
            marks[digit, x] = empty - _thinned(hide(image))
        return marks[digit, x]

    beam: list[tuple[str, int, Strip]] = [("", START[0], empty)]
    for at in range(DIGITS):
        grown = [(text + d, x + _advance(d), shown - mark(d, x)) for text, x, shown in beam for d in "0123456789"]
        last = at == DIGITS - 1
        errors = [_error(shown, goal, STRIP[0] if last else x - reach) for _, x, shown in grown]
        beam = [grown[index] for index in np.argsort(errors, kind="stable")[:KEPT]]
    return beam[0][0]


def right(numbers: Sequence[str], guesses: Sequence[str]) -> float:
    """The share of digits that were read, 0 to 1."""
    pairs = [pair for number, guess in zip(numbers, guesses, strict=True) for pair in zip(number, guess, strict=True)]
    return sum(a == b for a, b in pairs) / len(pairs)


@cache
def _font() -> FreeTypeFont:
    return font(HEIGHT)


@cache
def _advance(digit: str) -> int:
    return round(_font().getlength(digit))


def _thinned(image: Image.Image) -> Strip:
    return np.asarray(image.convert("L"), dtype=np.float32)[::ROWS, ::COLUMNS]


def _error(shown: Strip, goal: Strip, end: int) -> float:
    """How much two strips differ up to pixel `end`, a column; what comes later may still change."""
    columns = max(1, end // COLUMNS)
    return float(np.square(shown[:, :columns] - goal[:, :columns]).sum() / columns)
