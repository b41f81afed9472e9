"""The photographs in the making, and those thrown away, when none is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.clock import local_date, show_date, show_datetime
from studio.images.work import WorkRow
from studio.images.works import TRASH
from studio.translation import tr
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, row
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import StateWord

MAKING, THROWN = "making", "thrown"


class WorkList(EntryList):
    """Delete throws the one in hand away."""

    thrown = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.chosen_id:
            self.thrown.emit(self.chosen_id)
        else:
            super().keyPressEvent(event)


class ShelfView(QWidget):
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
        self.list = WorkList(lines=0)
        self.list.thrown.connect(self._throw)
        self.list.opened.connect(self._take)
        self.list.clicked.connect(lambda index: self._click())
        self.list.chosen.connect(lambda _: self._offer())
        self.pills = FilterPills()
        self.pills.chosen.connect(self._look_at)
        self.back = QuietButton(tr("Restore"), "archive-restore")
        self.back.clicked.connect(lambda: self._bring_back(self.list.chosen_id))
        self.first = PrimaryButton(tr("Open a photograph…"), "folder-open")
        self.first.clicked.connect(self.open_wanted)
        empty = EmptyState("images", self.first)
        self._hint = Label(role="hint", wrap=True)
        card = Card()
        card.setLayout(column(self.list, margins=(1, 6, 1, 6)))
        told = row(self._hint, self.back, spacing=12)
        told.setStretch(0, 1)
        full, inside = Plain(), column(told, card, spacing=10)
        inside.setStretch(1, 1)
        full.setLayout(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        whole = column(self.pills, self._stack, spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.list.setAccessibleName(tr("Photographs"))
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
        self.list.show_entries([self._entry(one) for one in (self._thrown if in_trash else self._rows)])
        self._stack.setCurrentIndex(0 if self.list.entries else 1)
        self._offer()

    def _offer(self) -> None:
        self.back.setVisible(self._sight == THROWN)
        self.back.setEnabled(bool(self.list.chosen_id))

    def _click(self) -> None:
        if self._sight == MAKING:
            self.opened.emit(self.list.chosen_id)

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

    def _entry(self, row: WorkRow) -> ListEntry:
        if row.trashed_at is not None:
            word = StateWord(tr("Moved to the trash"), "trash-2", Tone.GREY)
            side = tr("Kept until {date}").format(date=show_date(local_date(row.trashed_at + TRASH)))
            return ListEntry(id=row.id, title=row.title, word=word, side=side)
        if row.undecided:
            word = StateWord(tr("{count} to decide").format(count=row.undecided), "circle-question-mark", Tone.AMBER)
        elif row.covers:
            word = StateWord(tr("{count} covered").format(count=row.covers), "eye-off", Tone.GREEN)
        else:
            word = StateWord(tr("Nothing covered"), "eye", Tone.GREY)
        return ListEntry(id=row.id, title=row.title, word=word, side=show_datetime(row.changed_at))
