"""The photographs in the making, and those thrown away, when none is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from studio.clock import local_date, show_date, show_datetime
from studio.images.work import WorkRow
from studio.images.works import TRASH
from studio.translation import tr
from studio.ui.images.grid import PictureGrid
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, PlainHolder, column, row
from studio.ui.widgets.rows import ID_ROLE
from studio.ui.words import StateWord

MAKING, THROWN = "making", "thrown"


class WorkGrid(PictureGrid[WorkRow]):
    """Delete throws the one in hand away."""

    thrown = Signal(str)
    noted = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.chosen_id:
            self.thrown.emit(self.chosen_id)
        else:
            super().keyPressEvent(event)

    def key(self, row: WorkRow) -> str:
        """The picture changes with the work."""
        return f"{row.id} {row.changed_at.isoformat()}"

    def title(self, row: WorkRow) -> str:
        return row.title

    def spoken(self, row: WorkRow) -> str:
        return ", ".join((row.title, self.word(row).text, self.note(row)))

    def word(self, row: WorkRow) -> StateWord:
        if row.trashed_at is not None:
            return StateWord(tr("Moved to the trash"), "trash-2", Tone.GREY)
        if row.undecided:
            words = tr("{count} to decide").format(count=row.undecided)
            return StateWord(words, "circle-question-mark", Tone.AMBER)
        if row.covers:
            return StateWord(tr("{count} covered").format(count=row.covers), "eye-off", Tone.GREEN)
        return StateWord(tr("Nothing covered"), "eye", Tone.GREY)

    def note(self, row: WorkRow) -> str:
        if row.trashed_at is None:
            return show_datetime(row.changed_at)
        return tr("Kept until {date}").format(date=show_date(local_date(row.trashed_at + TRASH)))


class WorksView(QWidget):
    """`opened`, `thrown` and `back_wanted` carry the id of a work."""

    opened = Signal(str)
    thrown = Signal(str)
    back_wanted = Signal(str)
    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[WorkRow, ...] = ()
        self._thrown: tuple[WorkRow, ...] = ()
        self._sight = MAKING
        self.grid = WorkGrid()
        self.grid.thrown.connect(self._throw)
        self.grid.opened.connect(self._take)
        self.grid.clicked.connect(lambda index: self._click())
        self.grid.chosen.connect(lambda _: self._offer())
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._menu)
        self.pills = FilterPills()
        self.pills.chosen.connect(self._look_at)
        self.back = QuietButton(tr("Restore"), "archive-restore")
        self.back.clicked.connect(lambda: self._bring_back(self.grid.chosen_id))
        self.first = PrimaryButton(tr("Open a photograph…"), "folder-open")
        self.first.clicked.connect(self.open_wanted)
        empty = EmptyState("images", self.first)
        self._hint = Label(role="hint", wrap=True)
        card = Card()
        card.setLayout(column(self.grid, margins=6))
        told = row(self._hint, self.back, spacing=12)
        told.setStretch(0, 1)
        full, inside = PlainHolder(), column(told, card, spacing=10)
        inside.setStretch(1, 1)
        full.setLayout(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        whole = column(self.pills, self._stack, spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.grid.setAccessibleName(tr("Photographs"))
        empty.set_words(
            tr("No photograph in progress"),
            tr(
                "Open one, drop it here, or paste it. Faces and numbers are searched for; what you cover is gone "
                "from the picture that is sent, and the original stays on this PC."
            ),
        )
        self.show_rows(self._rows, self._thrown)

    def show_rows(self, rows: Sequence[WorkRow], thrown: Sequence[WorkRow]) -> None:
        """Those in the making and those in the trash; one that is empty shows the other."""
        self._rows, self._thrown = tuple(rows), tuple(thrown)
        if not thrown:
            self._sight = MAKING
        self._show()

    def _look_at(self, which: str) -> None:
        self._sight = which
        self._show()

    def _show(self) -> None:
        in_trash = self._sight == THROWN
        self.pills.offer(
            (
                FilterChoice(MAKING, tr("Being edited"), len(self._rows)),
                FilterChoice(THROWN, tr("Photos in the trash"), len(self._thrown)),
            ),
            self._sight,
        )
        self.pills.setVisible(bool(self._thrown))
        self._hint.setText(
            tr("After 30 days in the trash a photograph is deleted with its original. Restore it to edit it.")
            if in_trash
            else tr(
                "Drop photographs here, or paste one. The original is kept untouched and separate. Delete moves "
                "the selected one to the trash."
            )
        )
        self.grid.show_rows({one.id: one for one in (self._thrown if in_trash else self._rows)})
        self._stack.setCurrentIndex(0 if self.grid.ids else 1)
        self._offer()

    def _offer(self) -> None:
        self.back.setVisible(self._sight == THROWN)
        self.back.setEnabled(bool(self.grid.chosen_id))

    def _click(self) -> None:
        if self._sight == MAKING:
            self.opened.emit(self.grid.chosen_id)

    def _menu(self, at: QPoint) -> None:
        """What can be done with the one under the pointer, or in hand."""
        index = self.grid.indexAt(at)
        if not index.isValid():
            index = self.grid.currentIndex()
        work = str(index.data(ID_ROLE)) if index.isValid() else ""
        if not work:
            return
        menu = QMenu(self.grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._sight == MAKING:
            menu.addAction(tr("Open"), lambda: self._take(work))
            menu.addAction(tr("Move to the trash"), lambda: self._throw(work))
        else:
            menu.addAction(tr("Restore"), lambda: self._bring_back(work))
        menu.popup(self.grid.viewport().mapToGlobal(at))

    def _take(self, work: str) -> None:
        """Enter or a double click."""
        if self._sight == MAKING:
            self.opened.emit(work)
        else:
            self._bring_back(work)

    def _throw(self, work: str) -> None:
        if self._sight == MAKING:  # what is in the trash stays there
            self.thrown.emit(work)

    def _bring_back(self, work: str) -> None:
        if work:
            self.back_wanted.emit(work)
