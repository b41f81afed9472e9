"""How the journal keeps thousands of nearly equal revisions of a post small.

Now and then a revision is kept whole; those after it are compressed with it as the dictionary, which leaves of a
keystroke's revision a hundred bytes. Each is read with one other, never with a chain of them. The digest stored
beside a revision is that of its whole body either way.
"""

from __future__ import annotations

import zlib

RUN = 64
"""Revisions that lean on one whole one, at most."""
WORTH = 4
"""A revision is packed when that makes it so many times smaller; else it is kept whole and the next lean on it."""
_RAW = -15
_LARGEST = 4_000_000
"""Bytes of a body; what claims to be larger was not written here."""


def pack(body: str, base: str) -> bytes | None:
    """`body` compressed against `base`, or None when keeping it whole is as well."""
    data = body.encode()
    packer = zlib.compressobj(level=6, wbits=_RAW, zdict=_dictionary(base))
    packed = packer.compress(data) + packer.flush()
    return packed if len(packed) * WORTH <= len(data) else None


def unpack(packed: bytes, base: str) -> str:
    """The body that `pack` was given. Raises ValueError when `packed` or `base` is not what it was."""
    reader = zlib.decompressobj(wbits=_RAW, zdict=_dictionary(base))
    try:
        return reader.decompress(packed, _LARGEST).decode()
    except zlib.error as error:
        raise ValueError("not a packed revision") from error


def _dictionary(base: str) -> bytes:
    return base.encode()[-32_768:]
