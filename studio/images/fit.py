"""Making a photograph fit a platform: pixels, bytes, and nothing but pixels in the file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from studio.errors import BadInput
from studio.images.cutting import crop_and_cover
from studio.images.decode import Photo, open_photo, photo_size
from studio.images.metadata import leftovers
from studio.templates.card import FractionRect

QUALITIES = (92, 90, 88, 85, 82, 80, 76, 72)
SCALES = (1.0, 0.85, 0.7, 0.55)
MIMES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedPhoto:
    """A picture ready to leave: `data` holds no metadata; sizes in pixels."""

    data: bytes
    width: int
    height: int
    mime: str


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
    if format not in MIMES:
        raise BadInput(
            f"Không có định dạng ảnh “{format}”; hãy chọn jpeg, png hoặc webp.",
            f"There is no picture format “{format}”; choose jpeg, png or webp.",
        )
    return within(_prepared(photo, max_width, crop, redactions), max_bytes, format)


def within(image: Image.Image, max_bytes: int, format: str = "jpeg") -> FittedPhoto:
    """Encode an RGB image within `max_bytes`: at the best quality that fits, else smaller. Raises BadInput."""
    for scale in SCALES:
        smaller = image if scale == 1.0 else _scaled(image, round(image.width * scale))
        for quality in QUALITIES if format != "png" else (0,):
            out = encode(smaller, format, quality)
            if len(out) <= max_bytes:
                return FittedPhoto(data=out, width=smaller.width, height=smaller.height, mime=MIMES[format])
    raise BadInput(
        f"Không thể nén ảnh xuống {max_bytes:,} byte mà vẫn rõ; hãy cắt bớt ảnh hoặc chọn JPEG.",
        f"The picture cannot be brought down to {max_bytes:,} bytes and stay clear; crop it or choose JPEG.",
    )


def encode(image: Image.Image, format: str, quality: int) -> bytes:
    """Encode an RGB image without any metadata. JPEG keeps full colour resolution (4:4:4) from quality 90."""
    clean = image.copy()
    clean.info = {}
    buffer = io.BytesIO()
    if format == "png":
        clean.save(buffer, "PNG", optimize=False)
    elif format == "webp":
        clean.save(buffer, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"", xmp=b"")
    else:
        clean.save(buffer, "JPEG", quality=quality, subsampling=0 if quality >= 90 else 2, exif=b"", icc_profile=None)
    out = buffer.getvalue()
    if found := leftovers(out):
        raise BadInput(
            f"Ảnh xuất ra còn siêu dữ liệu ({', '.join(found)}); không được gửi đi.",
            f"The exported picture still carries metadata ({', '.join(found)}); it may not leave.",
        )
    return out


def _prepared(
    photo: Photo, max_width: int, crop: FractionRect | None, redactions: Sequence[FractionRect]
) -> Image.Image:
    width, height = photo_size(photo)
    share = crop[2] if crop else 1.0
    near = None
    # With redactions the full original is decoded: covering is exact only there.
    if not redactions and share * width > max_width:
        whole = max_width / share
        near = (round(whole), round(height * whole / width))
    image = crop_and_cover(open_photo(photo, near=near), crop, redactions)
    return _scaled(image, max_width) if image.width > max_width else image


def _scaled(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image.resize((max(1, width), height), Image.Resampling.LANCZOS, reducing_gap=2.0)
