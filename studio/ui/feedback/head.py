"""The head of the page: its title, the pills of the queue, whose page, and what is done without an item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from studio.accounts.model import Account
from studio.feedback.model import FeedbackCounts, FeedbackQueue
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.feedback.listing import ExtraQueue
from studio.ui.feedback.words import queue_name
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.fitted import FittedWidget
from studio.ui.widgets.layout import column, row

QUEUES: Mapping[str, FeedbackQueue | ExtraQueue] = {queue.value: queue for queue in (*FeedbackQueue, *ExtraQueue)}
GAP = 12
PAGE_CHARS = 14


class FeedbackHead(FittedWidget):
    """`piled` carries the queue of the pill that was pressed, `page_chosen` the name of a page's account, or an empty
    text."""

    piled = Signal(object)
    page_chosen = Signal(str)
    record_wanted = Signal()
    figures_wanted = Signal()

    def __init__(self, titled: QHBoxLayout) -> None:
        super().__init__()
        self._titled = QWidget()
        self._titled.setLayout(titled)
        self.pills = FilterPills()
        self.pills.setContentsMargins(0, 3, 0, 0)
        self.page = Combo()
        self.page.setAccessibleName(tr("Page"))
        self.page.setMinimumContentsLength(PAGE_CHARS)
        self.page.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.record = QuietButton(tr("Record feedback"), "plus")
        self.figures = IconButton("chart-column", tr("Figures: by topic, and against the targets"))
        self.pills.chosen.connect(lambda key: self.piled.emit(QUEUES[key]))
        self.page.activated.connect(lambda _: self.page_chosen.emit(str(self.page.currentData() or "")))
        self.record.clicked.connect(self.record_wanted)
        self.figures.clicked.connect(self.figures_wanted)
        anchor(self.record, "feedback.record")
        anchor(self.figures, "feedback.figures")
        self._first = row(self._titled, None, self.page, self.record, self.figures, spacing=GAP)
        self._second = row(self.pills)
        self.setLayout(column(self._first, self._second, spacing=8))
        self._below = True
        self.show_counts(FeedbackCounts(), {}, FeedbackQueue.TO_ANSWER)

    def show_counts(
        self, counts: FeedbackCounts, asides: Mapping[ExtraQueue, int], current: FeedbackQueue | ExtraQueue
    ) -> None:
        """A pill for each queue with how many stand in it; an aside is there while it has some, or is the current."""
        numbers = {
            FeedbackQueue.TO_ANSWER: counts.to_answer,
            FeedbackQueue.OVERDUE: counts.overdue,
            FeedbackQueue.SOON: counts.soon,
            FeedbackQueue.WAITING: counts.waiting,
        }
        pills = [FilterChoice(pill.value, queue_name(pill), numbers.get(pill)) for pill in FeedbackQueue]
        pills += [
            FilterChoice(aside.value, queue_name(aside), number)
            for aside, number in asides.items()
            if number or aside is current
        ]
        self.pills.offer(pills, current.value)
        self._fit()

    def show_pages(self, accounts: Sequence[Account], chosen: str) -> None:
        self.page.blockSignals(True)
        self.page.clear()
        self.page.addItem(tr("All pages"), "")
        for account in accounts:
            self.page.addItem(account.title, account.name)
        self.page.setCurrentIndex(max(0, self.page.findData(chosen)))
        self.page.blockSignals(False)

    def _fit(self) -> None:
        """The pills stand beside the title, or on a line of their own where they find no room there."""
        beside = sum(w.sizeHint().width() + GAP for w in (self._titled, self.page, self.record, self.figures))
        pills = sum(pill.sizeHint().width() + 7 for pill in self.pills.pills.values())
        below = beside + pills > self.width()
        if below is self._below:
            return
        self._below = below
        if below:
            self._first.removeWidget(self.pills)
            self._first.insertStretch(1, 1)
            self._second.addWidget(self.pills)
            self.pills.raise_()  # a screen reader tells of what lies uppermost last
        else:
            self._second.removeWidget(self.pills)
            self._first.takeAt(1)
            self._first.insertWidget(1, self.pills, 1)
            for after in (self.page, self.record, self.figures):
                after.raise_()
