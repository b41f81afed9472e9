"""Hundreds of pictures that are cut short, flipped, lie about their size, swell, loop, or are something else as well.

All are made on the spot, and the same every time.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from PIL import Image

from tests.images.heic import phone_heic
from tests.images.pictures import encoded, phone_jpeg, scene
from tests.images.profiles import P3, cmyk_profile, rgb_profile

Hostile = tuple[str, bytes]
FLIPPED = 22
"""Files with flipped bits of each kind."""
_CONTAINERS = frozenset({b"meta", b"iprp", b"ipco", b"iinf", b"iref", b"dinf", b"moov", b"trak"})


def sources() -> Mapping[str, bytes]:
    """Sound pictures of every kind, with all the baggage a file can have."""
    small, exif = scene(64, 48), Image.Exif()
    exif[0x010F], exif[0x0112] = "PhoneMaker", 6
    exif.get_ifd(0x8825)[1] = "N"
    told = {"exif": exif, "icc_profile": rgb_profile(P3, 2.2), "xmp": b"<x:xmpmeta>tiff:Orientation='3'</x:xmpmeta>"}
    frames = [small.transpose(Image.Transpose.ROTATE_180), small]
    return {
        "jpeg": phone_jpeg(small, orientation=6),
        "jpeg-progressive": encoded(small, "JPEG", progressive=True, **told),
        "jpeg-inks": encoded(small.convert("CMYK"), "JPEG", icc_profile=cmyk_profile()),
        "mpo": encoded(small, "MPO", save_all=True, append_images=frames),
        "png": encoded(small, "PNG", exif=exif, icc_profile=told["icc_profile"]),
        "png-palette": encoded(small.quantize(8), "PNG", transparency=3),
        "png-wide": encoded(Image.new("I;16", (64, 48), 40_000), "PNG"),
        "apng": encoded(small, "PNG", save_all=True, append_images=frames),
        "webp": encoded(small, "WEBP", **told),
        "webp-lossless": encoded(small.convert("RGBA"), "WEBP", lossless=True),
        "webp-moving": encoded(small, "WEBP", save_all=True, append_images=frames),
        "gif": encoded(small, "GIF", comment=b"a note"),
        "gif-moving": encoded(small, "GIF", save_all=True, append_images=frames, loop=0),
        "tiff": encoded(small, "TIFF", exif=exif, icc_profile=told["icc_profile"]),
        "tiff-lzw": encoded(small, "TIFF", compression="tiff_lzw"),
        "tiff-deflate": encoded(small, "TIFF", compression="tiff_adobe_deflate"),
        "tiff-jpeg": encoded(small, "TIFF", compression="jpeg"),
        "avif": encoded(small, "AVIF", **told),
        "heic": phone_heic(),
    }


def hostile() -> Iterator[Hostile]:
    """All of them, with a name each."""
    kinds = sources()
    yield from _cut(kinds)
    yield from _flipped(kinds)
    yield from _liars(kinds)
    yield from _bombs()
    yield from _looping()
    yield from _baggage()
    yield from _polyglots(kinds)


# Cut short and flipped


def _cut(kinds: Mapping[str, bytes]) -> Iterator[Hostile]:
    for name, data in kinds.items():
        for at in sorted({max(0, edge) for edge in _edges(data)}):
            if at < len(data):
                yield f"{name} cut at {at}", data[:at]


def _edges(data: bytes) -> set[int]:
    """Where a part of the file begins, and one byte into it; a few places inside of the pixels."""
    starts = set(_parts(data))
    if len(starts) > 26:
        starts = set(random.Random(5).sample(sorted(starts), 26))
    return (
        {edge + by for edge in starts for by in (0, 1)} | {len(data) * part // 7 for part in range(7)} | {len(data) - 1}
    )


def _parts(data: bytes) -> Iterator[int]:
    if data[:2] == b"\xff\xd8":
        at = 2
        while at + 4 < len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
            yield at
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    elif data[:4] == b"\x89PNG":
        at = 8
        while at + 8 < len(data):
            yield at
            at += 12 + int.from_bytes(data[at : at + 4], "big")
    elif data[:4] == b"RIFF":
        at = 12
        while at + 8 < len(data):
            yield at
            size = int.from_bytes(data[at + 4 : at + 8], "little")
            at += 8 + size + size % 2
    elif data[4:8] == b"ftyp":
        yield from _boxes(data, 0, len(data))
    elif data[:2] in (b"II", b"MM"):
        order = "<" if data[:2] == b"II" else ">"
        ifd = struct.unpack(order + "I", data[4:8])[0]
        yield ifd
        yield from (ifd + 2 + 12 * entry for entry in range(struct.unpack(order + "H", data[ifd : ifd + 2])[0] + 1))
    else:
        yield from (6, 10, 13, 13 + 3 * 128, len(data) // 3)


def _boxes(data: bytes, at: int, end: int) -> Iterator[int]:
    while at + 8 <= end:
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size < 8:
            return
        yield at
        if kind in _CONTAINERS:
            skip = {b"meta": 12, b"iinf": 14, b"iref": 12}.get(kind, 8)
            yield from _boxes(data, at + skip, at + size)
        at += size


def _flipped(kinds: Mapping[str, bytes]) -> Iterator[Hostile]:
    for name, data in kinds.items():
        chance = random.Random(f"flip {name}")
        for turn in range(FLIPPED):
            changed = bytearray(data)
            head = len(data) if turn % 2 else min(len(data), 400)  # where sizes and counts stand
            for _ in range(chance.choice((1, 1, 2, 5, 30))):
                at = chance.randrange(head)
                changed[at] = chance.choice((changed[at] ^ 1 << chance.randrange(8), 0, 0xFF, 0x7F, 0x80))
            yield f"{name} flipped {turn}", bytes(changed)


# Lies about sizes


def _liars(kinds: Mapping[str, bytes]) -> Iterator[Hostile]:
    sizes = ((0, 0), (1, 65_535), (65_535, 1), (65_535, 65_535), (12_000, 4_000), (63, 47), (4_000, 3_000))
    for width, height in sizes:
        both = f"{width}×{height}"
        for name in ("jpeg", "jpeg-progressive", "jpeg-inks", "mpo"):
            yield f"{name} says {both}", jpeg_of_size(kinds[name], width, height)
        for name in ("png", "png-palette", "apng"):
            yield f"{name} says {both}", png_of_size(kinds[name], width, height)
        yield f"gif says {both}", kinds["gif"][:6] + struct.pack("<HH", width, height) + kinds["gif"][10:]
        for name in ("avif", "heic"):
            data, at = bytearray(kinds[name]), kinds[name].index(b"ispe") + 8
            data[at : at + 8] = struct.pack(">II", width, height)
            yield f"{name} says {both}", bytes(data)
        for name in ("tiff", "tiff-lzw", "tiff-deflate", "tiff-jpeg"):
            yield f"{name} says {both}", tiff_with(kinds[name], {256: width, 257: height})
        yield f"webp says {both}", webp_canvas(kinds["webp"], width, height)
    for tag, value in ((258, 64), (258, 0), (259, 65_000), (262, 99), (273, 2**32 - 1), (277, 200), (278, 0),
                       (279, 2**32 - 1), (284, 2), (339, 9)):  # fmt: skip
        for name in ("tiff", "tiff-lzw"):
            yield f"{name} tag {tag} is {value}", tiff_with(kinds[name], {tag: value})


def jpeg_of_size(data: bytes, width: int, height: int) -> bytes:
    changed = bytearray(data)
    for marker in (b"\xff\xc0", b"\xff\xc2"):
        if (at := data.find(marker)) > 0:
            changed[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(changed)


def png_of_size(data: bytes, width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
    return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]


def tiff_with(data: bytes, values: Mapping[int, int]) -> bytes:
    """A TIFF whose entries of those tags hold another value."""
    changed = bytearray(data)
    order = "<" if data[:2] == b"II" else ">"
    ifd = struct.unpack(order + "I", data[4:8])[0]
    for entry in range(struct.unpack(order + "H", data[ifd : ifd + 2])[0]):
        at = ifd + 2 + 12 * entry
        if (tag := struct.unpack(order + "H", data[at : at + 2])[0]) in values:
            changed[at + 2 : at + 12] = struct.pack(order + "HII", 4, 1, values[tag])
    return bytes(changed)


def webp_canvas(data: bytes, width: int, height: int) -> bytes:
    at = data.index(b"VP8X") + 12
    sides = b"".join(max(0, side - 1).to_bytes(3, "little") for side in (width, height))
    return data[:at] + sides + data[at + 6 :]


# Bombs


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(width: int, height: int, *chunks: tuple[bytes, bytes], depth: int = 8, kind: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in ((b"IHDR", head), *chunks, (b"IEND", b"")))


def _zeros(count: int) -> bytes:
    """So many zeros, compressed, without ever holding them."""
    packer, million = zlib.compressobj(9), bytes(1_000_000)
    whole, rest = divmod(count, len(million))
    return b"".join([*(packer.compress(million) for _ in range(whole)), packer.compress(bytes(rest)), packer.flush()])


def _bombs() -> Iterator[Hostile]:
    zeros = _zeros(60_000_000)
    rows = (b"IDAT", zlib.compress((b"\0" + bytes(30)) * 10))
    yield "png of 30,000 a side", _png(30_000, 30_000, (b"IDAT", zeros))
    yield "png with more pixels than it says", _png(10, 10, (b"IDAT", zeros))
    yield "png of the most pixels", _png(12_000, 4_000, (b"IDAT", _zeros(12_000 * 3 * 4_000 + 4_000)))
    for kind, head in ((b"iCCP", b"x\0\0"), (b"zTXt", b"x\0\0"), (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0")):
        yield f"png whose {kind.decode()} swells", _png(10, 10, (kind, head + zeros), rows)
        yield f"png with a thousand {kind.decode()}", _png(10, 10, *[(kind, head + zeros[:900])] * 1000, rows)
    yield "png of 100,000 chunks", _png(10, 10, *[(b"tEXt", b"a\0b")] * 100_000, rows)
    yield "png of 3,000,000 columns", _png(3_000_000, 1, rows)
    strip = [(256, 4, 12_000), (257, 4, 4_000), (258, 3, 8), (259, 3, 8), (262, 3, 1), (273, 4, 8), (277, 3, 1)]
    yield "tiff whose strip swells", _tiff([*strip, (278, 4, 4_000), (279, 4, len(zeros))], zeros)
    yield "tiff of a million strips", _tiff([(256, 4, 12_000), (257, 4, 4_000), (258, 3, 8), (262, 3, 1), (278, 4, 1)])
    yield (
        "jpeg of a thousand scans",
        scans(jpeg_of_size(encoded(scene(64, 48), "JPEG", progressive=True), 8_000, 6_000), 1000),
    )
    yield "gif without an end", endless_gif()
    yield "gif of a thousand empty frames", encoded(Image.new("P", (8, 8)), "GIF")[:-1] + _FRAME * 1000 + b";"
    yield (
        "gif whose codes never stop",
        b"GIF89a\x00\x20\x00\x20\xf0\0\0" + bytes(6) + b",\0\0\0\0\x00\x20\x00\x20\0\x02" + b"\xff\x00" * 9,
    )
    yield "webp lossless of 16,383 a side", b"RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0\x2f" + b"\xff" * 17


_FRAME = b",\0\0\0\0\x08\0\x08\0\0\x02\x02\x4c\x01\0"


def scans(data: bytes, count: int) -> bytes:
    """A progressive JPEG whose last scan is repeated: each goes over all of its pixels."""
    last, end = data.rfind(b"\xff\xda"), data.rfind(b"\xff\xd9")
    return data[:last] + data[last:end] * count + b"\xff\xd9"


def endless_gif() -> bytes:
    """Frames to the limit of what is taken as a picture's file, and no end."""
    head = b"GIF89a\x08\0\x08\0\xf0\0\0" + bytes(6) + b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    return head + _FRAME * 400_000


