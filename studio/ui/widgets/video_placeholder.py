"""A video as a picture: a dark field with a sign for "play" and what is known of it. Nothing of the video is decoded.

Painted on images, so that a worker may do it.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPolygonF

from studio.images.video import Clip
from studio.platforms import Platform
from studio.ui.fonts import pixel_font

LONGEST_SIDE = 720
GROUND, VEIL, INK = "#3F4E63", "#990B1220", "#FFFFFF"


def film_picture(width: int, height: int, words: str, cover: QImage | None = None, *, small: bool = False) -> QImage:
    """A picture of that shape, at most `LONGEST_SIDE` pixels long; `words` below the sign.

    `cover` shows through where there is one. `small`: for a tile, whose foot is taken.
    """
    size = QSize(max(width, 1), max(height, 1)).scaled(LONGEST_SIDE, LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size.expandedTo(QSize(48, 48)), QImage.Format.Format_RGB32)
    image.fill(QColor(GROUND))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if cover is not None and not cover.isNull():
        _paint_cover(painter, image.size(), cover)
    room = QRectF(image.rect())
    if small:
        _paint_sign(painter, room.adjusted(0, 0, 0, -room.height() * 0.34), words, letters=1.3)
    else:
        _paint_sign(painter, room, words)
    painter.end()
    return image


def film_on(platform: Platform, width: int, height: int, words: str, cover: QImage | None) -> QImage:
    """A video as the platform shows it: upright as a reel, else in the shape of its cover or of a player."""
    if platform is Platform.FACEBOOK:
        return film_picture(width, height, words)
    if cover is None or cover.isNull():
        return film_picture(16, 9, words)
    return film_picture(cover.width(), cover.height(), words, cover)


def clip_picture(clip: Clip) -> QImage:
    """The same of a video of which everything is known."""
    return film_picture(clip.width, clip.height, length_words(clip.seconds))


def clip_words(clip: Clip) -> str:
    """``0:12 · 720 × 1280 · 1,9 MB``."""
    return f"{length_words(clip.seconds)} · {clip.width} × {clip.height} · {weight_words(clip.bytes)}"


def length_words(seconds: float) -> str:
    """``0:12``, ``1:05:00``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def weight_words(count: int) -> str:
    """``1,9 MB``, as the reader's language writes numbers."""
    return f"{QLocale().toString(count / 1e6, 'f', 1)} MB"


def _paint_cover(painter: QPainter, size: QSize, cover: QImage) -> None:
    filled = cover.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    corner = QPointF((size.width() - filled.width()) / 2, (size.height() - filled.height()) / 2)
    painter.drawImage(QRectF(corner, filled.toSizeF()), cover)
    painter.fillRect(QRectF(QPointF(), size.toSizeF()), QColor(VEIL))


def _paint_sign(painter: QPainter, room: QRectF, words: str, *, letters: float = 0.52) -> None:
    """`letters`: their height in parts of the sign's radius."""
    radius = min(room.width(), room.height()) * 0.15
    middle = room.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(INK))
    painter.drawEllipse(middle, radius, radius)
    painter.setBrush(QColor(GROUND))
    arm = radius * 0.5
    tip, back = QPointF(middle.x() + arm * 1.1, middle.y()), middle.x() - arm * 0.7
    painter.drawPolygon(QPolygonF([tip, QPointF(back, middle.y() - arm), QPointF(back, middle.y() + arm)]))
    painter.setFont(pixel_font(max(12, round(radius * letters)), QFont.Weight.DemiBold))
    painter.setPen(QColor(INK))
    below = QRectF(room.left(), middle.y() + radius * 1.25, room.width(), radius)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter), words)
