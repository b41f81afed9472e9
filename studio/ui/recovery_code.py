"""The recovery code of the backups: shown once and printed, or typed to open a backup of another PC."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextDocument
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.secret import Secret
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.library.printing import ask_print
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row

_NAME = QT_TRANSLATE_NOOP("ShowCode", "Recovery code")
_WARNING = QT_TRANSLATE_NOOP(
    "ShowCode", "Keep it under lock, apart from the backups. Whoever has both reads all data of the unit."
)


class ShowCode(Dialog):
    """A code that was just made. It closes once the person says that it is kept; it cannot be shown again."""

    def __init__(self, code: Secret, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self._secret, self._unit = code, unit
        self._about, self._code = Label(wrap=True), Label(str(code.reveal()))
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setPointSizeF(self.font().pointSizeF() * 1.25)
        face.setWeight(QFont.Weight.DemiBold)
        self._code.setFont(face)
        self._code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.kept = CheckBox()
        self.print, self.close_button = QuietButton(glyph="printer"), PrimaryButton()
        self.close_button.setEnabled(False)
        self.kept.toggled.connect(self.close_button.setEnabled)
        self.print.clicked.connect(self._print)
        self.close_button.clicked.connect(self.accept)
        self.fill(self._about, self._code, self.kept, buttons=row(self.print, None, self.close_button))
        self.retranslate()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Recovery code"))
        self._about.setText(
            self.tr(
                "With this code the backups made from now on open on any PC. It is shown this once and kept nowhere: "
                "print it or write it down, and keep it under lock, apart from the backups."
            )
        )
        self.kept.setText(self.tr("The code is printed or written down"))
        self.print.setText(self.tr("Print…"))
        self.close_button.setText(self.tr("Done"))

    def reject(self) -> None:
        """Escape closes it only when the code is kept."""
        if self.kept.isChecked():
            super().reject()

    def _print(self) -> None:
        ask_print(self, self.windowTitle(), code_sheet(self._secret, self._unit))


def code_sheet(code: Secret, unit: str) -> QTextDocument:
    """The page to be printed."""

    name, warning = (html.escape(QCoreApplication.translate("ShowCode", text)) for text in (_NAME, _WARNING))
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
        self._about, self.code = Label(wrap=True), QLineEdit()
        self._block = FieldBlock(self.code, reserved=True)
        self._block.set_error(problem)
        self.go, self.cancel = PrimaryButton(), QuietButton()
        self.code.returnPressed.connect(self._take)
        self.go.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.fill(self._about, self._block, buttons=row(None, self.cancel, self.go))
        self.retranslate()
        self.code.setFocus()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Recovery code"))
        self._about.setText(
            self.tr(
                "This backup was made on another PC. Type the code as it is printed; blanks and dashes do not matter."
            )
        )
        self._block.set_label(self.tr("Code"))
        self.go.setText(self.tr("Go on"))
        self.cancel.setText(self.tr("Cancel"))

    def _take(self) -> None:
        typed = self.code.text().strip()
        if not typed:
            self._block.set_error(self.tr("Enter the code."))
            self.code.setFocus()
            return
        self.code.clear()
        self.accept()
        self._then(Secret(typed))
