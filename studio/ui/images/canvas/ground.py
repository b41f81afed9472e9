"""The picture of the canvas: a small copy of the original with its covers and its light, in several sizes.

A picture drawn much smaller than it is costs time and shows stairs: each halving is kept, and the one nearest to the
zoom is covered, lit and drawn.
"""

from __future__ import annotations

from PIL import Image
from PySide6.QtGui import QImage

from studio.images.adjust import adjusted, levels
from studio.images.editing import covered
from studio.images.recipe import Adjust, Cover, Recipe

SMALLEST = 400
"""Pixels of the longer side below which no halving is made."""
HURRIED = 0.6
"""Part of the pixels of the screen, along each side, that a picture may have while it is dragged."""
_NEUTRAL = Adjust()


class CanvasGround:
    """Made of `image`, an RGB picture of the whole upright original at any size. Covers are never left out."""

    def __init__(self, image: Image.Image) -> None:
        self._bare = _halvings(image)
        self._covers: tuple[Cover, ...] = ()
        self._covered: dict[int, Image.Image] = {}
        self._lit: dict[tuple[int, Adjust], QImage] = {}

    @property
    def size(self) -> tuple[int, int]:
        return self._bare[0].size

    def picture(self, recipe: Recipe, scale: float, *, lit: bool = True, hurried: bool = False) -> QImage:
        """The whole original, covered as `recipe` says and, if `lit`, in its light.

        `scale`: pixels of the window to one of the original; the picture has at least as many, where there are, and
        while something is dragged (`hurried`) somewhat less will do.
        """
        if recipe.covers != self._covers:
            self._covers, self._covered, self._lit = recipe.covers, {}, {}
        wanted = scale * recipe.width * (HURRIED if hurried else 1.0)
        place = max((at for at, bare in enumerate(self._bare) if bare.width >= wanted), default=0)
        light = recipe.adjust if lit else _NEUTRAL
        found = self._lit.get((place, light))
        if found is None:
            neutral = {key: image for key, image in self._lit.items() if key[1] == _NEUTRAL}
            found = qimage(self._in_light(self._without(place, recipe), light, sharpened=not place))
            self._lit = neutral | {key: image for key, image in self._lit.items() if key[1] == light}
            self._lit[place, light] = found
        return found

    def _without(self, place: int, recipe: Recipe) -> Image.Image:
        """A copy without what is covered."""
        found = self._covered.get(place)
        if found is None:
            bare = self._bare[place]
            scale = bare.width / recipe.width, bare.height / recipe.height
            found = self._covered[place] = covered(bare, recipe.covers, scale)
        return found

    def _in_light(self, picture: Image.Image, light: Adjust, *, sharpened: bool) -> Image.Image:
        if sharpened:
            return adjusted(picture, light)
        table = levels(light)
        return picture if table is None else picture.point(table)


def qimage(picture: Image.Image) -> QImage:
    """An RGB picture as an image that is drawn without a conversion."""
    width, height = picture.size
    pixels = picture.tobytes("raw", "BGRX")
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def _halvings(picture: Image.Image) -> list[Image.Image]:
    made = [picture]
    while max(made[-1].size) >= 2 * SMALLEST:
        made.append(made[-1].reduce(2))
    return made
