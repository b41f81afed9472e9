"""The finished picture of a recipe, without its marks (those are painted by `cards`).

The steps in their one order: cover on the original, straighten with cut and scale, quarter turns, mirror, light and
colour. Nothing of what is covered takes part in any of the later steps.
"""

from __future__ import annotations

import math

from PIL import Image

from studio.errors import BadInput
from studio.images.adjust import adjusted
from studio.images.covering import covered
from studio.images.decode import Photo, open_part, open_photo, photo_size
from studio.images.geometry import Affine, Size, cut_of, finished_size, placement, straightening, turning
from studio.images.recipe import Recipe, Rect

_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
"""Pillow turns counter-clockwise."""


_EDGE = 16
"""Pixels around what is seen that resampling may look at."""


def render(source: Image.Image | Photo, recipe: Recipe, box: Size | None = None) -> Image.Image:
    """An RGB image of `finished_size(recipe, box)` pixels.

    `source` is the original's file, or its upright sRGB image. Of a file with covers the full original is decoded and
    covered first; without covers it may be decoded at the size that is needed. An image may be smaller than the
    original (for the window, never for what leaves). Raises BadInput for a broken file, or one of another size.
    """
    size = finished_size(recipe, box)
    if isinstance(source, Image.Image):
        return _developed(covered(source, recipe.covers, _scale(source, recipe)), recipe, cut_of(recipe), size)
    _refuse_another_size(source, recipe)
    if recipe.covers or recipe.angle:
        near = None if recipe.covers else needed_size(recipe, size)
        return render(open_photo(source, near=near), recipe, box)
    return _finished(open_part(source, cut_of(recipe), _unturned(size, recipe)), recipe)


def render_part(image: Image.Image, recipe: Recipe, part: Rect, scale: float) -> Image.Image:
    """A part of the finished picture at `scale`, for a window that was zoomed into it.

    `part` is in pixels of the finished picture at full size; outside of it there is nothing, so it is cut to it.
    """
    whole = finished_size(recipe)
    left, top = max(0.0, part[0]), max(0.0, part[1])
    right, bottom = min(whole[0], part[0] + part[2]), min(whole[1], part[1] + part[3])
    if right - left < 1 or bottom - top < 1:
        left, top, right, bottom = 0.0, 0.0, 1.0, 1.0
    size = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
    cut = turning(recipe).inverse().around((left, top, right - left, bottom - top))
    return _developed(covered(image, recipe.covers, _scale(image, recipe)), recipe, cut, size)


def needed_size(recipe: Recipe, box: Size | None) -> Size:
    """How large the whole original has to be decoded for a finished picture within `box`, where nothing is covered."""
    scale = min(1.0, placement(recipe, box).scale)
    return math.ceil(recipe.width * scale), math.ceil(recipe.height * scale)


def _refuse_another_size(photo: Photo, recipe: Recipe) -> None:
    if photo_size(photo) != recipe.size:
        raise BadInput(
            "Ảnh gốc không còn đúng kích thước như khi chỉnh sửa; hãy mở lại ảnh gốc.",
            "The original no longer has the size it was edited with; open the original again.",
        )


def _scale(image: Image.Image, recipe: Recipe) -> tuple[float, float]:
    return image.width / recipe.width, image.height / recipe.height


def _developed(image: Image.Image, recipe: Recipe, cut: Rect, size: Size) -> Image.Image:
    """The cut of a covered picture, in `size` after its turns."""
    return _finished(_resampled(image, recipe, cut, _unturned(size, recipe)), recipe)


def _unturned(size: Size, recipe: Recipe) -> Size:
    return (size[1], size[0]) if recipe.turns % 2 else size


def _finished(image: Image.Image, recipe: Recipe) -> Image.Image:
    """What was cut and scaled, after turns, mirror, light and colour."""
    if recipe.turns:
        image = image.transpose(_TURNS[recipe.turns])
    if recipe.mirrored:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return adjusted(image, recipe.adjust)


def _resampled(image: Image.Image, recipe: Recipe, cut: Rect, size: Size) -> Image.Image:
    scale_x, scale_y = _scale(image, recipe)
    if not recipe.angle:
        x, y, w, h = cut
        left, top = max(0.0, x * scale_x), max(0.0, y * scale_y)
        right, bottom = min(image.width, (x + w) * scale_x), min(image.height, (y + h) * scale_y)
        return image.resize(size, Image.Resampling.LANCZOS, box=(left, top, right, bottom), reducing_gap=2.0)
    # Turned at the size it will have: an affine transformation reads 4 × 4 pixels, whatever it has to reduce.
    image, part = _reduced(image, straightening(recipe.size, -recipe.angle).around(cut), recipe, size[0] / cut[2])
    way = (
        Affine(a=cut[2] / size[0], c=cut[0], e=cut[3] / size[1], f=cut[1])
        .then(straightening(recipe.size, -recipe.angle))
        .then(Affine(c=-part[0], f=-part[1]))
        .then(Affine(a=image.width / part[2], e=image.height / part[3]))
    )
    return image.transform(
        size, Image.Transform.AFFINE, (way.a, way.b, way.c, way.d, way.e, way.f), Image.Resampling.BICUBIC
    )


def _reduced(image: Image.Image, part: Rect, recipe: Recipe, scale: float) -> tuple[Image.Image, Rect]:
    """The part of the original that is seen, at `scale` or as it is, and which part that is: some pixels more."""
    scale_x, scale_y = _scale(image, recipe)
    x, y, w, h = part
    left, top = max(0, math.floor(x * scale_x) - _EDGE), max(0, math.floor(y * scale_y) - _EDGE)
    right = min(image.width, math.ceil((x + w) * scale_x) + _EDGE)
    bottom = min(image.height, math.ceil((y + h) * scale_y) + _EDGE)
    part = left / scale_x, top / scale_y, (right - left) / scale_x, (bottom - top) / scale_y
    size = math.ceil(part[2] * scale), math.ceil(part[3] * scale)
    if size[0] >= right - left:
        return image.crop((left, top, right, bottom)), part
    box = (left, top, right, bottom)
    return image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0), part
