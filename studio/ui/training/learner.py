"""Whose lessons these are: a code that the unit gives, kept with the window; never the number of an identity card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.errors import BadInput
from studio.training.runs import fit_code, fit_name
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.window_state import WindowState

CODE, NAME = "learner/code", "learner/name"
NOBODY = "HV-00"
"""The code where nobody gave one."""
FITS: Mapping[str, Callable[[str], str]] = {"code": fit_code, "name": fit_name}
"""What is made of each field, by its key."""


def learner_code(memory: WindowState) -> str:
    return memory.kept(CODE) or NOBODY


def learner_name(memory: WindowState) -> str:
    """What to call them; empty where they did not say."""
    return memory.kept(NAME)


class LearnerForm(Form):
    """Asks for code and name, and keeps them with the window."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        memory = shell.memory
        self.set_heading(tr("Who learns here?"))
        self.say(
            tr("Results are kept on this PC under a code that your unit gives, not a number of your identity card.")
        )
        self.code = self.ask(
            "code", QLineEdit(memory.kept(CODE)), tr("Learner code"), check=lambda values: self._fault(values, "code")
        )
        self.code.setPlaceholderText(NOBODY)
        self.name = self.ask(
            "name",
            QLineEdit(learner_name(memory)),
            tr("Name to show (optional)"),
            check=lambda values: self._fault(values, "name"),
        )

    def work(self, values: Values) -> object:
        return {key: fit(values[key]) for key, fit in FITS.items()}

    def _fault(self, values: Values, key: str) -> str:
        try:
            FITS[key](values[key])
        except BadInput as error:
            return self.shell.language.sentence(error.phrase)
        return ""

    def _done(self, fitted: Any) -> None:
        self.shell.memory.keep(CODE, fitted["code"])
        self.shell.memory.keep(NAME, fitted["name"])
        super()._done(fitted)
