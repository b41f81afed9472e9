"""Many photographs at once: covered and marked in one go, then looked over one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.directory.model import DirectoryBook
from studio.images.many import MOST, BatchTreatment, PhotoResult, begin_many
from studio.images.recipe import Corner
from studio.translation import ntr, tr
from studio.ui.composer.media.media_adder import read_picture
from studio.ui.page import Shell
from studio.ui.tasks import Ticket
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.progress import ProgressStrip
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import StateWord


class ManyPhotosDialog(Dialog):
    """What was begun when it is stopped or closed stays among the works."""

    def __init__(self, shell: Shell, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=620)
        self._shell, self._paths = shell, list(paths)[:MOST]
        self._ticket: Ticket | None = None
        self.set_heading(tr("Cover and badge on many photographs"))
        self._note = Label(
            tr(
                "Each photograph goes to those being edited, where somebody looks it over before it leaves: no "
                "detector finds all."
            ),
            "hint",
            wrap=True,
        )
        self.cover = CheckBox(tr("Cover every face and number that is found"))
        self.badge = CheckBox(tr("Put the unit's badge on"))
        for box in (self.cover, self.badge):
            box.setChecked(True)
        self.corner = ChoiceBox(
            {
                Corner.TOP_LEFT: tr("Top left"),
                Corner.TOP_RIGHT: tr("Top right"),
                Corner.BOTTOM_LEFT: tr("Bottom left"),
                Corner.BOTTOM_RIGHT: tr("Bottom right"),
            },
            Corner.BOTTOM_RIGHT,
        )
        self.badge.toggled.connect(self.corner.setEnabled)
        self.progress = ProgressStrip()
        self.progress.stopped.connect(self._stop)
        self.told = Banner()
        self.list = EntryList(lines=2, fitted=True)
        self.list.setMinimumHeight(180)
        self.list.setAccessibleName(tr("Result for each photograph"))
        self._card = Card()
        self._card.setLayout(column(self.list, margins=1))
        self._card.hide()
        self.start, close = PrimaryButton(tr("Start"), "play"), QuietButton(tr("Close"))
        self.start.clicked.connect(self._start)
        close.clicked.connect(self.accept)
        self.finished.connect(self._stop)
        count = len(self._paths)
        self.fill(
            Label(ntr("{n} photograph", "{n} photographs", count).format(n=count), "label"), self._note, self.cover,
            self.badge, FieldBlock(self.corner, tr("Corner of the badge")), self.progress, self.told, self._card,
            buttons=row(None, close, self.start),
        )  # fmt: skip
        self.told.say(Tone.BLUE, "")

    def _start(self) -> None:
        by, studio, badged = self._shell.session.person_id, self._shell.studio, self.badge.isChecked()
        if not by:
            self._shell.sign_in()
            return
        self._busy(tr("Processing the pictures"))

        def found(book: DirectoryBook) -> None:
            unit = next(iter(sorted(book.units, key=lambda one: one.badge_sha256 is None)), None)
            badge = (unit.badge_sha256 if unit is not None else None) or ""
            chosen = badge if badged else None
            self._run(BatchTreatment(cover=self.cover.isChecked(), badge=chosen, corner=self.corner.value), by)

        self._shell.tasks.store(studio.directory.book, found, owner=self)

    def _run(self, treatment: BatchTreatment, by: str) -> None:
        studio, paths = self._shell.studio, self._paths

        def work(ticket: Ticket) -> tuple[PhotoResult, ...]:
            def going(done: int, of: int) -> bool:
                ticket.progress(done, of)
                return not ticket.stop_asked

            return begin_many(paths, treatment, studio.photo_works, read_picture, studio.find_to_cover, by, going)

        self._ticket = self._shell.tasks.pool(work, self._done, owner=self, moved=self.progress.move_to)

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.ask_to_stop()

    def _busy(self, words: str) -> None:
        for part in (self.start, self.cover, self.badge):
            part.setEnabled(not words)
        self.corner.setEnabled(not words and self.badge.isChecked())
        if words:
            self.progress.begin(words)
        else:
            self.progress.end()

    def _done(self, begun: tuple[PhotoResult, ...]) -> None:
        self._busy("")
        self.start.setEnabled(False)
        refused = [one for one in begun if one.refusal is not None]
        words = tr("{done} begun, {refused} not. Look each over before it leaves.")
        self.told.say(
            Tone.AMBER if refused or len(begun) < len(self._paths) else Tone.GREEN,
            words.format(done=len(begun) - len(refused), refused=len(refused)),
        )
        self.list.show_entries(
            [self._entry(place, one) for place, one in enumerate([*refused, *(b for b in begun if not b.refusal)])]
        )
        self._card.show()
        self.refit()

    def _entry(self, place: int, one: PhotoResult) -> ListEntry:
        if one.refusal is not None:
            word = StateWord(tr("Not begun"), "circle-x", Tone.RED)
            return ListEntry(
                id=str(place), title=one.source.name, text=self._shell.language.say(one.refusal), word=word
            )
        text = ntr("{n} place covered", "{n} places covered", one.covers).format(n=one.covers)
        word = StateWord(tr("To be looked over"), "eye", Tone.BLUE)
        return ListEntry(id=str(place), title=one.source.name, text=text, word=word)
