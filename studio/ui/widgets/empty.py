"""What a page shows when it has nothing yet: what this is for, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studio.ui.widgets.buttons import Button
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import GRID, column, row

WIDTH, NARROWEST, MARGIN, TIGHT = 420, 220, 24, 6
CHARS, LEAST_CHARS = 44, 25
"""Widest and narrowest the words stand where type is large, in average characters."""


class EmptyState(QWidget):
    """An icon, a heading, a sentence, and at most one button."""

    def __init__(self, glyph: str, button: Button | None = None, *, heading: str = "", text: str = "") -> None:
        super().__init__()
        self._heading = Label(heading, "heading", wrap=True)
        self._text = Label(text, "hint", wrap=True)
        for label in (self._heading, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._labels = (self._heading, self._text)
        self._glyph = Glyph(glyph, "muted", scale=2.2)
        parts = column(row(None, self._glyph, None), 4, self._heading, self._text)
        self._button = button
        if button is not None:
            parts.addSpacing(8)
            parts.addLayout(row(None, button, None))
        inner = column(None, parts, None, None)
        self._columns = (parts, inner)
        self.setLayout(row(None, inner, None, margins=MARGIN))

    def minimumSizeHint(self) -> QSize:
        narrowest = max(NARROWEST, self.fontMetrics().averageCharWidth() * LEAST_CHARS)
        return QSize(narrowest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wrapped label takes no width of its own accord. Where room is short, icon and margins give way to words."""
        self._widen(event.size().width() - 2 * MARGIN)
        roomy = self._needed() <= event.size().height()
        side, edge = (MARGIN, MARGIN) if roomy else (TIGHT, 0)
        if not roomy:
            self._widen(event.size().width() - 2 * TIGHT)
        self._glyph.setVisible(roomy)
        words = sum(label.heightForWidth(label.width()) for label in self._labels)
        self._heading.setVisible(roomy or self._button is not None or words <= event.size().height() - TIGHT)
        for box in self._columns:
            box.setSpacing(GRID if roomy else 0)
        self.layout().setContentsMargins(side, edge, side, edge)  # type: ignore[union-attr]
        super().resizeEvent(event)

    def _widen(self, room: int) -> None:
        widest = max(WIDTH, self.fontMetrics().averageCharWidth() * CHARS)
        for label in self._labels:
            label.setFixedWidth(max(NARROWEST - 2 * MARGIN, min(widest, room)))

    def _needed(self) -> int:
        """Pixels of height that icon, words and button take; where they find no room, the words come first."""
        words = sum(label.heightForWidth(label.width()) for label in self._labels)
        button = self._button.sizeHint().height() + 3 * MARGIN if self._button is not None else 2 * MARGIN
        return self._glyph.sizeHint().height() + words + button + 2 * MARGIN

    def set_words(self, heading: str, text: str) -> None:
        self._heading.setText(heading)
        self._text.setText(text)

    @property
    def heading(self) -> str:
        return self._heading.text()
