"""The right pane."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.ui.anchors import anchor
from studio.ui.composer.side.checks import ChecksTab
from studio.ui.composer.side.preview import PreviewTab
from studio.ui.composer.side.standing import StandingTab
from studio.ui.composer.side.tabs import PaneTabs
from studio.ui.composer.side.versions import VersionsTab
from studio.ui.language import Speech, Translated
from studio.ui.review.comments import CommentsView
from studio.ui.widgets.layout import Plain, column, rule, scrolled

PREVIEW, CHECKS, STANDING, HISTORY = range(4)
GLYPHS = ("smartphone", "list-checks", "shield-check", "history")


class SidePane(Translated):
    """Preview, checks, approval and history, one in sight."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.preview, self.checks, self.standing = PreviewTab(speech), ChecksTab(speech), StandingTab(speech)
        self.versions, self.comments = VersionsTab(speech), CommentsView()
        self._open_comments = 0
        self.tabs = PaneTabs(GLYPHS)
        anchor(self.tabs, "checks.run", "preview.phone", stand_in=True)
        self._stack = QStackedWidget()
        approval = Plain()
        approval.setLayout(column(self.standing, rule(), self.comments, spacing=16))
        for page in (self.preview, self.checks, approval, self.versions):
            self._stack.addWidget(_scrolled(page))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        inside = column(self.tabs, self._stack, spacing=0)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.retranslate()

    def retranslate(self) -> None:
        approval = self.tr("Approval")
        if self._open_comments:
            approval = f"{approval} ({self._open_comments})"
        self.tabs.set_words((self.tr("Preview"), self.tr("Checks"), approval, self.tr("History")))
        self.tabs.setAccessibleName(self.tr("Right pane"))

    def show_open_comments(self, count: int) -> None:
        """How many comments wait, on their tab."""
        if count != self._open_comments:
            self._open_comments = count
            self.retranslate()

    def show_tab(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)


def _scrolled(tab: QWidget) -> QWidget:
    hold = Plain()
    hold.setLayout(column(tab, margins=(0, 10, 2, 4)))
    return scrolled(hold)
