"""Photographs drawn on the spot: a street at dusk, a glaring white scene, a bag on a bench, a person from behind."""

from __future__ import annotations

import io
import random
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]


def _sky(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    column = Image.new("RGB", (1, 256))
    for y in range(256):
        share = y / 255
        column.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
    return column.resize(size, Image.Resampling.BICUBIC)


def _grain(image: Image.Image, rng: random.Random) -> Image.Image:
    noise = Image.frombytes("L", (400, 300), rng.randbytes(400 * 300)).resize(image.size, Image.Resampling.BICUBIC)
    return Image.blend(image, Image.merge("RGB", (noise, noise, noise)), 0.06)


def street(width: int = 2400, height: int = 1600) -> Image.Image:
    """Houses along a road at dusk, lit windows, street lamps, a motorbike's lights."""
    rng = random.Random(11)
    image = _sky((width, height), (38, 60, 110), (245, 170, 110))
    draw = ImageDraw.Draw(image)
    horizon = round(height * 0.62)
    x = 0
    while x < width:
        w, h = rng.randint(120, 300), rng.randint(round(height * 0.22), round(height * 0.5))
        shade = rng.randint(28, 70)
        draw.rectangle((x, horizon - h, x + w, horizon), fill=(shade, shade + 8, shade + 26))
        for wy in range(horizon - h + 30, horizon - 40, 62):
            for wx in range(x + 22, x + w - 40, 56):
                lit = rng.random() < 0.45
                draw.rectangle((wx, wy, wx + 26, wy + 34), fill=(255, 214, 130) if lit else (60, 68, 92))
        x += w + rng.randint(0, 24)
    draw.rectangle((0, horizon, width, height), fill=(52, 54, 64))
    draw.polygon([(width * 0.46, horizon), (width * 0.54, horizon), (width * 0.86, height), (width * 0.14, height)],
                 fill=(72, 74, 86))  # fmt: skip
    for at in range(7):
        y = horizon + (height - horizon) * (at / 7) ** 1.6
        long = 10 + 46 * at / 7
        draw.polygon([(width / 2 - long / 6, y), (width / 2 + long / 6, y), (width / 2 + long / 4, y + long),
                      (width / 2 - long / 4, y + long)], fill=(226, 226, 214))  # fmt: skip
    glow = Image.new("RGB", image.size)
    shine = ImageDraw.Draw(glow)
    for lamp in (0.12, 0.3, 0.7, 0.88):
        cx, cy = width * lamp, height * 0.42
        shine.ellipse((cx - 90, cy - 90, cx + 90, cy + 90), fill=(255, 190, 90))
    for cx in (0.4, 0.6):
        shine.ellipse((width * cx - 40, height * 0.74, width * cx + 40, height * 0.74 + 80), fill=(255, 240, 210))
    glow = glow.filter(ImageFilter.GaussianBlur(40))
    return _grain(Image.blend(image, Image.eval(glow, lambda v: min(255, v * 2)), 0.35), rng)


def glare(width: int = 2400, height: int = 1600) -> Image.Image:
    """Nearly white all over, with hard light and dark edges: the worst ground for light text."""
    rng = random.Random(5)
    image = Image.new("RGB", (width, height), (250, 250, 248))
    draw = ImageDraw.Draw(image)
    for _ in range(160):
        x, y, s = rng.randint(0, width), rng.randint(0, height), rng.randint(20, 160)
        tone = rng.choice((255, 255, 244, 236, 120))
        draw.rectangle((x, y, x + s, y + s // 2), fill=(tone, tone, min(255, tone + 4)))
    return image


def bag(width: int = 2000, height: int = 1500) -> Image.Image:
    """A brown bag on a green bench."""
    rng = random.Random(7)
    image = _sky((width, height), (176, 196, 178), (120, 140, 118))
    draw = ImageDraw.Draw(image)
    for at in range(5):
        y = round(height * (0.56 + at * 0.09))
        draw.rounded_rectangle((0, y, width, y + height * 0.07), 18, fill=(54, 96 - at * 6, 70))
    body = (width * 0.3, height * 0.34, width * 0.7, height * 0.78)
    draw.arc((width * 0.4, height * 0.16, width * 0.6, height * 0.5), 180, 360, fill=(84, 48, 26), width=34)
    draw.rounded_rectangle(body, 70, fill=(134, 82, 46))
    draw.rounded_rectangle((width * 0.3, height * 0.34, width * 0.7, height * 0.52), 70, fill=(158, 100, 60))
    draw.rounded_rectangle((width * 0.47, height * 0.47, width * 0.53, height * 0.56), 14, fill=(226, 190, 96))
    return _grain(image.filter(ImageFilter.GaussianBlur(2)), rng)


def passer_by(width: int = 1500, height: int = 2000) -> Image.Image:
    """A figure seen from behind in a park, hat on: nobody in particular."""
    rng = random.Random(3)
    image = _sky((width, height), (196, 218, 226), (150, 176, 140))
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        x, y, s = rng.randint(0, width), rng.randint(0, round(height * 0.5)), rng.randint(80, 240)
        draw.ellipse((x, y, x + s, y + s), fill=(96 + rng.randint(-20, 20), 138 + rng.randint(-20, 20), 96))
    image = image.filter(ImageFilter.GaussianBlur(14))
    draw = ImageDraw.Draw(image)
    cx = width / 2
    draw.ellipse((cx - 190, height * 0.2, cx + 190, height * 0.2 + 430), fill=(62, 50, 44))
    draw.ellipse((cx - 330, height * 0.17, cx + 330, height * 0.17 + 170), fill=(226, 206, 160))
    draw.ellipse((cx - 190, height * 0.13, cx + 190, height * 0.13 + 220), fill=(238, 220, 176))
    draw.rounded_rectangle((cx - 420, height * 0.42, cx + 420, height * 1.1), 200, fill=(60, 96, 150))
    return _grain(image, rng)


_SCENES = {"street": street, "glare": glare, "bag": bag, "person": passer_by}


@cache
def photo(name: str) -> bytes:
    """One of the scenes as a JPEG."""
    buffer = io.BytesIO()
    _SCENES[name]().save(buffer, "JPEG", quality=88)
    return buffer.getvalue()
