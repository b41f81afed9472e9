"""What a phone and an eye have to manage: QR codes and contrast."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import product

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QColor, QImage, QPainter

from studio.cards.layout import QUIET, UrlTooLong, qr_rows
from studio.cards.renderer import CardRenderer
from studio.cards.scene import Qr
from studio.cards.values import view, worst_ratios
from studio.templates.contrast import luminance, ratio
from tests.cards import samples
from tests.cards.samples import Sample

SIZES = ("sq", "p45", "link", "story", "a4")
URL = "https://congan.minhkhai.example.vn/canh-bao"


def read(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image.convert("L"))]


def test_qr_is_read_at_full_size_and_after_a_platform_halved_it(renderer: CardRenderer, warning: Sample) -> None:
    spec = replace(warning.spec, values={**warning.spec.values, "qr": URL})
    card = view(renderer.render(spec, "a4").image)
    assert read(card) == [URL]
    small = io.BytesIO()
    card.resize((card.width // 2, card.height // 2), Image.Resampling.LANCZOS).save(small, "JPEG", quality=60)
    assert read(Image.open(small)) == [URL]


def test_only_what_is_printed_has_a_code(renderer: CardRenderer, warning: Sample) -> None:
    coded = {size for size in SIZES if any(isinstance(part, Qr) for part in renderer.scene(warning.spec, size).ground)}
    assert coded == {"a4"}


def test_modules_are_whole_large_and_have_their_quiet_zone(renderer: CardRenderer, warning: Sample) -> None:
    tile = next(part for part in renderer.scene(warning.spec, "a4").ground if isinstance(part, Qr))
    assert tile.module >= renderer.design.sizes["a4"].qr_module >= 7
    assert tile.w - len(tile.rows) * tile.module >= 2 * QUIET * tile.module


def test_on_paper_the_code_is_at_least_25_mm(renderer: CardRenderer, warning: Sample) -> None:
    tile = next(part for part in renderer.scene(warning.spec, "a4").ground if isinstance(part, Qr))
    assert (len(tile.rows) + 2 * QUIET) * tile.module / 300 * 25.4 >= 25


def test_a_link_too_long_for_readable_modules_is_refused() -> None:
    with pytest.raises(UrlTooLong) as caught:
        qr_rows("https://congan.example.vn/" + "a" * 90, 164, 4)
    assert "116" in caught.value.phrase.vi
    assert "at most 78" in caught.value.phrase.en


def test_the_card_says_so_and_shows_no_code(renderer: CardRenderer, warning: Sample) -> None:
    spec = replace(warning.spec, values={**warning.spec.values, "qr": "https://congan.example.vn/" + "a" * 400})
    scene = renderer.scene(spec, "a4")
    assert [problem.layer for problem in scene.problems] == ["qr"]
    assert not any(isinstance(part, Qr) for part in scene.ground)


def test_of_several_links_the_first_short_one_is_taken(renderer: CardRenderer, warning: Sample) -> None:
    spec = replace(warning.spec, values={**warning.spec.values, "qr": "https://a.example.vn/" + "b" * 400 + "\n" + URL})
    made = renderer.render(spec, "a4")
    assert made.problems == ()
    assert read(view(made.image)) == [URL]


def test_luminance_and_ratio_are_those_of_wcag() -> None:
    assert ratio(luminance(255, 255, 255), luminance(0, 0, 0)) == pytest.approx(21.0)
    assert ratio(luminance(119, 119, 119), luminance(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("composition", ["", "photo", "fade"])
def test_all_text_is_readable_even_over_a_glaring_photo(renderer: CardRenderer, composition: str) -> None:
    seen: set[tuple[str, str]] = set()
    for one in samples.samples(("typical",)):
        if (one.spec.layout, one.spec.theme) in seen:
            continue
        seen.add((one.spec.layout, one.spec.theme))
        card = samples.with_photo(one, "glare", composition) if composition else one
        for size in ("sq", "link", "story") if composition else SIZES:
            low = {k: v for k, v in renderer.render(card.spec, size).contrast.items() if v < 4.5}
            assert low == {}, f"{one.name} {size}"


def test_every_theme_is_readable_on_every_ground(renderer: CardRenderer) -> None:
    wanted = {"alert": ("photo", "list", "type"), "cover": ("fade",), "correction": ("plain",), "timeline": ("list",)}
    typical = list(samples.samples(("typical",)))
    for layout, compositions in wanted.items():
        one = next(found for found in typical if found.spec.layout == layout)
        for theme, composition in product(renderer.design.themes, compositions):
            plain = samples.wished(replace_theme(one, theme), composition)
            card = samples.with_photo(plain, "glare", composition) if composition == "fade" else plain
            for size in ("sq", "link"):
                low = {k: v for k, v in renderer.render(card.spec, size).contrast.items() if v < 4.5}
                assert low == {}, f"{layout} {theme} {composition} {size}"


def replace_theme(one: Sample, theme: str) -> Sample:
    return replace(one, spec=replace(one.spec, theme=theme))


def test_contrast_is_measured_on_pixels_not_on_the_design(renderer: CardRenderer) -> None:
    """White letters on a ground that turns out white: the report shows what the eye would see."""
    scene = renderer.scene(samples.find("infographic", "cover").spec, "sq")
    ground = QImage(scene.width, scene.height, QImage.Format.Format_RGB32)
    ground.fill(QColor("white"))
    assert worst_ratios(ground, scene.texts)["headline"] == 1.0
    ground.fill(QColor("black"))
    assert worst_ratios(ground, scene.texts)["headline"] == 21.0


def test_a_bright_patch_under_part_of_a_line_counts(renderer: CardRenderer) -> None:
    scene = renderer.scene(samples.find("infographic", "cover").spec, "sq")
    line = next(part for part in scene.texts if part.layer == "headline").line_rect(0)
    ground = QImage(scene.width, scene.height, QImage.Format.Format_RGB32)
    ground.fill(QColor("black"))
    painter = QPainter(ground)
    painter.fillRect(line.x(), line.y(), line.width() // 8, line.height(), QColor("white"))
    painter.end()
    assert worst_ratios(ground, scene.texts)["headline"] == 1.0
