"""Icons (Lucide), tinted and rendered to the pixel.

The files draw with ``currentColor``; each is rendered in the colour asked for. Sizes follow the font.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from studio.ui.fonts import ASSETS

ICONS = ASSETS / "icons"


def icon_px(metrics: QFontMetrics) -> int:
    """Side of an icon that stands in a line of this font, in device-independent pixels."""
    return max(16, round(metrics.height() * 0.95))


def glyph(name: str, colour: str, px: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """Icon `name` in `colour` (``#RRGGBB``), `px` high and `px` + `gap` wide, for a screen of `ratio` device pixels.

    Raises FileNotFoundError when the icon is not shipped.
    """
    key = f"glyph:{name}:{colour}:{px}:{ratio}:{gap}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    side = round(px * ratio)
    pixmap = QPixmap(side + round(gap * ratio), side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


@cache
def _drawing(name: str) -> str:
    """The file of an icon; it is drawn in several colours."""
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


def icon(name: str, colour: str, px: int, *, disabled: str = "", checked: str = "", gap: int = 0) -> QIcon:
    """A QIcon of `name` for the screens there are; `disabled` and `checked` are its colours in those states.

    `gap` adds empty pixels on the right, before the words of a button.
    """
    made = QIcon()
    for ratio in _ratios():
        made.addPixmap(glyph(name, colour, px, ratio, gap), QIcon.Mode.Normal, QIcon.State.Off)
        if checked:
            made.addPixmap(glyph(name, checked, px, ratio, gap), QIcon.Mode.Normal, QIcon.State.On)
        if disabled:
            made.addPixmap(glyph(name, disabled, px, ratio, gap), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def _ratios() -> tuple[float, ...]:
    """The finenesses to render at; the finer one only where a screen shows it, for it takes most of the time."""
    return (1.0, 2.0) if any(screen.devicePixelRatio() > 1 for screen in QGuiApplication.screens()) else (1.0,)
