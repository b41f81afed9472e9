"""The posts that wait for a decision, on the left: search, order, and the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from studio.errors import StudioError
from studio.translation import ntr, tr
from studio.ui.approval.queue_query import (
    STATES,
    ApprovalFilter,
    ApprovalQueue,
    Order,
    QueuePart,
    QueueQuery,
    QueueRow,
    load_lineup,
    load_rows,
)
from studio.ui.approval.urgency import short_moment, urgency
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.fitted import FittedWidget
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.row_list import EntriesView, ListEntry
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord, post_word

SPACING = 6
NARROW = 32
"""Characters of a row below which its title has a line more, and author and time have two."""


class QueueList(EntriesView[QueueRow]):
    """The posts that wait: title, what presses, whether it changed since a look, then author and time. `enlarged` wants
    the card large."""

    enlarged = Signal()
    _narrow = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.enlarged.emit()
        else:
            super().keyPressEvent(event)

    def __init__(self) -> None:
        super().__init__(lines=1, title_lines=2)
        self.now = datetime.min.replace(tzinfo=UTC)
        self._changed: frozenset[str] = frozenset()
        self._heads: dict[str, str] = {}

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        narrow = self.viewport().width() < NARROW * self.fontMetrics().averageCharWidth()
        if narrow is not self._narrow:
            self._narrow = narrow
            self.give_lines(3 if narrow else 2, 2 if narrow else 1)

    def show_queue(
        self, ids: Sequence[str], changed: frozenset[str], now: datetime, parts: Mapping[QueuePart, str] | None = None
    ) -> None:
        """List `ids`; those in `changed` changed since this person's last look. `parts` say where each part begins."""
        self.now, self._changed = now, changed
        words = {QueuePart.MINE: tr("Waiting for me"), QueuePart.OTHERS: tr("Not mine to approve")}
        self._heads = {post: words[part] for part, post in (parts or {}).items()}
        self.setUniformItemSizes(not self._heads)
        self.show_ids(ids)

    def bring(self, asked: Sequence[str], rows: Mapping[str, QueueRow]) -> None:
        super().bring(asked, rows)
        if self._heads:
            self.scheduleDelayedItemsLayout()

    def entry(self, row: QueueRow) -> ListEntry:
        return ListEntry(
            id=row.id,
            title=row.title or tr("(no title yet)"),
            word=urgency(row, self.now),
            mark=self.mark(row),
            text=f"{row.author} · {short_moment(row.since)}",
            head=self._heads.get(row.id, ""),
        )

    def mark(self, row: QueueRow) -> StateWord | None:
        """What else is to be said of a row: that it changed since this person's last look, or has comments."""
        if row.id in self._changed:
            return StateWord(tr("Changed", about="since the last look"), "file-pen", Tone.VIOLET)
        return StateWord(str(row.comments), "message-circle", Tone.AMBER) if row.comments else None

    def spoken(self, row: QueueRow) -> str:
        entry = self.entry(row)
        told = (
            entry.head,
            entry.title,
            post_word(row.state).text,
            urgency(row, self.now).text,
            entry.mark.text if entry.mark and row.id in self._changed else "",
            ntr("{n} open comment", "{n} open comments", row.comments).format(n=row.comments) if row.comments else "",
            tr("by {name}, {when}").format(name=row.author, when=short_moment(row.since)),
        )
        return ". ".join(part for part in told if part)