# TIFF and EXIF that point to themselves


def _tiff(entries: list[tuple[int, int, int]], body: bytes = b"", following: int = 0) -> bytes:
    """Little-endian: header, body, one directory of entries (tag, type, value of one)."""
    at = 8 + len(body)
    table = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    return (
        b"II*\0" + struct.pack("<I", at) + body + struct.pack("<H", len(entries)) + table + struct.pack("<I", following)
    )


_PLAIN = [
    (256, 4, 8),
    (257, 4, 8),
    (258, 3, 8),
    (259, 3, 1),
    (262, 3, 1),
    (273, 4, 8),
    (277, 3, 1),
    (278, 4, 8),
    (279, 4, 64),
]


def _looping() -> Iterator[Hostile]:
    body = bytes(range(64))
    ifd = 8 + 64
    yield "tiff whose next directory is itself", _tiff(_PLAIN, body, following=ifd)
    yield "tiff whose next directory is the header", _tiff(_PLAIN, body, following=2)
    for tag, name in ((330, "sub"), (0x8769, "EXIF"), (0x8825, "GPS"), (0xA005, "interoperability")):
        for where in (ifd, 8, 0, 2**32 - 1):
            yield f"tiff whose {name} directory lies at {where}", _tiff([*_PLAIN, (tag, 4, where)], body)
    chain = b"".join(struct.pack("<HI", 0, 8 + 64 + 6 * at + 6) for at in range(20_000))
    yield "tiff of 20,000 directories", _tiff(_PLAIN, body + chain, following=8 + 64)
    yield (
        "tiff of 60,000 entries",
        b"II*\0\x08\0\0\0" + struct.pack("<H", 60_000) + struct.pack("<HHII", 700, 7, 2**31, 8) * 60_000,
    )
    for kind in (0, 2, 5, 12, 13, 16, 99):
        yield f"tiff with numbers of type {kind}", _tiff([(256, kind, 8), *_PLAIN[1:]], body)
    yield "big tiff", b"II+\0\x08\0\0\0" + struct.pack("<QQ", 16, 2**63)
    yield "big tiff with a loop", b"II+\0\x08\0\0\0" + struct.pack("<QQQ", 16, 0, 16)


