"""A sentence across a page that stays until it is dealt with."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import Button
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import row

ICONS = {Tone.RED: "circle-x", Tone.AMBER: "triangle-alert", Tone.GREEN: "circle-check", Tone.BLUE: "info"}


LEAST_CHARS = 34
"""Average characters a sentence has at least beside its buttons."""


class Banner(QWidget):
    """Icon and sentence on a tint, and perhaps what can be done about it; hidden while it has nothing to say."""

    def __init__(self, *buttons: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.BLUE
        self._glyph = Glyph("info", "accent")
        self._text = Label(wrap=True).selectable()
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        told = row(self._glyph, self._text, spacing=10)
        told.setStretch(1, 1)
        self._buttons = buttons
        self._box = row(told, spacing=10, margins=(14, 9, 10, 9))
        self._box.setStretch(0, 1)
        if buttons:
            self._box.addLayout(row(None, *buttons, spacing=10))
        self.setLayout(self._box)
        self.hide()

    def say(self, tone: Tone, text: str) -> None:
        """Show `text` in `tone`; an empty text hides the banner."""
        self._tone = tone
        self._text.setText(text)
        self.setAccessibleName(text)
        self._dress()
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def tone(self) -> Tone:
        return self._tone

    @property
    def buttons(self) -> tuple[Button, ...]:
        """What can be done about it."""
        return self._buttons

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand below the sentence where they would leave it no room beside them."""
        super().resizeEvent(event)
        beside = sum(button.sizeHint().width() + 10 for button in self._buttons if not button.isHidden())
        room = self.fontMetrics().averageCharWidth() * LEAST_CHARS
        below = bool(beside) and self.width() - beside < room
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if way is not self._box.direction():
            self._box.setDirection(way)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().tones[self._tone].tint))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)

    def _dress(self) -> None:
        self._glyph.show_glyph(ICONS.get(self._tone, "info"), self._tone)
        self.update()
