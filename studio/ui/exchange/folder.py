"""A folder as a field of a form: typed, or chosen in a dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.translation import tr
from studio.ui.files import ask_folder
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.layout import row


class FolderField(QWidget):
    """Its value is the path, or an empty text."""

    edited = Signal()

    def __init__(self, title: str) -> None:
        """`title` stands over the dialog in which it is chosen."""
        super().__init__()
        self._title = title
        self.line = QLineEdit()
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.choose = QuietButton(tr("Choose…", about="folder"), "folder-open")
        self.choose.clicked.connect(self._ask)
        inside = row(self.line, self.choose)
        inside.setStretch(0, 1)
        self.setLayout(inside)
        self.setFocusProxy(self.line)

    @property
    def value(self) -> str:
        return self.line.text().strip()

    def set_value(self, value: str) -> None:
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def setAccessibleName(self, name: str) -> None:
        """The line and the button say what they are for."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.choose.setAccessibleName(f"{self.choose.text()} {name}")

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def _ask(self) -> None:
        ask_folder(self, self._title, self._take)

    def _take(self, folder: Path) -> None:
        self.set_value(str(folder))
        self.edited.emit()
