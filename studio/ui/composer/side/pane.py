"""The right pane."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from studio.clock import local
from studio.posts.model import Door, Finding
from studio.templates.model import Template
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.live import LiveOutcome
from studio.ui.composer.side.preview import PreviewTab
from studio.ui.composer.side.standing import StandingTab
from studio.ui.composer.side.versions import VersionsTab
from studio.ui.icons import icon, icon_px
from studio.ui.language import Speech
from studio.ui.review.comments import CommentsView
from studio.ui.review.findings import FindingCounts, FindingsView
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Plain, column, row, rule, scrolled


class ChecksTab(QWidget):
    """`asked` carries the field of a finding, `rerun` asks for the full checks."""

    asked = Signal(str)
    rerun = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._latest: tuple[tuple[Finding, ...], Template] | None = None
        self._shown: tuple[Finding, ...] | None = None
        self.counts = FindingCounts()
        self.view = FindingsView(speech, links=True)
        self.view.asked.connect(self.asked)
        self._note = Label(tr("Checked while you write."), "small", wrap=True)
        self.run_all = QuietButton(tr("Check everything (F7)"), "list-checks")
        self.run_all.clicked.connect(self.rerun)
        anchor(self.run_all, "checks.run")
        self.setLayout(column(self.counts, self._note, row(self.run_all, None), self.view, None, spacing=10))

    def show_outcome(self, outcome: LiveOutcome, template: Template, when: datetime) -> None:
        self._latest = outcome.findings, template
        self._show()
        at = local(when)
        words = (
            tr("Checked at {time}. F7 also looks at the finished cards and pictures.")
            if outcome.door is Door.COMPOSE
            else tr("Checked at {time}, finished cards and pictures included.")
        )
        self._note.setText(words.format(time=f"{at.hour:02d}:{at.minute:02d}"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        """List the findings once they are in sight: building the list takes longer than finding them."""
        if self._latest is None or not self.isVisible() or self._latest[0] == self._shown:
            return
        self._shown, template = self._latest
        self.counts.show_counts(self._shown)
        self.view.show_findings(self._shown, template)


PAD = 25
"""Pixels a tab adds to its words."""


class PaneTabs(QTabBar):
    """A row of tabs that never needs scrolling."""

    def __init__(self, glyphs: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyphs = tuple(glyphs)
        self._words = [""] * len(self._glyphs)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        for _ in self._glyphs:
            self.addTab("")
        self.currentChanged.connect(lambda _: self._fit())

    def set_words(self, words: Sequence[str]) -> None:
        self._words = list(words)
        for place, word in enumerate(words):
            self.setTabToolTip(place, word)
            self.setAccessibleTabName(place, word)
        self._fit()

    def word(self, place: int) -> str:
        return self._words[place]

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        bold = QFontMetrics(font)
        px = icon_px(metrics)
        tokens = current_tokens()
        wide = sum(bold.horizontalAdvance(word) + PAD for word in self._words) <= self.width()
        self.setIconSize(QSize(px, px))
        for place, name in enumerate(self._glyphs):
            here = place == self.currentIndex()
            colour = tokens.selected_text if here else tokens.muted
            self.setTabIcon(place, QIcon() if wide else icon(name, colour, px))
            self.setTabText(place, self._words[place] if wide or here else "")


PREVIEW, CHECKS, STANDING, HISTORY = range(4)
GLYPHS = ("smartphone", "list-checks", "shield-check", "history")


class SidePane(QWidget):
    """Preview, checks, approval and history, one in sight."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.preview, self.checks, self.standing = PreviewTab(speech), ChecksTab(speech), StandingTab(speech)
        self.versions, self.comments = VersionsTab(speech), CommentsView()
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
        self.tabs.setAccessibleName(tr("Right pane"))
        self.show_open_comments(0)

    def show_open_comments(self, count: int) -> None:
        """How many comments wait, on their tab."""
        approval = tr("Approval")
        if count:
            approval = f"{approval} ({count})"
        self.tabs.set_words((tr("Preview"), tr("Checks"), approval, tr("History")))

    def show_tab(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)


def _scrolled(tab: QWidget) -> QWidget:
    hold = Plain()
    hold.setLayout(column(tab, margins=(0, 10, 2, 4)))
    return scrolled(hold)
