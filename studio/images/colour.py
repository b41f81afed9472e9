"""Any colours a file may hold → sRGB, eight bits each.

Two steps, so that a picture can be made smaller between them: `flat` leaves no palette, transparency or wide numbers,
`srgb` follows the embedded profile; printing inks without a usable one follow `inks.coated_offset`. Colours that sRGB
does not have go to the nearest it has.
"""

from __future__ import annotations

import io

from PIL import Image, ImageCms

from studio.images.inks import coated_offset

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


_IS_SRGB = frozenset({"sRGB", "sRGB built-in", "sRGB IEC61966-2.1", "sRGB IEC61966-2-1", "sRGB2014", "c2"})
"""How profiles of sRGB itself are called; “c2” is the small one that social networks embed."""


_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab"}
"""Space of a profile by the mode of the pixels it may be used for."""


_ALPHA = ("RGBA", "LA", "PA", "RGBa", "La")


def flat(image: Image.Image) -> Image.Image:
    """An RGB, L, CMYK or LAB image that looks the same; what is transparent becomes white."""
    if image.mode.startswith("I") or image.mode == "F":
        return _bytes(image)
    if image.mode == "P" and "transparency" not in image.info and image.palette and image.palette.mode == "RGB":
        return image.convert("RGB")
    if image.mode in _ALPHA or image.mode == "P" or "transparency" in image.info:
        return _on_white(image.convert("RGBA"))
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in _SPACES else image.convert("RGB")


def srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """An RGB image of a `flat` one, whose colours mean what `profile` says; a useless profile counts as sRGB."""
    converted = _converted(image, profile) if profile else None
    if converted is None and image.mode == "CMYK":
        converted = _converted(image, coated_offset())
    if converted is not None:
        return _plain(converted)
    return _plain(image if image.mode == "RGB" else image.convert("RGB"))


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    """None where `profile` is damaged, of other colours than the image, or sRGB itself."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = source.profile.xcolor_space.strip()
        known = (source.profile.profile_description or "").strip() in _IS_SRGB
        if space != _SPACES[image.mode] or (known and space == "RGB"):
            return None
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None  # a damaged profile must not cost the officer the picture


def _on_white(image: Image.Image) -> Image.Image:
    below = Image.new("RGB", image.size, "white")
    below.paste(image, mask=image.getchannel("A"))
    return below


def _bytes(image: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits, or of fractions: to 0 … 255."""
    wide = image if image.mode in ("I", "F") else image.convert("I")
    highest = 65_535.0 if image.mode.startswith("I;16") else _highest(wide)
    return wide.point(lambda value: value * (255 / highest) + (0.5 if wide.mode == "I" else 0)).convert("L")


def _highest(image: Image.Image) -> float:
    """What white is in a file that does not say it: the least usual scale that holds every value."""
    extrema = image.getextrema()
    most = float(extrema[1]) if isinstance(extrema[1], int | float) else 0.0
    return next((scale for scale in (1.0, 255.0, 65_535.0) if most <= scale), most)


def _plain(image: Image.Image) -> Image.Image:
    image.info = {}
    return image
