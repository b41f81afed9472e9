"""What this is, what it keeps and for how long, and the licences of what it is made with."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio import __version__
from studio.doctor import DETECTORS, PACKAGES
from studio.translation import tr
from studio.ui.fonts import ASSETS
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row

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
        self.set_heading(tr("Licences"))
        self.text.setAccessibleName(tr("Licences"))
        close = PrimaryButton(tr("Close"))
        close.clicked.connect(self.accept)
        self.fill(self.text, buttons=row(None, close))


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


class AboutSection(SettingsSection):
    """Read only."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        about = tr(
            "For the page administrators of a unit: posts from approved templates, legal documents in force, "
            "a second person's approval, and the unit's own pages. Free software under the MIT licence."
        )
        self.licences = QuietButton(tr("Licences"), "scale")
        self.licences.clicked.connect(lambda: LicencesDialog(self).open())
        kept = (
            column(Label(name, "label", wrap=True), Label(text, "hint", wrap=True), spacing=2)
            for name, text in self._statement()
        )
        self.build(
            titled(
                tr("Page Studio {version}").format(version=__version__),
                Label(about, "hint", wrap=True),
                row(self.licences, None),
            ),
            titled(tr("What is kept, where and how long"), column(*kept, spacing=12)),
        )

    def _statement(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                tr("On this PC alone"),
                tr(
                    "Everything is in the data folder of this Windows or Linux account. The app sends no "
                    "statistics and contacts no server; only a post that two people answer for leaves the PC."
                ),
            ),
            (
                tr("Posts, pictures and their history"),
                tr(
                    "Kept until the unit deletes this workspace. Who wrote, who approved and what was published "
                    "are official records. Drafts in the trash are deleted after 30 days."
                ),
            ),
            (
                tr("People of the unit"),
                tr(
                    "Name, role and a one-way code of the PIN; the PIN itself is never stored. Nothing is "
                    "collected about citizens: no comments, no profiles."
                ),
            ),
            (
                tr("Pictures when sent"),
                tr("Place, camera and other hidden data are removed, and what was covered is gone from the picture."),
            ),
            (
                tr("Log and backups"),
                tr(
                    "The log is for the technical officer, at most 6 MB, with phone numbers, ID numbers and "
                    "passwords blacked out. Daily copies are kept for 7 days and 4 weeks."
                ),
            ),
        )
