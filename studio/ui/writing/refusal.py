"""Why nothing can be inserted here, said where the person looks."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.popover import Popover

CHARS = 46


class Refusal(Popover):
    """A sentence and a button; Enter or Esc closes it, and the keyboard is back in the field."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, chars=CHARS)
        self._text = Label(wrap=True)
        self._close = QuietButton()
        self._close.setAutoDefault(True)
        self._close.clicked.connect(self.close_popover)
        sign = Glyph("info", "accent")
        line = row(sign, self._text, spacing=10)
        line.setStretch(1, 1)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.card.setLayout(column(line, row(None, self._close), spacing=10, margins=14))

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, anchor: QRect | None, back: QWidget | None) -> None:
        """Show `text` by `anchor`, or at the top; `back` gets the keyboard afterwards."""
        self._text.setText(text)
        self._close.setText(tr("Close"))
        self.setAccessibleName(text)
        self._close.setAccessibleDescription(text)
        self.open_popover(anchor, back)
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
