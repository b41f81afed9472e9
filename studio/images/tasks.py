"""What is done with a photograph in the child process (`image_workers.py`): the only place that decodes foreign ones.

Each task takes the picture's file and answers what JSON can hold, or pixels (RGB, three bytes each, row by row) with
their width and height.

The finished picture of a recipe, without its marks (those are painted by `cards`).

The steps in their one order: cover on the original, straighten with cut and scale, quarter turns, mirror, light and
colour. Nothing of what is covered takes part in any of the later steps.
"""

from __future__ import annotations

import io
import math
import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from studio.errors import BadInput
from studio.images.adjust import adjusted
from studio.images.collage import arranged
from studio.images.crop import cover, fit_photo
from studio.images.decode import Photo, header, open_part, open_photo, photo_size
from studio.images.edits import covered
from studio.images.export import FittedPhoto, encode, exported
from studio.images.geometry import Affine, Size, cut_of, finished_size, placement, shrinking, turning, unstraightened
from studio.images.readback import has_location, leftovers, refuse_uncovered
from studio.images.recipe import Arrangement, Recipe, Rect, untouched
from studio.images.screenshot_pages import long_size, split
from studio.sandbox import BytesAnswer
from studio.templates.card import FractionRect

_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
"""Pillow turns counter-clockwise."""


_EDGE = 16
"""Pixels around what is seen that resampling may look at."""


def render(source: Image.Image | Photo, recipe: Recipe, box: Size | None = None) -> Image.Image:
    """An RGB image of `finished_size(recipe, box)` pixels.

    `source` is the original's file, or its upright sRGB image. Of a file with covers the full original is decoded and
    covered first; without covers it may be decoded at the size that is needed. An image may be smaller than the
    original (for the window, never for what leaves). Raises BadInput for a broken file, or one of another size.
    """
    size = finished_size(recipe, box)
    if isinstance(source, Image.Image):
        return _developed(covered(source, recipe.covers, _scale(source, recipe)), recipe, cut_of(recipe), size)
    _refuse_another_size(source, recipe)
    if recipe.covers or recipe.angle or recipe.paper:
        near = None if recipe.covers else needed_size(recipe, size)
        return render(open_photo(source, near=near), recipe, box)
    return _finished(open_part(source, cut_of(recipe), _unturned(size, recipe)), recipe)


def render_part(image: Image.Image, recipe: Recipe, part: Rect, scale: float) -> Image.Image:
    """A part of the finished picture at `scale`, for a window that was zoomed into it.

    `part` is in pixels of the finished picture at full size; outside of it there is nothing, so it is cut to it.
    """
    whole = finished_size(recipe)
    left, top = max(0.0, part[0]), max(0.0, part[1])
    right, bottom = min(whole[0], part[0] + part[2]), min(whole[1], part[1] + part[3])
    if right - left < 1 or bottom - top < 1:
        left, top, right, bottom = 0.0, 0.0, 1.0, 1.0
    size = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
    cut = turning(recipe).inverse().around((left, top, right - left, bottom - top))
    return _developed(covered(image, recipe.covers, _scale(image, recipe)), recipe, cut, size)


def needed_size(recipe: Recipe, box: Size | None) -> Size:
    """How large the whole original has to be decoded for a finished picture within `box`, where nothing is covered."""
    scale = min(1.0, placement(recipe, box).scale)
    return math.ceil(recipe.width * scale), math.ceil(recipe.height * scale)


def _refuse_another_size(photo: Photo, recipe: Recipe) -> None:
    if photo_size(photo) != recipe.size:
        raise BadInput("The original no longer has the size it was edited with; open the original again.")


def _scale(image: Image.Image, recipe: Recipe) -> tuple[float, float]:
    return image.width / recipe.width, image.height / recipe.height


def _developed(image: Image.Image, recipe: Recipe, cut: Rect, size: Size) -> Image.Image:
    """The cut of a covered picture, in `size` after its turns."""
    return _finished(_resampled(image, recipe, cut, _unturned(size, recipe)), recipe)


def _unturned(size: Size, recipe: Recipe) -> Size:
    return (size[1], size[0]) if recipe.turns % 2 else size


def _finished(image: Image.Image, recipe: Recipe) -> Image.Image:
    """What was cut and scaled, after turns, mirror, light and colour."""
    if recipe.turns:
        image = image.transpose(_TURNS[recipe.turns])
    if recipe.mirrored:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return adjusted(image, recipe.adjust)


