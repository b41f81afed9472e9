"""The mapping screen: every outline, and the unit's own document behind it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QWidget

from studio.clock import local_date, show_date
from studio.errors import BadInput, StudioError
from studio.library.browse import BrowseFilter, BrowseRow
from studio.paths import write_chosen
from studio.phrase import Bilingual, Phrase
from studio.training.outline import Course, OfficialDocument, Outline
from studio.translation import mark, tr
from studio.ui.files import ask_open, ask_save
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.tabbed import Tab
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import ActionBar, DeedOffer, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, FlowLayout, column, row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.moment_text import read_date
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.widgets.rows import Column, Index, RowsModel
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.table import Table
from studio.ui.words import StateWord

Say = Callable[[Phrase], str]
Change = OfficialDocument | Phrase
LINKED, UNLINKED, REPLACED, HIDDEN = (
    StateWord(mark("Linked"), "circle-check", Tone.GREEN),
    StateWord(mark("Not linked"), "circle-alert", Tone.AMBER),
    StateWord(mark("Replaced"), "file-x", Tone.ORANGE),
    StateWord(mark("Not taught"), "eye-off", Tone.GREY),
)


MOST = 60
"""Documents listed; a search finds the others."""


class LibraryPicker(Dialog):
    """`picked` carries the row of the document."""

    picked = Signal(object)

    def __init__(self, shell: Shell, parent: object = None) -> None:
        super().__init__(parent, width=620)  # type: ignore[arg-type]
        self._shell = shell
        self._rows: dict[str, BrowseRow] = {}
        self.search, self.list = SearchField(tr("Number or name")), EntryList(tr("Documents"), lines=2, fitted=True)
        self.list.setMinimumHeight(320)
        card = Card()
        card.setLayout(column(self.list, margins=1))
        self._none = Label(
            tr("No document of the library matches. Import it under Law library first."), role="hint", wrap=True
        )
        self._none.hide()
        self.take, cancel = PrimaryButton(tr("Use it"), glyph="check"), QuietButton(tr("Cancel"))
        self.take.clicked.connect(self._take)
        self.list.opened.connect(lambda _: self._take())
        cancel.clicked.connect(self.reject)
        self.search.searched.connect(self._ask)
        self.fill(self.search, card, self._none, buttons=row(None, cancel, self.take))
        self.set_heading(tr("A document of the library"))
        self._ask("")

    def _ask(self, text: str) -> None:
        studio = self._shell.studio

        def read() -> Sequence[BrowseRow]:
            found = studio.library.browse(BrowseFilter(text=text), descending=False, statuses={})
            return studio.library.browse_rows(found.ids[:MOST], on=local_date(studio.now()))

        self._shell.tasks.store(read, self._show, owner=self, key="documents")

    def _show(self, rows: Sequence[BrowseRow]) -> None:
        self._rows = {each.document: each for each in rows}
        self.list.show_entries([_entry(each) for each in rows])
        self._none.setVisible(not rows)
        self.take.setEnabled(bool(rows))

    def _take(self) -> None:
        chosen = self._rows.get(self.list.chosen_id)
        if chosen is not None:
            self.picked.emit(chosen)
            self.accept()


def _entry(each: BrowseRow) -> ListEntry:
    facts = (each.number, each.issuer, show_date(each.issued_on) if each.issued_on else "")
    return ListEntry(id=each.document, title=" · ".join(fact for fact in facts if fact), text=each.title)


class LinkForm(Form):
    """Number, day, issuer, file and successor of the document behind one outline."""

    def __init__(self, shell: Shell, outline: Outline, by: str, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._outline, self._by = outline, by
        self._document = outline.document
        self._source: str = ""
        """Key of the document of the library whose file is to be kept."""
        self._path: Path | None = None
        self.set_heading(tr("The official document of the procedure {outline}").format(outline=outline.id))
        document = outline.document
        day = date.fromisoformat(document.date) if document.date else None
        self.number = self.ask("number", QLineEdit(document.number), tr("Number"))
        self.day = self.ask("day", DateField(), tr("Date of issue"), value=day)
        self.pair("number", "day")
        self.issuer = self.ask("issuer", QLineEdit(document.issuer), tr("Issuer"))
        self.library = QuietButton(tr("From the law library…"), glyph="library")
        self.disk = QuietButton(tr("From this PC…"), glyph="folder-open")
        self.library.clicked.connect(self._ask_library)
        self.disk.clicked.connect(self._ask_disk)
        self.file = ElidedLabel(role="hint")
        sources, files = FlowLayout(), QWidget()
        for button in (self.library, self.disk):
            sources.addWidget(button)
        files.setLayout(column(sources, self.file, spacing=6))
        self.put(FieldBlock(files, tr("File")))
        hint = tr("Number of the newer document. Until the procedure is linked to it, it counts as not linked.")
        self.successor = self.ask("replaced_by", QLineEdit(document.replaced_by), tr("Replaced by"), hint=hint)
        self._name_file()

    def work(self, values: Values) -> object:
        day = values.pop("day")
        document = replace(self._document, **values, date=day.isoformat() if day else "")
        library = self.shell.studio.library
        link = partial(self.shell.studio.outlines.link, self._outline.id, document, self._by)
        if self._path is not None:
            return link(file=self._path)
        original = next(iter(library.originals(self._source)), None) if self._source else None
        if original is None:
            return link()
        with tempfile.TemporaryDirectory(prefix="page-studio-") as aside:
            copy = Path(aside) / Path(original.name).name
            library.save_original(original, copy)
            return link(file=copy)

    def _ask_library(self) -> None:
        picker = LibraryPicker(self.shell, self)
        picker.picked.connect(self._take)
        picker.open()

    def _take(self, found: BrowseRow) -> None:
        """Fill in what the library knows."""
        self._source, self._path = found.document, None
        self.successor.clear()
        self.number.setText(found.number)
        self.issuer.setText(found.issuer)
        self.day.set_value(found.issued_on)
        self._document = replace(self._document, file="", file_name="")
        self.shell.tasks.store(
            lambda: self.shell.studio.library.originals(found.document), self._originals, owner=self, key="originals"
        )

    def _originals(self, kept: object) -> None:
        originals = list(kept)  # type: ignore[call-overload]
        name = originals[0].name if originals else ""
        self.file.setText(name or tr("The library has no file of this document."))

    def _ask_disk(self) -> None:
        kinds = tr("Documents") + " (*.pdf *.docx *.doc *.odt *.jpg *.png)"
        ask_open(self, tr("The file of the document"), kinds, lambda paths: self._take_file(paths[0]))

    def _take_file(self, path: Path) -> None:
        self._path, self._source = path, ""
        self._name_file()

    def _name_file(self) -> None:
        name = self._path.name if self._path else self._document.file_name
        self.file.setText(name or tr("No file yet."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Writable:
    """A column that is written into: the text to edit, and what the outline becomes by another one."""

    text: Callable[[Outline], str]
    change: Callable[[Outline, str], Change]
    fits: Callable[[str], bool] = lambda text: True


def standing(outline: Outline) -> StateWord:
    """Whether a document stands behind it, in the language of the window."""
    word = LINKED if outline.document.linked else REPLACED if outline.document.replaced_by else UNLINKED
    word = HIDDEN if outline.hidden else word
    return word._replace(text=tr(word.text))


def shown_day(document: OfficialDocument) -> str:
    return show_date(date.fromisoformat(document.date)) if document.date else ""


def columns(say: Say) -> Sequence[Column[Outline]]:
    """Those of the table. `say` gives a phrase in the language of the window."""
    return (
        Column(heading=tr("ID"), text=lambda o: o.id, sample="U100"),
        Column(heading=tr("Procedure"), text=lambda o: say(o.title)),
        Column(
            heading=tr("Number"),
            text=lambda o: o.document.number,
            sample="1234/QĐ-CAT-PV01",
            keep=8,
        ),
        Column(
            heading=tr("Date"),
            text=lambda o: shown_day(o.document),
            sample="00/00/0000 ",
            keep=7,
        ),
        Column(
            heading=tr("Issuer"),
            text=lambda o: o.document.issuer,
            sample="Công an Thành phố",
            keep=4,
        ),
        Column(
            heading=tr("Replaced by"),
            text=lambda o: o.document.replaced_by,
            sample="1234/QĐ-CAT-PV",
            keep=3,
        ),
        Column(
            heading=tr("File"),
            text=lambda o: o.document.file_name,
            sample="quyet-dinh.pdf",
            keep=2,
        ),
        Column(
            heading=tr("Status"),
            text=lambda o: "",
            word=standing,
            sample=tr("Not taught") + "   ",
        ),
    )


def writable(say: Say, write: Callable[[str, Phrase], Phrase]) -> Mapping[int, Writable]:
    """By place of the column. `write` puts a text of the window's language into a phrase."""

    def into(name: str) -> Callable[[Outline, str], Change]:
        return lambda outline, text: replace(outline.document, **{name: text})

    return {
        1: Writable(text=lambda o: say(o.title), change=lambda o, text: write(text, o.title)),
        2: Writable(text=lambda o: o.document.number, change=into("number")),
        3: Writable(
            text=lambda o: shown_day(o.document),
            change=lambda o, text: replace(o.document, date=day.isoformat() if (day := read_date(text)) else ""),
            fits=lambda text: not text.strip() or read_date(text) is not None,
        ),
        4: Writable(text=lambda o: o.document.issuer, change=into("issuer")),
        5: Writable(text=lambda o: o.document.replaced_by, change=into("replaced_by")),
    }


