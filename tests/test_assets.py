"""The shipped fonts, icons and badge are the ones we think they are."""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import studio

ASSETS = Path(studio.__file__).parent / "assets"
FONTS: list[dict[str, object]] = json.loads((ASSETS / "fonts" / "fonts.json").read_text(encoding="utf-8"))
ICONS = sorted((ASSETS / "icons").glob("*.svg"))
VIETNAMESE = "aăâeêioôơuưyđ" + "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"


def test_every_font_file_is_listed_with_its_hash() -> None:
    listed = {str(font["file"]): font["sha256"] for font in FONTS}
    found = {
        path.relative_to(ASSETS / "fonts").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ASSETS / "fonts").glob("*/*.ttf")
    }
    assert found == listed


@pytest.mark.parametrize("family", ["be-vietnam-pro", "noto-sans"])
def test_fonts_travel_with_their_licence(family: str) -> None:
    licence = (ASSETS / "fonts" / family / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("font", FONTS, ids=lambda font: str(font["file"]))
def test_font_is_what_its_entry_says_and_draws_vietnamese(font: dict[str, object]) -> None:
    from PIL import ImageFont

    face = ImageFont.truetype(str(ASSETS / "fonts" / str(font["file"])), 32)
    assert str(face.getname()[0]).startswith(str(font["family"]))
    missing = bytes(face.getmask("\uffff"))
    blank = [letter for letter in VIETNAMESE + VIETNAMESE.upper() if bytes(face.getmask(letter)) == missing]
    assert blank == []


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_icon_can_be_tinted(icon: Path) -> None:
    text = icon.read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 (our own file)
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", text)


def test_icons_travel_with_their_licence() -> None:
    assert (ASSETS / "icons" / "LICENSE").read_text(encoding="utf-8").startswith("ISC License")
    assert len(ICONS) > 90


def test_badge_is_a_drawing_without_text_images_or_a_red_ground() -> None:
    root = ET.fromstring((ASSETS / "badge" / "neutral.svg").read_text(encoding="utf-8"))  # noqa: S314
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "path"}
    assert {element.get("fill") for element in root.iter() if element.get("fill")} == {
        "#FFD23F",
        "#0B2A5B",
        "#123B7A",
        "#FFFFFF",
        "none",
    }
