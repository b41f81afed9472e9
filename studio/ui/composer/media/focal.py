"""The point of a picture that stays in sight however it is cut: a click, or the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.theme import current_tokens

HEIGHT = 200
STEP = 0.02
RING = 13.0
_STEPS = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}


class FocalPicker(QWidget):
    """`picked` carries the point as fractions of the picture, from its top left corner."""

    picked = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._focal = (0.5, 0.4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    @property
    def focal(self) -> tuple[float, float]:
        return self._focal

    def show_picture(self, pixmap: QPixmap, focal: tuple[float, float]) -> None:
        self._pixmap, self._focal = pixmap, focal
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def picture_rect(self) -> QRectF:
        """Where the picture stands in the widget."""
        if self._pixmap.isNull():
            return QRectF(self.rect())
        size = self._pixmap.deviceIndependentSize().scaled(self.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pick(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        self._take(self._focal[0] + step[0], self._focal[1] + step[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self.picture_rect()
        if self._pixmap.isNull():
            painter.fillRect(place, QColor(tokens.locked))
            return
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        centre = QPointF(place.left() + self._focal[0] * place.width(), place.top() + self._focal[1] * place.height())
        for colour, width in (("#000000", 5.0), ("#FFFFFF", 2.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(centre, RING, RING)
            for dx, dy in ((RING, 0), (-RING, 0), (0, RING), (0, -RING)):
                painter.drawLine(centre + QPointF(dx, dy), centre + QPointF(dx * 0.35, dy * 0.35))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(place.adjusted(1, 1, -1, -1))

    def _pick(self, at: QPointF) -> None:
        place = self.picture_rect()
        if place.width() and place.height() and not self._pixmap.isNull():
            self._take((at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height())

    def _take(self, x: float, y: float) -> None:
        focal = (round(min(1.0, max(0.0, x)), 3), round(min(1.0, max(0.0, y)), 3))
        if focal != self._focal:
            self._focal = focal
            self.update()
            self.picked.emit(*focal)
