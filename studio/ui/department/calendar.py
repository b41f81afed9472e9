"""The common calendar: what the units plan and what went out, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.clock import local_date
from studio.department.model import PlanKind, PlannedPost
from studio.text import fold
from studio.translation import mark, tr
from studio.ui.calendar.dates import day_title, month_on, month_title
from studio.ui.department.grouped import Group, GroupedRows, GroupedTable
from studio.ui.department.words import clock_time, plan_word
from studio.ui.page import PageHeading, Shell
from studio.ui.page_specs import PageId
from studio.ui.posts.view import PeriodBar
from studio.ui.tabbed import Tab
from studio.ui.tokens import Tone
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.layout import Card, Pages, column, row
from studio.ui.widgets.rows import Column
from studio.ui.widgets.search import SearchField

TODAY, EVERYTHING = "today", "all"
_KINDS = {EVERYTHING: mark("All"), PlanKind.PLANNED: mark("Planned"), PlanKind.PUBLISHED: mark("Published")}
_UNIT, _WHOLE_UNIT, _PAGE = "phường Minh Khai", "Công an phường Minh Khai x", "Facebook 00"


class PlannedRows(GroupedRows[PlannedPost]):
    """Time, post, unit, page, state, under their days."""

    def __init__(self) -> None:
        longest = max((plan_word(kind).text for kind in PlanKind), key=len)
        super().__init__(
            [
                Column(heading=tr("Time"), text=lambda post: clock_time(post.at), sample="00:00 x"),
                Column(heading=tr("Post"), text=lambda post: post.title or tr("(its text did not come here)")),
                Column(heading=tr("Unit"), text=lambda post: post.name, sample=_UNIT, whole=_WHOLE_UNIT, keep=5),
                Column(heading=tr("Page"), text=lambda post: post.page or "–", sample=_PAGE, keep=2),
                Column(
                    heading=tr("Status", about="state"), text=lambda post: plan_word(post.kind).text,
                    word=lambda post: plan_word(post.kind), sample=longest,
                ),
            ]
        )  # fmt: skip

    def show_posts(self, posts: list[PlannedPost], today: date) -> None:
        days: dict[date, dict[str, PlannedPost]] = {}
        for place, post in enumerate(posts):
            days.setdefault(local_date(post.at), {})[f"{post.post} {post.page} {place}"] = post
        self.show_groups(
            [
                Group(
                    name=tr("{day} (today)").format(day=day_title(day)) if day == today else day_title(day),
                    rows=rows,
                    tone=Tone.BLUE if day == today else None,
                )
                for day, rows in sorted(days.items())
            ]
        )


class CalendarTab(Tab):
    """A month at a time; Enter opens a planned post where it is decided on."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._today = local_date(shell.studio.now())
        self._month = self._today.replace(day=1)
        self._posts: tuple[PlannedPost, ...] = ()
        self._kind, self._seek_today = EVERYTHING, True
        self.when = PeriodBar(self._today)
        self.kinds = FilterPills(wrap=False)
        self.search = SearchField(tr("Find a post or a unit…"))
        self.model = PlannedRows()
        self.table = GroupedTable(self.model, tr("Common calendar"))
        self.table.setWordWrap(True)
        self._nothing = EmptyState(
            "calendar-days",
            heading=tr("Nothing in this month"),
            text=tr("What the units plan and publish is listed here once the hub has delivered it."),
        )
        self._pages = Pages()
        for part in (self.table, self._nothing):
            self._pages.addWidget(part)
        month = row(self.when, 8, self.kinds, None, spacing=6)
        head = column(PageHeading(month, row(self.search)), margins=(10, 8, 14, 4))
        card = Card()
        inside = column(head, self._pages, spacing=0, margins=(1, 1, 1, 6))
        inside.setStretch(1, 1)
        card.setLayout(inside)
        self.setLayout(column(card))
        self._connect()
        self._name_month()

    def _connect(self) -> None:
        self.when.stepped.connect(lambda on: self.go_to(month_on(self._month, on)))
        self.when.home.connect(lambda: self.go_to(self._today))
        self.kinds.chosen.connect(self._filtered)
        self.search.searched.connect(lambda _: self._narrow())
        self.table.opened.connect(self._opened)

    def open(self, what: str) -> None:
        """`what`: ``today``, or a month such as ``2026-10``."""
        if what == TODAY:
            self.go_to(self._today)
            self.table.setFocus()
        elif what:
            self.go_to(date.fromisoformat(f"{what}-01"))

    @property
    def shown(self) -> str:
        return f"{self._month:%Y-%m}"

    @property
    def kept_view(self) -> Any:
        return self._kind, self.search.text(), self.table.chosen_id

    def take_view(self, view: Any) -> None:
        self._kind, words, post = view
        self.search.show_text(words)
        self._narrow()
        self.table.choose(post)

    def refresh(self) -> None:
        department, first = self.shell.studio.department, self._month
        last = month_on(first, 1) - timedelta(days=1)
        self.shell.tasks.store(
            lambda: department.calendar(first, last), self._show, owner=self, failed=self.shell.complain, key="month"
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.search, self.table)

    def seek(self) -> None:
        self.search.setFocus()

    def go_to(self, day: date) -> None:
        """Show the month of `day`; that of today at today."""
        self._month = day.replace(day=1)
        self._seek_today = self._month == self._today.replace(day=1)
        self._name_month()
        self.refresh()

    def _name_month(self) -> None:
        self.when.show_period(month_title(self._month), by_week=False)

    def _filtered(self, key: str) -> None:
        self._kind = key
        self._narrow()

    def _show(self, posts: tuple[PlannedPost, ...]) -> None:
        self._posts = posts
        self._narrow()
        if self._seek_today:
            self._seek_today = False
            self._scroll_to(self._today)

    def _narrow(self) -> None:
        words, kept = fold(self.search.text()).split(), self.table.chosen_id
        shown = [
            post
            for post in self._posts
            if self._kind in (EVERYTHING, post.kind)
            and all(word in fold(f"{post.title} {post.name} {post.page}") for word in words)
        ]
        counts = {key: sum(key in (EVERYTHING, post.kind) for post in self._posts) for key in _KINDS}
        self.kinds.offer([FilterChoice(key, tr(name), counts[key]) for key, name in _KINDS.items()], self._kind)
        self.model.show_posts(shown, self._today)
        self._pages.setCurrentWidget(self.table if shown else self._nothing)
        self.table.choose(kept)

    def _scroll_to(self, day: date) -> None:
        """Bring the band of that day, or of the next that has something, to the top."""
        for place, band in self.model.bands:
            first = next(iter(band.rows.values()))
            if local_date(first.at) >= day:
                self.table.scrollTo(self.model.index(place, 0), self.table.ScrollHint.PositionAtTop)
                return

    def _opened(self, key: str) -> None:
        post = self.model.row(key)
        if post is not None and post.title and post.kind is PlanKind.PLANNED:
            self.shell.go(PageId.APPROVAL, post.post)
