"""The canvas: a card as it is exported, and the boxes of its parts to be moved by the mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.templates.layout import Box, Lock
from studio.templates.own.layouts import PlacedPart, dragged, stepped
from studio.ui.templates.draft_cards import CardOnCanvas
from studio.ui.theme import current_tokens

_HANDLE = 10
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class LayoutCanvas(QWidget):
    """Arrows move the part in hand, Shift+arrows resize it, Page Up and Page Down take another in hand.

    `placed` carries the part and its new box; `held` the lock that forbids it.
    """

    chosen = Signal(str)
    placed = Signal(str, Box)
    held = Signal(Lock)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.card: CardOnCanvas | None = None
        self._boxes: dict[str, Box] = {}
        self._part = ""
        self._from: QPointF | None = None
        self._grown = False

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 220)

    def show_card(self, card: CardOnCanvas | None) -> None:
        self.card = card
        self._boxes = {part.id: part.box for part in card.boxed} if card is not None else {}
        if self._part not in self._boxes:
            self._part = next(iter(self._boxes), "")
        self.update()

    @property
    def part(self) -> PlacedPart | None:
        """The part in hand."""
        boxed = self.card.boxed if self.card is not None else ()
        return next((part for part in boxed if part.id == self._part), None)

    @property
    def box(self) -> Box | None:
        """Its box as it is drawn now."""
        return self._boxes.get(self._part)

    def choose(self, part: str) -> None:
        """Take the part of that id in hand."""
        if part != self._part:
            self._part = part
            self.update()
            self.chosen.emit(part)

    # -- by keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self._boxes:
            names = list(self._boxes)
            by = 1 if key == Qt.Key.Key_PageDown else -1
            self.choose(names[(names.index(self._part) + by) % len(names)] if self._part in names else names[0])
        elif key in _ARROWS and self.card is not None and self.box is not None:
            x, y = _ARROWS[key]
            grown = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if self._free(Lock.RESIZE if grown else Lock.MOVE):
                size = self.card.size
                made = stepped(self.box, size, dw=x, dh=y) if grown else stepped(self.box, size, dx=x, dy=y)
                self._put(made)
        else:
            super().keyPressEvent(event)

    # -- by the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._on_card(event.position())
        found = [part for part in self.card.boxed if _holds(self._boxes[part.id], at)] if self.card is not None else []
        self.setFocus()
        if found:
            # The smallest of those whose lock lets them be taken hold of; where all are locked, the smallest.
            open_ = [part for part in found if Lock.SELECT not in part.locks] or found
            mine = [part for part in open_ if part.id == self._part]
            part = (mine or sorted(open_, key=lambda one: self._boxes[one.id].w * self._boxes[one.id].h))[0]
            self.choose(part.id)
            corner = self._drawn(self._boxes[part.id]).bottomRight()
            self._grown = (corner - event.position()).manhattanLength() <= 2 * _HANDLE
            self._from = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.ArrowCursor if self._from is None else Qt.CursorShape.SizeAllCursor)
        if self._from is not None:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        begun, self._from = self._from, None
        self.unsetCursor()
        if begun is None or self.box is None or self.card is None:
            return
        moved = self._on_card(event.position()) - begun
        made = dragged(self.box, self.card.size, round(moved.x()), round(moved.y()), resize=self._grown)
        if made != self.box and self._free(Lock.RESIZE if self._grown else Lock.MOVE):
            self._put(made)

    def _free(self, lock: Lock) -> bool:
        part = self.part
        if part is not None and lock in part.locks:
            self.held.emit(lock)
            return False
        return part is not None

    def _put(self, box: Box) -> None:
        if box != self.box:
            self._boxes[self._part] = box
            self.update()
            self.placed.emit(self._part, box)

    # -- where things are

    def _scale(self) -> tuple[float, QPointF]:
        if self.card is None:
            return 1.0, QPointF()
        size = self.card.size
        scale = min(self.width() / size.width, self.height() / size.height)
        left, top = (self.width() - size.width * scale) / 2, (self.height() - size.height * scale) / 2
        return scale, QPointF(left, top)

    def _on_card(self, point: QPointF) -> QPointF:
        scale, origin = self._scale()
        return (point - origin) / scale

    def _drawn(self, box: Box) -> QRectF:
        scale, origin = self._scale()
        return QRectF(origin.x() + box.x * scale, origin.y() + box.y * scale, box.w * scale, box.h * scale)

    def point_of(self, part: str) -> QPoint:
        """The middle of a part, in pixels of the canvas."""
        return self._drawn(self._boxes[part]).center().toPoint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current_tokens()
        if self.card is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self.card.size
        painter.drawImage(self._drawn(Box(x=0, y=0, w=size.width, h=size.height)), self.card.image)
        for part in self.card.boxed:
            mine = part.id == self._part
            painter.setPen(QPen(QColor(tokens.accent if mine else tokens.muted), 2 if mine else 1,
                                Qt.PenStyle.SolidLine if mine else Qt.PenStyle.DashLine))  # fmt: skip
            drawn = self._drawn(self._boxes[part.id])
            painter.drawRect(drawn)
            if mine:
                painter.fillRect(QRectF(drawn.right() - _HANDLE / 2, drawn.bottom() - _HANDLE / 2, _HANDLE, _HANDLE),
                                 QColor(tokens.accent))  # fmt: skip
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def _holds(box: Box, at: QPointF) -> bool:
    return box.x <= at.x() <= box.x + box.w and box.y <= at.y() <= box.y + box.h
