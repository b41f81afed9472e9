"""The round sign of a page or a person: initials on a ground of their own."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.text import squeeze
from studio.ui.fonts import pixel_font

GROUNDS = ("#0B5CAD", "#17683B", "#6D35A8", "#9A4209", "#0B6560", "#8C1D4B", "#3F5268")
_ASIDE = re.compile(r"\([^)]*\)")
SMALL_WORDS = frozenset({"phường", "xã", "thành", "phố", "quận", "huyện", "tỉnh", "thị", "trấn"})


def initials(name: str) -> str:
    """Two letters that stand for `name`: first and last word ("Công an phường Minh Khai" → "CK")."""
    bare = _ASIDE.sub(" ", name)
    words = [w for w in squeeze(bare).split(" ") if w[:1].isalnum() and w.lower() not in SMALL_WORDS]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [w[0] for w in words]
    return "".join(letters).upper() or "?"


def ground_of(name: str) -> str:
    """The ground colour of `name`, the same every time; white reads on each."""
    return GROUNDS[sum(map(ord, name)) % len(GROUNDS)]


def paint_avatar(painter: QPainter, rect: QRect, name: str) -> None:
    """Paint the sign of `name` in the square `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground_of(name)))
    painter.drawEllipse(rect)
    painter.setFont(pixel_font(max(8, round(rect.height() * 0.38)), QFont.Weight.Bold))
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), initials(name))
    painter.restore()


def avatars(names: tuple[str, ...], px: int, ratio: float = 1.0) -> QPixmap:
    """The signs of `names` one over the other, `px` high, for a screen of `ratio` device pixels; made once."""
    key = f"avatars:{names}:{px}:{ratio}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    step = round(px * 0.72)
    width = px + step * (len(names) - 1)
    pixmap = QPixmap(round(width * ratio), round(px * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    for place in reversed(range(len(names))):
        paint_avatar(painter, QRect(step * place, 0, px, px), names[place])
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


class Avatar(QWidget):
    """The sign as a widget of `px` pixels; decoration, so it carries no accessible name of its own."""

    def __init__(self, name: str = "", px: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._px = name, px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._px, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), self.rect(), self._name)
