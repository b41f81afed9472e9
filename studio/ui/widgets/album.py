"""Where the pictures of a post stand, as the platforms lay an album."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from studio.ui.fonts import pixel_font

GAP = 3.0
SHOWN = 5
TALLEST = 1.25
"""Height of a single picture at most, in parts of its width (4:5)."""


def album_height(sizes: Sequence[QSizeF], width: float) -> float:
    """Height of the album of pictures of these sizes at `width`."""
    return max((box.bottom() for box in album_boxes(sizes, width)), default=0.0)


def album_boxes(sizes: Sequence[QSizeF], width: float) -> list[QRectF]:
    """A box a picture, at most five; the last stands for those that follow."""
    count = min(len(sizes), SHOWN)
    if count == 0:
        return []
    half = (width - GAP) / 2
    if count == 1:
        share = sizes[0].height() / sizes[0].width() if sizes[0].width() else 1.0
        return [QRectF(0, 0, width, width * min(share, TALLEST))]
    if count == 2:
        return _line(0, width, width * 0.62, 2)
    if count == 3:
        return [QRectF(0, 0, width, half), *_line(half + GAP, width, half, 2)]
    if count == 4:
        return _line(0, width, half, 2) + _line(half + GAP, width, half, 2)
    return _line(0, width, half, 2) + _line(half + GAP, width, (width - 2 * GAP) / 3, 3)


def paint_album(painter: QPainter, left: float, top: float, width: float, images: Sequence[QImage]) -> None:
    """Paint `images` at (`left`, `top`), each filling its box; a null image leaves a grey box."""
    boxes = album_boxes([QSizeF(i.size()) if not i.isNull() else QSizeF(4, 5) for i in images], width)
    for box, image in zip(boxes, images, strict=False):
        _paint_covering(painter, box.translated(left, top), image)
    hidden = len(images) - len(boxes)
    if hidden > 0:
        last = boxes[-1].translated(left, top)
        painter.fillRect(last, QColor(0, 0, 0, 120))
        painter.setFont(pixel_font(26, QFont.Weight.DemiBold))
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(last, int(Qt.AlignmentFlag.AlignCenter), f"+{hidden}")


def _line(top: float, width: float, height: float, count: int) -> list[QRectF]:
    each = (width - (count - 1) * GAP) / count
    return [QRectF(i * (each + GAP), top, each, height) for i in range(count)]


def _paint_covering(painter: QPainter, box: QRectF, image: QImage) -> None:
    if image.isNull():
        painter.fillRect(box, QColor("#E4E6EB"))
        return
    part = QSizeF(box.size()).scaled(QSizeF(image.size()), Qt.AspectRatioMode.KeepAspectRatio)
    source = QRectF(
        (image.width() - part.width()) / 2, (image.height() - part.height()) / 2, part.width(), part.height()
    )
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(box, image, source)
