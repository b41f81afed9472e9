"""Making the picture that leaves: developed in the darkroom, marked by the painter of the editor, and encoded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PIL import Image

from studio.images.darkroom import Darkroom
from studio.images.fit import FittedPhoto, within
from studio.images.geometry import Size, placement
from studio.images.recipe import Recipe

if TYPE_CHECKING:
    from studio.cards.marks import MarkPainter


class Developing:
    """Marks are painted in the program itself: only pixels come out of the darkroom, never the foreign file.

    Qt is started for the first picture with marks, not before.
    """

    def __init__(self, darkroom: Darkroom, assets: Path, files: Callable[[str], bytes]) -> None:
        """`files` returns the badge stored under a hash."""
        self._darkroom = darkroom
        self._assets, self._files = assets, files
        self._marks: MarkPainter | None = None
        self._lock = Lock()

    def __call__(self, original: bytes, recipe: Recipe, *, box: Size | None, max_bytes: int) -> FittedPhoto:
        """The file that may leave: a JPEG without metadata, within `box` and `max_bytes`. Raises BadInput."""
        return within(self.pixels(original, recipe, box), max_bytes)

    def pixels(self, original: bytes, recipe: Recipe, box: Size | None) -> Image.Image:
        """The finished RGB picture within `box`, covered on the full original, with its marks. Raises BadInput."""
        made = self._darkroom.finished(original, recipe, box)
        picture = Image.frombytes("RGB", (made.width, made.height), made.rgb)
        return self._painter().painted(picture, recipe, placement(recipe, box)) if recipe.marks else picture

    def _painter(self) -> MarkPainter:
        from studio.cards.marks import MarkPainter

        with self._lock:
            if self._marks is None:
                self._marks = MarkPainter.load(self._assets, self._files)
            return self._marks
