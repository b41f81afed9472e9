"""The files of pages: what was found on the left, the file in hand on the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from studio.registry.model import PageFile
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.files import ask_folder
from studio.ui.page import Shell
from studio.ui.registry.sheet import FileSheet
from studio.ui.registry.view import FileFilter, FilesView, load_files, name_of, where_of
from studio.ui.tabbed import Tab
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.layout import Card, FlowLayout, Pages, Plain, column, row
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.widgets.search import SearchField
from studio.ui.words import page_word

PARTED = (300, 760)
"""Pixels of the list and of the file in a new profile."""
SEARCH, LIST = 290, 220
"""Least pixels of the search field and of the list."""


class FilesTab(Tab):
    """Every page of the unit has a file, from the request on."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._view, self._filter, self._query, self._wanted = FilesView(), FileFilter.ALL, "", ""
        self._latest: datetime | None = None
        self.search, self.filters = SearchField(), FilterPills()
        self.search.set_prompt(tr("Search name, unit, area…"))
        self.directory = QuietButton(tr("Export the directory…"), "qr-code")
        self.directory.setToolTip(tr("The official pages as a sheet with QR codes, as CSV and as JSON"))
        self.new = PrimaryButton(tr("Request a new page"), "plus")
        self.adopt = QuietButton(glyph="id-card")
        self.adopt.setToolTip(tr("Pages of Connections that have no file; what is missing is said in each"))
        self.list = EntryList(lines=1)
        self.list.setAccessibleName(tr("Page files"))
        self.sheet = FileSheet(shell)
        self._first = PrimaryButton(self.new.text(), "plus")
        self._empty, self._nothing = EmptyState("id-card", self._first), EmptyState("search")
        self._none = EmptyState("id-card")
        begins = tr("A new page begins with a request. Pages of Connections get their files with one button.")
        self._empty.set_words(tr("No page file yet"), begins)
        self._none.set_words(tr("No file in hand"), tr("Choose a page on the left."))
        anchor(self, "registry.request.new", "registry.files")  # a file is chosen first
        anchor(self, "archive.export", stand_in=True)
        anchor(self.search, "registry.search")
        anchor(self.directory, "directory.export")
        self._build()
        self._connect()
        self._label()

    def _build(self) -> None:
        tools, flow = Plain(), FlowLayout(spacing=8)
        self.search.setMinimumWidth(SEARCH)
        for widget in (self.search, self.adopt, self.directory):
            flow.addWidget(widget)
        tools.setLayout(flow)
        bar = row(tools, self.new, spacing=8)
        bar.setStretch(0, 1)
        bar.setAlignment(self.new, Qt.AlignmentFlag.AlignTop)
        self._under = Pages()
        self._under.addWidget(self.list)
        self._under.addWidget(self._nothing)
        card = Card()
        card.setLayout(column(self._under, margins=(1, 1, 1, 6)))
        left, beside = QWidget(), column(self.filters, card, spacing=10)
        beside.setStretch(1, 1)
        left.setLayout(beside)
        left.setMinimumWidth(LIST)
        self._right = Pages()
        self._right.addWidget(self.sheet)
        self._right.addWidget(self._none)
        self._right.setCurrentWidget(self._none)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self._right)
        self.splitter.setSizes(list(PARTED))
        self.splitter.setStretchFactor(1, 1)
        self._shell.memory.follow("page files", self.splitter)
        full = QWidget()
        inside = column(bar, self.splitter, spacing=10)
        inside.setStretch(1, 1)
        full.setLayout(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)
        self.setLayout(column(self._stack))

    def _connect(self) -> None:
        self.search.searched.connect(self._searched)
        self.filters.chosen.connect(self._filtered)
        self.list.chosen.connect(self._chosen)
        self.sheet.saved.connect(self._read)
        self.directory.clicked.connect(self._export_directory)
        self.adopt.clicked.connect(self._adopt)
        for button in (self.new, self._first):
            button.clicked.connect(self._begin)

    # -- the tab

    def open(self, what: str) -> None:
        """`what` is the id of a page file."""
        if what:
            self._wanted, self._query, self._filter = what, "", FileFilter.ALL
            self.search.show_text("")

    @property
    def shown(self) -> str:
        return self.list.chosen_id

    @property
    def kept_view(self) -> Any:
        return self._filter, self._query

    def take_view(self, view: Any) -> None:
        self._filter, self._query = view
        self.search.show_text(self._query)

    @property
    def settled(self) -> bool:
        return not self.sheet.unsaved

    def refresh(self) -> None:
        self._read()
        self.sheet.reload()

    def leave(self) -> None:
        self.sheet.flush()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.search, self.list, self.sheet)

    def save(self) -> None:
        self.sheet.flush()

    def check(self) -> None:
        self.sheet.check()

    def seek(self) -> None:
        self.search.setFocus()

    # -- the list

    def _read(self) -> None:
        studio, query, wanted = self._shell.studio, self._query, self._filter
        self._shell.tasks.store(
            lambda: load_files(studio, query, wanted), self._show_files, owner=self, key="page files"
        )

    def _show_files(self, view: FilesView) -> None:
        self._view = view
        self._stack.setCurrentIndex(0 if view.anything or view.unfiled else 1)
        self.adopt.setVisible(bool(view.unfiled))
        self._under.setCurrentIndex(0 if view.files else 1)
        self._label()
        self._list(view.files)
        wanted, self._wanted = self._wanted or self._changed_elsewhere(view), ""
        if wanted:
            self.list.choose(wanted)
        elif not self.list.chosen_id and not self._query and view.files:
            self.list.choose(view.files[0].id)
        if not self.list.chosen_id and not self.sheet.file_id:
            self._right.setCurrentWidget(self._none)

    def _changed_elsewhere(self, view: FilesView) -> str:
        """The file that somebody else changed since the last look: a lesson that is played."""
        newest = max(view.files, key=lambda file: file.changed_at, default=None)
        if newest is None:
            return ""
        before, self._latest = self._latest, newest.changed_at
        moved = before is not None and newest.changed_at > before
        return newest.id if moved and newest.id != self.sheet.file_id and not self.sheet.busy else ""

    def _list(self, files: Sequence[PageFile]) -> None:
        self.list.show_entries([self._entry(file) for file in files])

    def _entry(self, file: PageFile) -> ListEntry:
        unit = self._view.book.unit(file.unit)
        where = where_of(file, {}) or (unit.name if unit is not None else "")
        return ListEntry(id=file.id, title=name_of(file), text=where, word=page_word(file.status))

    def _label(self) -> None:
        self.adopt.setText(tr("Files for pages at work: {n}").format(n=self._view.unfiled))
        if self._view.anything:
            self._nothing.set_words(tr("No page matches"), tr("So there is none of that name or area yet."))
        else:
            self._nothing.set_words(tr("No page file yet"), tr("Begin with the pages at work, above."))
        names = {
            FileFilter.ALL: tr("All"),
            FileFilter.REQUESTED: tr("Requested"),
            FileFilter.ACTIVE: tr("Active"),
            FileFilter.ENDED: tr("Ended"),
        }
        counts = self._view.counts
        self.filters.offer(
            [FilterChoice(key.value, words, counts.get(key, 0)) for key, words in names.items()], self._filter.value
        )

    def _searched(self, query: str) -> None:
        self._query = query
        self._read()

    def _filtered(self, key: str) -> None:
        self._filter = FileFilter(key)
        self._read()

    def _chosen(self, id: str) -> None:
        if id and id != self.sheet.file_id:
            self.sheet.show_file(id)
        self._right.setCurrentWidget(self.sheet if id or self.sheet.file_id else self._none)

    # -- doing

    def _begin(self) -> None:
        by, registry = self._shell.session.person_id, self._shell.studio.registry
        if not by:
            self._shell.sign_in()
            return
        self.sheet.flush()
        self._shell.tasks.store(lambda: registry.begin(by), self._begun, owner=self)

    def _adopt(self) -> None:
        by, registry = self._shell.session.person_id, self._shell.studio.registry
        if not by:
            self._shell.sign_in()
            return
        self.sheet.flush()

        def made(files: Sequence[PageFile]) -> None:
            self._shell.toast(tr("Files begun: {n}. What is missing is said in each.").format(n=len(files)))
            self.open(files[0].id if files else "")
            self._shell.changed()

        self._shell.tasks.store(lambda: registry.take_in(by), made, owner=self)

    def _begun(self, file: PageFile) -> None:
        self.open(file.id)
        self._shell.changed()

    def _export_directory(self) -> None:
        by, exports = self._shell.session.person_id, self._shell.studio.registry.exports
        if not by:
            self._shell.sign_in()
            return

        def write(folder: Path) -> None:
            self._shell.tasks.store(
                lambda: exports.directory(folder, by), lambda made: self.sheet.deeds.exported(made[0]), owner=self
            )

        ask_folder(self, tr("Folder for the directory of official pages"), write)
