"""The calendar page: month, week and list over one model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QMenu, QStackedWidget, QWidget

from studio.calendar.model import CalendarEntry, CalendarSpan, DayMark, DayMarkKind
from studio.calendar.service import LONGEST_NAME, why_fixed
from studio.clock import local_date, show_date
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.calendar.agenda import Agenda
from studio.ui.calendar.bar import CalendarBar, CalendarWay
from studio.ui.calendar.dates import month_on, month_title, week_of, week_title, weeks_of
from studio.ui.calendar.emergency import BeginDialog
from studio.ui.calendar.grid import Board, DayGrid
from studio.ui.calendar.model import CalendarModel, CalendarView, load_view
from studio.ui.calendar.mover import EntryMover
from studio.ui.calendar.plan_view import PlanView
from studio.ui.calendar.popover import DayPopover, DayTold
from studio.ui.calendar.words import HOLDERS, MARKS, entry_word, holder_words, mark_words
from studio.ui.form import Values
from studio.ui.icons import icon, icon_px
from studio.ui.kept_lines import KeptLines
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.posts.query import WAYS
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, Plain, Shallow, clear, column, row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.tips import plain


class BlackoutDialog(KeptLines[DayMark]):
    """Each day, or days, and why nothing is published then."""

    def __init__(self, shell: Shell, parent: QWidget | None) -> None:
        super().__init__(shell, parent, none=tr("No such day yet."), high=100, width=560)
        self.set_heading(tr("Days without publishing"))
        self.say(
            tr("On these days the calendar asks before a post is moved there. Public holidays come with the program.")
        )
        self.put_list()
        unread = tr("Write the day like 25/11/2026.")
        self.first = self.ask("first", DateField(), tr("First day"), missing=unread)
        self.last = self.ask("last", DateField(), tr("Last day", about="quiet days"), hint=tr("Empty: one day"))
        self.pair("first", "last")
        self.name = self.ask("name", QLineEdit(), tr("Why nothing is published"), required=True)
        self.name.setMaxLength(2 * LONGEST_NAME)
        self.go.setText(tr("Add"))
        self.done_well.connect(shell.changed)
        self.first.setFocus()

    def read(self) -> Sequence[DayMark]:
        return self.shell.studio.calendar.blackouts()

    def line(self, one: DayMark) -> QHBoxLayout:
        days = show_date(one.first) + (f" – {show_date(one.last)}" if one.last != one.first else "")
        calendar, name = self.shell.studio.calendar, Label(self.shell.speech.say(one.name), wrap=True)
        again = tr("Publish again on {days}").format(days=days)
        remove = self.remover(again, lambda by: calendar.remove_blackout(one.id, by))
        line = row(Label(days, "label"), name, remove, spacing=12)
        line.setStretch(1, 1)
        return line

    def blank(self) -> None:
        self.first.set_value(None)
        self.last.set_value(None)
        self.name.clear()
        self.first.setFocus()

    def work(self, values: Values) -> object:
        first, last, by = values["first"], values["last"], self.shell.session.person_id
        return self.shell.studio.calendar.add_blackout(first, last or first, values["name"], by)


class Legend(QWidget):
    """One sign and word beside the other."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._flow = FlowLayout(spacing=12)
        self.setLayout(self._flow)

    @property
    def line_height(self) -> int:
        """Pixels; 0 while there is nothing to explain."""
        first = self._flow.itemAt(0)
        return first.sizeHint().height() if first is not None else 0

    @property
    def gap(self) -> int:
        """Pixels between two lines."""
        return self._flow.spacing()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for _, _, word in self._shown)

    def explain(self, entries: Iterable[CalendarEntry], marks: Iterable[DayMarkKind]) -> None:
        entries, marks = tuple(entries), frozenset(marks)
        kinds = {(entry.kind, entry.state, entry.delivery): entry for entry in entries}
        words = dict.fromkeys(entry_word(entry) for entry in kinds.values())
        holders = {entry.holder: None for entry in entries if entry.holder}
        signs = [
            *((word.icon, str(word.tone), word.text) for word in words),
            *((HOLDERS[holder][0], "muted", holder_words(holder)) for holder in holders),
            *((MARKS[kind][0], str(MARKS[kind][1]), mark_words(kind)) for kind in DayMarkKind if kind in marks),
        ]
        if tuple(signs) != self._shown:
            self._shown = tuple(signs)
            clear(self._flow)
            for sign in signs:
                self._flow.addWidget(_line(*sign))
            self.updateGeometry()


