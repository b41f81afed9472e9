"""MP4 and MOV files made on the spot by writing their boxes; nothing here decodes picture or sound.

film()                       an upright 9:16 clip of 12 s, H.264 with AAC, as a station would export it
film(baggage=True)           with what phones put in: place, device, dates, a track of metadata
"""

from __future__ import annotations

import struct

MATRICES = {
    0: (1, 0, 0, 1),
    90: (0, 1, -1, 0),
    180: (-1, 0, 0, -1),
    270: (0, -1, 1, 0),
}
PLACE = b"+21.0285+105.8542/"
DEVICE = b"PhoneMaker 15"
TAKEN = 3_900_000_000
"""Seconds since 1904: when the phone says it was taken."""
SCALE = 600


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def film(
    *,
    seconds: float = 12.0,
    width: int = 720,
    height: int = 1280,
    rotation: int = 0,
    codec: bytes = b"avc1",
    brand: bytes = b"isom",
    audio: bool = True,
    fps: float = 30.0,
    size: int = 4096,
    baggage: bool = False,
    long: bool = False,
) -> bytes:
    """The file's bytes. `width` and `height` as stored, before a player turns it; `size`: bytes of filler."""
    taken = TAKEN if baggage else 0
    tracks = [_track(1, b"vide", codec, seconds, (width, height), rotation, taken, round(fps * seconds), baggage, long)]
    if audio:
        tracks.append(_track(2, b"soun", b"mp4a", seconds, (0, 0), 0, taken, 500, False, long))
    if baggage:
        tracks.append(_track(3, b"meta", b"mebx", seconds, (0, 0), 0, taken, 1, False, long))
    told = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7), PLACE), box(b"\xa9mod", DEVICE))
    movie = box(b"moov", _times(b"mvhd", seconds, taken, long, b"\0" * 80), *tracks, told if baggage else b"")
    filler = bytes(number % 251 for number in range(size))
    maker = box(b"uuid", b"\0" * 16, DEVICE) if baggage else b""
    return box(b"ftyp", brand, struct.pack(">I", 512), brand, b"mp42") + movie + maker + box(b"mdat", filler)


def _times(kind: bytes, seconds: float, taken: int, long: bool, rest: bytes) -> bytes:
    """mvhd and mdhd begin alike: version, dates, time scale, length."""
    length = round(seconds * SCALE)
    fields = struct.pack(">B3xQQIQ" if long else ">B3xIIII", int(long), taken, taken, SCALE, length)
    return box(kind, fields, rest)


def _track(
    number: int,
    handler: bytes,
    codec: bytes,
    seconds: float,
    size: tuple[int, int],
    rotation: int,
    taken: int,
    samples: int,
    baggage: bool,
    long: bool,
) -> bytes:
    a, b, c, d = MATRICES[rotation]
    one = 1 << 16
    length = round(seconds * SCALE)
    head = struct.pack(">B3xQQI4xQ" if long else ">B3xIII4xI", int(long), taken, taken, number, length)
    matrix = struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30)
    shown = struct.pack(">II", size[0] * one, size[1] * one)
    entry = box(codec, b"\0" * 70)
    table = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), entry),
        box(b"stsz", struct.pack(">III", 0, 64, samples)),
    )
    media = box(
        b"mdia",
        _times(b"mdhd", seconds, taken, long, b"\0" * 4),
        box(b"hdlr", struct.pack(">II", 0, 0), handler, b"\0" * 13),
        box(b"minf", table),
    )
    told = box(b"udta", box(b"name", DEVICE)) if baggage else b""
    return box(b"trak", box(b"tkhd", head, b"\0" * 16, matrix, shown), media, told)
