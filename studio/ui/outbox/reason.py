"""A step that needs a reason and no PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.errors import StudioError
from studio.text import nfc, squeeze
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row


class ReasonDialog(Dialog):
    """`work` is called on the worker with the reason; a refusal is shown here. `done_well` follows success."""

    done_well = Signal()

    def __init__(
        self,
        shell: Shell,
        *,
        heading: str,
        text: str,
        verb: str,
        work: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, width=480)
        self._shell, self._work, self._title = shell, work, heading
        self.why = QLineEdit()
        self._why = FieldBlock(self.why)
        self.go, self._cancel = PrimaryButton(verb), QuietButton()
        self.go.clicked.connect(self._try)
        self.why.returnPressed.connect(self._try)
        self._cancel.clicked.connect(self.reject)
        self.fill(Label(text, wrap=True), self._why, buttons=row(None, self._cancel, self.go))
        self.retranslate()
        self.why.setFocus()

    def retranslate(self) -> None:
        self.set_heading(self._title)
        self._why.set_label(self.tr("Reason"), required=True)
        self._cancel.setText(self.tr("Cancel"))

    def _try(self) -> None:
        reason = squeeze(nfc(self.why.text()))
        self._why.set_error("" if reason else self.tr("Say why, in a sentence."))
        if reason:
            self.go.setEnabled(False)
            self._shell.tasks.store(lambda: self._work(reason), self._done, owner=self, failed=self._refused)

    def _done(self, _: object) -> None:
        self.done_well.emit()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.go.setEnabled(True)
        self._why.set_error(self._shell.speech.explain(error))
        self.why.setFocus()
