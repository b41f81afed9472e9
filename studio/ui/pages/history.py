"""What became of a page: the deliveries to it, newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.clock import show_datetime
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pages.page_tab import PageTab
from studio.ui.pages.rows import PageFacts
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import column
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import delivery_word


class HistoryTab(PageTab):
    """Enter or a double click shows a delivery in the outbox."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.list = EntryList(tr("Deliveries to this page"), lines=0)
        self.list.opened.connect(lambda delivery: shell.go(PageId.OUTBOX, delivery))
        nothing = EmptyState(
            "history",
            heading=tr("Nothing was sent to this page yet"),
            text=tr("Each post that is sent to this page is listed here, with its time and result."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(nothing)
        self.setLayout(column(self._stack, margins=(1, 0, 1, 6)))

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list,)

    def show_page(self, facts: PageFacts) -> None:
        self._stack.setCurrentIndex(0 if facts.deliveries else 1)
        self.list.show_entries(
            [
                ListEntry(
                    id=delivery.id,
                    title=delivery.post_title,
                    word=delivery_word(delivery.state),
                    side=show_datetime(delivery.due_at),
                )
                for delivery in facts.deliveries
            ]
        )
