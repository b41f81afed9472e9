"""What the window offers where the database of its profile is gone: the backups that are there, to be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_datetime
from studio.errors import CodeNeeded, StudioError
from studio.secret import Secret
from studio.translation import tr
from studio.ui.files import ask_open
from studio.ui.language import LanguageManager
from studio.ui.recovery_code import AskCode
from studio.ui.tasks import Tasks
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import LinkButton, QuietButton
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import clear, column, row, rule, scrolled
from studio.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from studio.app.backups import Backup, ProfileBackups

SHOWN = 6
WIDTH = 640


class RescueView(QWidget):
    """The sentence, the newest backups, and a way to another file. `again` opens the profile once one is laid out."""

    def __init__(
        self, backups: ProfileBackups, why: str, again: Callable[[], None], tasks: Tasks, language: LanguageManager
    ) -> None:
        super().__init__()
        self._backups, self._again, self._tasks, self._language = backups, again, tasks, language
        self._found: Sequence[Backup] = ()
        heading = Label(tr("The data of this workspace is gone"), "title", wrap=True)
        self._why = Label(why, wrap=True)
        self._hint = Label(
            tr("Choose the backup to continue with. It is read through first; nothing that is still there is deleted."),
            wrap=True,
        )
        self.said, self.strip = Banner(), ProgressStrip()
        self._stop_wanted = False
        self.strip.stopped.connect(self._stop)
        self._lines: QVBoxLayout = column(spacing=0)
        self.other = LinkButton(tr("Another file…"), "folder-open")
        self.retry = LinkButton(tr("Try again"), "rotate-cw")
        self.other.clicked.connect(self._ask_other)
        self.retry.clicked.connect(again)
        inner = QWidget()
        inner.setFixedWidth(WIDTH)
        inner.setLayout(
            column(
                heading, self._why, self._hint, self.said, self.strip, self._lines,
                row(self.other, None, self.retry), None, spacing=12, margins=(0, 32, 0, 32),
            )
        )  # fmt: skip
        middle = QWidget()
        middle.setLayout(row(None, inner, None))
        self.setLayout(column(scrolled(middle)))
        self._fill()
        tasks.pool(lambda _: backups.list(), self._show, owner=self)

    @property
    def lines(self) -> Sequence[Backup]:
        """The backups on offer."""
        return self._found

    def take_back(self, path: Path, code: Secret | None = None) -> None:
        """Read a backup through and lay it out; then the profile is opened with it."""
        self._stop_wanted = False
        self.said.say(Tone.BLUE, "")
        self.strip.begin(tr("Checking the backup…"))
        self._enable(False)

        def done(ready: bool) -> None:
            self._end()
            if ready:
                self._again()

        def failed(error: StudioError) -> None:
            self._end()
            if isinstance(error, CodeNeeded):
                AskCode(lambda given: self.take_back(path, given), parent=self).open()
            else:
                self.said.say(Tone.RED, self._language.explain(error))

        def going(tell: Callable[[int, int], None]) -> Callable[[int, int], bool]:
            def go_on(at: int, total: int) -> bool:
                tell(at * 1000 // max(total, 1), 1000)
                return not self._stop_wanted

            return go_on

        self._tasks.pool(
            lambda ticket: self._backups.stage(path, code=code, going=going(ticket.progress)),
            done, owner=self, failed=failed, moved=self.strip.move_to,
        )  # fmt: skip

    def _show(self, backups: Sequence[Backup]) -> None:
        self._found = tuple(backups)[:SHOWN]
        self._fill()

    def _fill(self) -> None:
        clear(self._lines)
        if not self._found:
            self._lines.addWidget(Label(tr("No backup was found on this PC; choose one on a USB drive."), "hint"))
        for number, backup in enumerate(self._found):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(backup))

    def _line(self, backup: Backup) -> QWidget:
        when = show_datetime(backup.made_at)
        button = QuietButton(tr("Restore"))
        button.setAccessibleName(f"{button.text()}: {when}")
        button.clicked.connect(partial(self.take_back, backup.path))
        words = column(Label(when, "label"), ElidedLabel(backup.path.name, "hint"), spacing=1)
        inside = row(Glyph("database"), words, button, spacing=12, margins=(0, 8, 0, 8))
        inside.setStretch(1, 1)
        line = QWidget()
        line.setLayout(inside)
        return line

    def _ask_other(self) -> None:
        ask_open(self, tr("The backup"), "Page Studio (*.psbackup)", lambda paths: self.take_back(paths[0]))

    def _stop(self) -> None:
        self._stop_wanted = True

    def _end(self) -> None:
        self.strip.end()
        self._enable(True)

    def _enable(self, on: bool) -> None:
        for button in (self.other, self.retry, *self.findChildren(QuietButton)):
            button.setEnabled(on)
