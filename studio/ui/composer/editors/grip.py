"""What moves a row of a list: its number, which can be dragged, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio.translation import tr
from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.layout import column

NUMBER_WIDTH = 3
"""Average characters before a row."""
SIGN = 16
MOVER_WIDTH = 24


class Grip(QWidget):
    """The number of a row, or handles while the row is in use. `pulled` carries the mouse's place on the screen."""

    pulled = Signal(int)
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._shown = False
        self._from: QPoint | None = None
        self._pulling = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def place(self, text: str, line: int) -> None:
        """Show `text` in the middle of the first line, which is `line` pixels high."""
        self._text = text
        width = max(SIGN, self.fontMetrics().averageCharWidth() * NUMBER_WIDTH)
        self.setFixedSize(width, line)
        self.update()

    def show_grip(self, shown: bool) -> None:
        self._shown = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = current_tokens()
        painter.setPen(QColor(tokens.muted))
        if not self._shown:
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._text)
            return
        place = QRect(self.width() - SIGN, (self.height() - SIGN) // 2, SIGN, SIGN)
        painter.drawPixmap(place.topLeft(), glyph("grip-vertical", tokens.muted, SIGN, self.devicePixelRatio()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._from is None:
            return
        if not self._pulling and (at - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._pulling = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._pulling:
            self.pulled.emit(at.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
        if self._pulling:
            self._pulling = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.let_go.emit()


class Movers(QWidget):
    """The two buttons that move a row. They are made when the row is first used; their place is kept free."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: tuple[IconButton, IconButton] | None = None
        self._place, self._count, self._line = 0, 0, 0
        self.setFixedWidth(MOVER_WIDTH)

    def place(self, place: int, count: int, line: int) -> None:
        """Belong to the row at `place` of `count`; `line` is the height of one line of it."""
        self._place, self._count, self._line = place, count, line
        self.setFixedHeight(line)
        self._fit()

    def show_buttons(self, shown: bool) -> None:
        if shown and self._buttons is None:
            self._make()
        for button in self._buttons or ():
            button.setVisible(shown)

    def _make(self) -> None:
        up, down = self._buttons = IconButton("chevron-up"), IconButton("chevron-down")
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        self.setLayout(column(up, down, spacing=0))
        self._fit()

    def _fit(self) -> None:
        if self._buttons is None:
            return
        for button in self._buttons:
            button.setFixedSize(MOVER_WIDTH, self._line // 2)
        up, down = self._buttons
        up.setEnabled(self._place > 0)
        down.setEnabled(self._place < self._count - 1)
        up.set_name(tr("Move row {n} up (Alt+↑)").format(n=self._place + 1))
        down.set_name(tr("Move row {n} down (Alt+↓)").format(n=self._place + 1))
