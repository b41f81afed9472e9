"""Crowds with known faces: one portrait in the public domain, pasted in many sizes, places and kinds of light.

The portrait is Eileen Collins', by NASA (`skimage.data.astronaut`); the backgrounds are scikit-image's as well.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import skimage
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from studio.images.detection import overlap
from studio.images.recipe import Rect

PICTURES = Path(skimage.__file__).parent / "data"
FACE: Rect = (178, 63, 90, 112)
"""The face in the portrait of 512 × 512 pixels, from the fringe to the chin, measured by eye."""
_HEAD = (136, 8, 310, 192)
"""The head with its hair: left, top, right, bottom."""
WITHOUT_FACES = (
    "brick.png", "cell.png", "chelsea.png", "clock_motion.png", "coffee.png", "coins.png", "color.png", "grass.png",
    "gravel.png", "horse.png", "hubble_deep_field.jpg", "ihc.png", "logo.png", "moon.png", "motorcycle_left.png",
    "page.png", "retina.jpg", "rocket.jpg", "text.png",
)  # fmt: skip
FOUND = 0.3
"""A face counts as found when a box overlaps it by this part of their union; what the eye calls a hit."""


@cache
def picture(name: str) -> Image.Image:
    """A picture out of scikit-image's wheel."""
    with Image.open(PICTURES / name) as image:
        return image.convert("RGB")


def portrait() -> Image.Image:
    """The portrait: one face at `FACE`."""
    return picture("astronaut.png")


def scaled(box: Rect, factor: float, left: float = 0, top: float = 0) -> Rect:
    """The box after scaling by `factor` and moving."""
    x, y, w, h = box
    return x * factor + left, y * factor + top, w * factor, h * factor


def head(height: float, chance: random.Random, *, plain: bool = False) -> tuple[Image.Image, Image.Image, Rect]:
    """A head whose face is `height` pixels high, its mask, and the box of its face; unless `plain`, leaning by up to
    20°, mirrored, in another light."""
    left, top, right, bottom = _HEAD
    cut, mask = portrait().crop(_HEAD), Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).ellipse((2, 2, right - left - 3, bottom - top - 3), fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(2))
    face = FACE[0] - left, FACE[1] - top, FACE[2], FACE[3]
    if not plain:
        cut = ImageEnhance.Brightness(cut).enhance(chance.uniform(0.5, 1.4))
        cut = ImageEnhance.Color(cut).enhance(chance.uniform(0, 1.3))
        if chance.random() < 0.5:
            cut, mask = ImageOps.mirror(cut), ImageOps.mirror(mask)
            face = cut.width - face[0] - face[2], face[1], face[2], face[3]
        angle = chance.uniform(-20, 20)
        cut = cut.rotate(angle, Image.Resampling.BICUBIC, center=_middle(face))
        mask = mask.rotate(angle, Image.Resampling.BICUBIC, center=_middle(face))
    factor = height / FACE[3]
    size = max(1, round(cut.width * factor)), max(1, round(cut.height * factor))
    return cut.resize(size, Image.Resampling.LANCZOS), mask.resize(size), scaled(face, factor)


def _middle(box: Rect) -> tuple[float, float]:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def crowd(background: str, size: tuple[int, int], heights: Sequence[int], seed: int) -> tuple[Image.Image, list[Rect]]:
    """A picture with one face of each height in pixels, none over another, and their boxes."""
    chance = random.Random(seed)
    canvas = ImageOps.fit(picture(background), size, Image.Resampling.BICUBIC)
    taken: list[Rect] = []
    faces: list[Rect] = []
    for height in sorted(heights, reverse=True):
        cut, mask, face = head(height, chance)
        for _ in range(400):
            left, top = chance.randrange(size[0] - cut.width), chance.randrange(size[1] - cut.height)
            place = (float(left), float(top), float(cut.width), float(cut.height))
            if not any(overlap(place, other) for other in taken):
                canvas.paste(cut, (left, top), mask)
                taken.append(place)
                faces.append(scaled(face, 1, left, top))
                break
    return canvas, faces


def matched(faces: Sequence[Rect], boxes: Sequence[Rect]) -> tuple[list[Rect], list[Rect]]:
    """The faces no box shows, and the boxes that show no face."""
    missed = [face for face in faces if all(overlap(face, box) < FOUND for box in boxes)]
    extra = [box for box in boxes if all(overlap(face, box) < FOUND for face in faces)]
    return missed, extra
