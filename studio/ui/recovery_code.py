"""The recovery code of the backups: shown once and printed, or typed to open a backup of another PC."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextDocument
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.secret import Secret
from studio.translation import mark, tr
from studio.ui.printer import ask_print
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row

_NAME = mark("Recovery code")
_WARNING = mark("Keep it locked away, apart from the backups. Whoever has both can read all data of the unit.")


class ShowCode(Dialog):
    """A code that was just made. It closes once the person says that it is kept; it cannot be shown again."""

    def __init__(self, code: Secret, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self._secret, self._unit = code, unit
        self.set_heading(tr("Recovery code"))
        about = tr(
            "With this code the backups made from now on open on any PC. It is shown only once and stored "
            "nowhere: print it or write it down, and keep it locked away, apart from the backups."
        )
        shown = Label(str(code.reveal()))
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setPointSizeF(self.font().pointSizeF() * 1.25)
        face.setWeight(QFont.Weight.DemiBold)
        shown.setFont(face)
        shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.kept = CheckBox(tr("The code is printed or written down"))
        self.print, self.close_button = QuietButton(tr("Print…"), "printer"), PrimaryButton(tr("Done", about="button"))
        self.close_button.setEnabled(False)
        self.kept.toggled.connect(self.close_button.setEnabled)
        self.print.clicked.connect(self._print)
        self.close_button.clicked.connect(self.accept)
        self.fill(Label(about, wrap=True), shown, self.kept, buttons=row(self.print, None, self.close_button))

    def reject(self) -> None:
        """Escape closes it only when the code is kept."""
        if self.kept.isChecked():
            super().reject()

    def _print(self) -> None:
        ask_print(self, self.windowTitle(), code_sheet(self._secret, self._unit))


def code_sheet(code: Secret, unit: str) -> QTextDocument:
    """The page to be printed."""

    name, warning = (html.escape(tr(text)) for text in (_NAME, _WARNING))
    pages = QTextDocument()
    pages.setHtml(
        f"<h2>Page Studio – {name}</h2><p>{html.escape(unit)}</p>"
        f"<p style='font-family:monospace;font-size:18pt'>{html.escape(str(code.reveal()))}</p>"
        f"<p>{warning}</p>"
    )
    return pages


class AskCode(Dialog):
    """Asks for the code of a backup that this PC has no key for; `then` gets what was typed."""

    def __init__(self, then: Callable[[Secret], None], problem: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self._then = then
        self.set_heading(tr("Recovery code"))
        about = tr(
            "This backup was made on another PC. Type the code as it is printed; spaces and dashes do not matter."
        )
        self.code = QLineEdit()
        self._block = FieldBlock(self.code, tr("Code"), reserved=True)
        self._block.set_error(problem)
        self.go, self.cancel = PrimaryButton(tr("Continue")), QuietButton(tr("Cancel"))
        self.code.returnPressed.connect(self._take)
        self.go.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.fill(Label(about, wrap=True), self._block, buttons=row(None, self.cancel, self.go))
        self.code.setFocus()

    def _take(self) -> None:
        typed = self.code.text().strip()
        if not typed:
            self._block.set_error(tr("Enter the code."))
            self.code.setFocus()
            return
        self.code.clear()
        self.accept()
        self._then(Secret(typed))
