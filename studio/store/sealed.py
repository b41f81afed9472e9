"""A file that only a key opens, written and read a piece at a time: backups leave the PC as such files.

    PAGE STUDIO BACKUP 2\\n, length of the head (4 bytes), the head (JSON, readable by everybody),
    then pieces of 1 MiB, each sealed by AES-256-GCM: the last may be shorter and says that it is the last.

Each file has a key of its own, derived from the profile's by a random salt, so a nonce is the number of its piece. The
head is bound to every piece. An altered, exchanged, missing or added byte is found when its piece is read; a file cut
off is found at once, for its last piece is opened first.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"PAGE STUDIO BACKUP 2\n"
PIECE = 1 << 20
TAG = 16
SALT = 32
LARGEST_HEAD = 1 << 16


class Tampered(Exception):
    """The file was not sealed by this key, or is not what was sealed."""


class SealedWriter(io.RawIOBase):
    """Seals what is written to it into `file`; call `finish` at the end, else the file does not open."""

    def __init__(self, file: BinaryIO, head: Mapping[str, Any], key: bytes) -> None:
        salt = os.urandom(SALT)
        told = json.dumps({**head, "salt": salt.hex()}, ensure_ascii=False).encode()
        self._file, self._pending, self._number = file, bytearray(), 0
        self._cipher, self._bound = _cipher(key, salt), _digest(told)
        file.write(MAGIC + struct.pack(">I", len(told)) + told)

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._pending += data
        while len(self._pending) > PIECE:  # the last piece is never empty unless all is
            self._seal(self._pending[:PIECE], last=False)
            del self._pending[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Seal what is left as the last piece."""
        self._seal(self._pending, last=True)
        self._pending.clear()

    def _seal(self, piece: bytearray, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), bytes(piece), self._bound))
        self._number += 1


class _Pieces(io.RawIOBase):
    """What was sealed, readable from anywhere; one piece at a time is in memory."""

    def __init__(self, file: BinaryIO, start: int, size: int, key: bytes, salt: bytes, bound: bytes) -> None:
        self._file, self._start, self._bound = file, start, bound
        self._cipher = _cipher(key, salt)
        self._count = max(1, -(-size // (PIECE + TAG)))
        self._length = size - self._count * TAG
        self._at, self._number, self._piece = 0, -1, b""
        if self._length < 0:
            raise Tampered
        self._open(self._count - 1)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        self._at = max(0, offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence])
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        if self._at >= self._length:
            return 0
        number, begin = divmod(self._at, PIECE)
        if number != self._number:
            self._open(number)
        part = self._piece[begin : begin + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _open(self, number: int) -> None:
        from cryptography.exceptions import InvalidTag

        self._file.seek(self._start + number * (PIECE + TAG))
        sealed = self._file.read(PIECE + TAG)
        try:
            piece = self._cipher.decrypt(_nonce(number, last=number == self._count - 1), sealed, self._bound)
        except (InvalidTag, ValueError) as error:
            raise Tampered from error
        self._number, self._piece = number, piece


def read_head(path: Path) -> dict[str, Any]:
    """What a sealed file says of itself, not yet held against any key. Raises Tampered, OSError."""
    with path.open("rb") as file:
        return _head(file)[0]


def open_sealed(file: BinaryIO, key: bytes) -> IO[bytes]:
    """What `file` holds, to be read and sought in. Raises Tampered, now or while it is read, and OSError."""
    head, told, start = _head(file)
    try:
        salt = bytes.fromhex(head["salt"])
    except (KeyError, ValueError, TypeError) as error:
        raise Tampered from error
    size = file.seek(0, os.SEEK_END) - start
    return io.BufferedReader(_Pieces(file, start, size, key, salt, _digest(told)), PIECE)


def _head(file: BinaryIO) -> tuple[dict[str, Any], bytes, int]:
    begin = file.read(len(MAGIC) + 4)
    if not begin.startswith(MAGIC) or len(begin) != len(MAGIC) + 4:
        raise Tampered
    (length,) = struct.unpack(">I", begin[len(MAGIC) :])
    told = file.read(length) if length <= LARGEST_HEAD else b""
    try:
        head = json.loads(told)
    except (ValueError, RecursionError) as error:
        raise Tampered from error
    if len(told) != length or not isinstance(head, dict):
        raise Tampered
    return head, told, len(begin) + length


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # not before the first paint
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(SHA256(), 32, salt, b"page-studio backup").derive(key))


def _digest(told: bytes) -> bytes:
    return hashlib.sha256(told).digest()


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">QI", number, last)
