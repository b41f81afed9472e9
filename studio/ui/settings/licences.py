"""The licences of what ships with the application."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.ui.fonts import ASSETS
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.layout import row

FILES = (
    ("Be Vietnam Pro (OFL 1.1)", ASSETS / "fonts" / "be-vietnam-pro" / "OFL.txt"),
    ("Noto Sans (OFL 1.1)", ASSETS / "fonts" / "noto-sans" / "OFL.txt"),
    ("Lucide (ISC)", ASSETS / "icons" / "LICENSE"),
)


class LicencesDialog(Dialog):
    """All of them, one after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=640)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(380)
        self.text.setPlainText("\n\n".join(f"{name}\n\n{_read(path)}" for name, path in FILES))
        self._close = PrimaryButton()
        self._close.clicked.connect(self.accept)
        self.fill(self.text, buttons=row(None, self._close))
        self.retranslate()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Licences of fonts and icons"))
        self.text.setAccessibleName(self.tr("Licences of fonts and icons"))
        self._close.setText(self.tr("Close"))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
