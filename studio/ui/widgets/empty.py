"""What a page shows when it has nothing yet: what this is for, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studio.ui.widgets.buttons import Button
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import column, row

WIDTH, NARROWEST, MARGIN = 420, 220, 24


class EmptyState(QWidget):
    """An icon, a heading, a sentence, and at most one button."""

    def __init__(self, glyph: str, button: Button | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Label(role="heading", wrap=True)
        self._text = Label(role="hint", wrap=True)
        for label in (self._heading, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._labels = (self._heading, self._text)
        parts = column(row(None, Glyph(glyph, "muted", scale=2.2), None), 4, self._heading, self._text)
        if button is not None:
            parts.addSpacing(8)
            parts.addLayout(row(None, button, None))
        inner = column(None, parts, None, None)
        self.setLayout(row(None, inner, None, margins=MARGIN))

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wrapped label takes no width of its own accord."""
        for label in self._labels:
            label.setFixedWidth(max(NARROWEST - 2 * MARGIN, min(WIDTH, event.size().width() - 2 * MARGIN)))
        super().resizeEvent(event)

    def set_words(self, heading: str, text: str) -> None:
        self._heading.setText(heading)
        self._text.setText(text)

    @property
    def heading(self) -> str:
        return self._heading.text()
