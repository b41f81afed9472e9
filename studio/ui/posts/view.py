"""A view of the posts: the filters and the day in hand are the page's, and the same for every view."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.posts.filter_bar import FilterBar
from studio.ui.tabbed import Tab
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row

NEW_ON = "day:"
"""Before a day, for the composer: begin a post for that day."""


class PeriodBar(QWidget):
    """The month or week in sight, and the way to others: `stepped` carries how many to go on."""

    stepped = Signal(int)
    home = Signal()

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day
        """The day in hand."""
        self.back, self.on = IconButton("chevron-left"), IconButton("chevron-right")
        self.title, self.today = Label(role="heading"), QuietButton(tr("Today"))
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.today.clicked.connect(self.home)
        self.setLayout(row(self.back, self.title, self.on, 6, self.today, spacing=6))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_period(self, title: str, *, by_week: bool) -> None:
        """Name the month or week; hidden where `title` is empty."""
        self.title.setText(title)
        self.back.set_name(tr("Previous week") if by_week else tr("Previous month"))
        self.on.set_name(tr("Next week") if by_week else tr("Next month"))
        self.setVisible(bool(title))


class PostsTab(Tab):
    """One view. `retold` says that its period, or whether there is anything to show, is another."""

    retold = Signal()
    narrows = True
    """Whether the filters hold here."""
    by_week = False
    """Whether the period bar goes on by weeks."""

    def __init__(self, shell: Shell, bar: FilterBar, when: PeriodBar) -> None:
        super().__init__()
        self.shell, self.bar, self.when = shell, bar, when

    @property
    def period(self) -> str:
        """The month or week in sight; empty where the view has none."""
        return ""

    @property
    def bare(self) -> bool:
        """Whether there is nothing to look at or to filter yet: what to begin with is said in the view."""
        return False

    def narrowed(self) -> None:
        """Other posts are asked for."""
        self.refresh()

    def print_sheet(self) -> None:
        """Print what is in sight, where there is something to print."""

    def turn(self, by: int) -> None:
        """Show the month or week that is so many further on."""

    def go_home(self) -> None:
        """Show the present month or week."""
