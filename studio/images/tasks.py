"""What is done with a photograph in the child process (`darkroom.py`): the only place that decodes foreign pictures.

Each task takes the picture's file and answers what JSON can hold, or pixels (RGB, three bytes each, row by row) with
their width and height.
"""

from __future__ import annotations

import io
import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from studio.errors import BadInput
from studio.images.cutting import cover
from studio.images.decode import Photo, header, open_photo, photo_size
from studio.images.export import FittedPhoto, exported
from studio.images.fit import fit_photo
from studio.images.geometry import Size, shrinking
from studio.images.metadata import has_location, leftovers
from studio.images.readback import refuse_uncovered
from studio.images.recipe import Recipe, Rect, untouched
from studio.images.render import needed_size, render, render_part
from studio.images.splitting import long_size, split
from studio.sandbox import Parcel
from studio.templates.card import FractionRect

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
            f"Huy hiệu nhỏ hơn {SMALLEST} điểm ảnh nên in ra sẽ vỡ; hãy dùng tệp PNG lớn hơn.",
            f"The badge is smaller than {SMALLEST} pixels and would look coarse; use a larger PNG.",
        )
    badge.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    badge.info = {}
    buffer = io.BytesIO()
    badge.save(buffer, "PNG")
    out = buffer.getvalue()
    if leftovers(out):
        raise BadInput(
            "Huy hiệu còn siêu dữ liệu; hãy xuất lại tệp PNG.", "The badge carries metadata; export it again."
        )
    return out


_SOUND = (64, 64)
_BLOCKS = 2
"""Blocks of 16 MB that Pillow keeps for the next picture: fresh memory costs a tenth of the time."""
if multiprocessing.parent_process() is not None:
    Image.core.set_blocks_max(_BLOCKS)  # type: ignore[attr-defined]  # documented, not typed


@dataclass(slots=True)
class _Kept:
    """The last original that was looked at, so that zooming and sliding do not decode it anew."""

    source: str = ""
    proxy: Image.Image | None = None
    """Reduced by a power of two, for the whole picture in the window."""
    full: Image.Image | None = None


_kept = _Kept()


def warm(photo: Photo) -> None:
    """Nothing: the child has loaded everything when it answers."""


def size(photo: Photo) -> Size:
    """Width and height of the upright picture, from its header."""
    return photo_size(photo)


def check(photo: Photo) -> dict[str, object]:
    """Decode it once, and tell its size and whether it names a place."""
    open_photo(photo, near=_SOUND)
    return {"size": photo_size(photo), "located": has_location(photo)}


def view(photo: Photo, *, recipe: Recipe, box: Size) -> Parcel:
    """The finished picture, without marks, as large as fits into `box`."""
    return _pixels(render(_at_least(photo, recipe, needed_size(recipe, box)), recipe, box))


def part(photo: Photo, *, recipe: Recipe, part: Rect, scale: float) -> Parcel:
    """A part of the finished picture (in pixels of it at full size) at `scale`."""
    need = (recipe.width * min(1.0, scale), recipe.height * min(1.0, scale))
    return _pixels(render_part(_at_least(photo, recipe, (int(need[0]), int(need[1]))), recipe, part, scale))


def finished(photo: Photo, *, recipe: Recipe, box: Size | None) -> Parcel:
    """The pixels that may leave: as `view`, but covered on the full original."""
    return _pixels(render(photo, recipe, box))


def filled(
    photo: Photo,
    *,
    box: Size,
    crop: FractionRect | None,
    redactions: Sequence[FractionRect],
    focal: tuple[float, float],
) -> Parcel:
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
) -> Parcel:
    """The picture as a clean file within the limits."""
    made = fit_photo(photo, max_width=max_width, max_bytes=max_bytes, crop=crop, redactions=redactions, format=format)
    return _file(made)


def developed(photo: Photo, *, recipe: Recipe, box: Size | None, max_bytes: int, format: str) -> Parcel:
    """The finished picture of a recipe without marks, as a clean file that was read back."""
    image = render(photo, recipe, box)
    refuse_uncovered(image, recipe, box)
    return _file(exported(image, max_bytes=max_bytes, format=format, shrunk=shrinking(recipe, box)))


def boxed(photo: Photo, *, box: Size, max_bytes: int, format: str) -> Parcel:
    """The whole picture as a clean file that fits into `box`."""
    recipe = untouched("", photo_size(photo))
    return developed(photo, recipe=recipe, box=box, max_bytes=max_bytes, format=format)


def long(photo: Photo) -> Size:
    """As `size`, of a picture that may be longer than others."""
    return long_size(photo)


def pages(photo: Photo) -> Parcel:
    """A long screenshot as several clean files, one behind the other."""
    made = split(photo)
    label = [{"width": one.width, "height": one.height, "mime": one.mime, "bytes": len(one.data)} for one in made]
    return Parcel(label, b"".join(one.data for one in made))


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


def _file(made: FittedPhoto) -> Parcel:
    return Parcel({"width": made.width, "height": made.height, "mime": made.mime}, made.data)


def _pixels(image: Image.Image) -> Parcel:
    return Parcel(image.size, image.tobytes())
