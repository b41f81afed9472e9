"""What a finished picture must not carry: place, device, thumbnail, editing history."""

from __future__ import annotations

from studio.errors import BadInput
from studio.images.decode import UNSOUND, Photo, header

_JPEG_SEGMENTS = {0xE1: "EXIF/XMP", 0xED: "IPTC", 0xE2: "ICC", 0xFE: "comment"}
_PNG_ALLOWED = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"sRGB", b"gAMA", b"pHYs")
_GPS = 0x8825
_WEBP_ALLOWED = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH")


def leftovers(data: bytes) -> tuple[str, ...]:
    """Names of the metadata found in a picture's bytes; empty means clean.

    JPEG, PNG and WebP are walked segment by segment, and bytes behind the end of the
    picture count too; any other format is reported as unknown.
    """
    if data[:2] == b"\xff\xd8":
        return _jpeg(data)
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return _png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return ("format",)


def has_location(photo: Photo) -> bool:
    """True when the picture's EXIF names a place (GPS). Never raises."""
    try:
        with header(photo) as image:
            return bool(image.getexif().get_ifd(_GPS))
    except (BadInput, *UNSOUND):
        return False


def _jpeg(data: bytes) -> tuple[str, ...]:
    found: list[str] = []
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        name = _JPEG_SEGMENTS.get(marker)
        if name == "EXIF/XMP":
            name = "EXIF" if data[at + 4 : at + 8] == b"Exif" else "XMP"
        elif name is None and 0xE3 <= marker <= 0xEF and marker != 0xEE:
            name = f"APP{marker - 0xE0}"
        if name:
            found.append(name)
        if marker == 0xDA:
            break
        at += 2 + size
    end = data.rfind(b"\xff\xd9")
    if end < 0 or end + 2 != len(data):
        found.append("trailer")
    return tuple(dict.fromkeys(found))


def _png(data: bytes) -> tuple[str, ...]:
    found: list[str] = []
    at = 8
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if kind not in _PNG_ALLOWED:
            found.append(kind.decode("latin-1"))
        at += 12 + size
        if kind == b"IEND":
            break
    if at != len(data):
        found.append("trailer")
    return tuple(dict.fromkeys(found))


def _webp(data: bytes) -> tuple[str, ...]:
    found: list[str] = []
    end = 8 + int.from_bytes(data[4:8], "little")
    at = 12
    while at + 8 <= min(end, len(data)):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind not in _WEBP_ALLOWED:
            found.append(kind.decode("latin-1").strip())
        at += 8 + size + size % 2
    if end != len(data):
        found.append("trailer")
    return tuple(dict.fromkeys(found))
