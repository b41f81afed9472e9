"""Pictures that look alike: a fingerprint that re-encoding, scaling, light and small cuts hardly change.

The fingerprint is a row of perceptual hashes (libphash: 64 bits of the low frequencies): of the whole picture, and of
what is left when a little is cut off some of its sides. Of two pictures the whole of one is compared with all parts of
the other, so a picture and a cut of it meet. It tells copies of a picture, never who or what is on it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib.metadata import version

from PIL import Image

from studio.images.decode import Photo, open_photo, photo_size
from studio.sandbox import BytesAnswer

NEAR = 12
"""Bits of 64 that may differ. Of 22 pictures, 308 copies re-encoded, scaled, lighter, darker or cut by up to an eighth
differ by 11 at most, by 1.4 on the average; two different ones by 16 or more (tests/images/test_similarity.py)."""
THUMB = 320
"""Pixels of a thumbnail's longer side."""
_SIDE = 256
"""Pixels of the longer side from which the hashes are made: they look at 32 × 32 of them."""
_CUTS = (0.03, 0.06, 0.09, 0.12)
"""Shares of a side that a cut may take."""
_SIDES = (
    (1, 1, 1, 1),
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1),
    (1, 1, 0, 0), (1, 0, 0, 1), (0, 1, 1, 0), (0, 0, 1, 1),
    (1, 0, 1, 0), (0, 1, 0, 1),
)  # fmt: skip
"""Which sides are cut together: left, top, right, bottom."""
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What is known of a picture once it was decoded. Sizes in pixels of the upright picture."""

    width: int
    height: int
    print: str
    """Hashes in hexadecimal, one after the other, the whole picture's first."""
    print_by: str
    """What made it: fingerprints of different makers cannot be compared."""
    thumb: bytes
    """JPEG."""


def maker() -> str:
    """What makes the fingerprints now: the same pixels give the same ones for one version of libphash."""
    return "libphash " + ".".join(version("python-libphash").split(".")[:3])


def look(data: Photo) -> BytesAnswer:
    """A picture's size, fingerprint and thumbnail; runs in the child that reads files. Raises BadInput."""
    image = open_photo(data, near=(THUMB, THUMB))
    small = image.copy()
    small.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    thumb = io.BytesIO()
    small.save(thumb, "JPEG", quality=82)
    return BytesAnswer({"size": photo_size(data), "print": fingerprint(image), "by": maker()}, thumb.getvalue())


def seen(parcel: BytesAnswer) -> PictureFacts:
    """What `look` answered."""
    width, height = parcel.label["size"]
    return PictureFacts(
        width=width, height=height, print=parcel.label["print"], print_by=parcel.label["by"], thumb=parcel.data
    )


def fingerprint(image: Image.Image) -> str:
    """The fingerprint of an RGB picture."""
    import libphash

    small = image.convert("RGB")
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    return "".join(f"{libphash.hash(part, libphash.Algorithm.PHASH):016x}" for part in _parts(small))


def apart(one: str, other: str) -> int:
    """By how many bits of 64 two fingerprints of the same maker differ, 0 to 64."""
    mine, theirs = _hashes(one), _hashes(other)
    across = [mine[0] ^ part for part in theirs] + [theirs[0] ^ part for part in mine]
    return min(bits.bit_count() for bits in across)


def _parts(image: Image.Image) -> list[Image.Image]:
    width, height = image.size
    parts = [image]
    for cut in _CUTS:
        across, down = cut * width, cut * height
        for left, top, right, bottom in _SIDES:
            box = (left * across, top * down, width - right * across, height - bottom * down)
            parts.append(image.crop(tuple(round(at) for at in box)))  # type: ignore[arg-type]
    return parts


def _hashes(print: str) -> list[int]:
    return [int(print[at : at + _DIGITS], 16) for at in range(0, len(print), _DIGITS)]
