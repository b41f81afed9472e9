"""The head's yes or no to something that is no post."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.people.model import Role
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.buttons import QuietButton


class Deciding(Protocol):
    """Keeps what the head `who` decided."""

    def __call__(self, who: str, pin: str, *, agree: bool, note: str) -> object: ...


class DecideDialog(Form):
    """Agree, or return with a reason."""

    def __init__(self, shell: Shell, text: str, decide: Deciding, parent: QWidget | None = None) -> None:
        """`text` says what is decided on."""
        super().__init__(shell, parent)
        self._decide, self._agree = decide, True
        self.set_heading(tr("The head's decision"))
        self.say(text, "")
        hint = tr("Needed where it is returned: say what has to be changed.")
        self.note = self.ask("note", QLineEdit(), tr("Remark"), hint=hint, check=self._unsaid)
        self.prove("by", frozenset({Role.HEAD}), tr("Head of the unit"), stacked=True)
        self.go.setText(tr("Agree"))
        self.give_back = QuietButton(tr("Return"), "reply")
        self.give_back.clicked.connect(self._give_back)
        self.beside = (self.give_back,)

    @property
    def values(self) -> Values:
        return super().values | {"agree": self._agree}

    def work(self, values: Values) -> object:
        return self._decide(*values.pop("by"), **values)

    def _give_back(self) -> None:
        self._agree = False
        self.give()
        self._agree = True

    def _unsaid(self, values: Values) -> str:
        return "" if values["agree"] or values["note"] else tr("Say what has to be changed.")
