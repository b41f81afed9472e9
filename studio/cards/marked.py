"""A finished photograph with its marks, for the file that leaves."""

from __future__ import annotations

from PIL import Image
from PySide6.QtGui import QImage

from studio.cards.contrast import view
from studio.cards.marks import MarkPainter
from studio.cards.renderer import painting
from studio.images.geometry import Placement
from studio.images.recipe import Recipe


def marked(picture: Image.Image, recipe: Recipe, where: Placement, marks: MarkPainter) -> Image.Image:
    """A finished RGB picture of `where.size` with its marks. Raises what the file store raises for a badge."""
    width, height = picture.size
    image = QImage(picture.tobytes("raw", "BGRX"), width, height, 4 * width, QImage.Format.Format_RGB32).copy()
    with painting(image) as painter:
        marks.paint(painter, recipe, where)
    return view(image)
