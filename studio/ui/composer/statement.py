"""A sentence to tick. Qt's own boxes never wrap their text; this one does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row

BOX = 24


class StatementBox(QWidget):
    """`clicked` carries whether it is ticked now."""

    clicked = Signal(bool)

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.box = CheckBox()
        self.box.setFixedWidth(BOX)
        self.box.clicked.connect(self.clicked)
        self._text = Label(wrap=True)
        self._text.installEventFilter(self)
        line = row(self.box, self._text, spacing=7)
        line.setStretch(1, 1)
        line.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        self._text.setContentsMargins(0, 4, 0, 4)
        self.setLayout(line)
        self.setFocusProxy(self.box)
        self.set_text(text)

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def checked(self) -> bool:
        return self.box.isChecked()

    def set_text(self, text: str) -> None:
        self._text.setText(text)
        self.box.setAccessibleName(text)

    def set_checked(self, checked: bool) -> None:
        self.box.setChecked(checked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
            and self.box.isEnabled()
        ):
            self.box.click()
            return True
        return super().eventFilter(watched, event)
