"""A question with two answers, and a third state: not answered yet."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from studio.ui.widgets.choice import RadioButton
from studio.ui.widgets.layout import row


class YesNo(QWidget):
    """Yes, no, or not answered yet."""

    def __init__(self, spacing: int = 20) -> None:
        super().__init__()
        self.yes, self.no = RadioButton(), RadioButton()
        self._group = QButtonGroup(self)
        for button in (self.yes, self.no):
            self._group.addButton(button)
        self.setLayout(row(self.yes, self.no, None, spacing=spacing))
        self.setFocusProxy(self.yes)

    @property
    def answer(self) -> bool | None:
        return True if self.yes.isChecked() else False if self.no.isChecked() else None

    def set_answer(self, answer: bool | None) -> None:
        self._group.setExclusive(False)
        self.yes.setChecked(answer is True)
        self.no.setChecked(answer is False)
        self._group.setExclusive(True)

    def set_words(self, yes: str, no: str) -> None:
        self.yes.setText(yes)
        self.no.setText(no)

    def name(self, name: str) -> None:
        for button in (self.yes, self.no):
            button.setAccessibleName(f"{name}: {button.text()}")
