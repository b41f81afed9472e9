"""Compiled catalogues of translated texts (.mo), as ``make translations`` writes them."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parent / "assets" / "locale"
ABOUT = "\x04"
"""Stands between what a text is about and the text, in the keys of a catalogue."""


def place(name: str) -> Path:
    """Where the Vietnamese catalogue `name` is, ready to be used."""
    return CATALOGUES / "vi" / "LC_MESSAGES" / f"{name}.mo"


@cache
def vietnamese(name: str) -> dict[str, str]:
    """The texts of the catalogue `name`: by their English, by that of one where a number is said.

    It is read here because `gettext` takes 7 ms to import, more than both catalogues take to read. Vietnamese has one
    form for every number. Raises OSError when the catalogue is missing.
    """
    raw = place(name).read_bytes()
    count, keys, texts = struct.unpack_from("<8x3I", raw)

    def entries(offset: int) -> list[str]:
        spans = struct.iter_unpack("<2I", raw[offset : offset + 8 * count])
        return [raw[start : start + length].decode() for length, start in spans]

    found = {key.partition("\0")[0]: text for key, text in zip(entries(keys), entries(texts), strict=True)}
    found.pop("", None)  # what the catalogue says of itself
    return found
