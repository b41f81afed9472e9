"""The typefaces of the window, from the application's own files."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase

from studio.errors import StorageTrouble

ASSETS = Path(__file__).resolve().parent.parent / "assets"
BASE_POINTS = 10.5
FAMILIES = ("Be Vietnam Pro", "Noto Sans")
_LOADED = "window_fonts_loaded"
"""Property of the application; asking Qt for its families would read every font of the PC."""


def load_fonts(folder: Path = ASSETS / "fonts") -> None:
    """Make the fonts known to Qt, once. Raises StorageTrouble naming the file that cannot be used."""
    app = QCoreApplication.instance()
    if app is None or app.property(_LOADED):
        return
    for entry in json.loads((folder / "fonts.json").read_text(encoding="utf-8")):
        path = folder / entry["file"]
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise StorageTrouble("this font file cannot be used; install the app again.", where=str(path))
    app.setProperty(_LOADED, True)


def window_font(scale: int = 100) -> QFont:
    """The font of the window at `scale` percent."""
    font = QFont(list(FAMILIES))
    font.setPointSizeF(BASE_POINTS * scale / 100)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def pixel_font(px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of fixed size in pixels: for the pictures of a phone, which do not grow with the window's font."""
    font = QFont(list(FAMILIES))
    font.setPixelSize(px)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