def _baggage() -> Iterator[Hostile]:
    """EXIF, profiles and XMP that are nonsense, in files that are sound otherwise."""
    small, chance = scene(64, 48), random.Random(20261127)
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        for turn in range(8 if kind != "AVIF" else 0):  # Pillow reads EXIF while it writes an AVIF
            exif = b"Exif\0\0" * (kind == "JPEG") + _nonsense(chance)
            yield f"{kind} with EXIF {turn}", encoded(small, kind, exif=exif)
        good = rgb_profile(P3, 2.2)
        for turn in range(8):
            profile = bytearray(good)
            for _ in range(chance.choice((1, 3, 20))):
                profile[chance.randrange(len(profile))] = chance.randrange(256)
            yield f"{kind} with profile {turn}", encoded(small, kind, icc_profile=bytes(profile))
        yield f"{kind} with a profile of nothing", encoded(small, kind, icc_profile=bytes(3_000))
        yield f"{kind} with a profile of inks", encoded(small, kind, icc_profile=cmyk_profile())
    table = bytearray(cmyk_profile())
    table[table.index(b"mft1") + 10] = 255  # 255⁴ entries
    yield (
        "profile of a table of four thousand million colours",
        encoded(small.convert("CMYK"), "JPEG", icc_profile=bytes(table)),
    )
    for turn in range(10):
        xmp = b"<x:xmpmeta tiff:Orientation='" + chance.randbytes(6) + b"'>" + b"<a>" * 9_000
        yield f"WEBP with XMP {turn}", encoded(small, "WEBP", xmp=xmp)
    for turn in range(12):
        at = 2
        segment = (
            b"\xff"
            + bytes((chance.choice((0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE)),))
            + chance.randbytes(chance.randrange(90))
        )
        data = phone_jpeg(small)
        yield f"jpeg with a segment of nonsense {turn}", data[:at] + segment + data[at:]


