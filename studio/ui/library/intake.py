"""Files before they enter the library: a person confirms what was read at the head of each, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from studio.clock import show_date
from studio.errors import StudioError
from studio.library.importers.read_text import ScannedLine
from studio.library.intake import DocumentDraft, DraftHeading, PagePicture
from studio.library.model import Document, Edition, Status
from studio.library.numbers import KINDS
from studio.text import squeeze
from studio.translation import tr
from studio.ui.library.original import PagePictureView
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.moment import DateField
from studio.ui.words import validity_word


class HeadingForm(QWidget):
    """Number, kind, subject, issuer and days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.issuer = QLineEdit(), QLineEdit()
        self.kind = Combo()
        self.kind.setEditable(True)
        self.kind.addItems([kind.name for kind in KINDS])
        self.title = TextBox(lines=2)
        self.issued, self.effective = DateField(), DateField()
        self._blocks = {
            "number": FieldBlock(self.number, tr("Number"), required=True),
            "type": FieldBlock(self.kind, tr("Kind", about="document"), required=True),
            "title": FieldBlock(self.title, tr("Subject"), required=True),
            "issuer": FieldBlock(self.issuer, tr("Issued by")),
            "issued_on": FieldBlock(self.issued, tr("Day of issue")),
            "effective_from": FieldBlock(self.effective, tr("In force from")),
        }
        blocks = self._blocks
        self.setLayout(
            column(
                row(blocks["number"], blocks["type"], spacing=12),
                blocks["title"],
                blocks["issuer"],
                row(blocks["issued_on"], blocks["effective_from"], spacing=12),
                spacing=10,
            )
        )

    def show_heading(self, heading: DraftHeading) -> None:
        self.number.setText(heading.number)
        self.kind.setEditText(heading.type)
        self.title.setPlainText(heading.title)
        self.issuer.setText(heading.issuer)
        self.issued.set_value(heading.issued_on)
        self.effective.set_value(heading.effective_from)
        for block in self._blocks.values():
            block.set_error("")

    def heading(self) -> DraftHeading | None:
        """What stands there; None, with the errors shown, when a field is missing or no date."""
        wrong = {
            "number": "" if self.number.text().strip() else tr("The number is missing."),
            "type": "" if self.kind.currentText().strip() else tr("The kind is missing."),
            "title": "" if self.title.toPlainText().strip() else tr("The subject is missing."),
            "issued_on": "" if self.issued.valid else tr("A date such as 25/11/2026."),
            "effective_from": "" if self.effective.valid else tr("A date such as 25/11/2026."),
        }
        for name, sentence in wrong.items():
            self._blocks[name].set_error(sentence)
        if any(wrong.values()):
            return None
        return DraftHeading(
            number=squeeze(self.number.text()),
            type=squeeze(self.kind.currentText()),
            title=squeeze(self.title.toPlainText()),
            issuer=squeeze(self.issuer.text()),
            issued_on=self.issued.value,
            effective_from=self.effective.value,
        )

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal of the service at its field, the number for any other."""
        self._blocks.get(field, self._blocks["number"]).set_error(sentence)


class CompareLines(QWidget):
    """The line in question as recognised, to be put right and confirmed with Enter."""

    page_wanted = Signal(int)
    """A page (from 0) is to be shown."""
    marked = Signal(QRectF)
    """The place of the line in question, in points of its page."""
    finished = Signal()
    """Every line was confirmed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ScannedLine, ...] = ()
        self._open: list[int] = []
        self._at = 0
        self.texts: dict[int, str] = {}
        """What was confirmed, by the line's index."""
        self._count = Label(role="label")
        ask = Label(
            tr(
                "Compare the line with the picture of the page, correct it, and press Enter. Clear it where the "
                "picture shows no text (a stamp, a signature)."
            ),
            role="hint",
            wrap=True,
        )
        self.edit = QLineEdit()
        self.edit.returnPressed.connect(self._confirm)
        self.right = PrimaryButton(tr("Matches the picture"), glyph="check")
        self.back = QuietButton(tr("Back"), glyph="arrow-left")
        self.right.clicked.connect(self._confirm)
        self.back.clicked.connect(self._go_back)
        self.setLayout(
            column(row(self._count, None), ask, self.edit, row(self.back, None, self.right), None, spacing=10)
        )
        self.edit.setAccessibleName(tr("The line as it is in the picture"))
        self._tell()

    def show_lines(self, lines: tuple[ScannedLine, ...]) -> None:
        """Begin with the first doubtful line."""
        self._lines, self._at, self.texts = lines, 0, {}
        self._open = [number for number, line in enumerate(lines) if line.doubtful]
        self._show()

    def _show(self) -> None:
        self._tell()
        self.back.setEnabled(self._at > 0)
        if self._at >= len(self._open):
            self.finished.emit()
            return
        number = self._open[self._at]
        line = self._lines[number]
        self.edit.setText(self.texts.get(number, line.text))
        self.edit.setFocus()
        self.page_wanted.emit(line.page)
        self.marked.emit(QRectF(line.left, line.top, line.width, line.height))

    def _tell(self) -> None:
        at = min(self._at + 1, len(self._open))
        self._count.setText(tr("Line {at} of {all} with digits").format(at=at, all=len(self._open)))

    def _confirm(self) -> None:
        if self._at < len(self._open):
            self.texts[self._open[self._at]] = self.edit.text()
            self._at += 1
            self._show()

    def _go_back(self) -> None:
        self._at -= 1
        self._show()


