"""Filters kept under a name: choose one, keep the present one, drop one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from studio.errors import StudioError
from studio.posts.model import SavedFilter
from studio.posts.shelf import LONGEST_NAME
from studio.ui.page import Shell
from studio.ui.posts.query import PostQuery
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row


class SavedFilters(LinkButton):
    """A button with a menu. `chosen` carries a query; `keep_wanted` asks for the present one to be kept."""

    chosen = Signal(PostQuery)
    keep_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(glyph="bookmark")
        self._shell = shell
        self._saved: Sequence[SavedFilter] = ()
        self._may_keep = False
        self.menu_shown = QMenu(self)
        self.clicked.connect(self._open)

    def retranslate(self) -> None:
        self.setText(self.tr("Saved filters"))

    def load(self) -> None:
        """Read the saved filters again."""
        shelf = self._shell.studio.shelf
        self._shell.tasks.store(shelf.saved_filters, self._show, owner=self, key="saved")

    def allow(self, *, keeping: bool) -> None:
        """Whether there is something to keep."""
        self._may_keep = keeping

    def keep(self, query: PostQuery) -> None:
        """Ask for a name and keep `query` under it."""
        dialog = KeepFilterDialog(self._shell, query, self.window())
        dialog.kept.connect(self._kept)
        dialog.open()

    def _show(self, saved: Sequence[SavedFilter]) -> None:
        self._saved = saved

    def _open(self) -> None:
        self._fill()
        self.menu_shown.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _fill(self) -> None:
        menu = self.menu_shown
        menu.clear()
        for saved in self._saved:
            menu.addAction(saved.name.replace("&", "&&"), partial(self._choose, saved))
        if not self._saved:
            menu.addAction(self.tr("No filter is saved yet")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(self.tr("Save the present filter…"), self.keep_wanted.emit).setEnabled(self._may_keep)
        if self._saved:
            drop = menu.addMenu(self.tr("Delete a saved filter"))
            for saved in self._saved:
                drop.addAction(saved.name.replace("&", "&&"), partial(self._drop, saved))

    def _choose(self, saved: SavedFilter) -> None:
        self.chosen.emit(PostQuery(filter=saved.filter, sort=saved.sort, descending=saved.descending))

    def _kept(self, name: str) -> None:
        self._shell.toast(self.tr("Filter “{name}” saved.").format(name=name))
        self.load()

    def _drop(self, saved: SavedFilter) -> None:
        shelf = self._shell.studio.shelf
        self._shell.tasks.store(lambda: shelf.drop_filter(saved.id), lambda _: self._dropped(saved), owner=self)

    def _dropped(self, saved: SavedFilter) -> None:
        text = self.tr("Filter “{name}” deleted.").format(name=saved.name)
        self._shell.toast(text, self.tr("Undo"), partial(self._bring_back, saved))
        self.load()

    def _bring_back(self, saved: SavedFilter) -> None:
        shelf = self._shell.studio.shelf

        def keep() -> SavedFilter:
            return shelf.keep_filter(saved.name, saved.filter, saved.sort, saved.descending)

        self._shell.tasks.store(keep, lambda _: self.load(), owner=self)


class KeepFilterDialog(Dialog):
    """Asks for the name; `kept` carries it once the filter is kept. The same name replaces the older filter."""

    kept = Signal(str)

    def __init__(self, shell: Shell, query: PostQuery, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._shell, self._query = shell, query
        self.name = QLineEdit()
        self.name.setMaxLength(2 * LONGEST_NAME)
        self._block = FieldBlock(self.name)
        self._text = Label(role="hint", wrap=True)
        self.ok, self._cancel = PrimaryButton(glyph="bookmark"), QuietButton()
        self.ok.clicked.connect(self._try)
        self.name.returnPressed.connect(self._try)
        self._cancel.clicked.connect(self.reject)
        self.fill(self._text, self._block, buttons=row(None, self._cancel, self.ok))
        self.retranslate()
        self.name.setFocus()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Save the filter"))
        self._text.setText(
            self.tr("It is kept with words, conditions and order. The same name replaces the older one.")
        )
        self._block.set_label(self.tr("Name"), required=True)
        self.ok.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))

    def _try(self) -> None:
        shelf, query, name = self._shell.studio.shelf, self._query, self.name.text()
        self.ok.setEnabled(False)
        self._shell.tasks.store(
            lambda: shelf.keep_filter(name, query.filter, query.sort, query.descending),
            self._done,
            owner=self,
            failed=self._refused,
        )

    def _done(self, saved: SavedFilter) -> None:
        self.kept.emit(saved.name)
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.ok.setEnabled(True)
        self._block.set_error(self._shell.speech.sentence(error.phrase))
        self.name.setFocus()