class OutlineRows(RowsModel[Outline]):
    """Outlines whose cells can be written into: `written` carries the id and what to store."""

    written = Signal(str, object)
    misread = Signal(str)
    """A text that is no date."""

    def __init__(self, say: Say, write: Callable[[str, Phrase], Phrase], parent: QObject | None = None) -> None:
        super().__init__(columns(say), parent)
        self._writable = writable(say, write)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in self._writable else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        cell = self._writable.get(index.column()) if index.isValid() else None
        if role == int(Qt.ItemDataRole.EditRole) and cell is not None:
            row = self.row(self.id_at(index.row()))
            return cell.text(row) if row is not None else ""
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        cell, row = self._writable.get(index.column()), self.row(self.id_at(index.row()))
        if cell is None or row is None or str(value) == cell.text(row):
            return False
        if not cell.fits(str(value)):
            self.misread.emit(str(value))
            return False
        self.written.emit(row.id, cell.change(row, str(value)))
        return True


LEAST_CHARS = 42
"""Room for the title of an outline."""


class MappingTab(Tab):
    """A tab of the training page: a table that is written into, and what can be done with the row in hand."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._course: Course | None = None
        self.label = Banner()
        self.counted = Label(role="hint", wrap=True)
        self.link = PrimaryButton(tr("Link a document…"), glyph="link")
        self.rows = OutlineRows(shell.language.say, self._written_phrase, self)
        self.rows.written.connect(self._written)
        self.rows.misread.connect(self._misread)
        self.table = Table(self.rows, tr("Procedures and their documents"))
        self.table.least_chars = LEAST_CHARS
        self.table.setWordWrap(True)
        self.link.clicked.connect(lambda: self._open(self.table.chosen_id))
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(triggers.EditKeyPressed | triggers.SelectedClicked)
        self.table.itemDelegate().closeEditor.connect(lambda *_: self.refresh())
        self.table.chosen.connect(lambda _: self._offer())
        self.table.opened.connect(self._open)
        self.table.menu_wanted.connect(self._menu)
        self.deeds = ActionBar()
        self.deeds.wanted.connect(self._do)
        card = Card()
        card.setLayout(column(self.table, margins=(1, 1, 1, 6)))
        inside = column(self.label, row(self.counted, self.link, spacing=12), card, self.deeds, spacing=10)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self._offer()

    def open(self, what: str) -> None:
        """Show the outline of that id."""
        if what:
            self.table.choose(what)

    @property
    def shown(self) -> str:
        return self.table.chosen_id

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.store(studio.outlines.course, self._show, owner=self, key="course")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table, self.deeds)

    # -- showing

    def _show(self, course: Course) -> None:
        if self.table.state() == QAbstractItemView.State.EditingState:
            return  # news would take away what is being typed; it is read again when the cell is left
        kept = self.table.chosen_id
        self._course = course
        self.rows.set_rows({each.id: each for each in course.outlines})
        self.table.choose(kept or (course.outlines[0].id if course.outlines else ""))
        self._count(course)
        self._offer()

    def _count(self, course: Course) -> None:
        """Say how many outlines are linked, and whether the documents prevail."""
        say = self._shell.language.say
        prevails = tr("Where a procedure differs from your official document, the document prevails.")
        self.label.say(Tone.AMBER, f"{say(course.label)}. {prevails}")
        taught = [each for each in course.outlines if not each.hidden]
        linked = sum(each.document.linked for each in taught)
        self.label.setVisible(linked < len(taught))
        self.counted.setText(
            tr("{linked} of {count} taught procedures are linked. F2 edits a cell, Enter opens the form.").format(
                linked=linked, count=len(taught)
            )
        )

    @property
    def _chosen(self) -> Outline | None:
        return self._course.outline(self.table.chosen_id) if self._course is not None else None

    # -- doing

    def _offer(self) -> None:
        outline = self._chosen
        self.link.setEnabled(outline is not None)
        if outline is None:
            self.deeds.offer([])
            return
        offers = [
            DeedOffer("up", tr("Move up"), "arrow-up", about=outline.id),
            DeedOffer("down", tr("Move down"), "arrow-down", about=outline.id),
            DeedOffer(
                "hide",
                tr("Include in training") if outline.hidden else tr("Exclude from training"),
                "eye" if outline.hidden else "eye-off",
                about=outline.id,
            ),
        ]
        if outline.document.file:
            offers.insert(0, DeedOffer("file", tr("Save the file…"), "download"))
        if outline.document != OfficialDocument():
            offers.append(DeedOffer("unlink", tr("Unlink"), "unplug"))
        self.deeds.offer(offers)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        self.deeds.add_to(menu)
        menu.popup(at)

    def _do(self, deed: str) -> None:
        outline, course = self._chosen, self._course
        if outline is None or course is None:
            return
        outlines = self._shell.studio.outlines
        place = [each.id for each in course.outlines].index(outline.id)
        match deed:
            case "up" | "down":
                to = place - 1 if deed == "up" else place + 1
                self._change(lambda by: outlines.move(outline.id, to, by))
            case "hide":
                self._change(lambda by: outlines.hide(outline.id, by, hidden=not outline.hidden))
            case "unlink":
                self._change(lambda by: outlines.link(outline.id, OfficialDocument(), by))
            case "file":
                self._save_file(outline.document)

    def _change(self, work: Callable[[str], object]) -> None:
        """Have the service do it in the name of who works here."""
        by = self._by()
        if by:
            self._shell.tasks.store(lambda: work(by), lambda _: self._shell.changed(), owner=self, failed=self._failed)

    def _by(self) -> str:
        by = self._shell.session.person_id
        if not by:
            self._shell.sign_in()
        return by

    def _failed(self, error: StudioError) -> None:
        self._shell.complain(error)
        self.refresh()

    def _open(self, id: str) -> None:
        outline, by = self._course.outline(id) if self._course is not None else None, self._by()
        if outline is not None and by:
            form = LinkForm(self._shell, outline, by, self)
            form.done_well.connect(self._shell.changed)
            form.open()

    def _written(self, id: str, change: object) -> None:
        outlines = self._shell.studio.outlines
        if isinstance(change, Phrase):
            self._change(lambda by: outlines.rename(id, change, by))
        elif isinstance(change, OfficialDocument):
            self._change(lambda by: outlines.link(id, change, by))

    def _written_phrase(self, text: str, before: Phrase) -> Phrase:
        """A title as it was written in the window's language; an empty one brings back that which ships."""
        if not text.strip():
            return Phrase("")
        return Bilingual(before.vi, text) if self._shell.language.language == "en" else Bilingual(text, before.en)

    def _misread(self, text: str) -> None:
        self._shell.complain(BadInput("“{text}” is no date; write 25/11/2026.", text=text))

    def _save_file(self, document: OfficialDocument) -> None:
        studio = self._shell.studio

        def save(path: Path) -> None:
            self._shell.tasks.store(
                lambda: write_chosen(path, studio.outlines.file(document)),
                lambda _: self._shell.toast(tr("Saved {name}.").format(name=path.name)),
                owner=self,
            )

        name = document.file_name or "van-ban"
        ask_save(self, tr("Save the file"), name, f"*{Path(name).suffix}", save)
