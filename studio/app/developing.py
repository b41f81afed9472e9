"""The way of a photograph that leaves: darkroom, marks, a clean file."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from studio.cards.marked import marked
from studio.cards.marks import MarkPainter
from studio.images.darkroom import Darkroom
from studio.images.export import exported
from studio.images.geometry import Size, placement, shrinking
from studio.images.readback import refuse_uncovered
from studio.images.recipe import Recipe
from studio.images.work import Finished


class Developing:
    """`studio.images.ports.Develop`. The original is decoded in the darkroom's child; what comes back are pixels.

    Qt is started for the first picture with marks, not before.
    """

    def __init__(self, darkroom: Darkroom, marks: Callable[[], MarkPainter]) -> None:
        self._darkroom = darkroom
        self._marks = marks

    def __call__(self, original: bytes, recipe: Recipe, *, box: Size | None, max_bytes: int) -> Finished:
        """Raises BadInput for an original that cannot be read, covers that do not hold, or a file that does not fit
        or read back."""
        pixels = self._darkroom.finished(original, recipe, box)
        picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
        refuse_uncovered(picture, recipe, box)
        if recipe.marks:
            picture = marked(picture, recipe, placement(recipe, box), self._marks())
        made = exported(picture, max_bytes=max_bytes, shrunk=shrinking(recipe, box))
        return Finished(data=made.data, width=made.width, height=made.height, mime=made.mime)
