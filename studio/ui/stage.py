"""Everything in the window: rail, banners, the page in sight and the status bar, and what a lesson puts around them.

In a practice profile an orange frame stands around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.page import Page
from studio.ui.page_stack import PageStack
from studio.ui.rail import Rail
from studio.ui.status import StatusBar
from studio.ui.widgets.banner import BannerRoom
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.window_state import WindowState

if TYPE_CHECKING:
    from studio.ui.training.bar import CoachBar

FRAME_WIDTH = 6
WIDE_ENOUGH = 118
"""Average characters a window must be wide for the rail to show words."""
ROOMY = 180
"""The same where the page in sight wants room: 1440 pixels at 100 percent."""
OPEN, FOLDED = "open", "folded"
"""How a person chose the rail to be beside a page."""


class Stage(QWidget):
    """Lessons and presenter know the window by this alone."""

    def __init__(
        self, rail: Rail, banners: BannerRoom, pages: PageStack, status: StatusBar, memory: WindowState
    ) -> None:
        super().__init__()
        self._rail, self._pages, self._status, self._memory = rail, pages, status, memory
        self.coach: CoachBar | None = None
        """What a lesson shows at the foot, while one runs."""
        self.presented: tuple[QWidget, ...] = ()
        """What stands around the page while a lesson is presented to a class."""
        self._foot = column(spacing=0)
        right = column(pages, spacing=0)
        right.insertWidget(0, banners)
        right.addLayout(self._foot)
        right.setStretchFactor(pages, 1)
        self._body = row(rail, right, spacing=0)
        self._body.setStretch(1, 1)
        inner = QWidget()
        inner.setAutoFillBackground(True)
        whole = column(self._body, status, spacing=0)
        whole.setStretch(0, 1)
        inner.setLayout(whole)
        self._words = Label(role="practice")
        self._strip = Card(kind="practice")
        self._strip.setLayout(row(None, self._words, None, margins=(8, 3, 8, 5)))
        self._ground = Card(kind="plain")
        self._inside = column(self._strip, inner, spacing=0)
        self._inside.setStretch(1, 1)
        self._ground.setLayout(self._inside)
        self.setLayout(column(self._ground))
        self.show_frame(False)
        pages.room_changed.connect(self.fit_rail)

    @property
    def foot(self) -> int:
        """Pixels at the foot in which the coach says what to do."""
        return self.coach.foot if self.coach is not None else 0

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        return self._pages.page

    def show_frame(self, on: bool) -> None:
        """Frame everything as practice, or not."""
        self._words.setText(tr("PRACTICE: nothing you do here leaves this PC"))
        edge = FRAME_WIDTH if on else 0
        self._inside.setContentsMargins(edge, 0, edge, edge)
        self._ground.set_kind("practice" if on else "plain")
        self._strip.setVisible(on)

    def show_coach(self, bar: CoachBar) -> None:
        """Let `bar` stand at the foot, in place of the status; where room is short the page gives way to it."""
        self.coach = bar
        self._status.hide()
        self._pages.setMinimumHeight(1)
        self._foot.addWidget(bar)
        bar.show()

    def give_room(self, on: bool) -> None:
        """Let the coach have the room of the page, until a page is opened."""
        self._pages.setVisible(not on)

    def hide_coach(self) -> None:
        self.give_room(False)
        if self.coach is not None:
            self._foot.removeWidget(self.coach)
            self.coach.hide()
        self.coach = None
        self._pages.setMinimumHeight(0)
        self._status.setVisible(not self.presented)

    def show_presenter(self, steps: QWidget, instruction: QWidget) -> None:
        """Make room beside the page and at its foot; nobody is named meanwhile."""
        self.presented = (steps, instruction)
        self._body.addWidget(steps)
        self._foot.addWidget(instruction)
        self._status.hide()
        self._show_names(False)

    def hide_presenter(self) -> None:
        steps, instruction = self.presented
        self.presented = ()
        self._body.removeWidget(steps)
        self._foot.removeWidget(instruction)
        self._status.setVisible(self.coach is None)
        self._show_names(True)

    def fit_rail(self) -> None:
        """Icons alone where a page or the presenter wants the room; a choice by F8 wins for its page."""
        chosen = self._memory.kept(f"rail/{self.page.id}") if self.page is not None else ""
        if self.presented:
            folded = True
        elif chosen:
            folded = chosen == FOLDED
        else:
            roomy = self.page is not None and self.page.wants_room
            folded = self.width() < (ROOMY if roomy else WIDE_ENOUGH) * self.fontMetrics().averageCharWidth()
        self._rail.fold(folded)

    def turn_rail(self) -> None:
        """F8: fold or open the rail beside the page in sight, now and whenever that page is shown."""
        if self.page is not None and not self.presented:
            self._memory.keep(f"rail/{self.page.id}", OPEN if self._rail.folded else FOLDED)
            self.fit_rail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_rail()

    def _show_names(self, shown: bool) -> None:
        self._rail.hide_person(not shown)
        for page in self._pages.pages:
            page.show_names(shown)
        self.fit_rail()
