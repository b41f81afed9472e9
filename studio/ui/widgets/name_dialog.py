"""Asks for the name of what is about to be lost, typed in full."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.text import fold, nfc, squeeze
from studio.translation import tr
from studio.ui.widgets.buttons import Button, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row


class NameDialog(Dialog):
    """`then` gets the name once it was typed as it stands."""

    def __init__(self, name: str, about: str, then: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._then = name, then
        self.set_heading(tr("Reset this data?"))
        self.name = QLineEdit()
        label = tr("To confirm, type: {name}").format(name=name)
        self._block = FieldBlock(self.name, label, required=True, reserved=True)
        self.go, self.cancel = Button(tr("Reset"), kind="danger"), QuietButton(tr("Cancel"))
        self.go.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.fill(Label(about, wrap=True), self._block, buttons=row(None, self.cancel, self.go))
        self.name.setFocus()

    def _take(self) -> None:
        typed = squeeze(nfc(self.name.text()))
        if fold(typed) != fold(self._name):
            self._block.set_error(tr("Type the name as it stands above."))
            return
        self.accept()
        self._then(typed)
