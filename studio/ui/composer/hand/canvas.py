"""A card to adjust: its photo is pulled with mouse or arrow keys, and enlarged with the wheel or + and -."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.composer.hand.look import Look
from studio.ui.theme import current_tokens

STEP = 12
"""Pixels of the card that an arrow key moves the photo; with Shift a sixth of it."""
NEARER = 1.08
"""One step of the wheel."""
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
"""The keys move the window over the photo, and so the photo the other way."""


class HandCanvas(QWidget):
    """`begun` before a pull, `pulled` with the pixels of the card since then, `nearer` with a factor."""

    begun = Signal()
    pulled = Signal(float, float)
    nearer = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._from: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_look(self, look: Look) -> None:
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(520, 460)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 240)

    @property
    def card_rect(self) -> QRectF:
        """Where the card stands in the widget."""
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._look is None:
            return room
        size = QSizeF(self._look.width, self._look.height).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(room.center() - QPointF(size.width() / 2, size.height() / 2), size)

    @property
    def photo_rect(self) -> QRectF:
        """Where the photo that can be moved stands in the widget; empty without one."""
        if self._look is None or self._look.photo is None:
            return QRectF()
        card, scale, photo = self.card_rect, self._scale, QRectF(self._look.photo)
        return QRectF(card.topLeft() + photo.topLeft() * scale, photo.size() * scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.photo_rect.contains(event.position()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._from = event.position()
            self.begun.emit()
            self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            way = (event.position() - self._from) / self._scale
            self.pulled.emit(way.x(), way.y())
        self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
        self._point(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y() / 120
        if self.photo_rect.contains(event.position()) and turns:
            self.nearer.emit(NEARER**turns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None and not self.photo_rect.isEmpty():
            step = STEP / 6 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
            self.begun.emit()
            self.pulled.emit(way[0] * step, way[1] * step)
        elif event.text() in ("+", "-") and not self.photo_rect.isEmpty():
            self.nearer.emit(NEARER if event.text() == "+" else 1 / NEARER)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card, tokens = self.card_rect, current_tokens()
        if self._look is None:
            painter.fillRect(card, QColor(tokens.locked))
            return
        painter.drawImage(card, self._look.image)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(card if self.photo_rect.isEmpty() else self.photo_rect)

    @property
    def _scale(self) -> float:
        """Pixels of the widget for one of the card."""
        return self.card_rect.width() / self._look.width if self._look is not None else 1.0

    def _point(self, at: QPointF) -> None:
        over = self.photo_rect.contains(at)
        holding = Qt.CursorShape.ClosedHandCursor if self._from is not None else Qt.CursorShape.OpenHandCursor
        self.setCursor(holding if over or self._from is not None else Qt.CursorShape.ArrowCursor)
