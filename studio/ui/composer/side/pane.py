"""The right pane."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.ui.composer.side.checks import ChecksTab
from studio.ui.composer.side.preview import PreviewTab
from studio.ui.composer.side.standing import StandingTab
from studio.ui.composer.side.tabs import PaneTabs
from studio.ui.language import Speech, Translated
from studio.ui.review.history import HistoryView
from studio.ui.widgets.layout import Plain, column, scrolled

PREVIEW, CHECKS, STANDING, HISTORY = range(4)
GLYPHS = ("smartphone", "list-checks", "shield-check", "history")


class SidePane(Translated):
    """Preview, checks, approval and history, one in sight."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.preview, self.checks, self.standing = PreviewTab(speech), ChecksTab(speech), StandingTab(speech)
        self.history = HistoryView()
        self.tabs = PaneTabs(GLYPHS)
        self._stack = QStackedWidget()
        for page in (self.preview, self.checks, self.standing, self.history):
            self._stack.addWidget(_scrolled(page))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        inside = column(self.tabs, self._stack, spacing=0)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.retranslate()

    def retranslate(self) -> None:
        self.tabs.set_words((self.tr("Preview"), self.tr("Checks"), self.tr("Approval"), self.tr("History")))
        self.tabs.setAccessibleName(self.tr("Right pane"))

    def show_tab(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)


def _scrolled(tab: QWidget) -> QWidget:
    hold = Plain()
    hold.setLayout(column(tab, margins=(0, 10, 2, 4)))
    return scrolled(hold)
