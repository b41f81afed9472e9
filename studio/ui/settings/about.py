"""What this is, what it keeps and for how long, and the licences of what it is made with."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio import __version__
from studio.about import libraries, licence_texts, versions
from studio.errors import StudioError
from studio.translation import tr
from studio.ui.files import ask_save
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label, unbroken
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.read_lines import LongText


class LicencesDialog(Dialog):
    """All of them, one after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=640)
        whole = "\n\n".join(["Page Studio (MIT)", "\n".join(libraries()), *licence_texts()])
        self.text = LongText(whole, tr("Licences"))
        self.set_heading(tr("Licences"))
        close = PrimaryButton(tr("Close"))
        close.clicked.connect(self.accept)
        self.fill(self.text, buttons=row(None, close))
        self.take_room(640, 460)


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
        self.report = QuietButton(tr("Report for the technical officer…"), "clipboard-check")
        self.report.clicked.connect(self._ask_report)
        self.said = Banner()
        parts = unbroken(" · ".join(f"{name} {version}" for name, version in versions().items()))
        kept = (
            column(Label(name, "label", wrap=True), Label(text, "hint", wrap=True), spacing=2)
            for name, text in self._statement()
        )
        self.build(
            titled(
                tr("Page Studio {version}").format(version=__version__),
                Label(about, "hint", wrap=True),
                Label(parts, "hint", wrap=True),
                row(self.licences, None),
            ),
            titled(
                tr("If something does not work"),
                Label(
                    tr(
                        "One text file with the results of the check of this PC and the versions of all parts. It "
                        "names no person, no post and no password."
                    ),
                    "hint",
                    wrap=True,
                ),
                row(self.report, None),
                self.said,
            ),
            titled(tr("What is kept, where and how long"), column(*kept, spacing=12)),
        )

    def _ask_report(self) -> None:
        from studio.app.pc_report import NAME  # loads what opens a store

        ask_save(self, self.report.text(), NAME, tr("Text (*.txt)"), self._write_report)

    def _write_report(self, path: Path) -> None:
        from studio.app.pc_report import write_report

        studio, language = self.shell.studio, self.shell.language.language

        def done(written: Path) -> None:
            self.said.say(Tone.GREEN, tr("Written: {path}").format(path=written))

        def failed(error: StudioError) -> None:
            self.said.say(Tone.RED, self.shell.language.explain(error))

        self.shell.tasks.pool(
            lambda _: write_report(path, studio.profile, clock=studio.clock, language=language),
            done,
            owner=self,
            failed=failed,
        )

    def _statement(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                tr("On this PC alone"),
                tr(
                    "Everything is in the data folder of this Windows or Linux account. The app sends no "
                    "statistics; it contacts only the unit's pages and, where the unit joined one, the hub. A post "
                    "is published only if two people answer for it."
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
                tr("Name, role and a one-way code of the PIN; the PIN itself is never stored."),
            ),
            (
                tr("What citizens write"),
                tr(
                    "Encrypted while it is worked on, deleted 1 to 30 days after closing as set under Feedback desk, "
                    "at once after a hand-over. No profile of a person is made."
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
