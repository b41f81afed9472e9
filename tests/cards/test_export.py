"""Cards as files: clean, within the limit, and as a PDF that prints."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from PIL import Image

from studio.cards.renderer import CardRenderer
from studio.cards.values import view
from studio.errors import Refused
from studio.images.readback import leftovers
from tests.cards import samples
from tests.cards.samples import Sample

AMPLE = 8_000_000


@pytest.mark.parametrize("size", ["sq", "p45", "link", "story", "a4"])
def test_jpeg_has_the_sizes_pixels_full_colour_and_no_metadata(
    renderer: CardRenderer, warning: Sample, size: str
) -> None:
    made = renderer.export(warning.spec, size, max_bytes=AMPLE)
    box = renderer.design.sizes[size]
    image = Image.open(io.BytesIO(made.data))
    assert (made.width, made.height, made.mime) == (box.width, box.height, "image/jpeg")
    assert image.size == (box.width, box.height)
    assert {layer[1:3] for layer in image.layer} == {(1, 1)}  # type: ignore[attr-defined]  # 4:4:4
    assert leftovers(made.data) == ()


def test_quality_steps_down_to_the_platforms_limit(renderer: CardRenderer, warning: Sample) -> None:
    full = len(renderer.export(warning.spec, "sq", max_bytes=AMPLE).data)
    less = renderer.export(warning.spec, "sq", max_bytes=full - 1)
    assert len(less.data) < full


def test_a_limit_below_quality_80_is_refused_and_named(renderer: CardRenderer, warning: Sample) -> None:
    with pytest.raises(Refused, match="20,000"):
        renderer.export(warning.spec, "sq", max_bytes=20_000)


def test_png_keeps_every_pixel_and_nothing_else(renderer: CardRenderer, warning: Sample) -> None:
    flat = replace(warning.spec, photo=None)
    made = renderer.export(flat, "sq", max_bytes=AMPLE, format="png")
    image = Image.open(io.BytesIO(made.data))
    assert (image.format, made.mime, image.info) == ("PNG", "image/png", {})
    assert image.convert("RGB").tobytes() == view(renderer.render(flat, "sq").image).tobytes()


@pytest.fixture(scope="module")
def poster(renderer: CardRenderer, warning: Sample) -> bytes:
    return renderer.pdf(warning.spec)


def test_pdf_is_one_a4_page_whose_text_can_be_taken_out(poster: bytes, warning: Sample) -> None:
    document = pdfium.PdfDocument(poster)
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((210, 297), abs=0.6)
    said = " ".join(document[0].get_textpage().get_text_range().split())
    for word in (*str(warning.spec.values["headline"]).split(), "Trực", "ban"):
        assert word in said
    document.close()


def test_pdf_brings_its_fonts_along(poster: bytes) -> None:
    assert poster.count(b"/FontFile2") >= 2
    assert b"BeVietnamPro" in poster
    assert b"NotoSans" in poster


def test_pdf_letters_are_vectors(poster: bytes) -> None:
    document = pdfium.PdfDocument(poster)
    kinds = [item.type for item in document[0].get_objects()]
    assert kinds.count(pdfium.raw.FPDF_PAGEOBJ_TEXT) > 10
    document.close()


def test_pdf_shows_the_poster(renderer: CardRenderer, poster: bytes, warning: Sample) -> None:
    document = pdfium.PdfDocument(poster)
    page = document[0].render(scale=1).to_pil().convert("RGB")
    card = view(renderer.render(warning.spec, "a4").image).resize(page.size)
    pairs = zip(page.resize((40, 56)).tobytes(), card.resize((40, 56)).tobytes(), strict=True)
    apart = [abs(one - other) for one, other in pairs]
    assert sum(apart) / len(apart) < 4
    document.close()


def test_pdf_is_the_same_every_time_and_carries_no_clock(
    renderer: CardRenderer, poster: bytes, warning: Sample
) -> None:
    assert samples.renderer().pdf(warning.spec) == poster
    assert b"D:20000101000000" in poster


def test_pdf_keeps_off_the_edges_that_printers_cannot_reach(renderer: CardRenderer, warning: Sample) -> None:
    image = view(renderer.render(warning.spec, "a4").image)
    margin = 80
    for box in (
        (0, 0, 2480, margin),
        (0, 3508 - margin, 2480, 3508),
        (0, 0, margin, 3508),
        (2480 - margin, 0, 2480, 3508),
    ):
        assert image.crop(box).getextrema() == ((255, 255),) * 3


def test_pdf_of_a_card_with_a_problem_is_refused(renderer: CardRenderer, warning: Sample) -> None:
    values = {key: value for key, value in warning.spec.values.items() if key != "headline"}
    with pytest.raises(Refused, match="tiêu đề"):
        renderer.pdf(replace(warning.spec, values=values))
