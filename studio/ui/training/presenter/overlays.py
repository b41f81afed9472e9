"""What lies over the window while it is presented: ink, a lens, and nothing but black."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QCursor,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone

INK = 5
"""Pixels of the pen."""
FOLLOW_MS = 40
LENS = (0.42, 0.34)
"""Of the window's width and height that the lens takes."""
POWERS = (2.0, 3.0)


class Ink(QWidget):
    """Drawn on with the mouse while the pen is out; strokes stay until they are cleared."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.strokes: list[QPainterPath] = []
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.out = False
        self.hide()

    def take(self, out: bool) -> None:
        """Take the pen out, or put it away; what was drawn stays, and clicks go through it."""
        self.out = out
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not out)
        self._arrange()

    def clear(self) -> None:
        self.strokes.clear()
        self._arrange()

    def _arrange(self) -> None:
        self.setGeometry(self._window.rect())
        self.setVisible(self.out or bool(self.strokes))
        self.raise_()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        path = QPainterPath(event.position())
        path.lineTo(event.position() + QPointF(0.1, 0.1))  # a click leaves a dot
        self.strokes.append(path)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self.strokes[-1].lineTo(event.position())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(current_tokens().tones[Tone.RED].text)
        round_ = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(QPen(colour, INK, *round_))
        for path in self.strokes:
            painter.drawPath(path)


class Lens(QWidget):
    """Shows what is around the pointer larger. Clicks go through it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.power = 0.0
        """How much larger; 0: put away."""
        self._seen = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self, interval=FOLLOW_MS)
        self._timer.timeout.connect(self.follow)
        self.hide()

    def turn(self) -> None:
        """The next power, then away."""
        order = (0.0, *POWERS)
        self.power = order[(order.index(self.power) + 1) % len(order)]
        if self.power:
            self._timer.start()
            self.follow()
        else:
            self.put_away()

    def put_away(self) -> None:
        self.power = 0.0
        self._timer.stop()
        self.hide()

    def follow(self, at: QPoint | None = None) -> None:
        """Stand beside the pointer and show what is under it."""
        window = self._window.rect()
        pointer = at or self._window.mapFromGlobal(QCursor.pos())
        wide, high = round(window.width() * LENS[0]), round(window.height() * LENS[1])
        left = pointer.x() + 40 if pointer.x() + 40 + wide <= window.width() else pointer.x() - 40 - wide
        top = min(max(pointer.y() - high // 2, 8), window.height() - high - 8)
        self.setGeometry(min(max(left, 8), window.width() - wide - 8), top, wide, high)
        shown = QRect(0, 0, round(wide / self.power), round(high / self.power))
        shown.moveCenter(pointer)
        self._seen = shown
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        content = self._window.centralWidget()
        if content is not None:
            painter.fillRect(self.rect(), QColor(tokens.page))
            around = self._seen.translated(-content.pos())
            painter.drawPixmap(QRectF(self.rect()), content.grab(around), QRectF())
        painter.setPen(QPen(QColor(tokens.accent), 3))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))


class Black(QWidget):
    """Nothing but black over everything, dialogs too."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window, Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setCursor(Qt.CursorShape.BlankCursor)

    def cover(self, window: QMainWindow) -> None:
        """Show it over the screen of `window`."""
        self.setGeometry(window.geometry())
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)
