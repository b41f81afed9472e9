"""What a finished picture must not carry: place, device, thumbnail, editing history."""

from __future__ import annotations

import re

from studio.errors import BadInput
from studio.images.decode import UNSOUND, Photo, header

_JPEG_SEGMENTS = {0xED: "IPTC", 0xE2: "ICC", 0xFE: "comment"}
_SCAN, _END = 0xDA, 0xD9
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""The end of a scan: 00 stands for a level of 255, D0 to D7 restart the decoder."""
_JFIF = 16
"""Bytes of its header without a thumbnail."""
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
    at, end = 2, len(data)
    while at + 4 <= end and data[at] == 0xFF and data[at + 1] != _END:
        marker = data[at + 1]
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if name := _segment(marker, data[at + 4 : at + 8], size):
            found.append(name)
        at += 2 + size
        if marker == _SCAN:  # a scan has no length: it runs to the next marker
            following = _MARKER.search(data, at)
            at = following.start() if following else end
    if data[at:] != bytes((0xFF, _END)):
        found.append("trailer")
    return tuple(dict.fromkeys(found))


def _segment(marker: int, begins: bytes, size: int) -> str:
    """What a segment tells beside the picture; empty: nothing."""
    if marker == 0xE0:
        return "" if begins == b"JFIF" and size == _JFIF else "thumbnail"
    if marker == 0xE1:
        return "EXIF" if begins == b"Exif" else "XMP"
    if 0xE3 <= marker <= 0xEF and marker not in (0xED, 0xEE):
        return f"APP{marker - 0xE0}"
    return _JPEG_SEGMENTS.get(marker, "")


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
