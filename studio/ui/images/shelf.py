"""The photographs in the making, when none is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from studio.clock import show_datetime
from studio.images.work import WorkRow
from studio.ui.language import Translated
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.entries import Entry, EntryList
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column
from studio.ui.words import Word


class WorkList(EntryList):
    """Delete throws the one in hand away."""

    thrown = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.chosen_id:
            self.thrown.emit(self.chosen_id)
        else:
            super().keyPressEvent(event)


class ShelfView(Translated):
    """`opened` and `thrown` carry the id of a work."""

    opened = Signal(str)
    thrown = Signal(str)
    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[WorkRow, ...] = ()
        self.list = WorkList(lines=0)
        self.list.thrown.connect(self.thrown)
        self.list.opened.connect(self.opened)
        self.list.clicked.connect(lambda index: self.opened.emit(self.list.chosen_id))
        self.first = PrimaryButton(glyph="folder-open")
        self.first.clicked.connect(self.open_wanted)
        self._empty = EmptyState("images", self.first)
        self._hint = Label(role="hint", wrap=True)
        card = Card()
        card.setLayout(column(self.list, margins=(1, 6, 1, 6)))
        full, inside = Plain(), column(self._hint, card, spacing=10)
        inside.setStretch(1, 1)
        full.setLayout(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)
        self.setLayout(column(self._stack))
        self.retranslate()

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Photographs in the making"))
        self.first.setText(self.tr("Open a photograph…"))
        self._hint.setText(
            self.tr(
                "Drop photographs here, or paste one. The original is kept untouched and apart. "
                "Delete throws the one in hand away."
            )
        )
        self._empty.set_words(
            self.tr("No photograph is in the making"),
            self.tr(
                "Open one, drop it here, or paste it. Faces and numbers are looked for; what you cover is gone from "
                "the picture that leaves, and the original stays on this PC."
            ),
        )
        self.show_rows(self._rows)

    def show_rows(self, rows: Sequence[WorkRow]) -> None:
        self._rows = tuple(rows)
        self.list.show_entries([self._entry(row) for row in rows])
        self._stack.setCurrentIndex(0 if rows else 1)

    def _entry(self, row: WorkRow) -> Entry:
        if row.undecided:
            word = Word(self.tr("{count} to decide").format(count=row.undecided), "circle-question-mark", Tone.AMBER)
        elif row.covers:
            word = Word(self.tr("{count} covered").format(count=row.covers), "eye-off", Tone.GREEN)
        else:
            word = Word(self.tr("Nothing covered"), "eye", Tone.GREY)
        return Entry(id=row.id, title=row.title, word=word, side=show_datetime(row.changed_at))
