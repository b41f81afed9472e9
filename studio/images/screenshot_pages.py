"""A long screenshot, as of a chat, cut into pages that can be read.

Made to fit a platform whole, it would come out a few hundred pixels wide. The pages are cut where nothing is written;
where there is no such row near, two pages share a strip, so that a line of text stands whole on one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from PIL import Image, ImageChops

from studio.errors import BadInput
from studio.images.decode import LONGEST, Photo, open_photo, photo_size
from studio.images.export import FittedPhoto, exported
from studio.images.geometry import Size

LONG = 3.0
"""Heights above that many widths are long. The screen of a phone has 2.4 at most."""
PAGE = 1.5
"""Height of a page in widths: it keeps its width on every platform, up to 1280 pixels."""
BAND = 0.25
"""How far from an even share a cut may lie, in widths."""
SHARED = 0.12
"""What two pages share where the cut may go through a line of text, in widths: two lines of a phone's large type."""
MOST = 60
"""Pages of one picture."""
MAX_BYTES = 4_000_000
_STRIP = 1_000
"""Rows that are looked at together, for the memory's sake."""
_EDGE = 24
"""Levels between neighbours of a row that count as an edge."""
_MARGIN = 4
"""Rows above and below a cut that have to be as quiet as its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSpan:
    """Rows of the picture that make a page: from `top` up to, not with, `bottom`."""

    top: int
    bottom: int


def is_long(size: Size) -> bool:
    """Whether a picture of this width and height would be unreadable when it is made to fit."""
    width, height = size
    return height > LONG * width


def width_on(size: Size, box: Size) -> int:
    """How many pixels wide the whole picture comes out in `box`."""
    width, height = size
    return max(1, round(width * min(1.0, box[0] / width, box[1] / height)))


def spans(width: int, edges: Sequence[int]) -> tuple[RowSpan, ...]:
    """The pages of a picture, from top to bottom, without a gap.

    `edges`: how many edges each row has; its length is the picture's height. A row without any is a good place to cut.
    """
    return tuple(_spans(width, edges))


def _spans(width: int, edges: Sequence[int]) -> Iterator[RowSpan]:
    height, top = len(edges), 0
    while True:
        pages = max(1, -(-(height - top) // max(1, round(PAGE * width))))
        if pages == 1:
            yield RowSpan(top=top, bottom=height)
            return
        wanted, band = top + (height - top) // pages, round(BAND * width)
        bottom = _quietest(edges, range(max(top + 1, wanted - band), min(height - 1, wanted + band) + 1), wanted)
        quiet = not _loudest(edges, bottom)
        yield RowSpan(top=top, bottom=bottom)
        top = bottom if quiet else max(top + 1, bottom - round(SHARED * width))


def _quietest(edges: Sequence[int], rows: range, wanted: int) -> int:
    """The row that is the best to cut above: the fewest edges around it, then the nearest to `wanted`."""
    return min(rows, key=lambda row: (_loudest(edges, row), abs(row - wanted)))


def _loudest(edges: Sequence[int], row: int) -> int:
    return max(edges[max(0, row - _MARGIN) : row + _MARGIN])


def edges_of(image: Image.Image) -> list[int]:
    """How many edges each row has."""
    found: list[int] = []
    for top in range(0, image.height, _STRIP):
        strip = image.crop((0, top, image.width, min(image.height, top + _STRIP))).convert("L")
        found += _edges(strip)
    return found


def _edges(strip: Image.Image) -> list[int]:
    width, height = strip.size
    if width < 2:
        return [0] * height
    steps = ImageChops.difference(strip.crop((1, 0, width, height)), strip.crop((0, 0, width - 1, height)))
    counted = steps.point(lambda level: 255 * (level > _EDGE)).convert("F").resize((1, height), Image.Resampling.BOX)
    return [round(mean * (width - 1) / 255) for mean in _column(counted)]


def _column(image: Image.Image) -> Iterator[float]:
    for row in range(image.height):
        value = image.getpixel((0, row))
        yield float(value) if isinstance(value, int | float) else 0.0


def long_size(photo: Photo) -> Size:
    """Width and height, from the header alone, of a picture that may be longer than others. Raises BadInput."""
    return photo_size(photo, longest=LONGEST)


def split(photo: Photo) -> tuple[FittedPhoto, ...]:
    """The pages as clean JPEG files. Raises BadInput for what is no sound picture, or not long."""
    size = long_size(photo)
    if not is_long(size):
        raise BadInput(
            "The picture of {width}×{height} is not longer than {long:.0f} times its width and needs no cutting "
            "into pages; use it as it is.",
            width=size[0],
            height=size[1],
            long=LONG,
        )
    if size[1] > PAGE * size[0] * MOST:
        raise BadInput(
            "The picture of {width}×{height} is too narrow and would make more than {most} pages; take it again "
            "larger, or as several pictures.",
            width=size[0],
            height=size[1],
            most=MOST,
        )
    image = open_photo(photo, longest=LONGEST)
    return tuple(
        exported(image.crop((0, span.top, image.width, span.bottom)), max_bytes=MAX_BYTES)
        for span in spans(image.width, edges_of(image))
    )


def page_names(stem: str) -> Iterator[str]:
    """What the pages of a picture are called in the program: after it, numbered."""
    return (f"{stem}-{number:02d}.jpg" for number in count(1))
