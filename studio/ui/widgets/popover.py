"""Something that floats in the window over the page: it takes the keyboard, and gives it back where it was.

It is a child of the window, not a window of its own: an input method stays with the window, and it can never leave it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from studio.ui.theme import current_tokens
from studio.ui.widgets.layout import Card, column

EDGE = 12
"""Pixels between a popover and the edge of the window."""
SHADE = 10
"""Pixels of shade around it."""
LOCK = Qt.Key.Key_F12
"""The key that locks the window works always."""
GAP = 6
"""Pixels between it and what it belongs to."""


class ClickCatcher(QWidget):
    """Lies over the whole window, unseen; a click on it closes what lies above. `clicked` tells where."""

    clicked = Signal(QPoint)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.clicked.emit(event.position().toPoint())


class Popover(QWidget):
    """A card over `host`, the content of the window: when that is locked away, so is this.

    `closed` follows every way of closing it; Esc only closes.
    """

    closed = Signal()

    def __init__(self, host: QWidget, *, chars: int = 64) -> None:
        super().__init__(host)
        self._host, self._chars = host, chars
        self._anchor: QRect | None = None
        self._back: QWidget | None = None
        self._veil = ClickCatcher(host)
        self._veil.clicked.connect(self._beside)
        self._veil.hide()
        self.card = Card()
        self.setLayout(column(self.card, margins=SHADE))
        self.hide()

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    def open_popover(self, anchor: QRect | None = None, back: QWidget | None = None) -> None:
        """Show it by `anchor` (in the host's pixels), or at the top centre; `back` gets the keyboard afterwards."""
        QGuiApplication.inputMethod().commit()
        if not self.is_open:
            self._back = back or QApplication.focusWidget()
            self._host.installEventFilter(self)
        self._anchor = anchor
        self._veil.show()
        self._veil.raise_()
        self.show()
        self.raise_()
        self.place()

    def close_popover(self) -> None:
        """Put it away; the keyboard goes back to where it was."""
        if not self.is_open:
            return
        self._host.removeEventFilter(self)
        back, self._back = self._back, None
        self._veil.hide()
        if back is not None and isValid(back) and back.isVisible() and back.isEnabled():
            back.setFocus(Qt.FocusReason.PopupFocusReason)  # for any other reason a line would select all its text
        self.hide()
        self.closed.emit()

    def _beside(self, at: QPoint) -> None:
        """Close it; of what is clicked beside it a field gets the keyboard, and nothing is pressed."""
        self.close_popover()
        there = self._host.childAt(at)
        while there is not None and not isinstance(there, QLineEdit | QPlainTextEdit | QTextEdit):
            there = there.parentWidget()
        if there is not None and there.isEnabled():
            there.setFocus(Qt.FocusReason.MouseFocusReason)

    def place(self) -> None:
        """Take the size it needs, and a place inside the window."""
        room = self._host.rect()
        self._veil.setGeometry(room)
        width = min(self._chars * self.fontMetrics().averageCharWidth() + 2 * SHADE, room.width() - 2 * (EDGE - SHADE))
        self.setFixedWidth(width)
        layout = self.card.layout()
        if layout is not None:
            layout.activate()
        high = self.card.heightForWidth(width - 2 * SHADE) if self.card.hasHeightForWidth() else -1
        wanted = max(high, self.card.sizeHint().height()) if high < 0 else high
        height = min(wanted + 2 * SHADE, room.height() - 2 * (EDGE - SHADE))
        self.resize(width, height)
        self.move(self._corner(room, width, height))

    def _corner(self, room: QRect, width: int, height: int) -> QPoint:
        """Under the anchor, over it where there is more room, or at the top centre; never outside."""
        if self._anchor is None:
            return QPoint((room.width() - width) // 2, min(room.height() // 12, max(0, room.height() - height)))
        below = self._anchor.bottom() + GAP - SHADE
        above = self._anchor.top() - GAP + SHADE - height
        top = above if below + height > room.height() and above >= 0 else below
        left = self._anchor.left() - SHADE
        return QPoint(_inside(left, width, room.width()), _inside(top, height, room.height()))

    def stops(self) -> Sequence[QWidget]:
        """What Tab walks through, in order."""
        return [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = list(self.stops())
        if not stops:
            return False
        focus = QApplication.focusWidget()
        here = stops.index(focus) if focus in stops else -1
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def event(self, event: QEvent) -> bool:
        """While it is open the keys of the window are not for the page under it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() != LOCK:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.is_open:
            self.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 16 if current_tokens().dark else 7))
        for step in range(1, SHADE):
            box = QRectF(self.rect()).adjusted(step, step + 2, -step, -max(0, step - 2))
            painter.drawRoundedRect(box, 10 + SHADE - step, 10 + SHADE - step)


def _inside(start: int, size: int, room: int) -> int:
    """`start`, moved so that `size` lies within `room`."""
    least = EDGE - SHADE
    return max(least, min(start, room - size - least))
