"""A short word of success at the foot of the window, that goes by itself.

Anything that must be acted on is never a toast; a way back may stand in it where there is another one elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, row

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
