"""What a finished picture must not carry: place, device, thumbnail, editing history.

What was made is looked at once more before it may leave: its covers hold, and the file tells nothing but its pixels.

Each check raises BadInput; none of them mends anything.
"""

from __future__ import annotations

import io
import re

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from studio.errors import BadInput
from studio.images.adjust import adjusted, levels
from studio.images.decode import UNSOUND, Photo, header
from studio.images.edits import COVER, SPREAD, shape
from studio.images.geometry import Size, bounds, placement
from studio.images.recipe import Adjust, Cover, Fill, Point, Recipe, Subject

_JPEG_SEGMENTS = {0xED: "IPTC", 0xE2: "ICC", 0xFE: "comment"}
_SCAN, _END = 0xDA, 0xD9
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""The end of a scan: 00 stands for a level of 255, D0 to D7 restart the decoder."""
_JFIF = 16
"""Bytes of its header without a thumbnail."""
_PNG_ALLOWED = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"sRGB", b"gAMA", b"pHYs")
_GPS = 0x8825
_WEBP_ALLOWED = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH")


def leftovers(data: bytes) -> tuple[str, ...]:
    """Names of the metadata found in a picture's bytes; empty means clean.

    JPEG, PNG and WebP are walked segment by segment, and bytes behind the end of the
    picture count too; any other format is reported as unknown.
    """
    if data[:2] == b"\xff\xd8":
        return _jpeg(data)
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return _png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return ("format",)


def has_location(photo: Photo) -> bool:
    """True when the picture's EXIF names a place (GPS). Never raises."""
    try:
        with header(photo) as image:
            return bool(image.getexif().get_ifd(_GPS))
    except (BadInput, *UNSOUND):
        return False


def _jpeg(data: bytes) -> tuple[str, ...]:
    found: list[str] = []
    at, end = 2, len(data)
    while at + 4 <= end and data[at] == 0xFF and data[at + 1] != _END:
        marker = data[at + 1]
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if name := _segment(marker, data[at + 4 : at + 8], size):
            found.append(name)
        at += 2 + size
        if marker == _SCAN:  # a scan has no length: it runs to the next marker
            following = _MARKER.search(data, at)
            at = following.start() if following else end
    if data[at:] != bytes((0xFF, _END)):
        found.append("trailer")
    return tuple(dict.fromkeys(found))


def _segment(marker: int, begins: bytes, size: int) -> str:
    """What a segment tells beside the picture; empty: nothing."""
    if marker == 0xE0:
        return "" if begins == b"JFIF" and size == _JFIF else "thumbnail"
    if marker == 0xE1:
        return "EXIF" if begins == b"Exif" else "XMP"
    if 0xE3 <= marker <= 0xEF and marker not in (0xED, 0xEE):
        return f"APP{marker - 0xE0}"
    return _JPEG_SEGMENTS.get(marker, "")


def _png(data: bytes) -> tuple[str, ...]:
    found: list[str] = []
    at = 8
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if kind not in _PNG_ALLOWED:
            found.append(kind.decode("latin-1"))
        at += 12 + size
        if kind == b"IEND":
            break
    if at != len(data):
        found.append("trailer")
    return tuple(dict.fromkeys(found))


def _webp(data: bytes) -> tuple[str, ...]:
    found: list[str] = []
    end = 8 + int.from_bytes(data[4:8], "little")
    at = 12
    while at + 8 <= min(end, len(data)):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind not in _WEBP_ALLOWED:
            found.append(kind.decode("latin-1").strip())
        at += 8 + size + size % 2
    if end != len(data):
        found.append("trailer")
    return tuple(dict.fromkeys(found))


_DRIFT = 24
"""Levels by which an eighth-size pixel may differ from what was encoded: what the lowest quality does to it."""
_EDGE = 6
"""Pixels along the edge of a cover that scaling and sharpening mix with what lies beside it."""
_SQUARE = 4
_ROUND = 2
"""Levels of rounding."""
_TOLD = frozenset({"exif", "icc_profile", "xmp", "comment", "photoshop", "Exif", "XML:com.adobe.xmp", "mp", "dpi"})


def refuse_unsound(data: bytes, image: Image.Image, format: str) -> None:
    """Raises BadInput unless `data` is exactly one `format` picture that shows `image` and tells nothing else."""
    refuse_told(data)
    try:
        with Image.open(io.BytesIO(data), formats=(format.upper(),)) as written:
            same = written.mode == "RGB" and written.size == image.size
            same = same and _alike(written, image) and not _TOLD & written.info.keys()
    except (OSError, ValueError, SyntaxError) as trouble:
        raise _differs() from trouble
    if not same:
        raise _differs()


def refuse_told(data: bytes) -> None:
    """Raises BadInput when a picture's file carries anything beside its pixels."""
    if found := leftovers(data):
        raise BadInput(
            "The exported picture still carries metadata ({found}); it may not leave.", found=", ".join(found)
        )


