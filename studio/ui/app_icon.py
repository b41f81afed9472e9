"""The icon of the window and of the task bar: the stamp on a blue ground."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from studio.ui.icons import glyph
from studio.ui.tokens import LIGHT

SIZES = (16, 24, 32, 48, 64, 128, 256)
CORNER, INSET = 0.22, 0.2
"""Parts of the side: radius of the corners, and room around the stamp."""


def app_icon() -> QIcon:
    """The icon in every size a desktop asks for."""
    icon = QIcon()
    for side in SIZES:
        icon.addPixmap(_paint(side))
    return icon


def name_for_task_bar() -> None:
    """Let Windows group the windows under this program, not under Python."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("PageStudio")


def _paint(side: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * CORNER, side * CORNER)
    inner = round(side * (1 - 2 * INSET))
    place = (side - inner) // 2
    painter.drawPixmap(place, place, glyph("stamp", LIGHT.on_accent, inner))
    painter.end()
    return pixmap
