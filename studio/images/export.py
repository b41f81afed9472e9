"""From finished pixels to a file that may leave: sharpened for its size, within the limits, and read back.

The best of a few qualities that fits is taken; a picture that fits at none of them is made smaller, a little at a time.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageFilter

from studio.errors import BadInput
from studio.images.geometry import Size
from studio.images.readback import refuse_unsound
from studio.platforms import Platform

QUALITIES = (92, 90, 88, 85, 82, 80, 76, 72)
SCALES = (1.0, 0.85, 0.7, 0.55)
MIMES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_LIGHTLY, _MORE = (20, 16), (12, 8)
"""Middle of the sharpening kernel and what it sums up to; each of the four neighbours counts -1."""
_SHRUNK, _FAR = 1.2, 2.5
"""How many pixels have to become one for either of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedPhoto:
    """A picture ready to leave: `data` holds no metadata; sizes in pixels."""

    data: bytes
    width: int
    height: int
    mime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTarget:
    """What a place takes of a picture."""

    box: Size
    """Width and height in pixels within which it has to fit."""
    max_bytes: int
    formats: tuple[str, ...] = ("jpeg", "png")
    """The first is the one to take."""


TARGETS: Mapping[Platform, ExportTarget] = {
    Platform.FACEBOOK: ExportTarget(box=(2048, 2048), max_bytes=4_000_000),
    Platform.ZALO: ExportTarget(box=(1280, 1920), max_bytes=1_000_000),
    Platform.WEBSITE: ExportTarget(box=(1600, 2400), max_bytes=2_000_000, formats=("jpeg", "png", "webp")),
    Platform.TIKTOK: ExportTarget(box=(1080, 1920), max_bytes=4_000_000),
    Platform.YOUTUBE: ExportTarget(box=(1280, 720), max_bytes=2_000_000),
}
"""As `posts.limits` has them for pictures in posts, where the sources stand."""


def exported(image: Image.Image, *, max_bytes: int, format: str = "jpeg", shrunk: float = 1.0) -> FittedPhoto:
    """Encode an RGB image within `max_bytes`, sharpened if `shrunk` pixels of its original became one.

    Raises BadInput when there is no such format, no acceptable quality fits, or what was written is not what it should
    be.
    """
    if format not in MIMES:
        raise BadInput("There is no picture format “{format}”; choose jpeg, png or webp.", format=format)
    for before, scale in pairwise((1.0, *SCALES)):
        smaller = _scaled(image, scale)
        shrunk *= before / scale
        sharp = sharpened(smaller, shrunk)
        if (data := _best(sharp, format, max_bytes)) is not None:
            refuse_unsound(data, sharp, format)
            return FittedPhoto(data=data, width=sharp.width, height=sharp.height, mime=MIMES[format])
    raise BadInput(
        "The picture cannot be brought down to {max_bytes:,} bytes and stay clear; crop it or choose JPEG.",
        max_bytes=max_bytes,
    )


def sharpened(image: Image.Image, shrunk: float) -> Image.Image:
    """What scaling down took of the edges, given back; an even area stays as it is."""
    if shrunk < _SHRUNK or min(image.size) < 3:
        return image
    middle, whole = _MORE if shrunk >= _FAR else _LIGHTLY
    return image.filter(ImageFilter.Kernel((3, 3), (0, -1, 0, -1, middle, -1, 0, -1, 0), whole))


def encode(image: Image.Image, format: str, quality: int) -> bytes:
    """Encode an RGB image without any metadata. JPEG keeps full colour resolution (4:4:4) from quality 90."""
    clean = image
    if image.info:
        clean = image.copy()
        clean.info = {}
    buffer = io.BytesIO()
    if format == "png":
        clean.save(buffer, "PNG", optimize=False)
    elif format == "webp":
        clean.save(buffer, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"", xmp=b"")
    else:
        clean.save(buffer, "JPEG", quality=quality, subsampling=0 if quality >= 90 else 2, exif=b"", icc_profile=None)
    return buffer.getvalue()


def _best(image: Image.Image, format: str, max_bytes: int) -> bytes | None:
    """The file of the best quality that fits; None when none does. Tries three of eight: better is always larger."""
    qualities = QUALITIES if format != "png" else (0,)
    found = None
    low, high = 0, len(qualities)
    while low < high:
        middle = (low + high) // 2
        data = encode(image, format, qualities[middle])
        if len(data) <= max_bytes:
            found, high = data, middle
        else:
            low = middle + 1
    return found


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    if scale == 1.0:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
