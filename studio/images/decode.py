"""Reading a photograph that came from anywhere: bounded, upright, in sRGB.

The order is fixed: look at the header, refuse what is too large before any pixel is decoded, then scale, colour and
orientation. What is read here may be hostile: for files that nobody has looked at yet this runs in a child process
(`image_workers.py`).

Any colours a file may hold → sRGB, eight bits each.

Two steps, so that a picture can be made smaller between them: `flat` leaves no palette, transparency or wide numbers,
`srgb` follows the embedded profile; printing inks without a usable one follow `coated_offset`. Colours that sRGB
does not have go to the nearest it has.

A profile for pictures in printing inks (CMYK) that bring none: offset on coated paper.

The corners are the colours that ISO 12647-2 gives solid inks and their overprints on coated paper, relative to the
paper; between them it is interpolated in Lab. Where black is printed over other inks only darkness counts. It is no
measured press, but near what every press makes of such a file, while plain inversion gives colours that no ink has.
"""

from __future__ import annotations

import io
import math
import struct
from dataclasses import dataclass
from functools import cache
from itertools import product, starmap
from pathlib import Path

from PIL import Image, ImageCms, JpegImagePlugin

from studio.errors import BadInput
from studio.images.kinds import NAMES

_Lab = tuple[int, int, int]


_SOLIDS: dict[tuple[int, int, int], _Lab] = {
    (0, 0, 0): (100, 0, 0),
    (1, 0, 0): (55, -37, -50),
    (0, 1, 0): (48, 74, -3),
    (0, 0, 1): (89, -5, 93),
    (0, 1, 1): (47, 68, 48),
    (1, 0, 1): (50, -65, 27),
    (1, 1, 0): (24, 22, -46),
    (1, 1, 1): (23, 0, 0),
}
"""By cyan, magenta, yellow."""


_BLACK, _DEEPER = 16, 5
"""Lightness of solid black, and what each ink under it takes away."""
_D50 = (0.9642, 1.0, 0.8249)


@cache
def coated_offset() -> bytes:
    """The profile's file (ICC 2.4): a table of the sixteen corners."""
    table = b"".join(bytes((round(lab[0] * 2.55), lab[1] + 128, lab[2] + 128)) for lab in starmap(_corner, _CORNERS))
    unit = b"".join(_fixed(float(row == at)) for row in range(3) for at in range(3))
    ramp = bytes(range(256))
    lut = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + unit + ramp * 4 + table + ramp * 3
    text = b"Coated offset\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(map(_fixed, _D50)),
        b"A2B0": lut,
    }
    return _file(tags)


_CORNERS = tuple(product((0, 1), repeat=4))


def _corner(cyan: int, magenta: int, yellow: int, black: int) -> _Lab:
    if black:
        return _BLACK - _DEEPER * (cyan + magenta + yellow), 0, 0
    return _SOLIDS[cyan, magenta, yellow]


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _file(tags: dict[bytes, bytes]) -> bytes:
    start, index, body = 132 + 12 * len(tags), b"", b""
    for tag, data in tags.items():
        index += tag + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size, kind = start + len(body), (b"prtr", b"CMYK", b"Lab ")
    head = struct.pack(">I4sI4s4s4s12s4s", size, b"", 0x02400000, *kind, bytes(12), b"acsp")
    head += bytes(28) + b"".join(map(_fixed, _D50)) + bytes(48)
    return head + struct.pack(">I", len(tags)) + index + body


_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


_IS_SRGB = frozenset({"sRGB", "sRGB built-in", "sRGB IEC61966-2.1", "sRGB IEC61966-2-1", "sRGB2014", "c2"})
"""How profiles of sRGB itself are called; “c2” is the small one that social networks embed."""


_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab"}
"""Space of a profile by the mode of the pixels it may be used for."""


_ALPHA = ("RGBA", "LA", "PA", "RGBa", "La")


def flat(image: Image.Image) -> Image.Image:
    """An RGB, L, CMYK or LAB image that looks the same; what is transparent becomes white."""
    if image.mode.startswith("I") or image.mode == "F":
        return _bytes(image)
    if image.mode == "P" and "transparency" not in image.info and image.palette and image.palette.mode == "RGB":
        return image.convert("RGB")
    if image.mode in _ALPHA or image.mode == "P" or "transparency" in image.info:
        return _on_white(image.convert("RGBA"))
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in _SPACES else image.convert("RGB")


def srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """An RGB image of a `flat` one, whose colours mean what `profile` says; a useless profile counts as sRGB."""
    converted = _converted(image, profile) if profile else None
    if converted is None and image.mode == "CMYK":
        converted = _converted(image, coated_offset())
    if converted is not None:
        return _plain(converted)
    return _plain(image if image.mode == "RGB" else image.convert("RGB"))


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    """None where `profile` is damaged, of other colours than the image, or sRGB itself."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = source.profile.xcolor_space.strip()
        known = (source.profile.profile_description or "").strip() in _IS_SRGB
        if space != _SPACES[image.mode] or (known and space == "RGB"):
            return None
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None  # a damaged profile must not cost the officer the picture


def _on_white(image: Image.Image) -> Image.Image:
    below = Image.new("RGB", image.size, "white")
    below.paste(image, mask=image.getchannel("A"))
    return below


def _bytes(image: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits, or of fractions: to 0 … 255."""
    wide = image if image.mode in ("I", "F") else image.convert("I")
    highest = 65_535.0 if image.mode.startswith("I;16") else _highest(wide)
    return wide.point(lambda value: value * (255 / highest) + (0.5 if wide.mode == "I" else 0)).convert("L")


def _highest(image: Image.Image) -> float:
    """What white is in a file that does not say it: the least usual scale that holds every value."""
    extrema = image.getextrema()
    most = float(extrema[1]) if isinstance(extrema[1], int | float) else 0.0
    return next((scale for scale in (1.0, 255.0, 65_535.0) if most <= scale), most)


def _plain(image: Image.Image) -> Image.Image:
    image.info = {}
    return image


Photo = bytes | Path
"""A picture's file: its bytes, or where it lies."""
Box = tuple[float, float, float, float]
"""x, y, w, h in pixels of the upright original."""
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "AVIF")
MAX_BYTES = 30_000_000
MAX_PIXELS = 50_000_000
MAX_SIDE = 12_000
LONGEST = 65_000
"""Pixels of the longer side of a picture that is about to be cut into pages."""

_HEVC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs")
"""Brands of a HEIF file whose pictures are coded as H.265; the others are AVIF."""
UNSOUND = (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, RuntimeError, TypeError, Warning)
"""What Pillow and pi-heif raise on damaged files; warnings arrive as exceptions where a run asks for that."""
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a stored picture upright, by the orientation its EXIF names."""


def open_photo(photo: Photo, *, near: tuple[int, int] | None = None, longest: int = MAX_SIDE) -> Image.Image:
    """Decode a picture to an upright RGB image in sRGB.

    `near` (width, height in pixels of the upright picture) lets it be decoded at a reduced scale not smaller than
    that. Transparent areas become white. `longest`: pixels that a side may have.
    Raises BadInput with one sentence for anything that is not a sound picture.
    """
    with header(photo, longest) as image:
        try:
            found = _read(image, near)
            return found.upright(srgb(found.image, found.profile))
        except (*UNSOUND, MemoryError) as trouble:
            raise _broken() from trouble


def reduction(size: tuple[int, int], near: tuple[int, int] | None) -> int:
    """How many times smaller than `size` a picture that need be no larger than `near` is decoded: 1, 2, 4 or 8."""
    if near is None:
        return 1
    spare = min(size[0] // max(1, near[0]), size[1] // max(1, near[1]))
    return next((times for times in (8, 4, 2) if spare >= times), 1)


def open_part(photo: Photo, part: Box, size: tuple[int, int]) -> Image.Image:
    """What lies in `part`, upright and in sRGB, scaled to `size` in one resampling, before colours are converted.

    Raises like `open_photo`.
    """
    x, y, w, h = part
    with header(photo) as image:
        width, height = _size(image)
        near = (math.ceil(width * size[0] / w), math.ceil(height * size[1] / h))
        try:
            found = _read(image, near)
            box = found.stored((x / width, y / height, (x + w) / width, (y + h) / height))
            stored = (size[1], size[0]) if found.turned else size
            small = found.image.resize(stored, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
            return found.upright(srgb(small, found.profile))
        except (*UNSOUND, MemoryError) as trouble:
            raise _broken() from trouble


def photo_size(photo: Photo, *, longest: int = MAX_SIDE) -> tuple[int, int]:
    """Width and height in pixels of the upright picture, read from the header. Raises BadInput."""
    with header(photo, longest) as image:
        return _size(image)


@dataclass(frozen=True, slots=True, kw_only=True)
class _DecodedFile:
    """A picture as it lies in its file, decoded: not yet upright, its colours those of `profile`."""

    image: Image.Image
    profile: bytes | None
    orientation: int

    @property
    def turned(self) -> bool:
        return self.orientation >= 5

    def upright(self, image: Image.Image) -> Image.Image:
        way = _UPRIGHT.get(self.orientation)
        return image if way is None else image.transpose(way)

    def stored(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the upright picture (0 to 1), in pixels of the stored one."""
        left, top, right, bottom = (min(1.0, max(0.0, edge)) for edge in box)
        if self.orientation in (2, 3, 7, 6):
            left, right = 1 - right, 1 - left
        if self.orientation in (3, 4, 7, 8):
            top, bottom = 1 - bottom, 1 - top
        if self.turned:
            left, top, right, bottom = top, left, bottom, right
        width, height = self.image.size
        return left * width, top * height, right * width, bottom * height


