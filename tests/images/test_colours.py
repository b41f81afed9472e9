"""Known colours of every kind of file come out as they are in sRGB."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence

import pytest
from PIL import Image

from studio.images.decode import open_photo
from tests.images.pictures import encoded
from tests.images.profiles import (
    ADOBE,
    INKS,
    P3,
    SRGB,
    cmyk_profile,
    grey_profile,
    in_srgb,
    lab_in_srgb,
    rgb_profile,
)

BEST: Mapping[str, Mapping[str, object]] = {
    "JPEG": {"quality": 98, "subsampling": 0},
    "WEBP": {"lossless": True},
    "AVIF": {"quality": 100, "subsampling": "4:4:4"},
}
"""How a format keeps colours best."""
PATCHES = [(200, 60, 40), (40, 160, 60), (60, 60, 200), (128, 128, 128), (250, 250, 250), (20, 20, 20)]


def patches(colours: Sequence[tuple[float, ...]], mode: str = "RGB") -> Image.Image:
    """Squares of 32 pixels side by side."""
    image = Image.new(mode, (32 * len(colours), 32))
    for at, colour in enumerate(colours):
        image.paste(colour if len(colour) > 1 else colour[0], (32 * at, 0, 32 * at + 32, 32))
    return image


def read(data: bytes, count: int) -> list[tuple[int, int, int]]:
    image = open_photo(data)
    assert (image.mode, image.info, image.width) == ("RGB", {}, 32 * count)
    return [image.getpixel((32 * at + 16, 16)) for at in range(count)]  # type: ignore[misc]


def furthest(found: Sequence[Sequence[int]], wanted: Sequence[Sequence[int]]) -> int:
    return max(abs(a - b) for one, other in zip(found, wanted, strict=True) for a, b in zip(one, other, strict=True))


def png(width: int, height: int, depth: int, kind: int, rows: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG by its bytes: for what Pillow does not write."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [head, *(chunk(*one) for one in chunks), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize(("primaries", "gamma"), [(P3, 2.2), (ADOBE, 2.2), (SRGB, 1.8)], ids=["p3", "adobe", "gamma"])
def test_wide_colours_become_what_they_are_in_srgb(
    format: str, primaries: tuple[tuple[float, float], ...], gamma: float
) -> None:
    options = BEST.get(format, {})
    data = encoded(patches(PATCHES), format, icc_profile=rgb_profile(primaries, gamma), **options)
    wanted = [in_srgb(colour, primaries, gamma) for colour in PATCHES]
    assert furthest(wanted, PATCHES) > 8, "the profile matters"
    assert furthest(read(data, len(PATCHES)), wanted) <= (2 if format in ("PNG", "TIFF", "WEBP") else 4)


def test_a_profile_of_srgb_changes_nothing_and_a_broken_one_costs_no_picture() -> None:
    for profile in (rgb_profile(SRGB, 2.2, "sRGB"), b"no profile at all", rgb_profile(P3, 2.2)[:200], b"\0" * 128):
        assert read(encoded(patches(PATCHES), "PNG", icc_profile=profile), len(PATCHES)) == PATCHES


def test_a_profile_of_another_kind_of_colours_is_not_followed() -> None:
    for profile in (grey_profile(1.0), cmyk_profile()):
        assert read(encoded(patches(PATCHES), "PNG", icc_profile=profile), len(PATCHES)) == PATCHES


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_inks_without_a_usable_profile_look_as_on_coated_paper(format: str) -> None:
    inks = patches([(0, 0, 0, 0), (255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0), (0, 0, 0, 255), (255,) * 4], "CMYK")
    wanted = [(255, 255, 255), *(lab_in_srgb(*INKS[ink]) for ink in "cmy"), lab_in_srgb(16, 0, 0), lab_in_srgb(1, 0, 0)]
    for profile in (b"", grey_profile(1.0), cmyk_profile()[:300]):
        kept = {"icc_profile": profile} if profile else {}
        assert furthest(read(encoded(inks, format, **kept, **BEST.get(format, {})), 6), wanted) <= 8
    half = patches([(0, 0, 0, level) for level in range(0, 256, 51)], "CMYK")
    greys = read(encoded(half, format, **BEST.get(format, {})), 6)
    assert all(max(grey) - min(grey) <= 4 for grey in greys)
    assert [grey[0] for grey in greys] == sorted((grey[0] for grey in greys), reverse=True)


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_inks_follow_the_profile_of_their_press(format: str) -> None:
    inks = patches([(0, 0, 0, 0), (255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0), (0, 0, 0, 255)], "CMYK")
    wanted = [(255, 255, 255), *(lab_in_srgb(*INKS[ink]) for ink in "cmy"), (0, 0, 0)]
    found = read(encoded(inks, format, icc_profile=cmyk_profile(), **BEST.get(format, {})), 5)
    assert furthest(found, wanted) <= 6


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF"])
def test_grey_follows_its_profile(format: str) -> None:
    grey = patches([(0,), (64,), (128,), (255,)], "L")
    linear = encoded(grey, format, icc_profile=grey_profile(1.0))
    wanted = [in_srgb((level,) * 3, SRGB, 1.0) for level in (0, 64, 128, 255)]
    assert furthest(read(linear, 4), wanted) <= 2
    assert furthest(read(encoded(grey, format), 4), [(level,) * 3 for level in (0, 64, 128, 255)]) <= 1


LEVELS = [0, 1000, 16_384, 32_768, 65_535]


def test_sixteen_bits_a_channel_keep_their_tones() -> None:
    wanted = [(round(level / 257),) * 3 for level in LEVELS]
    row = b"".join(struct.pack(">H", level) * 32 for level in LEVELS)
    assert furthest(read(png(160, 32, 16, 0, (b"\0" + row) * 32), 5), wanted) <= 1
    colours = b"".join(struct.pack(">HHH", level, level, 65_535 - level) * 32 for level in LEVELS)
    found = read(png(160, 32, 16, 2, (b"\0" + colours) * 32), 5)
    assert furthest(found, [(a, b, 255 - c) for a, b, c in wanted]) <= 1
    for mode in ("I;16", "I;16B"):
        kind = "<H" if mode == "I;16" else ">H"
        grey = b"".join(struct.pack(kind, level) * 32 for level in LEVELS)
        wide = Image.frombytes(mode, (160, 32), grey * 32)
        assert furthest(read(encoded(wide, "TIFF"), 5), wanted) <= 1


def test_sixteen_bits_follow_a_profile_too() -> None:
    row = b"".join(struct.pack(">H", level) * 32 for level in LEVELS)
    data = png(160, 32, 16, 0, (b"\0" + row) * 32, (b"iCCP", b"grey\0\0" + zlib.compress(grey_profile(1.0))))
    assert furthest(read(data, 5), [in_srgb((round(level / 257),) * 3, SRGB, 1.0) for level in LEVELS]) <= 9


def test_fractions_and_whole_numbers_of_instruments() -> None:
    fractions = patches([(0.0,), (0.5,), (1.0,)], "F")
    assert furthest(read(encoded(fractions, "TIFF"), 3), [(0,) * 3, (127,) * 3, (255,) * 3]) <= 1
    whole = patches([(0,), (32_768,), (65_535,)], "I")
    assert furthest(read(encoded(whole, "TIFF"), 3), [(0,) * 3, (128,) * 3, (255,) * 3]) <= 1


def test_palettes_follow_a_profile_and_their_clear_entries_are_white() -> None:
    palette = patches(PATCHES).quantize(len(PATCHES))
    wanted = [in_srgb(colour, P3, 2.2) for colour in PATCHES]
    assert furthest(read(encoded(palette, "PNG", icc_profile=rgb_profile(P3, 2.2)), len(PATCHES)), wanted) <= 2
    clear = palette.getpixel((16, 16))
    found = read(encoded(palette, "PNG", transparency=clear), len(PATCHES))
    assert found[0] == (255, 255, 255)
    assert furthest(found[1:], PATCHES[1:]) <= 1
    assert furthest(read(encoded(palette, "GIF"), len(PATCHES)), PATCHES) <= 1


@pytest.mark.parametrize("format", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_half_clear_is_half_white_in_the_colours_of_the_profile(format: str) -> None:
    options = BEST.get(format, {})
    half = Image.new("RGBA", (32, 32), (200, 0, 0, 128))
    data = encoded(half, format, icc_profile=rgb_profile(P3, 2.2), **options)
    mixed = tuple(round(level * 128 / 255 + 127) for level in (200, 0, 0))
    assert furthest(read(data, 1), [in_srgb(mixed, P3, 2.2)]) <= 4


def test_lab_of_a_tiff() -> None:
    lab = Image.new("LAB", (32, 32))
    lab.putdata([(round(60 * 2.55), 128 + 40, 128 + 20)] * 1024)
    found = read(encoded(lab, "TIFF"), 1)
    assert furthest(found, [lab_in_srgb(60, 40, 20)]) <= 4


def test_the_first_frame_of_what_moves() -> None:
    frames = [Image.new("RGB", (32, 32), colour) for colour in ((200, 0, 0), (0, 160, 0))]
    for kind in ("GIF", "WEBP", "PNG", "TIFF", "AVIF"):
        options = BEST.get(kind, {})
        data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], **options)
        assert furthest(read(data, 1), [(200, 0, 0)]) <= 3
