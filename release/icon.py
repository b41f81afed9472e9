"""The icon of the program, painted from the neutral badge."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

from release.place import ROOT

BADGE = ROOT / "studio" / "assets" / "badge" / "neutral.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels, as Explorer asks for them at 100 to 200 per cent."""


def paint(size: int) -> Image.Image:
    """The badge as a square picture of `size` pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size, size, QImage.Format.Format_RGBA8888)
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(str(BADGE))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(picture.constBits()))


def write_ico(path: Path) -> None:
    """Write the icon for Windows, each of its sizes painted on its own."""
    pictures = [paint(size) for size in SIZES]
    pictures[-1].save(path, "ICO", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])


def write_png(path: Path, size: int) -> None:
    """Write the icon for a Linux desktop."""
    paint(size).save(path, "PNG")
