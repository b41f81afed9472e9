"""The tab that tries a template out: a card with little, usual and much data in every size, and what to mend."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from studio.app.template_room import CardLook
from studio.errors import StudioError
from studio.phrase import Bilingual, capital
from studio.templates.card import size_words
from studio.templates.own.edits import rows_of
from studio.templates.own.lint import TemplateRemark
from studio.templates.own.model import TemplateDocument, TemplateRow
from studio.templates.own.samples import AMOUNTS, Amount
from studio.translation import tr
from studio.ui.history import UndoHistory
from studio.ui.page import Shell
from studio.ui.tasks import Ticket
from studio.ui.templates.draft_cards import SIZES, TemplateSheet, sheet
from studio.ui.templates.parts import DesignPart
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.field import NOTHING
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, column, row, scrolled
from studio.ui.widgets.row_list import WHOLE, EntryList, ListEntry
from studio.ui.words import StateWord

_AMOUNT, _AMOUNT_CHARS = 90, 8
"""Width of the words that say how much data there is: pixels at least, and letters."""
_THUMB, _LARGE, _FINDINGS = QSize(150, 138), QSize(900, 620), 310
_EDGE = 10
_NO_PICTURE = QImage()


class EnlargedCard(Dialog):
    """One picture of the sheet, as large as the window has room for."""

    def __init__(self, image: QImage, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(words)
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        picture.setPixmap(QPixmap.fromImage(image))
        picture.setAccessibleName(words)
        close = QuietButton(tr("Close"))
        close.clicked.connect(self.reject)
        self.fill(picture, buttons=row(None, close))


class SheetPart(DesignPart):
    """Pictures on the left, findings in room of their own on the right. `wanted` carries the finding to be led to."""

    wanted = Signal(TemplateRemark)

    def __init__(
        self, shell: Shell, history: UndoHistory[TemplateDocument], template: TemplateRow, look: CardLook
    ) -> None:
        super().__init__(shell, history)
        self._row, self._look = template, look
        self._whole: Mapping[tuple[Amount, str], QImage] = {}
        self._remarks: tuple[TemplateRemark, ...] = ()
        self.card = ChoiceBox()
        self.card.setAccessibleName(tr("Card"))
        self.card.activated.connect(lambda _: self._paint())
        self.thumbs = {(amount, size): self._thumb(amount, size) for amount in Amount for size in SIZES}
        self.note = Label(NOTHING, "error", wrap=True)
        self.findings = EntryList(tr("Findings"), lines=0, title_lines=WHOLE)
        self.findings.opened.connect(self._open)
        self.state = Label(NOTHING, "hint", wrap=True)
        self.lead = QuietButton(tr("Go to it"), "arrow-right")
        self.lead.clicked.connect(lambda: self._open(self.findings.chosen_id))
        grid = QGridLayout()
        grid.setSpacing(6)
        for column_, size in enumerate(SIZES):
            grid.addWidget(Label(self.say(capital(size_words(size))), "label", wrap=True), 0, column_ + 1)
        for row_, amount in enumerate(Amount):
            words = Label(self.say(capital(AMOUNTS[amount])), "label", wrap=True)
            self.keep_width(words, _AMOUNT, _AMOUNT_CHARS)
            grid.addWidget(words, row_ + 1, 0)
            for column_, size in enumerate(SIZES):
                grid.addWidget(self.thumbs[amount, size], row_ + 1, column_ + 1, Qt.AlignmentFlag.AlignCenter)
        pictures, beside = PlainHolder(), PlainHolder()
        pictures.setLayout(column(self.card, grid, self.note, None, spacing=8))
        beside.setFixedWidth(_FINDINGS)
        filled = column(Label(tr("Findings"), "heading"), self.state, self.findings, row(self.lead, None), spacing=8)
        filled.setStretch(2, 1)
        beside.setLayout(filled)
        inside = row(scrolled(pictures), beside, spacing=14)
        inside.setStretch(0, 1)
        self.setLayout(inside)

    def show_document(self) -> None:
        design = self.shell.studio.catalog.design()
        names = {}
        for n, card in enumerate(rows_of(self.document, "cards")):
            layout = design.layouts.get(str(card.get("layout")))
            title = (
                self.say(Bilingual(layout.title_vi, layout.title_en)) if layout is not None else str(card.get("layout"))
            )
            names[n] = f"{n + 1}. {title}"
        self.card.offer(names)
        if self.card.value == "" and names:
            self.card.set_value(0)
        self._paint()
        self._check()

    def _thumb(self, amount: Amount, size: str) -> QPushButton:
        words = f"{self.say(capital(size_words(size)))}, {self.say(AMOUNTS[amount])}"
        made = QPushButton()
        made.setAutoDefault(False)
        made.setFlat(True)
        made.setIconSize(_THUMB)
        made.setFixedSize(_THUMB + QSize(_EDGE, _EDGE))
        made.setAccessibleName(tr("Enlarge: {what}").format(what=words))
        made.clicked.connect(lambda _=False: self._enlarge(amount, size, words))
        return made

    def _enlarge(self, amount: Amount, size: str, words: str) -> None:
        image = self._whole.get((amount, size), _NO_PICTURE)
        if not image.isNull():
            EnlargedCard(image, words, self).open()

    def _paint(self) -> None:
        place = self.card.value
        if not isinstance(place, int):
            return
        own, look, document, ratio = (
            self.shell.studio.own_templates, self._look, self.document, self.devicePixelRatio(),
        )  # fmt: skip

        def painted(ticket: Ticket) -> TemplateSheet:
            return sheet(own, look, self._row, document, place, _THUMB * ratio, _LARGE, ticket)

        self.shell.tasks.pool(painted, self._show_sheet, owner=self, key="sheet", failed=self._failed)

    def _failed(self, error: StudioError) -> None:
        self.note.setText(self.shell.language.sentence(error.phrase))

    def _show_sheet(self, made: TemplateSheet) -> None:
        self._whole = made.whole
        self.note.setText(self.shell.language.sentence(made.why) if made.why is not None else NOTHING)
        for key, thumb in self.thumbs.items():
            image = made.images.get(key, _NO_PICTURE)
            image.setDevicePixelRatio(self.devicePixelRatio())
            thumb.setIcon(QIcon(QPixmap.fromImage(image)))
            thumb.setEnabled(not image.isNull())

    def _check(self) -> None:
        own, row_id, document = self.shell.studio.own_templates, self._row.id, self.document
        self.state.setText(tr("Looking at every card and size…"))

        def linted(_: Ticket) -> tuple[TemplateRemark, ...]:
            return own.lint(row_id, document)

        self.shell.tasks.pool(linted, self._told, owner=self, key="check", failed=self._failed)

    def _told(self, remarks: tuple[TemplateRemark, ...]) -> None:
        self._remarks = remarks
        stops, hint = tr("Has to be mended"), tr("A hint")
        self.state.setText("" if remarks else tr("✔ Nothing to mend."))
        self.lead.setEnabled(bool(remarks))
        self.findings.show_entries(
            [
                ListEntry(
                    id=f"remark{n}",
                    title=self.shell.language.sentence(one.phrase),
                    word=StateWord(stops, "circle-x", Tone.RED) if one.stops else StateWord(hint, "info", Tone.GREY),
                )
                for n, one in enumerate(remarks)
            ]
        )
        if remarks and not self.findings.chosen_id:
            self.findings.choose("remark0")

    def _open(self, chosen: str) -> None:
        place = chosen.removeprefix("remark")
        if place.isdigit() and int(place) < len(self._remarks):
            self.wanted.emit(self._remarks[int(place)])
