"""Posts and calendar: the same posts as a list, a month or a week, the week's plan, and the report of a month."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from importlib import import_module
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from studio.clock import local_date
from studio.posts.model import PostState
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.calendar.emergency import BeginDialog
from studio.ui.calendar.quiet_days import QuietDaysDialog
from studio.ui.exchange.take_in import TakeInButton
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.posts.filter_bar import TRASH, FilterBar
from studio.ui.posts.query import ListNames, PostCounts, PostQuery, load_names, load_tally
from studio.ui.posts.view import NEW_ON, PeriodBar, PostsTab
from studio.ui.tabbed import Tab, TabbedPage, TabKind
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.layout import MaxHeightScrollArea

ORDER, VIEW = "posts/order", "posts/view"
"""What the window remembers."""
BAR_SHARE = 0.45
"""Of the height, that the filters may take where type is large."""
_ASKED = "asked"
_DAYS = ("month", "week")


class PostsPage(TabbedPage):
    """``open`` takes the name of a view, and what to show in it (``week:2026-12-25``); a day alone is shown in the
    calendar, a state of posts or the trash in the list."""

    id = PageId.POSTS
    wants_room = True
    kinds = (
        TabKind("list", "studio.ui.posts.listing", "ListTab"),
        TabKind("month", "studio.ui.calendar.days", "MonthTab"),
        TabKind("week", "studio.ui.calendar.days", "WeekTab"),
        TabKind("plan", "studio.ui.calendar.plan_view", "PlanTab"),
        TabKind("report", "studio.ui.reports.page", "ReportsTab"),
    )

    def __init__(self, shell: Shell) -> None:
        self.when = PeriodBar(local_date(shell.studio.now()))
        super().__init__(shell)
        self.title.setText(tr("Post calendar"))
        self.take_in = TakeInButton(shell, self)
        self.emergency = QuietButton(tr("Emergency mode…"), glyph="siren")
        self.quiet = QuietButton(tr("Days without publishing…"), glyph="ban")
        self.printer = QuietButton(tr("Print…"), glyph="printer")
        self.new = PrimaryButton(tr("New post"), glyph="plus")
        anchor(self.emergency, "emergency.mode_on")
        for tool in (self.take_in, self.emergency, self.quiet, self.printer, self.new):
            self.tools.addWidget(tool)
        self.heading.fold(self.emergency, self.quiet, self.printer, last=(self.new,))
        self.titled.insertWidget(2, self.when)
        self.when.stepped.connect(self._turn)
        self.when.home.connect(self._go_home)
        self.emergency.clicked.connect(lambda: BeginDialog(shell, self).open())
        self.quiet.clicked.connect(lambda: QuietDaysDialog(shell, self).open())
        self.printer.clicked.connect(self._print)
        self.new.clicked.connect(self.begin)
        self.bar.changed.connect(self._narrow)
        self._choose(shell.memory.kept(VIEW))

    def head(self) -> QWidget:
        self.tabs.setProperty("segments", True)
        self.bar = FilterBar(self.shell, PostQuery().in_order(self.shell.memory.kept(ORDER)), self.tabs)
        return MaxHeightScrollArea(self.bar, BAR_SHARE)

    def words(self) -> Mapping[str, str]:
        return {
            "list": tr("List"),
            "month": tr("Month"),
            "week": tr("Week"),
            "plan": tr("Weekly plan"),
            "report": tr("Report"),
        }

    def make(self, kind: TabKind) -> Tab:
        made: PostsTab = getattr(import_module(kind.module), kind.kind)(self.shell, self.bar, self.when)
        made.retold.connect(self._fit)
        return made

    @property
    def view(self) -> PostsTab:
        """The view in sight; made when it is first asked for."""
        return cast(PostsTab, self.tab)

    # -- what the window asks

    def open(self, what: str) -> None:
        if what == TRASH:
            self.bar.ask(PostQuery().in_order(self.bar.query.order).trash())
            what = "list"
        elif what in set(PostState):
            self.bar.ask(PostQuery().in_order(self.bar.query.order).only(PostState(what)))
            what = "list"
        else:
            with suppress(ValueError):
                date.fromisoformat(what)
                what = f"{self.name if self.name in _DAYS else 'month'}:{what}"
        super().open(what)
        self._keep()

    @property
    def kept_view(self) -> dict[str, Any]:
        return super().kept_view | {_ASKED: (self.bar.query, self.when.day)}

    def take_view(self, view: dict[str, Any]) -> None:
        query, self.when.day = view.pop(_ASKED)
        self.bar.show_query(query)
        super().take_view(view)

    def refresh(self) -> None:
        super().refresh()
        self._fit()
        if self.view.narrows:
            self._count()
            self.bar.saved.load()

    def panes(self) -> tuple[QWidget, ...]:
        tabs, *others = super().panes()
        return (tabs, *((self.bar.search, self.bar) if self.view.narrows else ()), *others)

    def seek(self) -> None:
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def confirm(self) -> None:
        self.view.confirm()

    def name_of(self, action: str) -> str:
        return self.view.name_of(action)

    def why_not(self, action: str) -> str:
        return self.view.why_not(action)

    # -- what stands around the view

    def _turn(self, by: int) -> None:
        self.view.turn(by)

    def _print(self) -> None:
        self.view.print_sheet()

    def _go_home(self) -> None:
        self.view.go_home()

    def _choose(self, name: str) -> None:
        place = next((place for place, kind in enumerate(self.kinds) if kind.name == name), 0)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)

    def _switched(self, place: int) -> None:
        super()._switched(place)
        self._keep()

    def _keep(self) -> None:
        self.shell.memory.keep(VIEW, self.name)

    def _fit(self) -> None:
        view, name = self.view, self.name
        self.when.show_period(view.period, by_week=view.by_week)
        self.bar.show_for(narrows=view.narrows and not view.bare, as_list=name == "list")
        self.take_in.setVisible(name == "list")
        for tool in (self.emergency, self.quiet):
            tool.setVisible(name in (*_DAYS, "plan"))
        self.printer.setVisible(name in _DAYS)
        self.new.setVisible(name != "report" and not view.bare)

    def _narrow(self, query: PostQuery) -> None:
        self.shell.memory.keep(ORDER, query.order)
        self.view.narrowed()
        self._count()

    def _count(self) -> None:
        studio, query = self.shell.studio, self.bar.query

        def count() -> tuple[ListNames, PostCounts]:
            return load_names(studio), load_tally(studio.listing, query)

        self.shell.tasks.store(count, lambda found: self.bar.tell(*found), owner=self, key="count")

    def begin(self) -> None:
        """On the day in hand where days are shown."""
        if self.name in (*_DAYS, "plan"):
            day = max(self.when.day, local_date(self.shell.studio.now()))
            self.shell.go(PageId.COMPOSER, f"{NEW_ON}{day.isoformat()}")
        else:
            self.shell.go(PageId.COMPOSER, "new")
