"""The body of a page that lists things: filters over a table, and beside it the drawer of the row in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.layout import Card, column
from studio.ui.widgets.rows import RowsModel
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.table import Table

SEARCH = 290
"""Pixels of the search field: what it asks for can be read."""
PARTED = (720, 360)
"""Pixels of the table and of the drawer in a new profile."""


Listed = QWidget
"""What shows the rows: has `choose`, `chosen_id`, and the signals of a `Table`."""


class ListPanel(QWidget):
    """`asked` follows another filter or search.

    `empty` stands in place of everything while there is nothing to list at all, `nothing` in place of the table while
    nothing matches. The search field is made here and stands wherever the page puts it.
    """

    asked = Signal()

    def __init__(
        self, model: RowsModel[Any], drawer: QWidget, *, empty: EmptyState, nothing: EmptyState, first: str,
        table: Listed | None = None,
    ) -> None:  # fmt: skip
        """`first` is the key of the filter that is on to begin with; `table` shows the model, where columns do not."""
        super().__init__()
        self._model, self._drawer = model, drawer
        self.filter, self.query, self._row = first, "", ""
        self.search = SearchField()
        self.search.setMinimumWidth(SEARCH)
        self.search.searched.connect(self._searched)
        self.filters = FilterPills()
        self.filters.chosen.connect(self._filtered)
        self.table: Any = table if table is not None else Table(model)
        self._under = QStackedWidget()
        self._under.addWidget(self.table)
        self._under.addWidget(nothing)
        card = Card()
        card.setLayout(column(self._under, margins=(1, 1, 1, 6)))
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        self.splitter.addWidget(card)
        self.splitter.addWidget(drawer)
        self.splitter.setSizes(list(PARTED))
        self.splitter.setStretchFactor(0, 1)
        drawer.hide()
        full, inside = QWidget(), column(self.filters, self.splitter, spacing=10)
        inside.setStretch(1, 1)
        full.setLayout(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        self.setLayout(column(self._stack))

    def offer(self, choices: Sequence[FilterChoice]) -> None:
        """Show these filters, each with what it lets through."""
        self.filters.offer(choices, self.filter)

    def uncover(self, key: str) -> None:
        """Go to the filter `key` and search for nothing; asks for nothing."""
        self.filter, self.query = key, ""
        self.search.show_text("")

    @property
    def view(self) -> tuple[str, str, str]:
        """The filter, what is searched for, and the row in hand."""
        return self.filter, self.query, self.table.chosen_id

    def look_as(self, view: tuple[str, str, str]) -> None:
        """Let the filter, the search and the row in hand be those of `view`; asks for nothing."""
        self.filter, self.query, self._row = view
        self.search.show_text(self.query)

    def show_rows(self, rows: Mapping[str, Any], *, anything: bool, wanted: str = "") -> None:
        """List these; `wanted`, or what was in hand, is chosen where it is among them."""
        self._stack.setCurrentIndex(0 if anything else 1)
        kept, self._row = wanted or self.table.chosen_id or self._row, ""
        self._model.set_rows(rows)
        self._under.setCurrentIndex(0 if rows else 1)
        self.table.choose(kept)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return (self.search, self.table, self._drawer) if self._drawer.isVisible() else (self.search, self.table)

    @property
    def in_hand(self) -> str:
        """Id of the row whose drawer is open."""
        return "" if self._drawer.isHidden() else self.table.chosen_id

    def toggle_drawer(self) -> None:
        self._drawer.setVisible(not self._drawer.isVisible() and bool(self.table.chosen_id))
        if not self._drawer.isVisible():
            self.table.setFocus()

    def _filtered(self, key: str) -> None:
        self.filter = key
        self.asked.emit()

    def _searched(self, query: str) -> None:
        self.query = query
        self.asked.emit()
