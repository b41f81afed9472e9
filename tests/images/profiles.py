"""Small ICC profiles made on the spot, and what their colours are in sRGB by arithmetic of our own."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import product

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

WHITE = (0.3127, 0.3290)
SRGB = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
ADOBE = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
D50 = (0.9642, 1.0, 0.8249)
_BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


def times(matrix: Matrix, vector: Sequence[float]) -> Triple:
    a, b, c = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


def product_of(one: Matrix, other: Matrix) -> Matrix:
    columns = [times(one, [row[at] for row in other]) for at in range(3)]
    a, b, c = ((columns[0][row], columns[1][row], columns[2][row]) for row in range(3))
    return a, b, c


def inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    rows = ((e * i - f * h, c * h - b * i, b * f - c * e), (f * g - d * i, a * i - c * g, c * d - a * f),
            (d * h - e * g, b * g - a * h, a * e - b * d))  # fmt: skip
    x, y, z = ((p / det, q / det, r / det) for p, q, r in rows)
    return x, y, z


def diagonal(a: float, b: float, c: float) -> Matrix:
    return (a, 0.0, 0.0), (0.0, b, 0.0), (0.0, 0.0, c)


def to_xyz(primaries: Sequence[tuple[float, float]]) -> Matrix:
    """Linear RGB of a space with a D65 white → XYZ adapted to D50, as profiles have it."""
    columns = [(x / y, 1.0, (1 - x - y) / y) for x, y in primaries]
    bare: Matrix = tuple(tuple(column[row] for column in columns) for row in range(3))  # type: ignore[assignment]
    white = (WHITE[0] / WHITE[1], 1.0, (1 - WHITE[0] - WHITE[1]) / WHITE[1])
    whole = product_of(bare, diagonal(*times(inverse(bare), white)))
    cones = diagonal(*(b / a for a, b in zip(times(_BRADFORD, white), times(_BRADFORD, D50), strict=True)))
    return product_of(product_of(inverse(_BRADFORD), product_of(cones, _BRADFORD)), whole)


def encoded(linear: float) -> int:
    linear = min(1.0, max(0.0, linear))
    value = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(255 * value)


def xyz_to_srgb(xyz: Sequence[float]) -> tuple[int, int, int]:
    red, green, blue = (encoded(light) for light in times(inverse(to_xyz(SRGB)), xyz))
    return red, green, blue


def in_srgb(rgb: Sequence[int], primaries: Sequence[tuple[float, float]], gamma: float) -> tuple[int, int, int]:
    """What a pixel of a space with that gamma is in sRGB."""
    return xyz_to_srgb(times(to_xyz(primaries), [(level / 255) ** gamma for level in rgb]))


def lab_in_srgb(lightness: float, a: float, b: float) -> tuple[int, int, int]:
    def cube(value: float) -> float:
        return float(value**3) if value > 6 / 29 else 3 * (6 / 29) ** 2 * (value - 4 / 29)

    fy = (lightness + 16) / 116
    return xyz_to_srgb([white * cube(f) for white, f in zip(D50, (fy + a / 500, fy, fy - b / 200), strict=True)])


def rgb_profile(primaries: Sequence[tuple[float, float]], gamma: float, name: str = "Made for a test") -> bytes:
    matrix = to_xyz(primaries)
    tags = {
        tag: b"XYZ \0\0\0\0" + b"".join(_fixed(matrix[row][at]) for row in range(3))
        for at, tag in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))
    }
    return _profile(b"RGB ", b"XYZ ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _curve(gamma)), name)


def grey_profile(gamma: float) -> bytes:
    return _profile(b"GRAY", b"XYZ ", {b"kTRC": _curve(gamma)}, "Grey")


INKS = {"c": (55.0, -37.0, -50.0), "m": (48.0, 74.0, -3.0), "y": (89.0, -5.0, 93.0)}
"""Lab of the full inks on paper."""


def cmyk_profile() -> bytes:
    """A table of the sixteen corners: single inks as in `INKS`, everything with black is black, overprints are dark."""

    def corner(c: int, m: int, y: int, k: int) -> tuple[float, float, float]:
        if k or c + m + y > 1:
            return (0.0, 0.0, 0.0) if k else (20.0, 0.0, 0.0)
        return INKS["c"] if c else INKS["m"] if m else INKS["y"] if y else (100.0, 0.0, 0.0)

    table = b"".join(bytes((round(lab[0] * 2.55), round(lab[1]) + 128, round(lab[2]) + 128))
                     for lab in (corner(*at) for at in product((0, 1), repeat=4)))  # fmt: skip
    unit = b"".join(_fixed(float(row == at)) for row in range(3) for at in range(3))
    ramp = bytes(range(256))
    lut = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + unit + ramp * 4 + table + ramp * 3
    return _profile(b"CMYK", b"Lab ", {b"A2B0": lut}, "Inks")


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def _profile(space: bytes, pcs: bytes, tags: dict[bytes, bytes], name: str) -> bytes:
    text = name.encode() + b"\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(map(_fixed, D50)),
        **tags,
    }
    at, index, body = 132 + 12 * len(tags), b"", b""
    for tag, data in tags.items():
        data += bytes(-len(data) % 4)
        index += tag + struct.pack(">II", at + len(body), len(data))
        body += data
    kind = b"prtr" if space == b"CMYK" else b"mntr"
    head = struct.pack(">I4sI4s4s4s12s4s", at + len(body), b"", 0x02400000, kind, space, pcs, bytes(12), b"acsp")
    head += bytes(28) + b"".join(map(_fixed, D50)) + bytes(48)
    return head + struct.pack(">I", len(tags)) + index + body
