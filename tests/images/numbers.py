"""Drawn pictures with numbers in known places."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from studio.doctor import ASSETS
from studio.images.recipe import Rect

FONT = ASSETS / "fonts" / "be-vietnam-pro"


def font(height: int) -> ImageFont.FreeTypeFont:
    """Letters whose digits are about `height` pixels high."""
    return ImageFont.truetype(str(min(FONT.glob("*.ttf"))), round(height / 0.7))


def written(size: tuple[int, int], texts: list[tuple[str, tuple[int, int], int]], seed: int = 0) -> tuple[
    Image.Image, list[Rect]
]:  # fmt: skip
    """A picture with each text (text, upper left corner, height of a digit) on a light plate, and their boxes."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, (150, 140, 120))
    noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).filter(ImageFilter.GaussianBlur(1))
    image = Image.blend(image, Image.merge("RGB", (noise,) * 3), 0.15)
    draw = ImageDraw.Draw(image)
    boxes: list[Rect] = []
    for text, at, height in texts:
        left, top, right, bottom = draw.textbbox(at, text, font=font(height))
        boxes.append((left, top, right - left, bottom - top))
        draw.rectangle((left - height, top - height, right + height, bottom + height), fill=(245, 243, 238))
    for text, at, height in texts:
        draw.text(at, text, font=font(height), fill=(20, 20, 30))
    return image.filter(ImageFilter.GaussianBlur(0.5)), boxes


def hides(found: Rect, box: Rect, *, share: float = 0.97) -> bool:
    """Whether the middle `share` of the length of `box` lies in what was found, which is not much larger."""
    x, y, w, h = box
    across, down = w * (1 - share) / 2, h * 0.05
    left, top, right, bottom = x + across, y + down, x + w - across, y + h - down
    inside = found[0] <= left and found[1] <= top and found[0] + found[2] >= right and found[1] + found[3] >= bottom
    return inside and found[2] < 2 * w
