"""QR codes that a phone reads from a thumbnail: whole modules, four of them quiet around."""

from __future__ import annotations

from functools import lru_cache

import segno

from studio.phrase import Phrase

QUIET = 4
"""Modules of quiet zone the standard asks for."""
_LEVELS = ("m", "l")


class UrlTooLong(Exception):
    """No QR code of this address has modules large enough for the tile."""

    def __init__(self, url: str, most: int) -> None:
        super().__init__(url)
        self.phrase = Phrase(
            f"Liên kết dài {len(url)} ký tự, mã QR sẽ quá nhỏ để quét; hãy dùng liên kết ngắn (tối đa {most} ký tự).",
            f"The link has {len(url)} characters and its QR code would be too small to scan; "
            f"use a short link (at most {most} characters).",
        )


@lru_cache(maxsize=32)
def qr_rows(url: str, side: int, smallest: int) -> tuple[tuple[str, ...], int]:
    """Rows of ``0``/``1`` and the module size in pixels for a tile of `side` pixels.

    Better error correction first, where modules stay at least `smallest` pixels. Raises UrlTooLong.
    """
    for level in _LEVELS:
        try:
            code = segno.make_qr(url, error=level, boost_error=False)
        except segno.DataOverflowError:
            continue
        rows = tuple("".join(str(int(bool(bit))) for bit in row) for row in code.matrix)
        module = side // (len(rows) + 2 * QUIET)
        if module >= smallest:
            return rows, module
    raise UrlTooLong(url, _most(side, smallest))


def _most(side: int, smallest: int) -> int:
    """Characters (ASCII bytes) the largest allowed version holds at the lowest correction."""
    most = 0
    for length in range(8, 160, 2):
        if len(segno.make_qr("u" * length, error="l", boost_error=False).matrix) + 2 * QUIET > side // smallest:
            break
        most = length
    return most