def _resampled(image: Image.Image, recipe: Recipe, cut: Rect, size: Size) -> Image.Image:
    scale_x, scale_y = _scale(image, recipe)
    if not (recipe.angle or recipe.paper):
        x, y, w, h = cut
        left, top = max(0.0, x * scale_x), max(0.0, y * scale_y)
        right, bottom = min(image.width, (x + w) * scale_x), min(image.height, (y + h) * scale_y)
        return image.resize(size, Image.Resampling.LANCZOS, box=(left, top, right, bottom), reducing_gap=2.0)
    # Turned at the size it will have: a transformation reads 4 × 4 pixels, whatever it has to reduce.
    back = unstraightened(recipe)
    image, part = _reduced(image, back.around(cut), recipe, size[0] / cut[2])
    way = (
        Affine(a=cut[2] / size[0], c=cut[0], e=cut[3] / size[1], f=cut[1])
        .then(back)
        .then(Affine(c=-part[0], f=-part[1]))
        .then(Affine(a=image.width / part[2], e=image.height / part[3]))
    )
    if not recipe.paper:
        coefficients: tuple[float, ...] = (way.a, way.b, way.c, way.d, way.e, way.f)
        return image.transform(size, Image.Transform.AFFINE, coefficients, Image.Resampling.BICUBIC)
    numbers = (way.a, way.b, way.c, way.d, way.e, way.f, way.g, way.h)
    coefficients = tuple(number / way.i for number in numbers)
    return image.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)


def _reduced(image: Image.Image, part: Rect, recipe: Recipe, scale: float) -> tuple[Image.Image, Rect]:
    """The part of the original that is seen, at `scale` or as it is, and which part that is: some pixels more."""
    scale_x, scale_y = _scale(image, recipe)
    x, y, w, h = part
    left, top = max(0, math.floor(x * scale_x) - _EDGE), max(0, math.floor(y * scale_y) - _EDGE)
    right = min(image.width, math.ceil((x + w) * scale_x) + _EDGE)
    bottom = min(image.height, math.ceil((y + h) * scale_y) + _EDGE)
    part = left / scale_x, top / scale_y, (right - left) / scale_x, (bottom - top) / scale_y
    size = math.ceil(part[2] * scale), math.ceil(part[3] * scale)
    if size[0] >= right - left:
        return image.crop((left, top, right, bottom)), part
    box = (left, top, right, bottom)
    return image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0), part


LARGEST = 1024
SMALLEST = 128
"""Pixels of the longer side: less would look coarse on a poster."""


def clean_badge(photo: Photo) -> bytes:
    """PNG bytes of the badge without metadata, at most `LARGEST` pixels a side. Raises BadInput."""
    open_photo(photo, near=(LARGEST, LARGEST))  # the same limits as for any picture, before the alpha is kept
    with header(photo) as image:
        badge = image.convert("RGBA")
    if max(badge.size) < SMALLEST:
        raise BadInput(
            "The badge is smaller than {smallest} pixels and would look coarse; use a larger PNG.", smallest=SMALLEST
        )
    badge.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    badge.info = {}
    buffer = io.BytesIO()
    badge.save(buffer, "PNG")
    out = buffer.getvalue()
    if leftovers(out):
        raise BadInput("The badge carries metadata; export it again.")
    return out


_SOUND = (64, 64)
_SHEET = "#FFFFFF"
_BLOCKS = 2
"""Blocks of 16 MB that Pillow keeps for the next picture: fresh memory costs a tenth of the time."""
if multiprocessing.parent_process() is not None:
    Image.core.set_blocks_max(_BLOCKS)  # type: ignore[attr-defined]  # documented, not typed


@dataclass(slots=True)
class _DecodedOriginal:
    """The last original that was looked at, so that zooming and sliding do not decode it anew."""

    source: str = ""
    proxy: Image.Image | None = None
    """Reduced by a power of two, for the whole picture in the window."""
    full: Image.Image | None = None


_kept = _DecodedOriginal()


def warm(photo: Photo) -> None:
    """Nothing: the child has loaded everything when it answers."""


def size(photo: Photo) -> Size:
    """Width and height of the upright picture, from its header."""
    return photo_size(photo)


def check(photo: Photo) -> dict[str, object]:
    """Decode it once, and tell its size and whether it names a place."""
    open_photo(photo, near=_SOUND)
    return {"size": photo_size(photo), "located": has_location(photo)}


def view(photo: Photo, *, recipe: Recipe, box: Size) -> BytesAnswer:
    """The finished picture, without marks, as large as fits into `box`."""
    return _pixels(render(_at_least(photo, recipe, needed_size(recipe, box)), recipe, box))


