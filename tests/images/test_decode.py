from __future__ import annotations

import contextlib
import random
import struct
import zlib

import pytest
from PIL import Image

from studio.errors import BadInput
from studio.images.crop import cover, crop_and_cover
from studio.images.decode import MAX_BYTES, open_photo, photo_size
from studio.images.edits import COVER
from tests.images.pictures import encoded, phone_jpeg, scene


def near(pixel: object, wanted: tuple[int, int, int], slack: int = 12) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= slack for a, b in zip(pixel, wanted, strict=True))


def test_a_turned_phone_photo_comes_out_upright() -> None:
    data = phone_jpeg(scene().transpose(Image.Transpose.ROTATE_90), orientation=6)
    image = open_photo(data)
    assert image.size == (640, 480) == photo_size(data)
    assert near(image.getpixel((10, 10)), (200, 0, 0))
    assert near(image.getpixel((630, 10)), (0, 160, 0))


@pytest.mark.parametrize(
    ("mode", "format"),
    [("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("CMYK", "JPEG"), ("1", "PNG"), ("RGB", "WEBP"),
     ("P", "GIF"), ("RGB", "TIFF")],
)  # fmt: skip
def test_every_mode_becomes_plain_rgb(mode: str, format: str) -> None:
    image = open_photo(encoded(scene().convert(mode), format))
    assert (image.mode, image.size, image.info) == ("RGB", (640, 480), {})
    assert near(image.getpixel((630, 470)), (255, 255, 255))


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    wide = Image.new("I;16", (40, 40), 32768)
    assert near(open_photo(encoded(wide, "PNG")).getpixel((5, 5)), (128, 128, 128), 2)


def test_transparency_becomes_white() -> None:
    clear = Image.new("RGBA", (20, 20), (10, 10, 10, 0))
    assert open_photo(encoded(clear, "PNG")).getpixel((3, 3)) == (255, 255, 255)


def test_cover_fills_the_box_and_keeps_the_focal_point() -> None:
    data = phone_jpeg(scene(1600, 400))
    left = cover(data, 200, 200, focal=(0.0, 0.5))
    right = cover(data, 200, 200, focal=(1.0, 0.5))
    assert left.size == right.size == (200, 200)
    assert near(left.getpixel((10, 10)), (200, 0, 0))
    assert near(right.getpixel((190, 10)), (0, 160, 0))


def test_redaction_comes_before_crop_and_leaves_no_edge() -> None:
    image = crop_and_cover(scene(), (0.0, 0.0, 0.5, 0.5), [(0.1, 0.1, 0.3, 0.3)])
    assert image.size == (320, 240)
    covered = [image.getpixel((x, y)) for x in range(64, 256) for y in range(48, 192)]
    assert set(covered) == {COVER}
    assert near(image.getpixel((20, 20)), (200, 0, 0))


def test_reduced_decoding_still_covers_the_redacted_area() -> None:
    data = phone_jpeg(scene(3200, 2400))
    small = cover(data, 160, 120, redactions=[(0.5, 0.0, 0.5, 0.5)])
    assert all(near(small.getpixel((x, y)), COVER, 3) for x in range(82, 160) for y in range(58))


def _bomb() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"<svg/>", b"\xff\xd8\xff", b"%PDF-1.4", _bomb(), phone_jpeg()[:900], b"x" * (MAX_BYTES + 1)],
)
def test_what_is_no_sound_picture_ends_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BadInput) as refusal:
        open_photo(data)
    for language in ("vi", "en"):
        sentence = refusal.value.sentence(language)
        assert "\n" not in sentence
        assert len(sentence) < 220


def test_damaged_files_never_raise_anything_else() -> None:
    chance = random.Random(7)
    sources = [phone_jpeg(), encoded(scene(), "PNG"), encoded(scene(), "WEBP"), encoded(scene(), "GIF"),
               encoded(scene(), "TIFF")]  # fmt: skip
    for turn in range(300):
        data = bytearray(sources[turn % len(sources)])
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        with contextlib.suppress(BadInput):
            assert open_photo(bytes(data)).mode == "RGB"
