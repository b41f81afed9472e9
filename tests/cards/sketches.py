"""A map sketch as an officer draws it, with the tools of the editor at their usual sizes."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from studio.cards.marks import MarkPainter
from studio.cards.renderer import marked
from studio.images.edits import change_mark
from studio.images.geometry import placement
from studio.images.recipe import MarkKind, Recipe, untouched
from studio.images.sketch import HEIGHT, WIDTH, blank_sheet
from studio.ui.images.canvas.acts import with_mark

_MARKS = (
    (MarkKind.STREET, [(0, 330), (1600, 330)], "white", "Hoa Sữa"),
    (MarkKind.STREET, [(300, 0), (300, 1200)], "white", "Lê Lợi"),
    (MarkKind.STREET, [(1300, 0), (1300, 1200)], "white", "Trần Phú"),
    (MarkKind.STREET, [(0, 900), (1600, 900)], "white", "Đường Hoa Ban"),
    (MarkKind.STREET, [(700, 330), (1160, 330)], "red", "Cấm ô tô"),
    (MarkKind.ARROW, [(420, 430), (420, 810)], "blue", ""),
    (MarkKind.ARROW, [(420, 790), (1180, 790)], "blue", ""),
    (MarkKind.PLACE, [(800, 600)], "ink", "Cầu Mẫu"),
    (MarkKind.TEXT, [(600, 1010)], "blue", "Đi vòng"),
)


def sketch() -> Recipe:
    """Streets with their names, the closed part of one, the way round and a place."""
    recipe = untouched("0" * 64, (WIDTH, HEIGHT))
    for kind, points, colour, words in _MARKS:
        recipe, _ = with_mark(recipe, kind, points, colour, words, HEIGHT)
        recipe = change_mark(recipe, replace(recipe.marks[-1], text=words))
    return recipe


def drawn(marks: MarkPainter) -> Image.Image:
    """The sketch on its sheet."""
    recipe = sketch()
    with Image.open(io.BytesIO(blank_sheet())) as sheet:
        return marked(sheet.convert("RGB"), recipe, placement(recipe), marks)
