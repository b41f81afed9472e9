"""The boxes of an MP4 or MOV file (ISO/IEC 14496-12), walked by their headers alone.

A box is its size (4 bytes, or 8 more where it is 1), four letters, and what it holds. Nothing but headers and a few
fixed fields is ever read, so memory does not grow with the file; how many boxes and how deep is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_HEADER, _LARGE = 8, 16
MOST_BOXES = 20_000
"""Of one file; one of a phone has some sixty."""


class Broken(Exception):
    """The boxes do not fit into each other or into the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoAtom:
    """Where a box is in its file, in bytes: its header begins at `start`, what it holds is `body` to `end`."""

    kind: bytes
    start: int
    body: int
    end: int


class Boxes:
    """The boxes of one open file."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = MOST_BOXES
        self.size = size

    def top(self) -> Iterator[VideoAtom]:
        """The outermost boxes. Raises Broken."""
        return self._within(0, self.size, open_end=True)

    def inside(self, box: VideoAtom) -> Iterator[VideoAtom]:
        """The boxes that `box` holds. Raises Broken."""
        return self._within(box.body, box.end, open_end=False)

    def find(self, box: VideoAtom, *path: bytes) -> VideoAtom | None:
        """The first box along `path`, each inside the one before; None when there is none. Raises Broken."""
        for kind in path:
            found = next((inner for inner in self.inside(box) if inner.kind == kind), None)
            if found is None:
                return None
            box = found
        return box

    def read(self, box: VideoAtom, offset: int, count: int) -> bytes:
        """`count` bytes of what `box` holds, from `offset` on. Raises Broken when it does not hold them."""
        if box.body + offset + count > box.end:
            raise Broken(box.kind)
        return self._bytes(box.body + offset, count)

    def number(self, box: VideoAtom, offset: int, count: int) -> int:
        """An unsigned number of `count` bytes. Raises like `read`."""
        return int.from_bytes(self.read(box, offset, count), "big")

    def _within(self, at: int, end: int, *, open_end: bool) -> Iterator[VideoAtom]:
        while at + _HEADER <= end:
            self._left -= 1
            if self._left < 0:
                raise Broken("too many boxes")
            head = self._bytes(at, _HEADER)
            size, kind, body = int.from_bytes(head[:4], "big"), head[4:], at + _HEADER
            if size == 1:
                size, body = int.from_bytes(self._bytes(body, 8), "big"), at + _LARGE
            elif size == 0 and open_end:  # the last box may run to the end of the file
                size = end - at
            elif size == 0:  # QuickTime ends some lists by a zero
                return
            if at + size > end or body > at + size:
                raise Broken(kind)
            yield VideoAtom(kind=kind, start=at, body=body, end=at + size)
            at += size
        if at != end and open_end:
            raise Broken("bytes behind the last box")

    def _bytes(self, at: int, count: int) -> bytes:
        self._file.seek(at)
        data = self._file.read(count)
        if len(data) < count:
            raise Broken("the file ends early")
        return data