class QueueFilterBar(FittedWidget):
    """`picked` carries the filter a person chose."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pills = {wanted: PillButton() for wanted in ApprovalFilter}
        self.list = Combo()
        self.list.setMinimumContentsLength(18)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.list.setAccessibleName(tr("What the list shows"))
        hints = {
            ApprovalFilter.WAITING: tr("Everything that waits for a decision"),
            ApprovalFilter.BACK: tr("Published posts whose removal is requested"),
            ApprovalFilter.DECIDED: tr("Approved and not queued, changes requested, on hold, or expired"),
        }
        group = QButtonGroup(self)
        for wanted, pill in self.pills.items():
            group.addButton(pill)
            pill.setToolTip(plain(hints.get(wanted, "")))
            pill.setAccessibleDescription(hints.get(wanted, ""))
            pill.clicked.connect(lambda _=False, wanted=wanted: self._pick(wanted))
            self.list.addItem("", wanted.value)
        self.list.activated.connect(lambda _: self._pick(ApprovalFilter(self.list.currentData())))
        self._line: QHBoxLayout = row(None, *self.pills.values(), self.list, spacing=SPACING)
        self.setLayout(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_filter(ApprovalFilter.WAITING)
        self.show_counts({})

    @property
    def filter(self) -> ApprovalFilter:
        return next((wanted for wanted, pill in self.pills.items() if pill.isChecked()), ApprovalFilter.WAITING)

    def show_filter(self, wanted: ApprovalFilter) -> None:
        self.pills[wanted].setChecked(True)
        self.list.choose(wanted.value)

    def show_counts(self, counts: Mapping[ApprovalFilter, int]) -> None:
        names = {
            ApprovalFilter.WAITING: tr("To approve {n}"),
            ApprovalFilter.BACK: tr("Removal requests {n}"),
            ApprovalFilter.DECIDED: tr("Decided {n}"),
        }
        for place, (wanted, pill) in enumerate(self.pills.items()):
            text = names[wanted].format(n=counts.get(wanted, 0))
            pill.setText(text)
            self.list.setItemText(place, text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.list.minimumSizeHint().width(), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self._whole(), super().sizeHint().height())

    def _whole(self) -> int:
        """Width of all the pills."""
        return sum(pill.sizeHint().width() + SPACING for pill in self.pills.values())

    def _fit(self) -> None:
        room = self._whole() <= self.width()
        focus = self.list.hasFocus() or any(pill.hasFocus() for pill in self.pills.values())
        for pill in self.pills.values():
            pill.setVisible(room)
        self.list.setVisible(not room)
        if focus:
            (self.pills[self.filter] if room else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, wanted: ApprovalFilter) -> None:
        self.show_filter(wanted)
        self.picked.emit(wanted.value)


class QueueView(QWidget):
    """`chosen` carries the id of the post in hand, or an empty text; `filters` stands in the heading of the page."""

    chosen = Signal(str)
    opened = Signal(str)
    shown = Signal()
    enlarged = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._queue: ApprovalQueue | None = None
        self._text = self._wanted = ""
        self.filters = QueueFilterBar()
        self.filters.picked.connect(lambda _: self._ask_anew())
        self.search = SearchField(tr("Search the list…"))
        self.search.searched.connect(self._searched)
        self.order = Combo()
        self.order.setAccessibleName(tr("Order"))
        self.order.addItem(tr("Urgent first"), Order.URGENT.value)
        self.order.addItem(tr("Oldest first"), Order.OLDEST.value)
        self.order.addItem(tr("By planned time"), Order.PLANNED.value)
        self.order.activated.connect(lambda _: self.read())
        self.mine = PillButton(tr("Only what I may approve"))
        self.mine.clicked.connect(lambda _: self._ask_anew())
        self.mine.hide()
        self.list = QueueList()
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.list.wanted.connect(self._bring)
        self.list.enlarged.connect(self.enlarged)
        self._nothing = EmptyState("inbox")
        self._stack = QStackedWidget()
        for shown in (self.list, self._nothing):
            self._stack.addWidget(shown)
        card = Card()
        card.setLayout(column(self._stack, margins=(1, 6, 1, 6)))
        inside = column(self.search, self.order, self.mine, card, spacing=8)
        inside.setAlignment(self.mine, Qt.AlignmentFlag.AlignLeft)
        inside.setStretch(3, 1)
        self.setLayout(inside)
        self.list.setAccessibleName(tr("Posts waiting for a decision"))
        self.list.setToolTip("")

    @property
    def filter(self) -> ApprovalFilter:
        return self.filters.filter

    @property
    def empty(self) -> bool:
        """Whether there is no post at all, under any filter."""
        return self._queue is not None and not self._queue.any

    def read(self) -> None:
        """Read the queue again; the post in hand stays in hand where it is still there."""
        studio = self._shell.studio
        asked = QueueQuery(
            filter=self.filter,
            order=Order(self.order.currentData()),
            text=self._text,
            person=self._shell.session.person_id,
            mine=self.mine.isChecked(),
        )
        self._shell.tasks.store(lambda: load_lineup(studio, asked), self._show, owner=self, key="queue")

    def open(self, post_id: str) -> None:
        """Take a post in hand, under whichever filter it is, once the queue was read."""
        studio = self._shell.studio
        self._wanted = post_id
        self._shell.tasks.store(lambda: studio.drafts.get(post_id).state, self._reveal, owner=self, failed=self._lost)

    @property
    def view(self) -> tuple[ApprovalFilter, object, str, str]:
        """Filter, order, what is searched for, and the post in hand."""
        return self.filter, self.order.currentData(), self._text, self.list.chosen_id

    def look_as(self, view: tuple[ApprovalFilter, object, str, str]) -> None:
        """Let it be read as `view` says."""
        wanted, order, self._text, self._wanted = view
        self.filters.show_filter(wanted)
        self.order.choose(order)
        self.search.show_text(self._text)

    def want(self, post_id: str) -> None:
        """Take a post in hand when the queue is read next, if it is listed then."""
        self._wanted = post_id

    def show_filter(self, wanted: ApprovalFilter) -> None:
        self.filters.show_filter(wanted)
        self._ask_anew()

    def _reveal(self, state: object) -> None:
        if self._queue is None or self._wanted not in self._queue.ids:
            found = next((wanted for wanted, states in STATES.items() if state in states), None)
            if found is None:
                self._wanted = ""
                return
            self.filters.show_filter(found)
            self._text = ""
            self.search.clear()
        self.read()

    def _lost(self, error: StudioError) -> None:
        self._wanted = ""
        self._shell.complain(error)

    def _searched(self, text: str) -> None:
        self._text = text
        self.read()

    def _ask_anew(self) -> None:
        """Another filter begins with its first post."""
        self.list.clearSelection()
        self.list.show_queue((), frozenset(), self.list.now)
        self.read()

    def _show(self, queue: ApprovalQueue) -> None:
        self._queue = queue
        self.filters.show_counts(queue.counts)
        self.mine.setVisible(queue.long)
        before = self.list.chosen_id
        self.list.show_queue(queue.ids, queue.changed, queue.now, queue.parts)
        if self._wanted:
            self.list.choose(self._wanted)
            self._wanted = ""
        if not self.list.chosen_id and queue.ids:
            self.list.choose(queue.ids[0])
        self._stack.setCurrentWidget(self.list if queue.ids else self._nothing)
        self._say_nothing()
        if self.list.chosen_id == before or not self.list.chosen_id:
            self.chosen.emit(self.list.chosen_id)
        self.shown.emit()

    def _bring(self, ids: list[str]) -> None:
        studio = self._shell.studio

        def brought(rows: dict[str, QueueRow]) -> None:
            self.list.bring(ids, rows)

        def failed(error: StudioError) -> None:
            self.list.give_up()
            self._shell.complain(error)

        self._shell.tasks.store(lambda: load_rows(studio, ids), brought, owner=self, failed=failed)

    def _say_nothing(self) -> None:
        if self._text:
            self._nothing.set_words(
                tr("No post matches"), tr("Search for something else, or choose another filter above.")
            )
            return
        said = {
            ApprovalFilter.WAITING: (
                tr("Nothing waits for a decision"),
                tr("Newly submitted posts come here."),
            ),
            ApprovalFilter.BACK: (
                tr("No removal is requested"),
                tr(
                    "Anyone who finds a mistake in a published post requests its removal in the outbox, with the "
                    "reason."
                ),
            ),
            ApprovalFilter.DECIDED: (
                tr("No decided post is waiting"),
                tr("An approved post stays here until it is queued, one to be changed until it is submitted again."),
            ),
        }
        self._nothing.set_words(*said[self.filter])
