"""Asks for the name of what is about to be lost, typed in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.text import fold, nfc, squeeze
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.labels import Label


class ResetForm(Form):
    """`then` gets the name once it was typed as it stands."""

    def __init__(
        self, shell: Shell, name: str, about: str, then: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(shell, parent, danger=True)
        self._name, self._then = name, then
        self.set_heading(tr("Reset this data?"))
        self.go.setText(tr("Reset"))
        self.put(Label(about, wrap=True))
        label = tr("To confirm, type: {name}").format(name=name)
        self.name = self.ask("name", QLineEdit(), label, required=True, check=self._fault)

    def work(self, values: Values) -> object:
        return squeeze(nfc(values["name"]))

    def _fault(self, values: Values) -> str:
        same = fold(squeeze(nfc(values["name"]))) == fold(self._name)
        return "" if same else tr("Type the name as it stands above.")

    def _done(self, typed: Any) -> None:
        super()._done(typed)
        self._then(typed)
