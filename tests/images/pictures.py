"""Pictures made on the spot, with the baggage that phones put into them."""

from __future__ import annotations

import io

from PIL import Image, ImageCms, ImageDraw
from PIL.TiffImagePlugin import IFDRational


def scene(width: int = 640, height: int = 480) -> Image.Image:
    """Four flat quarters: red, green, blue, white, so that turning and cutting can be told."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=(200, 0, 0))
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill=(0, 160, 0))
    draw.rectangle((0, height // 2, width // 2 - 1, height), fill=(0, 0, 200))
    return image


def phone_jpeg(image: Image.Image | None = None, *, orientation: int = 1, comment: bytes = b"secret note") -> bytes:
    """A JPEG with EXIF (GPS, device), an embedded ICC profile and a comment."""
    image = image or scene()
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif[0x0112] = orientation
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (IFDRational(21), IFDRational(1), IFDRational(42))
    gps[3], gps[4] = "E", (IFDRational(105), IFDRational(51), IFDRational(15))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=95, exif=exif, icc_profile=profile, comment=comment)
    return buffer.getvalue()


def encoded(image: Image.Image, format: str, **options: object) -> bytes:
    """The picture as a file; a PNG is packed quickly rather than well."""
    quick = {"compress_level": 1} if format == "PNG" else {}
    buffer = io.BytesIO()
    image.save(buffer, format, **(quick | options))
    return buffer.getvalue()


def colour_at(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """The colour of a pixel, as many levels as the image has channels."""
    colour = image.getpixel((x, y))
    return colour if isinstance(colour, tuple) else (int(colour or 0),)
