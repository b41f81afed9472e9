"""Reading a photograph that came from anywhere: bounded, upright, in sRGB.

The order is fixed: look at the header, refuse what is too large before any pixel is
decoded, then orientation, then colour. Redactions are given as fractions of the
upright original, so no later crop can uncover them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageCms, ImageDraw, ImageOps

from studio.errors import BadInput
from studio.templates.card import FractionRect

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF")
MAX_BYTES = 30_000_000
MAX_PIXELS = 50_000_000
MAX_SIDE = 12_000
COVER = (15, 23, 42)
"""Colour of a covered area: solid, because blur and mosaic of text can be undone."""

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_UNSOUND = (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, Warning)
"""What Pillow raises on damaged files; its warnings arrive as exceptions where a run asks for that."""
_WIDE_MODES = ("I", "I;16", "I;16B", "I;16L", "F")


def open_photo(data: bytes, *, near: tuple[int, int] | None = None) -> Image.Image:
    """Decode `data` to an upright RGB image in sRGB.

    `near` (width, height in pixels of the upright picture) lets a JPEG be decoded at a
    reduced scale not smaller than that. Transparent areas become white.
    Raises BadInput with one sentence for anything that is not a sound picture.
    """
    image = _header(data)
    try:
        return _to_srgb(_upright(image, near))
    except (*_UNSOUND, MemoryError) as trouble:
        raise _broken() from trouble


def photo_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of the upright picture, read from the header. Raises BadInput."""
    image = _header(data)
    width, height = image.size
    return (height, width) if _turned(image) else (width, height)


def crop_and_cover(image: Image.Image, crop: FractionRect | None, redactions: Sequence[FractionRect]) -> Image.Image:
    """Cover `redactions` with solid colour, then cut to `crop`; both are fractions of the upright original."""
    width, height = image.size
    if redactions:
        image = image.copy()
        draw = ImageDraw.Draw(image)
        for x, y, w, h in redactions:
            # Outward rounding: a covered edge pixel more is better than one uncovered.
            left, top = int(x * width), int(y * height)
            right, bottom = min(width, int((x + w) * width) + 1), min(height, int((y + h) * height) + 1)
            draw.rectangle((left, top, right - 1, bottom - 1), fill=COVER)
    if crop is None:
        return image
    x, y, w, h = crop
    left, top = round(x * width), round(y * height)
    return image.crop((left, top, max(left + 1, round((x + w) * width)), max(top + 1, round((y + h) * height))))


def cover(
    data: bytes,
    box_w: int,
    box_h: int,
    *,
    crop: FractionRect | None = None,
    redactions: Sequence[FractionRect] = (),
    focal: tuple[float, float] = (0.5, 0.4),
) -> Image.Image:
    """Return an RGB image of exactly ``box_w`` × ``box_h`` pixels that the photo fills.

    The focal point (fractions of the cropped photo) stays as near to the middle as the edges allow.
    """
    image = crop_and_cover(open_photo(data, near=_decode_size(data, box_w, box_h, crop)), crop, redactions)
    return ImageOps.fit(
        image, (box_w, box_h), Image.Resampling.LANCZOS, centering=_centering(image, box_w, box_h, focal)
    )


def _decode_size(data: bytes, box_w: int, box_h: int, crop: FractionRect | None) -> tuple[int, int]:
    """Size of the whole photo at which its crop still fills the box."""
    width, height = photo_size(data)
    part_w, part_h = (crop[2], crop[3]) if crop else (1.0, 1.0)
    scale = max(box_w / max(1.0, part_w * width), box_h / max(1.0, part_h * height))
    return round(width * scale), round(height * scale)


def _centering(image: Image.Image, box_w: int, box_h: int, focal: tuple[float, float]) -> tuple[float, float]:
    width, height = image.size
    scale = max(box_w / width, box_h / height)
    return _share(focal[0], width * scale, box_w), _share(focal[1], height * scale, box_h)


def _share(focal: float, full: float, box: int) -> float:
    """Where the spare length is cut so that `focal` lands in the middle: 0 start … 1 end."""
    spare = full - box
    return 0.5 if spare < 1 else min(1.0, max(0.0, (focal * full - box / 2) / spare))


def _header(data: bytes) -> Image.Image:
    if len(data) > MAX_BYTES:
        raise BadInput(
            f"Ảnh nặng {len(data) / 1e6:.0f} MB, quá giới hạn {MAX_BYTES / 1e6:.0f} MB; "
            "hãy giảm dung lượng rồi chọn lại.",
            f"The picture has {len(data) / 1e6:.0f} MB, over the limit of {MAX_BYTES / 1e6:.0f} MB; "
            "make it smaller and choose it again.",
        )
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (*_UNSOUND, Image.DecompressionBombError) as trouble:
        raise _broken() from trouble
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise BadInput(
            f"Ảnh {width}×{height} điểm ảnh là quá lớn; hãy thu nhỏ còn dưới {MAX_PIXELS // 1_000_000} triệu điểm ảnh.",
            f"The picture of {width}×{height} pixels is too large; "
            f"scale it below {MAX_PIXELS // 1_000_000} megapixels.",
        )
    return image


def _broken() -> BadInput:
    return BadInput(
        "Không đọc được ảnh: tệp hỏng hoặc không phải JPEG, PNG, WebP, TIFF, GIF; hãy xuất lại ảnh rồi chọn lại.",
        "The picture cannot be read: the file is broken or no JPEG, PNG, WebP, TIFF or GIF; export it again.",
    )


def _turned(image: Image.Image) -> bool:
    try:
        return image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    except _UNSOUND:
        return False


def _upright(image: Image.Image, near: tuple[int, int] | None) -> Image.Image:
    if near is not None and image.format == "JPEG":
        # draft() takes the smaller ratio of both sides: ask for the box of the stored, unturned picture.
        image.draft(None, (near[1], near[0]) if _turned(image) else near)
    image.load()
    return ImageOps.exif_transpose(image)


def _to_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if image.mode in _WIDE_MODES:
        image = image.point(lambda value: value / 256).convert("L") if image.mode != "F" else image.convert("L")
        profile = None
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode in ("RGBA", "LA", "PA"):
        alpha = image.convert("RGBA")
        image = Image.new("RGB", alpha.size, "white")
        image.paste(alpha, mask=alpha.getchannel("A"))
    return _colours(image, profile)


def _colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
            if converted is not None:
                return _plain(converted)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # A damaged profile must not cost the officer the picture: read it as sRGB.
    return _plain(image.convert("RGB"))


def _plain(image: Image.Image) -> Image.Image:
    image.info = {}
    return image