def part(photo: Photo, *, recipe: Recipe, part: Rect, scale: float) -> BytesAnswer:
    """A part of the finished picture (in pixels of it at full size) at `scale`."""
    need = (recipe.width * min(1.0, scale), recipe.height * min(1.0, scale))
    return _pixels(render_part(_at_least(photo, recipe, (int(need[0]), int(need[1]))), recipe, part, scale))


def finished(photo: Photo, *, recipe: Recipe, box: Size | None) -> BytesAnswer:
    """The pixels that may leave: as `view`, but covered on the full original."""
    return _pixels(render(photo, recipe, box))


def filled(
    photo: Photo,
    *,
    box: Size,
    crop: FractionRect | None,
    redactions: Sequence[FractionRect],
    focal: tuple[float, float],
) -> BytesAnswer:
    """The picture cut so that it fills `box`."""
    return _pixels(cover(photo, *box, crop=crop, redactions=redactions, focal=focal))


def fitted(
    photo: Photo,
    *,
    max_width: int,
    max_bytes: int,
    crop: FractionRect | None,
    redactions: Sequence[FractionRect],
    format: str,
) -> BytesAnswer:
    """The picture as a clean file within the limits."""
    made = fit_photo(photo, max_width=max_width, max_bytes=max_bytes, crop=crop, redactions=redactions, format=format)
    return _file(made)


def developed(photo: Photo, *, recipe: Recipe, box: Size | None, max_bytes: int, format: str) -> BytesAnswer:
    """The finished picture of a recipe without marks, as a clean file that was read back."""
    image = render(photo, recipe, box)
    refuse_uncovered(image, recipe, box)
    return _file(exported(image, max_bytes=max_bytes, format=format, shrunk=shrinking(recipe, box)))


def boxed(photo: Photo, *, box: Size, max_bytes: int, format: str) -> BytesAnswer:
    """The whole picture as a clean file that fits into `box`."""
    recipe = untouched("", photo_size(photo))
    return developed(photo, recipe=recipe, box=box, max_bytes=max_bytes, format=format)


def long(photo: Photo) -> Size:
    """As `size`, of a picture that may be longer than others."""
    return long_size(photo)


def pages(photo: Photo) -> BytesAnswer:
    """A long screenshot as several clean files, one behind the other."""
    made = split(photo)
    label = [{"width": one.width, "height": one.height, "mime": one.mime, "bytes": len(one.data)} for one in made]
    return BytesAnswer(label, b"".join(one.data for one in made))


def collage(photo: Photo, *, others: Sequence[bytes], arrangement: Arrangement) -> bytes:
    """Pictures on one sheet, as PNG: `photo` the first."""
    pictures = [open_photo(one) for one in (photo, *others)]
    size, boxes = arranged([one.size for one in pictures], arrangement)
    sheet = Image.new("RGB", size, _SHEET)
    for picture, (x, y, wide, high) in zip(pictures, boxes, strict=True):
        fitted = picture.resize((int(wide), int(high)), Image.Resampling.LANCZOS, reducing_gap=2.0)
        sheet.paste(fitted, (int(x), int(y)))
    return encode(sheet, "png", 0)


def badge(photo: Photo) -> bytes:
    """A badge with its transparency and nothing else, as PNG."""
    return clean_badge(photo)


def _at_least(photo: Photo, recipe: Recipe, need: Size) -> Image.Image:
    """The upright original, not smaller than `need`; decoded only when what is kept does not do."""
    if _kept.source != recipe.source:
        _kept.source, _kept.proxy, _kept.full = recipe.source, None, None
    times = _power(recipe, need)
    wanted = (-(-recipe.width // times), -(-recipe.height // times))
    if _kept.proxy is not None and times > 1 and _kept.proxy.width >= wanted[0]:
        return _kept.proxy
    if _kept.full is None:
        image = open_photo(photo, near=wanted if times > 1 else None)
        if image.size == recipe.size:
            _kept.full = image
    else:
        image = _kept.full
    if times > 1:
        _kept.proxy = image = image.resize(wanted, Image.Resampling.BOX, reducing_gap=1.0)
    return image


def _power(recipe: Recipe, need: Size) -> int:
    """1, 2, 4 or 8: by how much the original may be reduced."""
    spare = min(recipe.width / max(1, need[0]), recipe.height / max(1, need[1]))
    return next((times for times in (8, 4, 2) if spare >= times), 1)


def _file(made: FittedPhoto) -> BytesAnswer:
    return BytesAnswer({"width": made.width, "height": made.height, "mime": made.mime}, made.data)


def _pixels(image: Image.Image) -> BytesAnswer:
    return BytesAnswer(image.size, image.tobytes())
