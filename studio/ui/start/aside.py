"""Other ways to begin: a unit file, a backup, the sample profile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.errors import CodeNeeded, StudioError
from studio.secret import Secret
from studio.translation import tr
from studio.ui.files import ask_open
from studio.ui.page import Shell
from studio.ui.recovery_code import AskCode
from studio.ui.start.draft import StartDraft
from studio.ui.start.plan import take_over
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.progress import ProgressStrip


class OtherWays(QWidget):
    """Three cards beside the first step."""

    def __init__(self, shell: Shell, imported: Callable[[StartDraft], None]) -> None:
        super().__init__()
        self._shell, self._imported = shell, imported
        self.file = QuietButton(tr("Fill in from a file…"), glyph="file-text")
        self.backup = QuietButton(tr("Take a backup back…"), glyph="rotate-ccw")
        self.sample = QuietButton(tr("Open the sample"), glyph="graduation-cap")
        self.file.clicked.connect(self._ask_file)
        self.backup.clicked.connect(self._ask_backup)
        if shell.open_sample is not None:
            self.sample.clicked.connect(shell.open_sample)
        self.said, self.strip = Banner(), ProgressStrip()
        self._stop_wanted = False
        self.strip.stopped.connect(self._stop)
        file = self._card(
            tr("There is a unit file?"),
            tr("Names, contacts and snippets come from a file don-vi.yaml that another PC made."),
            self.file,
        )
        backup = self._card(
            tr("There is a backup?"),
            tr("On a new PC, everything comes back as it was: posts, pictures, people."),
            self.backup,
        )
        sample = self._card(
            tr("Only looking around?"),
            tr("Open the practice profile with a sample unit, people and a post. Nothing leaves this PC."),
            self.sample,
        )
        sample.setVisible(shell.open_sample is not None)
        self.setLayout(column(self.said, self.strip, file, backup, sample, None, spacing=12))

    @staticmethod
    def _card(heading: str, text: str, button: QWidget) -> Card:
        card = Card()
        parts = (Label(heading, "heading", wrap=True), Label(text, "hint", wrap=True), row(button, None))
        card.setLayout(column(*parts, spacing=8, margins=18))
        return card

    def _ask_file(self) -> None:
        ask_open(self, tr("The unit file"), "YAML (*.yaml *.yml)", lambda paths: self.read(paths[0]))

    def read(self, path: Path) -> None:
        """Fill the steps from a unit file; nothing is stored yet."""

        def done(draft: StartDraft) -> None:
            self.said.say(Tone.GREEN, tr("Read {file}. Look it over and go on.").format(file=path.name))
            self._imported(draft)

        self._shell.tasks.pool(lambda _: take_over(StartDraft(), path), done, owner=self, failed=self._refused)

    def _ask_backup(self) -> None:
        ask_open(self, tr("The backup"), "Page Studio (*.psbackup)", lambda paths: self.take_back(paths[0]))

    def take_back(self, path: Path, code: Secret | None = None) -> None:
        """Check a backup and start again with it. A new profile holds nothing that could be lost."""
        backups = self._shell.studio.backups
        self._stop_wanted = False
        self.strip.begin(tr("Checking the backup…"))
        self.backup.setEnabled(False)

        def done(ready: bool) -> None:
            self._end()
            if ready:
                self._shell.restart()

        def failed(error: StudioError) -> None:
            self._refused(error)
            if isinstance(error, CodeNeeded):
                self.said.say(Tone.BLUE, "")
                AskCode(lambda given: self.take_back(path, given), parent=self).open()

        self._shell.tasks.pool(
            lambda ticket: backups.stage(path, code=code,
                                         going=lambda at, total: _told(ticket.progress, at, total)
                                         and not self._stop_wanted),
            done, owner=self, failed=failed, moved=self.strip.move_to,
        )  # fmt: skip

    def _stop(self) -> None:
        self._stop_wanted = True

    def _end(self) -> None:
        self.strip.end()
        self.backup.setEnabled(True)

    def _refused(self, error: StudioError) -> None:
        self._end()
        self.said.say(Tone.RED, self._shell.speech.explain(error))


def _told(tell: Callable[[int, int], None], done: int, total: int) -> bool:
    tell(done * 1000 // max(total, 1), 1000)
    return True
