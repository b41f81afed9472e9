"""Dialogs: a heading, what they are about, and buttons. None of them ever says that data will be lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Item, column

SPACING, MARGIN = 12, 24
CHAR, MOST_OF_WINDOW = 8, 0.9
"""Pixels of an average character at 100 percent; the part of the window that a dialog may be wide."""


class HelpRequests(QObject):
    """The child of a window that hears where one of its dialogs wants help: the window's own keys rest meanwhile."""

    asked = Signal(QDialog)


class Dialog(QDialog):
    """Opens over the window with `open()` and is gone when it closes. F1 opens the help that belongs to it."""

    def __init__(self, parent: QWidget | None = None, *, width: int = 440) -> None:
        """`width`: pixels at least with type at 100 percent; with larger type more, while the window has room."""
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._heading = Label(role="heading", wrap=True)
        self.setMinimumWidth(self._grown(width))
        self._fits = True
        """False for a dialog whose height is its own choice."""

    def _grown(self, width: int) -> int:
        parent = self.parentWidget()
        room = parent.window().width() * MOST_OF_WINDOW if parent is not None else width
        return max(width, round(min(width * QFontMetricsF(self.font()).averageCharWidth() / CHAR, room)))

    def set_heading(self, text: str) -> None:
        self.setWindowTitle(text)
        self._heading.setText(text)

    def fill(self, *items: Item, buttons: QHBoxLayout) -> None:
        """Put the parts under the heading, the buttons last."""
        self.setLayout(column(self._heading, *items, 8, buttons, spacing=SPACING, margins=MARGIN))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.matches(QKeySequence.StandardKey.HelpContents):
            super().keyPressEvent(event)
            return
        above: QWidget = self
        while (parent := above.parentWidget()) is not None:
            above = parent
        requests = above.findChild(HelpRequests)
        if requests is not None:
            requests.asked.emit(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refit()

    def refit(self) -> None:
        """Wrapped texts take the height they need at this width, no more; in a low window the gaps are narrower."""
        layout = self.layout()
        if self._fits and layout is not None and layout.hasHeightForWidth():
            width = max(self.minimumWidth(), self.sizeHint().width())
            parent = self.parentWidget()
            if parent is not None and layout.totalHeightForWidth(width) > parent.window().height():
                layout.setSpacing(SPACING // 2)
                layout.setContentsMargins(MARGIN, MARGIN // 2, MARGIN, MARGIN // 2)
            self.resize(width, layout.totalHeightForWidth(width))

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            QTimer.singleShot(0, self, self._grow)  # once all of it is laid out anew
        return handled

    def _grow(self) -> None:
        """Make room for what came into sight; what goes leaves its room, so that nothing moves twice."""
        layout = self.layout()
        if self._fits and layout is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
