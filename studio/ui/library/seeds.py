"""The documents this job rests on: what is known of each, and what the unit has made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.clock import local_date, show_date
from studio.errors import StudioError
from studio.library.model import Document
from studio.library.seeds import OtherNumber, SeedRow
from studio.translation import tr
from studio.ui.files import ask_open
from studio.ui.library.confirm import ConfirmDialog
from studio.ui.page import Shell
from studio.ui.tasks import Ticket
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, column, row
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import StateWord, law_word

AROUND = 470
"""Pixels of the window that hint and buttons may need, where type is large."""


class SeedsDialog(Dialog):
    """`changed` follows whatever the library learnt; `opened` carries the key of a document to read."""

    changed = Signal()
    opened = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=860)
        self._shell = shell
        self._rows: dict[str, SeedRow] = {}
        self._asked: Path | None = None
        hint = Label(
            tr(
                "As known on the day it was seen: no text, no confirmation, no basis for a post. Attach the "
                "unit's own file, compare it with an official source, then confirm it. A: the text or several "
                "official reports were seen, B: one report, C: has to be checked; after 90 days only C remains."
            ),
            role="hint",
            wrap=True,
        )
        self.agree = QuietButton(tr("It is this document"), glyph="check")
        self.agree.clicked.connect(self._agree)
        self.banner = Banner(self.agree)
        self.list = EntryList(tr("Documents of this job"), lines=2, fitted=True)
        self.list.setMinimumHeight(min(380, parent.window().height() - AROUND) if parent is not None else 380)
        self.list.chosen.connect(lambda _: self._fit())
        card = Card()
        card.setLayout(column(self.list, margins=1))
        self.add = PrimaryButton(tr("Add the list to the library"), glyph="download")
        self.attach = QuietButton(tr("Attach a file…"), glyph="paperclip")
        self.confirm = QuietButton(tr("Confirm the validity…"), glyph="badge-check")
        self.read = QuietButton(tr("Open"), glyph="book-open")
        close = QuietButton(tr("Close"))
        self.add.clicked.connect(self._add)
        self.attach.clicked.connect(self._choose_file)
        self.confirm.clicked.connect(self._confirm)
        self.read.clicked.connect(self._read)
        close.clicked.connect(self.accept)
        deeds, flow = PlainHolder(), FlowLayout()
        for button in (self.add, self.attach, self.confirm, self.read):
            flow.addWidget(button)
        deeds.setLayout(flow)
        buttons = row(deeds, close)
        buttons.setStretch(0, 1)
        buttons.setAlignment(close, Qt.AlignmentFlag.AlignBottom)  # in line with the last of the others where they wrap
        self.fill(hint, self.banner, card, buttons=buttons)
        self.set_heading(tr("Documents of this job"))
        self._fit()
        self._load()

    def _load(self) -> None:
        self._shell.tasks.store(self._shell.studio.law_seeds.list, self._show, owner=self, key="seeds")

    def _show(self, rows: Sequence[SeedRow]) -> None:
        self._rows = {row.seed.id: row for row in rows}
        self.list.show_entries([self._entry(row) for row in rows])
        self._fit()

    def _entry(self, row: SeedRow) -> ListEntry:
        seed, language = row.seed, self._shell.language
        number = seed.number if seed.sure else tr("number to be checked")
        here = row.document.number if row.document is not None else ""
        number = here or number
        effective = (
            tr("in force from {date}").format(date=show_date(seed.effective_from)) if seed.effective_from else ""
        )
        side = " · ".join(
            part
            for part in (
                effective,
                tr("certainty {facts}, today {today}").format(facts=seed.certainty, today=seed.today),
                tr("seen {date}").format(date=show_date(seed.seen_on)),
                tr("with text") if row.has_text else tr("without text"),
            )
            if part
        )
        return ListEntry(
            id=seed.id,
            title=f"{number} · {seed.title}",
            word=law_word(row.validity) if row.validity is not None else self._absent(),
            side=side,
            text=f"{language.say(seed.known)} ({language.say(seed.source)})",
        )

    def _absent(self) -> StateWord:
        return StateWord(tr("Not in the library"), "circle", Tone.GREY)

    def _fit(self) -> None:
        """What can be done with the entry in hand."""
        row = self._rows.get(self.list.chosen_id)
        there = row is not None and row.document is not None
        self.add.setVisible(any(row.document is None and row.seed.sure for row in self._rows.values()))
        self.attach.setEnabled(row is not None)
        self.confirm.setEnabled(there)
        self.read.setEnabled(there)
        self._put_question(None, "")

    def _put_question(self, path: Path | None, text: str) -> None:
        self._asked = path
        self.agree.setVisible(path is not None)
        self.banner.say(Tone.AMBER, text)

    # -- what a person does

    def _add(self) -> None:
        self.add.setEnabled(False)
        self._shell.tasks.store(self._shell.studio.law_seeds.add, self._added, owner=self, failed=self._failed)

    def _added(self, new: int) -> None:
        self._shell.toast(tr("Added without text and not checked: {n}").format(n=new))
        self._learnt()

    def _choose_file(self) -> None:
        kinds = tr("Legal documents (*.docx *.pdf *.html *.htm *.txt)")
        ask_open(self, tr("The unit's file of this document"), kinds, lambda paths: self._attach(paths[0]))

    def _attach(self, path: Path, *, agreed: bool = False) -> None:
        seeds, entry = self._shell.studio.law_seeds, self.list.chosen_id
        name = self._shell.session.person.name if self._shell.session.person else ""

        def work(_: Ticket) -> Document:
            return seeds.attach(entry, path, agreed=agreed, by=name)

        def failed(error: StudioError) -> None:
            self._asked_or_failed(error, path)

        self.attach.setEnabled(False)
        self._shell.tasks.pool(work, self._attached, owner=self, failed=failed, lasting=True)

    def _asked_or_failed(self, error: StudioError, path: Path) -> None:
        self.attach.setEnabled(True)
        if isinstance(error, OtherNumber):
            self._put_question(path, self._shell.language.sentence(error.phrase))
        else:
            self._failed(error)

    def _agree(self) -> None:
        path = self._asked
        if path is not None:
            self._put_question(None, "")
            self._attach(path, agreed=True)

    def _attached(self, document: Document) -> None:
        self._shell.toast(tr("Attached: {number}").format(number=document.number))
        self._learnt()

    def _confirm(self) -> None:
        document = self._rows[self.list.chosen_id].document
        if document is None:
            return
        studio = self._shell.studio
        dialog = ConfirmDialog(self._shell, document, lambda: local_date(studio.now()), self)
        dialog.done_well.connect(self._learnt)
        dialog.open()

    def _read(self) -> None:
        document = self._rows[self.list.chosen_id].document
        if document is not None:
            self.opened.emit(document.key)
            self.accept()

    def _learnt(self) -> None:
        self.add.setEnabled(True)
        self._load()
        self.changed.emit()

    def _failed(self, error: StudioError) -> None:
        self.add.setEnabled(True)
        self._put_question(None, self._shell.language.explain(error))
