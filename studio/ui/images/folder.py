"""A whole folder of photographs made to fit a platform: progress, a stop, and what became of each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.errors import StudioError
from studio.images.batch import FileOutcome, Report
from studio.images.export import TARGETS
from studio.translation import tr
from studio.ui.files import ask_folder
from studio.ui.page import Shell
from studio.ui.tasks import Ticket
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.progress import ProgressStrip
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import StateWord, platform_name

OUT = "da-chuan-bi"
"""The folder beside the photographs that takes what is made of them, unless another is chosen."""


class FolderDialog(Dialog):
    """Nothing is overwritten. What was done when it is stopped or closed stays."""

    def __init__(self, shell: Shell, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=620)
        self._shell, self._folder, self._out = shell, folder, folder / OUT
        self._ticket: Ticket | None = None
        self._report: Report | None = None
        self._note = Banner()
        self.target = Combo()
        for platform, target in TARGETS.items():
            width, height = target.box
            self.target.addItem(f"{platform_name(platform)} · {width} × {height}", platform)
        target_block = FieldBlock(self.target, tr("Made for"))
        self._where, self._path = Label(tr("Saved to"), "label"), ElidedLabel(role="hint", lines=2)
        self._path.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # no wider for a long path
        self.elsewhere = LinkButton(tr("Another folder…"), "folder-open")
        self.elsewhere.clicked.connect(self._ask)
        self.progress = ProgressStrip()
        self.progress.stopped.connect(self._stop)
        self.told = Banner()
        self.list = EntryList(lines=2, fitted=True)
        self.list.setMinimumHeight(200)
        self._card = Card()
        self._card.setLayout(column(self.list, margins=1))
        self._card.hide()
        self.start, self._close = PrimaryButton(tr("Start"), "play"), QuietButton(tr("Close"))
        self.start.clicked.connect(self._start)
        self.finished.connect(self._stop)
        self._close.clicked.connect(self.accept)
        place = column(row(self._where, None, self.elsewhere), self._path, spacing=2)
        self.fill(
            self._note, target_block, place, self.progress, self.told, self._card,
            buttons=row(None, self._close, self.start),
        )  # fmt: skip
        self.set_heading(tr("A folder of photographs: {name}").format(name=self._folder.name))
        self._note.say(
            Tone.AMBER,
            tr("Nothing is covered here. Photographs that show people or papers go through the editor, one by one."),
        )
        self._path.setText(str(self._out))
        self.list.setAccessibleName(tr("Result for each photograph"))
        self._show_report()

    def _ask(self) -> None:
        def take(folder: Path) -> None:
            self._out = folder
            self._path.setText(str(folder))

        ask_folder(self, tr("Save to"), take)

    def _start(self) -> None:
        studio, folder, out, platform = self._shell.studio, self._folder, self._out, self.target.currentData()
        self._busy(tr("Processing the pictures"))

        def work(ticket: Ticket) -> Report:
            def going(_: FileOutcome, done: int, of: int) -> bool:
                ticket.progress(done, of)
                return not ticket.stop_asked

            return studio.fit_folder(folder, out, platform, going=going)

        self._ticket = self._shell.tasks.pool(
            work, self._done, owner=self, failed=self._failed, moved=self.progress.move_to
        )

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.ask_to_stop()

    def _busy(self, words: str) -> None:
        for part in (self.start, self.target, self.elsewhere):
            part.setEnabled(not words)
        self.told.say(Tone.BLUE, "")
        if words:
            self.progress.begin(words)
        else:
            self.progress.end()

    def _done(self, report: Report) -> None:
        self._busy("")
        self._report = report
        self._show_report()
        self._card.show()
        self.refit()

    def _failed(self, error: StudioError) -> None:
        self._busy("")
        self.told.say(Tone.RED, self._shell.language.explain(error))
        self.refit()

    def _show_report(self) -> None:
        report = self._report
        if report is None:
            return
        words = tr("{done} made, {refused} not.").format(done=len(report.done), refused=len(report.refused))
        if report.stopped:
            words = tr("Stopped.") + " " + words
        self.told.say(Tone.AMBER if report.refused or report.stopped else Tone.GREEN, words)
        first_what_failed = sorted(report.outcomes, key=lambda one: one.written is not None)
        self.list.show_entries([self._entry(place, one) for place, one in enumerate(first_what_failed)])

    def _entry(self, place: int, one: FileOutcome) -> ListEntry:
        if one.refusal is not None:
            word = StateWord(tr("Not made"), "circle-x", Tone.RED)
            return ListEntry(
                id=str(place), title=one.source.name, text=self._shell.language.say(one.refusal), word=word
            )
        width, height = one.size
        text = f"{width} × {height} · {one.bytes / 1000:.0f} kB"
        if one.narrow:
            text = tr("Only {width} pixels wide and hard to read: open it on its own to cut it into pages.")
            word = StateWord(tr("Too long"), "triangle-alert", Tone.AMBER)
            return ListEntry(id=str(place), title=one.source.name, text=text.format(width=width), word=word)
        word = StateWord(tr("Processed"), "circle-check", Tone.GREEN)
        return ListEntry(id=str(place), title=one.source.name, text=text, word=word)
