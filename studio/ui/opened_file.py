"""The place where a file belongs that the desktop gave the program, by a double click.

Nothing is taken in by that alone. A record is read and told of; posts of another PC wait for a button.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import BadInput, StudioError
from studio.installation import BACKUP, EXCHANGE, RECORD
from studio.phrase import Phrase
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import row

if TYPE_CHECKING:
    from studio.ui.main_window import MainWindow


def show_file(shell: Shell, path: Path, window: MainWindow) -> None:
    """Open the place where a file of that kind is looked at, or say that it is none of ours."""
    match path.suffix.lower():
        case kind if kind == RECORD:
            RecordDialog(shell, path, window).open()
        case kind if kind == EXCHANGE:
            ArrivedDialog(shell, path, window).open()
        case kind if kind == BACKUP:
            shell.go(PageId.SETTINGS, "backup")
        case _:
            shell.complain(BadInput("Page Studio does not open files of this kind.", where=path.name))


class ArrivedDialog(Dialog):
    """Posts of another PC: they are taken in when somebody says so."""

    def __init__(self, shell: Shell, path: Path, parent: MainWindow) -> None:
        super().__init__(parent, width=520)
        self._shell, self._path, self._window = shell, path, parent
        self.set_heading(tr("Import posts from another PC"))
        about = tr("Who sent this file, and whether it is intact, is checked on import. Nothing is published by it.")
        self.go = PrimaryButton(tr("Import"), "download")
        self.go.clicked.connect(self._take_in)
        stop = QuietButton(tr("Cancel"))
        stop.clicked.connect(self.reject)
        self.fill(ElidedLabel(str(path), "label"), Label(about, wrap=True), buttons=row(None, stop, self.go))

    def _take_in(self) -> None:
        from studio.ui.exchange.take_in import receive

        self.accept()
        receive(self._shell, [self._path], self._window)


class RecordDialog(Dialog):
    """Whether the record of a publication is intact."""

    def __init__(self, shell: Shell, path: Path, parent: MainWindow) -> None:
        super().__init__(parent, width=520)
        self._language = shell.language
        self.set_heading(tr("The record of a publication"))
        self.said = Banner()
        self.said.say(Tone.BLUE, tr("The record is being read…"))
        self._found = Label(wrap=True)
        close = PrimaryButton(tr("Close"))
        close.clicked.connect(self.accept)
        self.fill(ElidedLabel(str(path), "label"), self.said, self._found, buttons=row(None, close))
        studio = shell.studio
        shell.tasks.store(lambda: tuple(studio.verify_record(path)), self._tell, owner=self, failed=self._refuse)

    def _tell(self, problems: Sequence[Phrase]) -> None:
        if problems:
            self.said.say(Tone.RED, tr("The record is not intact."))
            self._found.setText("\n".join(self._language.say(problem) for problem in problems))
        else:
            self.said.say(Tone.GREEN, tr("The record is intact: nothing was changed since it was made."))

    def _refuse(self, error: StudioError) -> None:
        self.said.say(Tone.RED, self._language.explain(error))