def _read(image: Image.Image, near: tuple[int, int] | None) -> _DecodedFile:
    orientation = _orientation(image)
    if near is not None and orientation >= 5:
        near = (near[1], near[0])
    if near is not None and isinstance(image, JpegImagePlugin.JpegImageFile):
        # draft() takes the smaller ratio of both sides: the box has to have the picture's own shape.
        image.draft(None, near)
    image.load()
    profile = image.info.get("icc_profile")
    plain = flat(image)
    times = reduction(plain.size, near)
    plain = plain.reduce(times) if times > 1 else plain
    return _DecodedFile(image=plain, profile=profile if isinstance(profile, bytes) else None, orientation=orientation)


def header(photo: Photo, longest: int = MAX_SIDE) -> Image.Image:
    """A picture within the limits, opened and not yet decoded. Raises BadInput."""
    try:
        count = photo.stat().st_size if isinstance(photo, Path) else len(photo)
    except OSError as trouble:
        raise BadInput("The picture's file cannot be opened; check that it is still there.") from trouble
    if count > MAX_BYTES:
        raise BadInput(
            "The picture has {count:.0f} MB, over the limit of {max_bytes:.0f} MB; make it smaller and choose it "
            "again.",
            count=count / 1e6,
            max_bytes=MAX_BYTES / 1e6,
        )
    try:
        image = _opened(photo)
    except (*UNSOUND, MemoryError, Image.DecompressionBombError) as trouble:
        raise _broken() from trouble
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > longest:
        raise BadInput(
            "The picture of {width}×{height} pixels is too large; scale it below {max_pixels} megapixels and "
            "{longest} a side; cut a long screenshot into pages.",
            width=width,
            height=height,
            max_pixels=MAX_PIXELS // 1000000,
            longest=longest,
        )
    return image


def _opened(photo: Photo) -> Image.Image:
    if isinstance(photo, Path):
        with photo.open("rb") as file:
            head = file.read(64)
    else:
        head = photo[:64]
    if head[4:8] == b"ftyp" and any(head[at : at + 4] in _HEVC for at in (8, *range(16, 64, 4))):
        from pi_heif import HeifImageFile, options

        # Only the picture itself: no thumbnail, depth map or mask is ever unpacked.
        options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
        heif: Image.Image = HeifImageFile(photo if isinstance(photo, Path) else io.BytesIO(photo))
        return heif
    return Image.open(photo if isinstance(photo, Path) else io.BytesIO(photo), formats=FORMATS)


def _size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if _orientation(image) >= 5 else (width, height)


def _orientation(image: Image.Image) -> int:
    """1 to 8, as the header tells. TIFF and HEIF come upright out of their decoders."""
    if image.format in ("TIFF", "HEIF") or (image.format == "PNG" and not {"exif", "xmp"} & image.info.keys()):
        return 1  # a PNG that has none before its pixels would be read to its end for one
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except UNSOUND:
        return 1
    return found if found in _UPRIGHT else 1


def _broken() -> BadInput:
    return BadInput("The picture cannot be read: the file is broken or none of {names}; export it again.", names=NAMES)
