"""The form that links a document to an outline; what is refused is said at its foot."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import local_date, show_date
from studio.library.browse import BrowseFilter, BrowseRow
from studio.training.outline import Outline
from studio.translation import tr
from studio.ui.files import ask_open
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Elided, Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.widgets.search import SearchField

MOST = 60
"""Documents listed; a search finds the others."""


class LibraryPicker(Dialog):
    """`picked` carries the row of the document."""

    picked = Signal(object)

    def __init__(self, shell: Shell, parent: object = None) -> None:
        super().__init__(parent, width=620)  # type: ignore[arg-type]
        self._shell = shell
        self._rows: dict[str, BrowseRow] = {}
        self.search, self.list = SearchField(), EntryList(tr("Documents"), lines=2)
        self.list.setMinimumHeight(320)
        self._none = Label(
            tr("No document of the library matches. Import it under Law library first."), role="hint", wrap=True
        )
        self._none.hide()
        self.take, cancel = PrimaryButton(tr("Take it"), glyph="check"), QuietButton(tr("Cancel"))
        self.take.clicked.connect(self._take)
        self.list.opened.connect(lambda _: self._take())
        cancel.clicked.connect(self.reject)
        self.search.searched.connect(self._ask)
        self.fill(self.search, self.list, self._none, buttons=row(None, cancel, self.take))
        self.set_heading(tr("A document of the library"))
        self.search.setAccessibleName(tr("Number or name"))
        self.search.setPlaceholderText(tr("Number or name"))
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
        self.set_heading(tr("The official document of {outline}").format(outline=outline.id))
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
        self.file = Elided(role="hint")
        files = QWidget()
        files.setLayout(column(row(self.library, self.disk, None), self.file, spacing=6))
        self.put(FieldBlock(files, tr("File")))
        hint = tr("Number of the newer document. Until the outline is linked to that one, it counts as not linked.")
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
