"""Training: procedures learnt by doing, with the unit's own documents behind them."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.training.lessons_tab import LessonsTab
from studio.ui.widgets.layout import Tabs, column

TABS = ("lessons",)


class TrainingPage(Page):
    """Tabs, each with `open`, `refresh`, `leave` and `panes`."""

    id = PageId.TRAINING

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.lessons = LessonsTab(shell)
        self._views = (self.lessons,)
        self.tabs, self._stack = Tabs(len(TABS)), QStackedWidget()
        for view in self._views:
            self._stack.addWidget(view)
        self.tabs.setVisible(len(TABS) > 1)
        self.tabs.currentChanged.connect(self._switched)
        inside = column(self.heading, self.tabs, self._stack, spacing=12, margins=MARGINS)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Training"))
        self.subtitle.setText(self.tr("Each lesson is done with your own hands in this window, on sample data."))
        self.subtitle.show()
        self.tabs.set_words(self.tr("What is shown"), self.tr("Lessons"))

    @property
    def view(self) -> LessonsTab:
        """The tab in sight."""
        return self._views[self.tabs.currentIndex()]

    def open(self, what: str) -> None:
        """``B1`` opens a lesson, ``progress`` a tab, ``documents:B1`` a thing in a tab."""
        tab, _, thing = what.partition(":")
        if tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(tab))
            self.view.open(thing)
        elif what:
            self.tabs.setCurrentIndex(0)
            self.lessons.open(what)

    def refresh(self) -> None:
        self.view.refresh()

    def leave(self) -> None:
        self.view.leave()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.tabs, *self.view.panes()) if self.tabs.isVisible() else self.view.panes()

    def _switched(self, place: int) -> None:
        self._views[self._stack.currentIndex()].leave()
        self._stack.setCurrentIndex(place)
        self.view.refresh()
