"""A sentence across a page that stays until it is dealt with, and one over the page that goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import Button, QuietButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, row

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


# Anything that must be acted on is never a toast; a way back may stand in it where there is another one elsewhere.


SHOWN_MS = 6000
WITH_ACTION_MS = 10_000
MARGIN = 24


class Toast(Card):
    """Floats over `host`, above the `foot` pixels at its bottom that are read meanwhile."""

    def __init__(self, host: QWidget, foot: Callable[[], int] = lambda: 0) -> None:
        super().__init__(host, kind="toast")
        self._host, self._foot = host, foot
        self._text = Label(role="toast")
        self.button = QuietButton()
        self.button.clicked.connect(self._pressed)
        self.button.hide()
        self._act: Callable[[], None] | None = None
        self.setLayout(row(self._text, self.button, spacing=14, margins=(16, 10, 16, 10)))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show `text`, and have a screen reader say it. `action` names a button that does `act`."""
        self._text.setText(text)
        self._act = act
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(WITH_ACTION_MS if action else SHOWN_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def drop(self) -> None:
        """Show it no more, and offer no way back."""
        self._act = None
        self.hide()

    def _pressed(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        left = (self._host.width() - self.width()) // 2
        below = max(3 * MARGIN, self._foot() + 2 * MARGIN)
        self.move(max(MARGIN, left), self._host.height() - self.height() - below)