def refuse_uncovered(image: Image.Image, recipe: Recipe, box: Size | None = None) -> None:
    """Raises BadInput unless every cover of `recipe` shows nothing but its fill in `image`.

    `image` is what `render` made of the recipe and box, before marks were painted over it.
    """
    way = placement(recipe, box).forth
    outlines = [[way.at(point) for point in shape(cover)] for cover in recipe.covers]
    for at, (cover, outline) in enumerate(zip(recipe.covers, outlines, strict=True)):
        above = outlines[at + 1 :]
        if not _shows_its_fill(image, cover, recipe.adjust, outline, above):
            raise BadInput(
                "Cover {at} does not hold in the exported picture; it may not leave. Remove it and cover again.",
                at=at + 1,
            )


def _alike(written: Image.Image, image: Image.Image) -> bool:
    """Decode it, and compare eighth-size: the same picture, whatever its compression did to the grain.

    A JPEG is read to its end all the same, but only the mean of each 8 × 8 pixels is worked out.
    """
    width, height = whole = image.width // 8, image.height // 8
    if min(whole) < 8:
        written.load()
        return min(whole) == 0 or _near(written.reduce(8), image.reduce(8))
    written.draft(None, whole)
    written.load()
    small = written if written.size != image.size else written.reduce(8)
    edges = (0, 0, width, height)  # squares that the edge cuts are rounded in several ways
    return _near(small.crop(edges), image.reduce(8).crop(edges))


def _near(one: Image.Image, other: Image.Image) -> bool:
    return all(high <= _DRIFT for _, high in _ranges(ImageChops.difference(one, other)))


def _shows_its_fill(
    image: Image.Image, cover: Cover, adjust: Adjust, outline: list[Point], above: list[list[Point]]
) -> bool:
    x, y, w, h = bounds(outline)
    left, top = max(0, int(x)), max(0, int(y))
    right, bottom = min(image.width, int(x + w) + 1), min(image.height, int(y + h) + 1)
    if right <= left or bottom <= top:
        return True
    part = image.crop((left, top, right, bottom))
    inner = _inner(outline, above, (left, top), part.size)
    if inner.getbbox() is None:
        return True
    if cover.fill is Fill.MOSAIC and cover.subject is Subject.FACE:
        # Around one colour: no level lies further from another than the blocks were made to. Looked at in squares of
        # a few pixels, for sharpening makes the edges of the blocks steeper, not their middle.
        times = max(1, min(_SQUARE, *(side // 4 for side in part.size)))
        inner = inner.reduce(times).point(lambda level: 255 if level == 255 else 0)
        if inner.getbbox() is None:
            return True
        widest = _steepest(adjust) * 2 * SPREAD * 1.25 + 8
        ranges = _ranges(part.reduce(times), inner)
        return all(high - low <= widest for low, high in ranges)
    wanted = adjusted(Image.new("RGB", (1, 1), COVER), adjust).getpixel((0, 0))
    assert isinstance(wanted, tuple)  # noqa: S101 - an RGB image
    return all(
        wanted[at] - _ROUND <= low and high <= wanted[at] + _ROUND
        for at, (low, high) in enumerate(_ranges(part, inner))
    )


def _inner(outline: list[Point], above: list[list[Point]], at: tuple[int, int], size: Size) -> Image.Image:
    """255 on the pixels that the outline covers far from its edge, and that no later cover comes near."""
    margin = _EDGE + 1
    whole = Image.new("L", (size[0] + 2 * margin, size[1] + 2 * margin))
    _draw(whole, outline, at, margin)
    inner = whole.filter(ImageFilter.MinFilter(2 * _EDGE + 1))
    for other in above:
        over = Image.new("L", whole.size)
        _draw(over, other, at, margin)
        inner = ImageChops.subtract(inner, over.filter(ImageFilter.MaxFilter(2 * _EDGE + 1)))
    return inner.crop((margin, margin, margin + size[0], margin + size[1]))


def _draw(mask: Image.Image, outline: list[Point], at: tuple[int, int], margin: int) -> None:
    ImageDraw.Draw(mask).polygon([(x - at[0] + margin, y - at[1] + margin) for x, y in outline], fill=255)


def _steepest(adjust: Adjust) -> float:
    """By how much light and colour may at most drive two levels apart."""
    table = levels(adjust)
    if table is None:
        return 1.0
    step = 2 * SPREAD
    return max(
        1.0,
        *(
            abs(table[base + low + step] - table[base + low]) / step
            for base in (0, 256, 512)
            for low in range(256 - step)
        ),
    )


def _ranges(image: Image.Image, mask: Image.Image | None = None) -> list[tuple[int, int]]:
    """Lowest and highest level of each channel, under the mask."""
    found = []
    for channel in image.split():
        present = [level for level, count in enumerate(channel.histogram(mask)) if count]
        found.append((present[0], present[-1]))
    return found


def _differs() -> BadInput:
    return BadInput(
        "The exported picture does not read back as it was made; it may not leave. Export it again, or in "
        "another format."
    )
