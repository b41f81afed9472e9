"""My work: what waits for whoever works here, each thing with its one next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from studio.translation import tr
from studio.ui.page import MARGINS, Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.layout import column
from studio.ui.work.list import TaskList
from studio.ui.work.quiet import QuietView, Today, load_today
from studio.ui.work.steps import open_post, take_step
from studio.ui.work.words import rows_of
from studio.worklist.model import UnitTasks

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.ui.counts import Counts

MINE, UNIT = "mine", "unit"


def load_work(studio: Studio, person: str) -> tuple[Counts, Today]:
    """Read on the worker; what runs by itself only where nothing waits."""
    from studio.ui.counts import count_all

    counts = count_all(studio, person)
    return counts, Today() if counts.tasks.mine else load_today(studio)


class WorkPage(Page):
    """The first page: own tasks, or those of the whole unit."""

    id = PageId.WORK
    counts = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.title.setText(tr("My work"))
        self._whose, self._tasks, self._wanted = MINE, UnitTasks(), ""
        self.whose = FilterPills(wrap=False)
        self.whose.chosen.connect(self._look_at)
        self.compose = QuietButton(tr("Compose"), glyph="square-pen")
        self.compose.setToolTip(tr("Ctrl+N"))
        self.compose.clicked.connect(self._compose)
        self.list = TaskList()
        self.list.stepped.connect(self._step)
        self.list.post_wanted.connect(self._open)
        self.quiet = QuietView()
        self.quiet.compose.connect(self._compose)
        self.quiet.calendar.connect(lambda: shell.go(PageId.POSTS, "week"))
        self.sign_in = PrimaryButton(tr("Sign in"), glyph="log-in")
        self.sign_in.clicked.connect(shell.sign_in)
        self._nobody = EmptyState(
            "circle-user",
            self.sign_in,
            heading=tr("Who is working here?"),
            text=tr("Sign in to see what is waiting for you."),
        )
        self._empty = EmptyState("check-check", heading=tr("Nothing waits in the unit"))
        self._stack = QStackedWidget()
        for shown in (self.list, self.quiet, self._nobody, self._empty):
            self._stack.addWidget(shown)
        for tool in (self.whose, self.compose):
            self.tools.addWidget(tool, 0, Qt.AlignmentFlag.AlignVCenter)
        inside = column(self.heading, self._stack, spacing=4, margins=MARGINS)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self._show_whose()

    @property
    def shown(self) -> str:
        return self.list.chosen_id

    def open(self, what: str) -> None:
        """`what`: the id of a task."""
        self._wanted = what

    @property
    def kept_view(self) -> Any:
        return self._whose

    def take_view(self, view: Any) -> None:
        self._whose = view

    def refresh(self) -> None:
        studio, person = self.shell.studio, self.shell.session.person_id
        self.shell.tasks.store(lambda: load_work(studio, person), self._show, owner=self, key="work")

    def panes(self) -> tuple[QWidget, ...]:
        panes = (self.whose, self.list, self.quiet, self._nobody)
        return tuple(pane for pane in panes if pane.isVisible())

    def confirm(self) -> None:
        if self.list.isVisible() and self.list.chosen_id:
            self._step(self.list.chosen_id)

    def name_of(self, action: str) -> str:
        return tr("Do the next step") if action == "confirm" else ""

    def why_not(self, action: str) -> str:
        """There is nothing to take in hand on a page without rows."""
        return tr("Nothing selected.") if action == "confirm" and not self.list.chosen_id else ""

    # -- showing

    def _look_at(self, whose: str) -> None:
        self._whose = whose
        self._show_tasks()

    def _show(self, found: tuple[Counts, Today]) -> None:
        counts, today = found
        self._tasks = counts.tasks
        self.shell.counted(counts)
        self.quiet.show_today(today)
        self._show_tasks()

    def _show_tasks(self) -> None:
        own = self._whose == MINE
        tasks = self._tasks.mine if own else self._tasks.all
        nobody, had_focus = not self.shell.session.person_id, self.list.hasFocus()
        rows = rows_of(tasks, self.shell.studio.now(), self.shell.language, own=own)
        self._show_whose()
        self.list.show_rows({} if nobody else rows)
        shown = self._nobody if nobody else self.list if rows else self.quiet if own else self._empty
        self._stack.setCurrentWidget(shown)
        self.whose.setVisible(not nobody)
        self.compose.setVisible(shown is not self.quiet)
        wanted, self._wanted = self._wanted, ""
        if rows and not self.list.choose(wanted) and not self.list.chosen_id:
            self.list.choose(next(iter(rows)))
        if shown is self.list and (had_focus or self._takes_focus()):
            self.list.setFocus()

    def _takes_focus(self) -> bool:
        """Whether the keyboard is nowhere else in the window."""
        focus = QApplication.focusWidget()
        return self.isVisible() and (focus is None or not self.isAncestorOf(focus))

    def _show_whose(self) -> None:
        choices = (
            FilterChoice(MINE, tr("Mine"), len(self._tasks.mine)),
            FilterChoice(UNIT, tr("The whole unit"), len(self._tasks.all)),
        )
        self.whose.offer(choices, self._whose)

    # -- acting

    def _compose(self) -> None:
        self.shell.go(PageId.COMPOSER, "new")

    def _step(self, id: str) -> None:
        row = self.list.row(id)
        if row is not None and row.step:
            take_step(self.shell, row.task, self)

    def _open(self, id: str) -> None:
        row = self.list.row(id)
        if row is not None:
            open_post(self.shell, row.task)
