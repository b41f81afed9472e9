"""Reading a video that came from anywhere: what it is, and what of it must not leave. Nothing is decoded or re-encoded.

Place, time and device stand in boxes of their own (`udta`, `meta`, `uuid`, tracks of metadata) and in dates. They are
blanked in place, byte for byte: the box becomes `free` and its content zeros, so that picture and sound stay where they
are. ISO/IEC 14496-12; QuickTime File Format, for the names that phones use.

The boxes of an MP4 or MOV file (ISO/IEC 14496-12), walked by their headers alone.

A box is its size (4 bytes, or 8 more where it is 1), four letters, and what it holds. Nothing but headers and a few
fixed fields is ever read, so memory does not grow with the file; how many boxes and how deep is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from studio.canonical import Number
from studio.errors import BadInput

_HEADER, _LARGE = 8, 16
MOST_BOXES = 20_000
"""Of one file; one of a phone has some sixty."""


class BrokenVideo(Exception):
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
            raise BrokenVideo(box.kind)
        return self._bytes(box.body + offset, count)

    def number(self, box: VideoAtom, offset: int, count: int) -> int:
        """An unsigned number of `count` bytes. Raises like `read`."""
        return int.from_bytes(self.read(box, offset, count), "big")

    def _within(self, at: int, end: int, *, open_end: bool) -> Iterator[VideoAtom]:
        while at + _HEADER <= end:
            self._left -= 1
            if self._left < 0:
                raise BrokenVideo("too many boxes")
            head = self._bytes(at, _HEADER)
            size, kind, body = int.from_bytes(head[:4], "big"), head[4:], at + _HEADER
            if size == 1:
                size, body = int.from_bytes(self._bytes(body, 8), "big"), at + _LARGE
            elif size == 0 and open_end:  # the last box may run to the end of the file
                size = end - at
            elif size == 0:  # QuickTime ends some lists by a zero
                return
            if at + size > end or body > at + size:
                raise BrokenVideo(kind)
            yield VideoAtom(kind=kind, start=at, body=body, end=at + size)
            at += size
        if at != end and open_end:
            raise BrokenVideo("bytes behind the last box")

    def _bytes(self, at: int, count: int) -> bytes:
        self._file.seek(at)
        data = self._file.read(count)
        if len(data) < count:
            raise BrokenVideo("the file ends early")
        return data


MAX_BYTES = 200_000_000
SHORTEST, LONGEST = 0.04, 4 * 3600
"""Seconds."""
MAX_SIDE = 16_384
CHUNK = 1 << 20

_MOVIES = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""How a QuickTime file of before 2003 may begin: it has no `ftyp`."""
_PADDING = frozenset({b"free", b"skip", b"wide"})
_OF_FILE = _PADDING | frozenset({b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp", b"pdin"})
_OF_MOVIE = _PADDING | frozenset({b"mvhd", b"trak", b"iods", b"mvex", b"ctab"})
_OF_TRACK = _PADDING | frozenset({b"tkhd", b"mdia", b"edts", b"tref", b"tapt", b"load", b"matt", b"clip"})
"""What picture and sound need; everything else (`udta`, `meta`, a maker's own) may tell of place and device."""
_TURNS: Mapping[tuple[int, ...], int] = {(0, 1, -1, 0): 90, (-1, 0, 0, -1): 180, (0, -1, 1, 0): 270}
"""Degrees clockwise by the signs of a track's matrix (a, b, c, d)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """What is known of a video. `width` and `height` in pixels of the upright picture, `bytes` of the file."""

    container: str
    """``mp4``, ``mov`` or ``3gp``."""
    codec: str
    """Four letters of the picture's coding: ``avc1`` is H.264, ``hvc1`` H.265."""
    seconds: Number
    width: int
    height: int
    rotation: int
    """Degrees clockwise by which a player turns the stored picture; width and height are given after that."""
    fps: Number
    """Pictures a second on average; 0: not told."""
    audio: bool
    bytes: int

    @property
    def mime(self) -> str:
        return {"mov": "video/quicktime", "3gp": "video/3gpp"}.get(self.container, "video/mp4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """Bytes `start` to `end` of a file, to be replaced by `data` or, without any, by zeros."""

    start: int
    end: int
    data: bytes = b""


def read_clip(file: BinaryIO) -> Clip:
    """What the video in `file` (seekable) is. Raises BadInput with one sentence for anything else."""
    return _scan(file)[0]


def telling(file: BinaryIO) -> tuple[str, ...]:
    """Names of what a video still tells of place, time and device; empty means clean. Raises like `read_clip`."""
    boxes = Boxes(file, _size(file))
    try:
        found = [_letters(box.kind) for box in _told(boxes)]
        dated = ["time" for patch in _dates(boxes) if any(_bytes(file, patch))]
    except BrokenVideo as trouble:
        raise _broken() from trouble
    return tuple(dict.fromkeys([*found, *dated]))


def cleaned(file: BinaryIO) -> Iterator[bytes]:
    """The video in pieces, without what it tells of place, time and device; as long as before.

    Raises like `read_clip`, before the first piece.
    """
    patches = _scan(file)[1]
    file.seek(0)
    at = 0
    while piece := file.read(CHUNK):
        yield _patched(piece, at, patches)
        at += len(piece)


def _scan(file: BinaryIO) -> tuple[Clip, list[Patch]]:
    size = _size(file)
    boxes = Boxes(file, size)
    try:
        clip = _clip(boxes)
        blanked = [part for box in _told(boxes) for part in _blank(box)]
        return clip, [*blanked, *_dates(boxes)]
    except BrokenVideo as trouble:
        raise _broken() from trouble


def _size(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    if size > MAX_BYTES:
        raise BadInput(
            "The video has {size:.0f} MB, over the limit of {max_bytes:.0f} MB; this app does not compress "
            "videos: shorten it, or export it smaller.",
            size=size / 1e6,
            max_bytes=MAX_BYTES / 1e6,
        )
    return size


def _clip(boxes: Boxes) -> Clip:
    top = list(boxes.top())
    movie = next((box for box in top if box.kind == b"moov"), None)
    if not top or movie is None or top[0].kind not in (*_MOVIES, b"ftyp"):
        raise BrokenVideo("no movie")
    header = boxes.find(movie, b"mvhd")
    if header is None:
        raise BrokenVideo("no header")
    tracks = [(track, _handler(boxes, track)) for track in boxes.inside(movie) if track.kind == b"trak"]
    shown = [found for track, kind in tracks if kind == b"vide" and (found := _picture(boxes, track)) is not None]
    if not shown:
        raise BadInput("This file has no picture, only sound; choose a video.")
    codec, width, height, rotation, fps = max(shown, key=lambda one: one[1] * one[2])
    seconds = _seconds(boxes, header)
    if not SHORTEST <= seconds <= LONGEST:
        raise BadInput(
            "The video does not tell how long it is (a stream, or broken off); export it as MP4 and choose it again."
        )
    return Clip(
        container=_container(boxes, top[0]),
        codec=codec,
        seconds=round(seconds, 3),
        width=width,
        height=height,
        rotation=rotation,
        fps=round(fps, 2),
        audio=any(kind == b"soun" for _, kind in tracks),
        bytes=boxes.size,
    )


def _container(boxes: Boxes, first: VideoAtom) -> str:
    brand = boxes.read(first, 0, 4) if first.kind == b"ftyp" else b"qt  "
    return {b"qt": "mov", b"3g": "3gp"}.get(brand[:2], "mp4")


def _handler(boxes: Boxes, track: VideoAtom) -> bytes:
    """What a track is: ``vide``, ``soun``, ``meta`` …; empty when it does not say."""
    box = boxes.find(track, b"mdia", b"hdlr")
    return boxes.read(box, 8, 4) if box is not None else b""


def _picture(boxes: Boxes, track: VideoAtom) -> tuple[str, int, int, int, float] | None:
    """Codec, width, height, rotation and pictures a second of a track of pictures; None when nothing shows."""
    header, kinds = boxes.find(track, b"tkhd"), boxes.find(track, b"mdia", b"minf", b"stbl", b"stsd")
    if header is None or kinds is None:
        raise BrokenVideo("no track header")
    matrix = 52 if boxes.number(header, 0, 1) else 40
    turn = [boxes.number(header, matrix + at, 4) for at in (0, 4, 12, 16)]
    rotation = _TURNS.get(_signs(turn), 0)
    width, height = (round(boxes.number(header, matrix + at, 4) / 65536) for at in (36, 40))
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        return None
    codec = _letters(boxes.read(kinds, 12, 4))
    if rotation in (90, 270):
        width, height = height, width
    return codec, width, height, rotation, _fps(boxes, track)


def _letters(kind: bytes) -> str:
    """Four letters of a file for people: what cannot be printed is a question mark."""
    return "".join(chr(code) if 32 < code < 127 else "?" for code in kind)


def _signs(parts: list[int]) -> tuple[int, ...]:
    return tuple(0 if part == 0 else -1 if part >= 1 << 31 else 1 for part in parts)


def _fps(boxes: Boxes, track: VideoAtom) -> float:
    header, sizes = boxes.find(track, b"mdia", b"mdhd"), boxes.find(track, b"mdia", b"minf", b"stbl", b"stsz")
    seconds = _seconds(boxes, header) if header is not None else 0
    return boxes.number(sizes, 8, 4) / seconds if sizes is not None and seconds else 0


def _seconds(boxes: Boxes, header: VideoAtom) -> float:
    """Length of a movie or a track by its header (``mvhd``, ``mdhd``); 0 when it does not tell."""
    long = boxes.number(header, 0, 1) == 1
    scale = boxes.number(header, 20 if long else 12, 4)
    length = boxes.number(header, 24, 8) if long else boxes.number(header, 16, 4)
    unknown = length in (2**64 - 1, 2**32 - 1)
    return 0 if unknown or not scale else length / scale


def _told(boxes: Boxes) -> Iterator[VideoAtom]:
    """Every box that tells of place, device, author or editing, and every track of such things."""
    for box in boxes.top():
        if box.kind not in _OF_FILE:
            yield box
        elif box.kind == b"moov":
            for inner in boxes.inside(box):
                if inner.kind not in _OF_MOVIE or (inner.kind == b"trak" and _handler(boxes, inner) == b"meta"):
                    yield inner
                elif inner.kind == b"trak":
                    yield from (part for part in boxes.inside(inner) if part.kind not in _OF_TRACK)


def _dates(boxes: Boxes) -> Iterator[Patch]:
    """Where the movie and its tracks say when they were made and changed."""
    for movie in (box for box in boxes.top() if box.kind == b"moov"):
        tracks = [inner for inner in boxes.inside(movie) if inner.kind == b"trak"]
        headers = [boxes.find(movie, b"mvhd")]
        headers += [boxes.find(track, *path) for track in tracks for path in ((b"tkhd",), (b"mdia", b"mdhd"))]
        for header in filter(None, headers):
            length = 16 if boxes.number(header, 0, 1) == 1 else 8
            boxes.read(header, 4, length)  # it has to hold them
            yield Patch(start=header.body + 4, end=header.body + 4 + length)


def _blank(box: VideoAtom) -> tuple[Patch, Patch]:
    return Patch(start=box.start + 4, end=box.start + 8, data=b"free"), Patch(start=box.body, end=box.end)


def _patched(piece: bytes, at: int, patches: list[Patch]) -> bytes:
    """A piece of a file that begins at byte `at` of it, with what falls into it replaced."""
    end, changed = at + len(piece), None
    for patch in patches:
        first, last = max(patch.start, at), min(patch.end, end)
        if first < last:
            changed = changed or bytearray(piece)
            new = patch.data[first - patch.start : last - patch.start] or bytes(last - first)
            changed[first - at : last - at] = new
    return bytes(changed) if changed is not None else piece


def _bytes(file: BinaryIO, patch: Patch) -> bytes:
    file.seek(patch.start)
    return file.read(patch.end - patch.start)


def _broken() -> BadInput:
    return BadInput(
        "The video cannot be read: the file is broken, cut short, or no MP4 or MOV; export it as MP4 (H.264) again."
    )
