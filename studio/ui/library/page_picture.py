"""The picture of a page, fitted to the width there is, with one line of it marked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from studio.ui.theme import current_tokens

MARGIN = 4.0
"""Points that the mark stands off from its line."""


class _Sheet(QWidget):
    """Paints the page; its height follows its width."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QImage()
        self.points = 1.0
        self.mark: QRectF | None = None

    def fit(self, width: int) -> None:
        """Be as high as the page is at that width; nothing without a page."""
        there = not self.picture.isNull()
        self.setFixedHeight(round(width * self.picture.height() / self.picture.width()) if there else 0)

    @property
    def scale(self) -> float:
        """Pixels of the widget to a point of the page."""
        return self.width() / self.points

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self.picture)
        if self.mark is not None:
            mark = self.mark.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
            scaled = QRectF(
                mark.x() * self.scale, mark.y() * self.scale, mark.width() * self.scale, mark.height() * self.scale
            )
            accent = QColor(current_tokens().accent)
            painter.setPen(QPen(accent, 2))
            accent.setAlpha(36)
            painter.fillRect(scaled, accent)
            painter.drawRect(scaled)


class PagePictureView(QScrollArea):
    """A page to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_page(self, png: bytes, points: float) -> None:
        """`points` is the width of the page."""
        self._sheet.picture = QImage.fromData(png)
        self._sheet.points = points
        self._sheet.mark = None
        self._sheet.fit(self.viewport().width())
        self._sheet.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sheet.fit(self.viewport().width())

    def mark(self, box: QRectF | None) -> None:
        """Mark a place of the page, in points, and bring it into sight."""
        self._sheet.mark = box
        self._sheet.update()
        if box is not None:
            scale = self._sheet.scale
            centre = box.center() * scale
            self.ensureVisible(round(centre.x()), round(centre.y()), 0, self.viewport().height() // 3)

    @property
    def shown(self) -> bool:
        """Whether there is a page."""
        return not self._sheet.picture.isNull()
