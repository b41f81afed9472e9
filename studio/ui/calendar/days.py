"""The posts on their days: a month or a week, with what can be done with each post and each day."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from studio.calendar.model import CalendarEntry, CalendarSpan
from studio.calendar.service import why_fixed
from studio.clock import local_date
from studio.translation import tr
from studio.ui.calendar.dates import month_on, month_title, week_of, week_title, weeks_of
from studio.ui.calendar.entry_mover import EntryMover
from studio.ui.calendar.grid import Board, DayGrid, MonthBoard
from studio.ui.calendar.legend import Legend, LegendArea
from studio.ui.calendar.model import CalendarModel, CalendarView, load_view
from studio.ui.calendar.popover import DayPopover, DayTold
from studio.ui.calendar.printed_days import sheet
from studio.ui.calendar.week import WeekBoard, WeekHeads
from studio.ui.calendar.words import MARKS
from studio.ui.icons import icon, icon_px
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.posts.filter_bar import FilterBar
from studio.ui.posts.query import WAYS
from studio.ui.posts.view import NEW_ON, PeriodBar, PostsTab
from studio.ui.printer import ask_print
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column
from studio.ui.widgets.tips import plain

LEGEND_SHARE = 0.2
"""Of the height, that the legend may take where type is large."""


class DaysTab(PostsTab):
    """The days, and under them what the signs mean."""

    def __init__(self, shell: Shell, bar: FilterBar, when: PeriodBar) -> None:
        super().__init__(shell, bar, when)
        self.model = CalendarModel(shell.language.say, self)
        self.mover = EntryMover(shell, self, lambda: self.model.view.span.marks)
        self.board = self.make_board()
        self.legend, self._hint = Legend(), Label(role="hint", wrap=True)
        self._settle = QuietButton(tr("Open the outbox"), glyph="send")
        self.banner, self.clock = Banner(self._settle), Banner()
        self._told: DayPopover | None = None
        self._read = False
        self._build()
        self._connect()
        self._show_place()

    def _build(self) -> None:
        days = self.make_grid()
        foot = LegendArea(self.legend, LEGEND_SHARE)
        whole = column(self.banner, self.clock, days, self._hint, foot, spacing=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def make_board(self) -> Board:
        """The days."""
        return MonthBoard(self.model, self.mover.foretell, self.shell.studio.now())

    def make_grid(self) -> DayGrid:
        """The days under their names."""
        return DayGrid(self.board)

    def _connect(self) -> None:
        board = self.board
        board.went.connect(self._went)
        board.opened.connect(self._open_entry)
        board.asked.connect(self._tell)
        board.new_wanted.connect(self._new_on)
        board.menu_wanted.connect(lambda day, at: self._offer(day, None, at))
        board.dropped.connect(self.mover.drop)
        board.turned.connect(self.turn)
        board.home.connect(self.go_home)
        self._settle.clicked.connect(lambda: self.shell.go(PageId.OUTBOX, ""))
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.mover.take_back)

    # -- reading

    @property
    def _today(self) -> date:
        return local_date(self.shell.studio.now())

    def open(self, what: str) -> None:
        """``2026-12-25`` shows that day; anything else leaves what was shown."""
        with suppress(ValueError):
            self.when.day = date.fromisoformat(what)

    @property
    def shown(self) -> str:
        return self.when.day.isoformat()

    @property
    def period(self) -> str:
        return week_title(self.when.day) if self.by_week else month_title(self.when.day)

    def refresh(self) -> None:
        self._show_place()
        self._look_up()

    def _look_up(self) -> None:
        studio, wanted = self.shell.studio, self.bar.query.filter
        days, week = weeks_of(self.when.day), week_of(self.when.day)
        first, last = min(days[0], week[0]), max(days[-1], week[-1])
        self.shell.tasks.store(lambda: load_view(studio, first, last, wanted), self._show, owner=self, key="calendar")

    def leave(self) -> None:
        if self._told is not None:
            self._told.close_popover()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.board,)

    def _show(self, view: CalendarView) -> None:
        self._read = True
        self.model.show_view(view)
        self._show_place()
        self._say_trouble()
        calendar, span, wanted = self.shell.studio.calendar, view.span, self.bar.query.filter
        self.shell.tasks.store(
            lambda: (span, calendar.companions(span.first, span.last, wanted)),
            self._follow,
            owner=self,
            key="companions",
        )

    def _follow(self, found: tuple[CalendarSpan, Sequence[CalendarEntry]]) -> None:
        self.model.show_companions(*found)
        self._show_place()

    def _say_trouble(self) -> None:
        view = self.model.view
        missed = tr("Deliveries that missed their time: {n}. None is sent automatically: decide on each.")
        self.banner.say(Tone.AMBER, missed.format(n=counted(view.missed)) if view.missed else "")
        self.clock.say(Tone.AMBER, self.shell.language.sentence(view.clock) if view.clock else "")

    def print_sheet(self) -> None:
        """Ask for a printer, and print the month or week in sight."""
        pages = sheet(self.period, self.board.days(), self.model, self.shell.studio.now())
        ask_print(self, tr("Print the calendar"), pages, across=True)

    # -- where one is

    def _show_place(self) -> None:
        """The month or week of the day in hand."""
        self.board.show_days(self.when.day, self.shell.studio.now())
        marks = (mark.kind for mark in self.model.view.span.marks)
        self.legend.explain(self.model.shown(), marks)
        self._say_empty()

    def _say_empty(self) -> None:
        """Under the days, where none has a post."""
        said = ""
        if self._read and not self.model.shown():
            said = tr("Double-click a day, or press Enter on it, to begin a post for it.")
            if self.bar.query.narrow:
                said = tr("Nothing matches the filters.")
        self._hint.setText(said)
        self._hint.setVisible(bool(said))

    def turn(self, by: int) -> None:
        self._went(self.when.day + timedelta(weeks=by) if self.by_week else month_on(self.when.day, by))

    def go_home(self) -> None:
        self._went(self._today)
        self.board.take_focus()

    def _went(self, day: date) -> None:
        before, self.when.day = self.when.day, day
        if (before.year, before.month) != (day.year, day.month):
            self._look_up()
        self._show_place()
        self.retold.emit()

    # -- what is done with entries

    def _open_entry(self, entry: CalendarEntry) -> None:
        if self._is_due(entry):
            self._begin_next(entry)
        else:
            self.shell.go(WAYS[entry.state], entry.post_id)

    def _is_due(self, entry: CalendarEntry) -> bool:
        """Whether a published post asks by now for the one that follows it."""
        return bool(entry.companion) and entry.at <= self.shell.studio.now()

    def _begin_next(self, entry: CalendarEntry) -> None:
        """Open the post that follows in the composer, as the outbox does."""
        aftercare, who = self.shell.studio.aftercare, self.shell.session.person_id
        if not who:
            self.shell.sign_in()
            return
        self.shell.tasks.store(
            lambda: aftercare.follow(entry.post_id, entry.companion, who),
            lambda begun: self.shell.go(PageId.COMPOSER, begun.id),
            owner=self,
        )

    def _new_on(self, day: date) -> None:
        self.shell.go(PageId.COMPOSER, f"{NEW_ON}{day.isoformat()}")

    def _tell(self, entries: tuple[CalendarEntry, ...], near: QWidget) -> None:
        """Open what there is to tell of a day, or of some of its entries."""
        host = self._host()
        if self._told is None:
            self._told = DayPopover(host, self.shell.language, self.model.pages_of)
            self.destroyed.connect(self._told.deleteLater)  # it lies over the window, not in the page
            self._told.opened.connect(self._open_entry)
            self._told.move_wanted.connect(self.mover.ask)
            self._told.new_wanted.connect(self._new_on)
        day = entries[0].day if entries else self.when.day
        marks = [(MARKS[kind][0], MARKS[kind][1], name) for kind, name in self.model.marks(day)]
        anchor = QRect(near.mapTo(host, QPoint()), near.size())
        self._told.tell(DayTold(day=day, entries=entries, marks=marks), self.shell.studio.now(), anchor, near)

    def _host(self) -> QWidget:
        window = self.window()
        content = window.centralWidget() if isinstance(window, QMainWindow) else None
        return content or window

    def _offer(self, day: date, entry: CalendarEntry | None, at: QPoint) -> None:
        self.menu(day, entry).popup(at)

    def menu(self, day: date, entry: CalendarEntry | None = None) -> QMenu:
        """What can be done with the entry, or with each of the day's, and with the day."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tokens, px = current_tokens(), icon_px(self.fontMetrics())
        found = (entry,) if entry is not None else tuple(self.model.entries(day))
        single = found[0] if len(found) == 1 else None
        if single is not None:
            opening = tr("Write the follow-up") if self._is_due(single) else tr("Open the post")
            moving = tr("Move…")
            menu.addAction(icon("arrow-up-right", tokens.text, px), opening, lambda: self._open_entry(single))
            fixed = why_fixed(single)
            act = menu.addAction(icon("calendar-clock", tokens.text, px), moving, lambda: self.mover.ask(single))
            act.setEnabled(fixed is None)
            if fixed is not None:
                act.setToolTip(plain(self.shell.language.sentence(fixed)))
                menu.setToolTipsVisible(True)
        if found:
            near = self.board.cell_of(day) or self.board
            menu.addAction(icon("info", tokens.text, px), tr("Details…"), lambda: self._tell(found, near))
            menu.addSeparator()
        new = menu.addAction(icon("plus", tokens.text, px), tr("New post on this day"), lambda: self._new_on(day))
        new.setEnabled(day >= self._today)
        return menu


class MonthTab(DaysTab):
    """The weeks of a month."""


class WeekTab(DaysTab):
    """One week by the hour."""

    by_week = True

    def make_board(self) -> WeekBoard:
        return WeekBoard(self.model, self.mover.foretell, self.shell.studio.now())

    def make_grid(self) -> DayGrid:
        board = cast(WeekBoard, self.board)
        return DayGrid(board, WeekHeads(board))
