"""Exactly the shipped fonts, or no card."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication

from studio.cards.fonts import Face, Fonts, FontsMissing
from studio.cards.renderer import ASSETS, CardRenderer
from studio.errors import StudioError
from tests.cards import samples


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """A copy of the shipped fonts, icons and badge."""
    for name in ("fonts", "icons", "badge"):
        shutil.copytree(ASSETS / name, tmp_path / name)
    return tmp_path


def test_a_missing_font_refuses_every_card(qapp: QGuiApplication, assets: Path) -> None:
    (assets / "fonts" / "be-vietnam-pro" / "800.ttf").unlink()
    with pytest.raises(FontsMissing) as caught:
        CardRenderer(samples.design(), samples.stored, assets=assets)
    assert isinstance(caught.value, StudioError)
    assert "800.ttf" in caught.value.sentence("vi")
    assert "missing" in caught.value.sentence("en")


def test_an_altered_font_refuses_every_card(qapp: QGuiApplication, assets: Path) -> None:
    path = assets / "fonts" / "noto-sans" / "700.ttf"
    path.write_bytes(path.read_bytes()[:-1] + b"\x01")
    with pytest.raises(FontsMissing, match="thay đổi"):
        CardRenderer(samples.design(), samples.stored, assets=assets)


def test_a_missing_list_of_fonts_refuses_every_card(qapp: QGuiApplication, assets: Path) -> None:
    (assets / "fonts" / "fonts.json").unlink()
    with pytest.raises(FontsMissing, match="fonts"):
        Fonts(assets / "fonts")


@pytest.mark.parametrize("weight", [400, 500, 600, 700, 800])
def test_headline_font_comes_in_its_weight_unhinted_and_without_stand_ins(renderer: CardRenderer, weight: int) -> None:
    font = renderer.fonts.font(Face("Be Vietnam Pro", weight, 40))
    assert (QFontInfo(font).family(), QFontInfo(font).weight()) == ("Be Vietnam Pro", weight)
    assert font.pixelSize() == 40
    assert font.hintingPreference() == QFont.HintingPreference.PreferNoHinting
    assert font.styleStrategy() & QFont.StyleStrategy.NoFontMerging


def test_figures_of_noto_sans_are_equally_wide(renderer: CardRenderer) -> None:
    metrics = renderer.fonts.metrics(Face("Noto Sans", 700, 100, 0, True))
    assert len({metrics.horizontalAdvance(digit * 4) for digit in "0123456789"}) == 1


def test_a_missing_icon_is_named(qapp: QGuiApplication, assets: Path) -> None:
    (assets / "icons" / "triangle-alert.svg").unlink()
    spec = samples.find("scam_warning", "alert").spec
    with pytest.raises(StudioError, match="biểu tượng") as caught:
        CardRenderer(samples.design(), samples.stored, assets=assets).render(spec, "sq")
    assert caught.value.where == "triangle-alert.svg"
