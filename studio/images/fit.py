"""A photograph of a post, cut and covered by fractions, as a file that fits a platform."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from studio.images.cutting import crop_and_cover
from studio.images.decode import Photo, open_part, open_photo, photo_size
from studio.images.export import FittedPhoto, exported
from studio.templates.card import FractionRect


def fit_photo(
    photo: Photo,
    *,
    max_width: int = 2048,
    max_bytes: int = 4_000_000,
    crop: FractionRect | None = None,
    redactions: Sequence[FractionRect] = (),
    format: str = "jpeg",
) -> FittedPhoto:
    """Cover, cut, scale down to `max_width` pixels and encode within `max_bytes`.

    `redactions` and `crop` are fractions of the upright original; covering happens on
    decoded pixels before anything else. Raises BadInput when the picture cannot be
    read or no acceptable quality fits the limit.
    """
    image, shrunk = _prepared(photo, max_width, crop, redactions)
    return exported(image, max_bytes=max_bytes, format=format, shrunk=shrunk)


def _prepared(
    photo: Photo, max_width: int, crop: FractionRect | None, redactions: Sequence[FractionRect]
) -> tuple[Image.Image, float]:
    """The pixels at their final size, and how many of the original became one."""
    if redactions:  # on the full original: covering is exact only there
        image = crop_and_cover(open_photo(photo), crop, redactions)
        width, height = image.size
        shrunk = max(1.0, width / max_width)
        size = _size(width, height, shrunk)
        return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0) if shrunk > 1 else image, shrunk
    left, top, width, height = _whole_pixels(photo_size(photo), crop)
    shrunk = max(1.0, width / max_width)
    return open_part(photo, (left, top, width, height), _size(width, height, shrunk)), shrunk


def _whole_pixels(size: tuple[int, int], crop: FractionRect | None) -> tuple[int, int, int, int]:
    """The cut in pixels, as `crop_and_cover` makes it."""
    x, y, w, h = crop or (0.0, 0.0, 1.0, 1.0)
    left, top = round(x * size[0]), round(y * size[1])
    return left, top, max(1, round((x + w) * size[0]) - left), max(1, round((y + h) * size[1]) - top)


def _size(width: int, height: int, shrunk: float) -> tuple[int, int]:
    return max(1, round(width / shrunk)), max(1, round(height / shrunk))
