"""Every format and every orientation comes out upright, in its true size."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from studio.errors import BadInput
from studio.images.decode import open_part, open_photo, photo_size
from studio.images.readback import has_location
from tests.images.heic import phone_heic
from tests.images.pictures import encoded, scene

STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a picture lies in its file for each orientation of EXIF."""
RED, GREEN, BLUE, WHITE = (200, 0, 0), (0, 160, 0), (0, 0, 200), (255, 255, 255)


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours of the four quarters: upper left, upper right, lower left, lower right."""
    w, h = image.size
    found = [image.getpixel((x, y)) for y in (h // 4, 3 * h // 4) for x in (w // 4, 3 * w // 4)]
    return [one for one in found if isinstance(one, tuple)]


def near(found: list[tuple[int, ...]], wanted: list[tuple[int, ...]]) -> bool:
    return all(
        abs(a - b) <= 8 for one, other in zip(found, wanted, strict=True) for a, b in zip(one, other, strict=True)
    )


def stored(orientation: int, format: str, size: tuple[int, int] = (640, 480)) -> bytes:
    image, way = scene(*size), STORED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(image if way is None else image.transpose(way), format, exif=exif)


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_every_orientation_of_every_format(format: str, orientation: int) -> None:
    data = stored(orientation, format)
    assert photo_size(data) == (640, 480)
    for image in (open_photo(data), open_photo(data, near=(100, 75)), open_part(data, (0, 0, 640, 480), (160, 120))):
        assert image.width * 3 == image.height * 4
        assert near(corners(image), [RED, GREEN, BLUE, WHITE])


@pytest.mark.parametrize("orientation", STORED)
def test_a_part_is_the_same_place_however_the_picture_lies(orientation: int) -> None:
    whole = scene(400, 200)
    whole.paste((10, 20, 30), (300, 20, 340, 60))
    way = STORED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(whole if way is None else whole.transpose(way), "PNG", exif=exif)
    part = open_part(data, (300.0, 20.0, 40.0, 40.0), (40, 40))
    assert part.getcolors() == [(1600, (10, 20, 30))]
    wide = open_part(data, (250.0, 0.0, 100.0, 100.0), (50, 25))
    assert wide.size == (50, 25)
    assert near([wide.getpixel((35, 10))], [(10, 20, 30)])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("quarters", "size", "seen"),
    [
        (0, (64, 48), [RED, GREEN, BLUE, WHITE]),
        (1, (48, 64), [GREEN, WHITE, RED, BLUE]),
        (2, (64, 48), [WHITE, BLUE, GREEN, RED]),
        (3, (48, 64), [BLUE, RED, WHITE, GREEN]),
    ],
)
def test_a_heic_stands_as_its_container_says_whatever_its_exif_claims(
    quarters: int, size: tuple[int, int], seen: list[tuple[int, ...]], tmp_path: Path
) -> None:
    data = phone_heic(quarters)
    (tmp_path / "ảnh.heic").write_bytes(data)
    for photo in (data, tmp_path / "ảnh.heic"):
        assert photo_size(photo) == size
        image = open_photo(photo)
        assert (image.size, near(corners(image), seen)) == (size, True)
    part = open_part(data, (0.0, 0.0, size[0] / 2, size[1] / 2), (8, 8))
    assert near([part.getpixel((4, 4))], seen[:1])  # type: ignore[list-item]
    assert has_location(data)


def test_a_phones_jpeg_with_more_pictures_in_it_is_still_decoded_small() -> None:
    large = scene(1600, 1200)
    data = encoded(large, "MPO", save_all=True, append_images=[scene(160, 120)])
    assert open_photo(data, near=(200, 150)).size == (200, 150)
    assert near(corners(open_photo(data)), [RED, GREEN, BLUE, WHITE])


@pytest.mark.parametrize("data", [b"BM" + bytes(60), b"%PDF-1.7", b"\0\0\0\x0cjP  \r\n\x87\n", b"8BPS\0\1", b"<svg/>"])
def test_other_kinds_are_refused_with_what_can_be_read(data: bytes) -> None:
    with pytest.raises(BadInput, match="không phải JPEG, PNG, WebP, AVIF, HEIC, TIFF, GIF"):
        open_photo(data)
