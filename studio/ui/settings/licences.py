"""The licences of what ships with the application and of the libraries it is made with."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.doctor import DETECTORS, PACKAGES
from studio.ui.fonts import ASSETS
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.layout import row

FILES = (
    ("Be Vietnam Pro (OFL 1.1)", ASSETS / "fonts" / "be-vietnam-pro" / "OFL.txt"),
    ("Noto Sans (OFL 1.1)", ASSETS / "fonts" / "noto-sans" / "OFL.txt"),
    ("Lucide (ISC)", ASSETS / "icons" / "LICENSE"),
    ("Unihan, CLDR (Unicode License V3)", ASSETS / "spelling" / "LICENSE-Unicode.txt"),
)


LONGEST = 80
"""Characters of a licence's name; some packages put its whole text there."""


class LicencesDialog(Dialog):
    """All of them, one after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=640)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(380)
        texts = [f"{name}\n\n{_read(path)}" for name, path in FILES]
        self.text.setPlainText("\n\n".join(["Page Studio (MIT)", "\n".join(libraries()), *texts]))
        self._close = PrimaryButton()
        self._close.clicked.connect(self.accept)
        self.fill(self.text, buttons=row(None, self._close))
        self.retranslate()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Licences"))
        self.text.setAccessibleName(self.tr("Licences"))
        self._close.setText(self.tr("Close"))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def libraries() -> list[str]:
    """A line for every library: name, version, licence as the library states it."""
    lines = []
    for name in sorted({*PACKAGES.values(), *DETECTORS.values()}, key=str.lower):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:  # a build that carries no metadata, or an extra that is not here
            continue
        lines.append(f"{name} {about['Version']}: {_licence(about)}")
    return lines


def _licence(about: metadata.PackageMetadata) -> str:
    told = about.json.get("license_expression") or about.json.get("license") or ""
    if isinstance(told, str) and 0 < len(told) < LONGEST and not told.startswith("."):  # the name of a file
        return told
    classes = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    return ", ".join(classes) or "–"
