"""A profile for pictures in printing inks (CMYK) that bring none: offset on coated paper.

The corners are the colours that ISO 12647-2 gives solid inks and their overprints on coated paper, relative to the
paper; between them it is interpolated in Lab. Where black is printed over other inks only darkness counts. It is no
measured press, but near what every press makes of such a file, while plain inversion gives colours that no ink has.
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import product, starmap

_Lab = tuple[int, int, int]


_SOLIDS: dict[tuple[int, int, int], _Lab] = {
    (0, 0, 0): (100, 0, 0),
    (1, 0, 0): (55, -37, -50),
    (0, 1, 0): (48, 74, -3),
    (0, 0, 1): (89, -5, 93),
    (0, 1, 1): (47, 68, 48),
    (1, 0, 1): (50, -65, 27),
    (1, 1, 0): (24, 22, -46),
    (1, 1, 1): (23, 0, 0),
}
"""By cyan, magenta, yellow."""


_BLACK, _DEEPER = 16, 5
"""Lightness of solid black, and what each ink under it takes away."""
_D50 = (0.9642, 1.0, 0.8249)


@cache
def coated_offset() -> bytes:
    """The profile's file (ICC 2.4): a table of the sixteen corners."""
    table = b"".join(bytes((round(lab[0] * 2.55), lab[1] + 128, lab[2] + 128)) for lab in starmap(_corner, _CORNERS))
    unit = b"".join(_fixed(float(row == at)) for row in range(3) for at in range(3))
    ramp = bytes(range(256))
    lut = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + unit + ramp * 4 + table + ramp * 3
    text = b"Coated offset\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(map(_fixed, _D50)),
        b"A2B0": lut,
    }
    return _file(tags)


_CORNERS = tuple(product((0, 1), repeat=4))


def _corner(cyan: int, magenta: int, yellow: int, black: int) -> _Lab:
    if black:
        return _BLACK - _DEEPER * (cyan + magenta + yellow), 0, 0
    return _SOLIDS[cyan, magenta, yellow]


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _file(tags: dict[bytes, bytes]) -> bytes:
    start, index, body = 132 + 12 * len(tags), b"", b""
    for tag, data in tags.items():
        index += tag + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size, kind = start + len(body), (b"prtr", b"CMYK", b"Lab ")
    head = struct.pack(">I4sI4s4s4s12s4s", size, b"", 0x02400000, *kind, bytes(12), b"acsp")
    head += bytes(28) + b"".join(map(_fixed, _D50)) + bytes(48)
    return head + struct.pack(">I", len(tags)) + index + body