MOST_ODDITIES = 4
"""That are shown in words."""


class IntakeDialog(Dialog):
    """Walks through the drafts; `taken` follows each document stored."""

    taken = Signal(str)
    """Key of a document that is in the library now."""

    def __init__(self, shell: Shell, drafts: Sequence[DocumentDraft], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=960)
        self._fits = False
        self.setMinimumHeight(560)
        self._shell, self._drafts, self._at = shell, list(drafts), 0
        self._pages: dict[int, PagePicture] = {}
        self._page, self._box = -1, QRectF()
        self._edition = self.draft.edition
        self._file, self._facts = Label(role="label", wrap=True), Label(role="hint", wrap=True)
        self._note, self._replaces = Banner(), Banner()
        self.form, self.compare = HeadingForm(), CompareLines()
        self.compare.page_wanted.connect(self._want_page)
        self.compare.marked.connect(self._mark)
        self.compare.finished.connect(self._settle)
        self._work = QStackedWidget()
        self._work.addWidget(self.form)
        self._work.addWidget(self.compare)
        self.picture = PagePictureView()
        self.ok = PrimaryButton(tr("Add to the library"), glyph="check")
        self.skip = QuietButton(tr("Skip this file"))
        self.ok.clicked.connect(self._take)
        self.skip.clicked.connect(self._next)
        self._build()
        self.picture.setAccessibleName(tr("Picture of the page"))
        self._show()

    def _build(self) -> None:
        left = QWidget()
        left.setLayout(column(self._file, self._facts, self._replaces, self._note, self._work, None, spacing=10))
        left.setMinimumWidth(420)
        self._sheet = Card()
        self._sheet.setLayout(column(self.picture, margins=(1, 1, 1, 1)))
        middle = row(left, self._sheet, spacing=16)
        middle.setStretch(0, 1)
        middle.setStretch(1, 1)
        both = QWidget()
        both.setLayout(middle)
        self.fill(both, buttons=row(self.skip, None, self.ok))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]

    @property
    def draft(self) -> DocumentDraft:
        """The one in sight."""
        return self._drafts[self._at]

    def _describe(self) -> None:
        draft, language = self.draft, self._shell.language
        self.set_heading(tr("Check what was read: file {at} of {all}").format(at=self._at + 1, all=len(self._drafts)))
        self._file.setText(draft.path.name)
        self._facts.setText(self._about(self._edition))
        self._note.say(Tone.AMBER, "\n".join([*(language.say(note) for note in draft.notes), *self._odd()]))

    def _about(self, edition: Edition | None) -> str:
        if edition is None:
            return tr("A scan: its text was recognised and may be wrong.")
        if edition.articles:
            return tr("Articles read: {n}. Nobody has confirmed its validity yet.").format(
                n=sum(1 for article in edition.articles if article.number)
            )
        said = [tr("A property page, without the text of the document.")]
        document = edition.document
        if document.stated_status is not Status.UNKNOWN:
            said.append(tr("It states: {status}.").format(status=validity_word(document.stated_status).text))
        if document.effective_to:
            said.append(tr("It states the end: {date}.").format(date=show_date(document.effective_to)))
        return " ".join([*said, tr("Nobody has confirmed that yet.")])

    def _ask_for_stored(self) -> None:
        """Whether the library has a document of this number, as it is now."""
        self._replaced(None)
        library, number = self._shell.studio.library, self.draft.heading.number
        if number:
            self._shell.tasks.store(lambda: library.find(number), self._replaced, owner=self, key="stored")

    def _replaced(self, stored: Document | None) -> None:
        page = self._edition is not None and not self._edition.articles
        sentence = ""
        if stored and page:
            sentence = tr("The library already has {number}: what the page states is added, its text stays.")
        elif stored:
            sentence = tr("The library already has {number}; its text is replaced by this one.")
        elif page:
            sentence = tr("It becomes an entry without text; import the file with the text as well.")
        self._replaces.say(Tone.BLUE, sentence.format(number=stored.number) if stored else sentence)

    def _odd(self) -> list[str]:
        """What stands out in the numbering, the first few of it."""
        language, odd = self._shell.language, self.draft.oddities
        lines = [f"{language.say(each.place)}: {language.say(each.phrase)}" for each in odd[:MOST_ODDITIES]]
        more = len(odd) - len(lines)
        return [*lines, tr("… and {n} more oddities in its numbering.").format(n=more)] if more else lines

    def _show(self) -> None:
        self._edition = self.draft.edition
        self._ask_for_stored()
        self._describe()
        self._pages, self._page = {}, -1
        draft = self.draft
        scan = self._edition is None
        self._sheet.setVisible(draft.path.suffix.lower() == ".pdf")
        self._work.setCurrentWidget(self.compare if scan else self.form)
        self.ok.setEnabled(not scan)
        if scan:
            self.compare.show_lines(draft.scanned)
        else:
            self.form.show_heading(draft.heading)
            self.form.number.setFocus()
            if draft.path.suffix.lower() == ".pdf":
                self._want_page(0)

    # -- pages of a PDF

    def _want_page(self, page: int) -> None:
        self._page = page
        if page in self._pages:
            self._show_page(page)
            return
        draft, library = self.draft, self._shell.studio.library
        self._shell.tasks.pool(
            lambda _: (draft, page, library.draft_page(draft, page)),
            self._page_came,
            owner=self,
            failed=self._shell.complain,
        )

    def _page_came(self, came: tuple[DocumentDraft, int, PagePicture]) -> None:
        draft, page, picture = came
        if draft is self.draft:
            self._pages[page] = picture
            if page == self._page:
                self._show_page(page)

    def _show_page(self, page: int) -> None:
        picture = self._pages[page]
        self.picture.show_page(picture.png, picture.width)
        self.picture.mark(self._box if self._work.currentWidget() is self.compare else None)

    def _mark(self, box: QRectF) -> None:
        self._box = box
        if self._page in self._pages:
            self.picture.mark(box)

    # -- confirming

    def _settle(self) -> None:
        draft, texts, library = self.draft, dict(self.compare.texts), self._shell.studio.library
        self._shell.tasks.store(lambda: library.settle(draft, texts), self._settled, owner=self, failed=self._unread)

    def _settled(self, draft: DocumentDraft) -> None:
        self._drafts[self._at] = draft
        page = self._page
        self._show()
        self._want_page(max(0, min(page, 0)))

    def _unread(self, error: StudioError) -> None:
        """The lines make no document yet: back to the first, with the reason."""
        self._note.say(Tone.RED, self._shell.language.explain(error))
        self.compare.show_lines(self.draft.scanned)

    def _take(self) -> None:
        heading = self.form.heading()
        if heading is None:
            return
        self.ok.setEnabled(False)
        draft, library, person = self.draft, self._shell.studio.library, self._shell.session.person
        name = person.name if person else ""
        self._shell.tasks.store(
            lambda: library.take(draft, heading, by=name), self._stored, owner=self, failed=self._refused
        )

    def _stored(self, document: Document) -> None:
        self.taken.emit(document.key)
        self._next()

    def _refused(self, error: StudioError) -> None:
        self.ok.setEnabled(True)
        self.form.refuse(error.where, self._shell.language.say(error.phrase))

    def _next(self) -> None:
        if self._at + 1 >= len(self._drafts):
            self.accept()
            return
        self._at += 1
        self._show()
