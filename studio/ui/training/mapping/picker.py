"""Choosing a document of the law library."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from studio.clock import local_date, show_date
from studio.library.browse import BrowseFilter, BrowseRow
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.entries import Entry, EntryList
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
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
        self.search, self.list = SearchField(), EntryList(lines=2)
        self.list.setMinimumHeight(320)
        self._none = Label(role="hint", wrap=True)
        self._none.hide()
        self.take, self._cancel = PrimaryButton(glyph="check"), QuietButton()
        self.take.clicked.connect(self._take)
        self.list.opened.connect(lambda _: self._take())
        self._cancel.clicked.connect(self.reject)
        self.search.searched.connect(self._ask)
        self.fill(self.search, self.list, self._none, buttons=row(None, self._cancel, self.take))
        self.retranslate()
        self._ask("")

    def retranslate(self) -> None:
        self.set_heading(self.tr("A document of the library"))
        self.search.setAccessibleName(self.tr("Number or name"))
        self.search.setPlaceholderText(self.tr("Number or name"))
        self.list.setAccessibleName(self.tr("Documents"))
        self._none.setText(self.tr("No document of the library matches. Import it under Law library first."))
        self.take.setText(self.tr("Take it"))
        self._cancel.setText(self.tr("Cancel"))

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


def _entry(each: BrowseRow) -> Entry:
    facts = (each.number, each.issuer, show_date(each.issued_on) if each.issued_on else "")
    return Entry(id=each.document, title=" · ".join(fact for fact in facts if fact), text=each.title)
