"""The queue on the left: the list with the keys that work on it, or what stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.errors import StudioError
from studio.feedback.model import FeedbackFilter, Pill
from studio.ui.anchors import anchor
from studio.ui.feedback.case import ItemQueue, ListedItem, load_queue, load_rows
from studio.ui.feedback.item_list import ItemList
from studio.ui.language import Translated
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, rule

if TYPE_CHECKING:
    from studio.ui.page import Shell


class QueuePane(Translated):
    """`chosen` carries the item in hand, or an empty text; `shown` follows each reading of the queue."""

    chosen = Signal(str)
    shown = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.filter = FeedbackFilter()
        self.list = ItemList()
        self._wanted = ""
        self._nothing = EmptyState("inbox")
        self._keys = Label(role="small", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        self._foot = QWidget()
        self._foot.setLayout(column(rule(), column(self._keys, margins=(12, 7, 12, 8)), spacing=0))
        card = Card()
        inside = column(self._stack, self._foot, spacing=0, margins=1)
        inside.setStretch(0, 1)
        card.setLayout(inside)
        self.setLayout(column(card))
        self.list.chosen.connect(self.chosen)
        self.list.wanted.connect(self._bring)
        anchor(self.list, "feedback.queue")
        self.retranslate()

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Feedback in this queue"))
        self._keys.setText(
            self.tr("J K next, previous · R answer · A assign · E emergency · H hide · C close · Ctrl+J canned reply")
        )
        self._say_nothing()

    def be_compact(self, compact: bool) -> None:
        """Where room is short the keys are in the help alone."""
        self._foot.setHidden(compact)

    def show_filter(self, wanted: FeedbackFilter) -> None:
        """Show another queue, from its first item on."""
        self.filter = wanted
        self.list.clearSelection()
        self.list.show_ids(())
        self.read()

    def read(self) -> None:
        """Read the queue again; the item in hand stays in hand where it is still there."""
        studio, wanted = self._shell.studio, self.filter
        self._shell.tasks.store(lambda: load_queue(studio, wanted), self._show, owner=self, key="queue")

    def want(self, id: str) -> None:
        """Take an item in hand when the queue is read next, if it is listed then."""
        self._wanted = id

    def _show(self, queue: ItemQueue) -> None:
        if queue.filter != self.filter:
            return
        self.list.accounts = queue.accounts
        before = self.list.chosen_id
        self.list.show_ids(queue.ids)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.list.choose(wanted)
        if not self.list.chosen_id and queue.ids:
            self.list.choose(queue.ids[0])
        self._stack.setCurrentWidget(self.list if queue.ids else self._nothing)
        self._say_nothing()
        self.shown.emit(queue)
        if self.list.chosen_id == before or not self.list.chosen_id:
            self.chosen.emit(self.list.chosen_id)

    def _bring(self, ids: list[str]) -> None:
        studio = self._shell.studio

        def brought(rows: dict[str, ListedItem]) -> None:
            self.list.bring(ids, rows)

        def failed(error: StudioError) -> None:
            self.list.give_up()
            self._shell.complain(error)

        self._shell.tasks.store(lambda: load_rows(studio, ids), brought, owner=self, failed=failed)

    def _say_nothing(self) -> None:
        said = {
            Pill.TO_ANSWER: (self.tr("Nothing waits for an answer"), self.tr("What citizens write next comes here.")),
            Pill.OVERDUE: (self.tr("Nothing is overdue"), self.tr("Every target is kept so far.")),
            Pill.SOON: (self.tr("Nothing is due soon"), self.tr("What has little time left comes here.")),
            Pill.WAITING: (
                self.tr("Nothing waits for a citizen"),
                self.tr("While a citizen is asked for something more, the clock stands still."),
            ),
            Pill.CLOSED: (self.tr("Nothing was closed yet"), self.tr("Texts are erased some days after closing.")),
        }
        self._nothing.set_words(*said[self.filter.pill])
