from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from studio.errors import BadInput
from studio.images.crop import fit_photo
from studio.images.edits import COVER
from studio.images.readback import has_location, leftovers
from tests.images.pictures import encoded, phone_jpeg, scene


def noise(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 90).convert("RGB")


def test_a_phone_photo_tells_its_place_and_the_fitted_one_does_not() -> None:
    photo = phone_jpeg()
    assert has_location(photo)
    assert {"EXIF", "ICC", "comment"} <= set(leftovers(photo))
    fitted = fit_photo(photo)
    assert not has_location(fitted.data)
    assert leftovers(fitted.data) == ()
    assert b"PhoneMaker" not in fitted.data
    assert b"secret note" not in fitted.data


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
def test_every_format_leaves_clean_and_within_its_limits(format: str) -> None:
    limit = 300_000 if format != "png" else 3_000_000
    fitted = fit_photo(phone_jpeg(noise(1500, 1000)), max_width=900, max_bytes=limit, format=format)
    assert len(fitted.data) <= limit
    assert fitted.width <= 900
    assert leftovers(fitted.data) == ()
    with Image.open(io.BytesIO(fitted.data)) as image:
        assert image.size == (fitted.width, fitted.height)


def test_a_small_photo_is_not_blown_up() -> None:
    assert fit_photo(phone_jpeg(), max_width=2048).width == 640


def test_full_colour_resolution_at_the_first_step() -> None:
    with Image.open(io.BytesIO(fit_photo(phone_jpeg()).data)) as image:
        assert {c[1:3] for c in getattr(image, "layer")} == {(1, 1)}  # noqa: B009


def test_an_impossible_limit_is_refused_not_ignored() -> None:
    with pytest.raises(BadInput):
        fit_photo(phone_jpeg(noise(900, 900)), max_bytes=2_000)
    with pytest.raises(BadInput, match="bmp"):
        fit_photo(phone_jpeg(), format="bmp")


def test_covered_pixels_are_not_in_the_file() -> None:
    fitted = fit_photo(phone_jpeg(), redactions=[(0.0, 0.0, 0.5, 0.5)], format="png")
    with Image.open(io.BytesIO(fitted.data)) as image:
        assert {image.getpixel((x, y)) for x in range(320) for y in range(240)} == {COVER}


def test_the_scanner_sees_what_others_hide() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "someone")
    assert leftovers(encoded(scene(), "PNG", pnginfo=text)) == ("tEXt",)
    assert "EXIF" in leftovers(encoded(scene(), "WEBP", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"))
    clean = fit_photo(phone_jpeg()).data
    assert leftovers(clean + b"PK\x03\x04 hidden archive") == ("trailer",)
    assert leftovers(b"BM....") == ("format",)