def _nonsense(chance: random.Random) -> bytes:
    """A directory of tags that readers follow, with any types and values."""
    tags, values = (0x0112, 0x8769, 0x8825, 0x010F, 0x0201), (6, 0, 8, 99, 2**31)
    entries = [(chance.choice(tags), chance.randrange(14), chance.choice(values)) for _ in range(9)]
    return _tiff(entries, chance.randbytes(40), following=chance.choice((0, 8, 48)))


# More than one thing at a time


_BEGINNINGS = (
    *(
        b"",
        b"\0",
        b"\n",
        b"GIF89a",
        b"II*\0",
        b"MM\0*",
        b"RIFF",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"BM",
        b"<svg/>",
    ),
    *(b"\0\0\0\x18ftypavif", b"\0\0\0\x18ftypheic", b"\0\0\0\x08ftypheic", b"\0\0\0\0ftypmif1" + bytes(64)),
)


def _polyglots(kinds: Mapping[str, bytes]) -> Iterator[Hostile]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", "Main-Class: Bad")
    tails = {
        "zip": buffer.getvalue(),
        "html": b"<html><script>alert(1)</script></html>",
        "pdf": b"%PDF-1.7\n1 0 obj<</OpenAction 2 0 R>>endobj\n%%EOF",
        "php": b"<?php system($_GET['c']); ?>",
        "another": kinds["png"],
        "exe": b"MZ" + bytes(500),
    }
    for name, data in kinds.items():
        for tail, more in tails.items():
            yield f"{name} and {tail}", data + more
    for tail, more in tails.items():
        yield f"{tail} before a jpeg", more + kinds["jpeg"]
        yield f"{tail} called a picture", more
    script = b"<script>alert(1)</script>/*"
    yield "jpeg whose comment is a script", encoded(scene(64, 48), "JPEG", comment=script)
    yield "gif whose size is a comment", b"GIF89a/*" + kinds["gif"][8:] + b"*/=1;alert(1)"
    yield "png with a page in it", kinds["png"][:33] + _chunk(b"tEXt", b"x\0" + script) + kinds["png"][33:]
    for text in _BEGINNINGS:
        yield f"nothing but {text[:12]!r}", text
        yield f"{text[:12]!r} and noise", text + random.Random(3).randbytes(3_000)