class LegendArea(Shallow):
    """Whole lines of the legend, at least one; the others are scrolled to."""

    def __init__(self, legend: Legend, share: float) -> None:
        self._legend = legend
        super().__init__(legend, share)

    def _fit(self) -> None:
        super()._fit()
        line, gap = self._legend.line_height, self._legend.gap
        if line:
            lines = max(1, (self.height() + gap) // (line + gap))
            whole = min(lines * (line + gap) - gap, self._legend.heightForWidth(self.viewport().width()))
            if whole > 0 and whole != self.height():
                self.setFixedHeight(whole)


def _line(icon: str, colour: str, words: str) -> QWidget:
    tone = Tone(colour) if colour in set(Tone) else colour
    line = Plain()
    line.setLayout(row(Glyph(icon, tone, scale=0.85), Label(words, "small"), spacing=5))
    return line


WAY = "calendar/way"
NEW_ON = "day:"
"""Before a day, for the composer: begin a post for that day."""
BAR_SHARE, LEGEND_SHARE = 0.34, 0.08
"""Of the height, that bar and legend may take where type is large."""
_BY_WEEK = (CalendarWay.WEEK, CalendarWay.PLAN)
"""Ways that turn week by week."""


class CalendarPage(Page):
    """Bar above, the calendar, and what its signs mean."""

    id = PageId.CALENDAR
    wants_room = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        now = shell.studio.now()
        self._day = local_date(now)
        self._way = _way_of(shell.memory.kept(WAY))
        self.model = CalendarModel(shell.speech.say, self)
        self.mover = EntryMover(shell, self, lambda: self.model.view.span.marks)
        self.bar, self.legend = CalendarBar(), Legend()
        self.boards = {
            way: Board(self.model, shell.speech, self.mover.refusal, now, tall=way is CalendarWay.WEEK)
            for way in (CalendarWay.MONTH, CalendarWay.WEEK)
        }
        self.agenda, self.plan = Agenda(self.model, tr("Posts of the month")), PlanView(shell)
        self._quiet = QuietButton(tr("Days without publishing…"), glyph="ban")
        self._new = PrimaryButton(tr("New post"), glyph="plus")
        self._emergency = QuietButton(tr("Emergency mode…"), glyph="siren")
        anchor(self._emergency, "emergency.mode_on")
        self._settle = QuietButton(tr("Open the outbox"), glyph="send")
        self.banner, self.clock = Banner(self._settle), Banner()
        self._begin = QuietButton(tr("New post"), glyph="plus")
        self._clear = QuietButton(tr("Clear the filters"), glyph="x")
        self._none = EmptyState(
            "calendar-days",
            self._begin,
            heading=tr("Nothing is planned in this month"),
            text=tr("Give a post a time of publishing, or begin one here for a day: it then stands in the calendar."),
        )
        self._nothing = EmptyState(
            "search",
            self._clear,
            heading=tr("Nothing matches"),
            text=tr("Choose another state or page, or clear the filters."),
        )
        self._told: DayPopover | None = None
        self._read = False
        self._build()
        self._connect()
        self.title.setText(tr("Calendar"))
        self._show_place()

    def _build(self) -> None:
        for tool in (self._emergency, self._quiet, self._new):
            self.tools.addWidget(tool)
        self._views = QStackedWidget()
        for board in self.boards.values():
            self._views.addWidget(DayGrid(board))
        card = Card()
        self._listed = QStackedWidget()
        for part in (self.agenda, self._none, self._nothing):
            self._listed.addWidget(part)
        card.setLayout(column(self._listed, margins=2))
        self._views.addWidget(card)
        planned = Card()
        planned.setLayout(column(self.plan, margins=2))
        self._views.addWidget(planned)
        self._foot = foot = LegendArea(self.legend, LEGEND_SHARE)
        self.titled.insertWidget(2, self.bar.zone)
        bar = Shallow(self.bar, BAR_SHARE)
        whole = column(self.heading, self.banner, self.clock, bar, self._views, foot, spacing=10, margins=MARGINS)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.bar.turned.connect(self._turn)
        self.bar.home.connect(self._go_home)
        self.bar.shown.connect(lambda way: self._show_way(CalendarWay(way)))
        self.bar.narrowed.connect(self._narrow)
        for board in self.boards.values():
            board.went.connect(self._went)
            board.opened.connect(self._open_entry)
            board.asked.connect(self._tell)
            board.new_wanted.connect(self._new_on)
            board.menu_wanted.connect(lambda day, at: self._offer(day, None, at))
            board.dropped.connect(self.mover.drop)
            board.turned.connect(self._turn)
            board.home.connect(self._go_home)
        self.agenda.went.connect(self._open_entry)
        self.agenda.asked.connect(lambda entries: self._tell(entries, self.agenda))
        self.agenda.menu_wanted.connect(self._offer)
        self.agenda.turned.connect(self._turn)
        self.agenda.home.connect(self._go_home)
        self._quiet.clicked.connect(lambda: BlackoutDialog(self.shell, self).open())
        self._emergency.clicked.connect(lambda: BeginDialog(self.shell, self).open())
        self._new.clicked.connect(lambda: self._new_on(max(self._day, self._today)))
        self._begin.clicked.connect(lambda: self._new_on(max(self._day, self._today)))
        self._clear.clicked.connect(self.bar.clear)
        self._settle.clicked.connect(lambda: self.shell.go(PageId.OUTBOX, ""))
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.mover.take_back)

    # -- reading

    @property
    def day(self) -> date:
        """The day in hand."""
        return self._day

    @property
    def _today(self) -> date:
        return local_date(self.shell.studio.now())

    @property
    def _view(self) -> QWidget:
        return {CalendarWay.LIST: self.agenda, CalendarWay.PLAN: self.plan}.get(self._way) or self.boards[self._way]

    def open(self, what: str) -> None:
        """``2026-12-25`` shows that day, ``plan`` the plan of the week, ``plan:2026-12-21`` that of the week of that
        day; anything else leaves what was shown."""
        way, _, day = what.rpartition(":") if what.startswith(f"{CalendarWay.PLAN}:") else ("", "", what)
        with suppress(ValueError):
            self._day = date.fromisoformat(day)
        if CalendarWay.PLAN in (way, what):
            self._show_way(CalendarWay.PLAN)

    @property
    def shown(self) -> str:
        day = self._day.isoformat()
        return f"{CalendarWay.PLAN}:{day}" if self._way is CalendarWay.PLAN else day

    def refresh(self) -> None:
        studio, days = self.shell.studio, weeks_of(self._day)
        week = week_of(self._day)
        first, last = min(days[0], week[0]), max(days[-1], week[-1])
        self.shell.tasks.store(lambda: load_view(studio, first, last), self._show, owner=self, key="calendar")
        if self._way is CalendarWay.PLAN:
            self.plan.refresh()

    def leave(self) -> None:
        self.plan.leave()
        if self._told is not None:
            self._told.close_popover()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.bar, self._view)

    def _show(self, view: CalendarView) -> None:
        self._read = True
        self.bar.show_pages(view.pages)
        self.model.show_view(view)
        self._show_place()
        self._say_trouble()
        calendar, span = self.shell.studio.calendar, view.span
        self.shell.tasks.store(
            lambda: (span, calendar.companions(span.first, span.last)), self._follow, owner=self, key="companions"
        )

    def _follow(self, found: tuple[CalendarSpan, Sequence[CalendarEntry]]) -> None:
        self.model.show_companions(*found)
        self._show_place()

    def _say_trouble(self) -> None:
        view = self.model.view
        missed = tr("Deliveries that missed their time: {n}. None is sent by itself: decide what becomes of them.")
        self.banner.say(Tone.AMBER, missed.format(n=counted(view.missed)) if view.missed else "")
        self.clock.say(Tone.AMBER, self.shell.speech.sentence(view.clock) if view.clock else "")

    # -- where one is

    def _show_place(self) -> None:
        """Month, week or list, at the day in hand."""
        title = week_title(self._day) if self._way in _BY_WEEK else month_title(self._day)
        self.bar.show_way(self._way, title)
        self._views.setCurrentIndex(list(CalendarWay).index(self._way))
        if self._way is CalendarWay.LIST:
            self.agenda.show_month(self._day)
            shown = any((e.day.year, e.day.month) == (self._day.year, self._day.month) for e in self.model.shown())
            other = self._nothing if self.model.narrow else self._none
            self._listed.setCurrentWidget(self.agenda if shown else other)
        elif self._way is not CalendarWay.PLAN:
            self.boards[self._way].show_days(self._day, self.shell.studio.now())
        marks = (mark.kind for mark in self.model.view.span.marks)
        self.legend.explain(self.model.shown(), marks)
        self._foot.setVisible(self._way is not CalendarWay.PLAN)
        self._say_empty()

    def _say_empty(self) -> None:
        """Under the heading, where the grid of days has nothing to show; the list has its own words."""
        said = ""
        if self._read and self._way in self.boards and not self.model.shown():
            said = tr("Double-click a day, or press Enter on it, to begin a post for it.")
            if self.model.narrow:
                said = tr("Nothing matches the filters.")
        self.subtitle.setText(said)
        self.subtitle.setVisible(bool(said))

    def _show_way(self, way: CalendarWay) -> None:
        self._way = way
        self.shell.memory.keep(WAY, way)
        self._show_place()
        if way is CalendarWay.PLAN:
            self.plan.show_week(self._day)

    def _narrow(self) -> None:
        self.model.narrow_to(self.bar.group, self.bar.account)
        self._show_place()

    def _turn(self, by: int) -> None:
        self._went(self._day + timedelta(weeks=by) if self._way in _BY_WEEK else month_on(self._day, by))

    def _go_home(self) -> None:
        self._went(self._today)
        self._take_focus()

    def _went(self, day: date) -> None:
        before, self._day = self._day, day
        if (before.year, before.month) != (day.year, day.month):
            self.refresh()
        self._show_place()
        if self._way is CalendarWay.PLAN:
            self.plan.show_week(day)

    def _take_focus(self) -> None:
        if self._way in self.boards:
            self.boards[self._way].take_focus()

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
            self._told = DayPopover(host, self.shell.speech, self.model.pages_of)
            self.destroyed.connect(self._told.deleteLater)  # it lies over the window, not in the page
            self._told.opened.connect(self._open_entry)
            self._told.move_wanted.connect(self.mover.ask)
            self._told.new_wanted.connect(self._new_on)
        day = entries[0].day if entries else self._day
        marks = [(MARKS[kind][0], MARKS[kind][1], name) for kind, name in self.model.marks(day)]
        box = near.rect()
        if isinstance(near, Agenda):
            box = near.visualRect(near.currentIndex())
        anchor = QRect(near.mapTo(host, box.topLeft()), box.size())
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
            opening = tr("Write what follows") if self._is_due(single) else tr("Open the post")
            moving = tr("Move…")
            menu.addAction(icon("arrow-up-right", tokens.text, px), opening, lambda: self._open_entry(single))
            fixed = why_fixed(single)
            act = menu.addAction(icon("calendar-clock", tokens.text, px), moving, lambda: self.mover.ask(single))
            act.setEnabled(fixed is None)
            if fixed is not None:
                act.setToolTip(plain(self.shell.speech.sentence(fixed)))
                menu.setToolTipsVisible(True)
        if found:
            near = (self.boards[self._way].cell_of(day) if self._way in self.boards else None) or self._view
            menu.addAction(icon("info", tokens.text, px), tr("Details…"), lambda: self._tell(found, near))
            menu.addSeparator()
        new = menu.addAction(icon("plus", tokens.text, px), tr("New post on this day"), lambda: self._new_on(day))
        new.setEnabled(day >= self._today)
        return menu


def _way_of(kept: str) -> CalendarWay:
    return CalendarWay(kept) if kept in set(CalendarWay) else CalendarWay.MONTH
