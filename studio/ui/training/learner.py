"""Whose lessons these are: a code that the unit gives, kept with the window; never the number of an identity card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.errors import BadInput
from studio.training.runs import fit_code, fit_name
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.window_state import WindowState

CODE, NAME = "learner/code", "learner/name"
NOBODY = "HV-00"
"""The code where nobody gave one."""


def learner_code(memory: WindowState) -> str:
    return memory.kept(CODE) or NOBODY


def learner_name(memory: WindowState) -> str:
    """What to call them; empty where they did not say."""
    return memory.kept(NAME)


class LearnerDialog(Dialog):
    """Asks for code and name; `kept` follows."""

    kept = Signal()

    def __init__(self, memory: WindowState, language: LanguageManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory, self._language = memory, language
        self.code, self.name = QLineEdit(memory.kept(CODE)), QLineEdit(learner_name(memory))
        self._code = FieldBlock(self.code, tr("Learner code"))
        self._name = FieldBlock(self.name, tr("Name to show (optional)"))
        about = Label(
            tr("Results are kept on this PC under a code that your unit gives, not a number of your identity card."),
            role="hint",
            wrap=True,
        )
        cancel, self.ok = QuietButton(tr("Cancel")), PrimaryButton(tr("Save"), glyph="check")
        cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self._keep)
        self.ok.setDefault(True)
        self.fill(about, self._code, self._name, buttons=row(None, cancel, self.ok))
        self.set_heading(tr("Who learns here?"))
        self.code.setPlaceholderText(NOBODY)

    def _keep(self) -> None:
        for block, fit, field in ((self._code, fit_code, self.code), (self._name, fit_name, self.name)):
            block.set_error("")
            try:
                field.setText(fit(field.text()))
            except BadInput as error:
                block.set_error(self._language.sentence(error.phrase))
                field.setFocus()
                return
        self._memory.keep(CODE, self.code.text())
        self._memory.keep(NAME, self.name.text())
        self.kept.emit()
        self.accept()
