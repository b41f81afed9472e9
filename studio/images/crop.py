"""Cutting, covering and fitting a photograph by fractions of the upright original, as posts and cards ask for it.

No later cut can uncover what is covered here.

A photograph of a post, cut and covered by fractions, as a file that fits a platform.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageOps

from studio.images.decode import Photo, open_part, open_photo, photo_size
from studio.images.edits import COVER
from studio.images.export import FittedPhoto, exported
from studio.templates.card import FractionRect

Opener = Callable[[Photo, tuple[int, int] | None], Image.Image]
"""Decodes a photo, not much larger than asked; see `open_photo`."""


def _open(photo: Photo, near: tuple[int, int] | None) -> Image.Image:
    return open_photo(photo, near=near)


def crop_and_cover(image: Image.Image, crop: FractionRect | None, redactions: Sequence[FractionRect]) -> Image.Image:
    """Cover `redactions` with solid colour, then cut to `crop`; both are fractions of the upright original."""
    width, height = image.size
    if redactions:
        image = image.copy()
        draw = ImageDraw.Draw(image)
        for x, y, w, h in redactions:
            # Outward rounding: a covered edge pixel more is better than one uncovered.
            left, top = int(x * width), int(y * height)
            right, bottom = min(width, int((x + w) * width) + 1), min(height, int((y + h) * height) + 1)
            draw.rectangle((left, top, right - 1, bottom - 1), fill=COVER)
    if crop is None:
        return image
    x, y, w, h = crop
    left, top = round(x * width), round(y * height)
    return image.crop((left, top, max(left + 1, round((x + w) * width)), max(top + 1, round((y + h) * height))))


def cover(
    data: Photo,
    box_w: int,
    box_h: int,
    *,
    crop: FractionRect | None = None,
    redactions: Sequence[FractionRect] = (),
    focal: tuple[float, float] = (0.5, 0.4),
    zoom: float = 1.0,
    opened: Opener = _open,
) -> Image.Image:
    """Return an RGB image of exactly ``box_w`` × ``box_h`` pixels that the photo fills, `zoom` times as near.

    The focal point (fractions of the cropped photo) stays as near to the middle as the edges allow.
    """
    # With redactions the full original is decoded: a reduced one mixes what is covered into its neighbours.
    near = None if redactions else _decode_size(data, round(box_w * zoom), round(box_h * zoom), crop)
    image = crop_and_cover(opened(data, near), crop, redactions)
    if zoom > 1.0:
        window = _window(image, box_w, box_h, focal, zoom)
        return image.resize((box_w, box_h), Image.Resampling.LANCZOS, box=window, reducing_gap=2.0)
    return ImageOps.fit(
        image, (box_w, box_h), Image.Resampling.LANCZOS, centering=_centering(image, box_w, box_h, focal)
    )


def contained(
    data: Photo,
    box_w: int,
    box_h: int,
    *,
    crop: FractionRect | None = None,
    redactions: Sequence[FractionRect] = (),
    opened: Opener = _open,
) -> Image.Image:
    """Return an RGB image of exactly ``box_w`` × ``box_h`` pixels in whose middle the photo stands uncut.

    What is left at two sides has the colour that the photo shows most along its edge, so that a drawing goes on.
    """
    near = None if redactions else _decode_size(data, box_w, box_h, crop)
    image = crop_and_cover(opened(data, near), crop, redactions).convert("RGB")
    return ImageOps.pad(image, (box_w, box_h), Image.Resampling.LANCZOS, color=_edge_colour(image))


def _edge_colour(image: Image.Image) -> tuple[int, int, int]:
    """The commonest colour of the outermost rows and columns."""
    width, height = image.size
    edges = ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height))
    pixels = b"".join(image.crop(edge).tobytes() for edge in edges)
    [(colour, _)] = Counter(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)).most_common(1)
    return colour


def _decode_size(data: Photo, box_w: int, box_h: int, crop: FractionRect | None) -> tuple[int, int]:
    """Size of the whole photo at which its crop still fills the box."""
    width, height = photo_size(data)
    part_w, part_h = (crop[2], crop[3]) if crop else (1.0, 1.0)
    scale = max(box_w / max(1.0, part_w * width), box_h / max(1.0, part_h * height))
    return round(width * scale), round(height * scale)


def _centering(image: Image.Image, box_w: int, box_h: int, focal: tuple[float, float]) -> tuple[float, float]:
    width, height = image.size
    scale = max(box_w / width, box_h / height)
    return _share(focal[0], width * scale, box_w), _share(focal[1], height * scale, box_h)


def _window(
    image: Image.Image, box_w: int, box_h: int, focal: tuple[float, float], zoom: float
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the part that fills the box."""
    scale = max(box_w / image.width, box_h / image.height) * zoom
    w, h = box_w / scale, box_h / scale
    left = min(max(0.0, focal[0] * image.width - w / 2), image.width - w)
    top = min(max(0.0, focal[1] * image.height - h / 2), image.height - h)
    return left, top, left + w, top + h


def _share(focal: float, full: float, box: int) -> float:
    """Where the spare length is cut so that `focal` lands in the middle: 0 start … 1 end."""
    spare = full - box
    return 0.5 if spare < 1 else min(1.0, max(0.0, (focal * full - box / 2) / spare))


def fit_photo(
    photo: Photo,
    *,
    max_width: int = 2048,
    max_bytes: int = 4_000_000,
    crop: FractionRect | None = None,
    redactions: Sequence[FractionRect] = (),
    format: str = "jpeg",
) -> FittedPhoto:
    """Cover, cut, scale down to `max_width` pixels and encode within `max_bytes`.

    `redactions` and `crop` are fractions of the upright original; covering happens on
    decoded pixels before anything else. Raises BadInput when the picture cannot be
    read or no acceptable quality fits the limit.
    """
    image, shrunk = _prepared(photo, max_width, crop, redactions)
    return exported(image, max_bytes=max_bytes, format=format, shrunk=shrunk)


def _prepared(
    photo: Photo, max_width: int, crop: FractionRect | None, redactions: Sequence[FractionRect]
) -> tuple[Image.Image, float]:
    """The pixels at their final size, and how many of the original became one."""
    if redactions:  # on the full original: covering is exact only there
        image = crop_and_cover(open_photo(photo), crop, redactions)
        width, height = image.size
        shrunk = max(1.0, width / max_width)
        size = _size(width, height, shrunk)
        return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0) if shrunk > 1 else image, shrunk
    left, top, width, height = _whole_pixels(photo_size(photo), crop)
    shrunk = max(1.0, width / max_width)
    return open_part(photo, (left, top, width, height), _size(width, height, shrunk)), shrunk


def _whole_pixels(size: tuple[int, int], crop: FractionRect | None) -> tuple[int, int, int, int]:
    """The cut in pixels, as `crop_and_cover` makes it."""
    x, y, w, h = crop or (0.0, 0.0, 1.0, 1.0)
    left, top = round(x * size[0]), round(y * size[1])
    return left, top, max(1, round((x + w) * size[0]) - left), max(1, round((y + h) * size[1]) - top)


def _size(width: int, height: int, shrunk: float) -> tuple[int, int]:
    return max(1, round(width / shrunk)), max(1, round(height / shrunk))
