"""The units at a glance: four figures, the stations, what waits here, and the notice that is under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from studio.clock import local_date
from studio.department.model import NoticeProgress, Overview, StationLine, StationState, WaitingPost
from studio.translation import ntr, tr
from studio.ui.approval.urgency import short_moment
from studio.ui.department.notice_actions import note_call, write_notice
from studio.ui.department.notice_card import NoticeCard
from studio.ui.department.pressable import CountBadge, LinkTile, ShortRow
from studio.ui.department.stations import StationFilter, StationList
from studio.ui.department.words import DAY, ago, clock_time, days_since
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.reports.words import month_text
from studio.ui.tabbed import Tab
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import UNBOUNDED, Card, PageScroll, PlainHolder, ScrollColumn, clear, column, row

if TYPE_CHECKING:
    from studio.app.studio import Studio

MOST_LOOKED_AT = 10
"""Newest notices among which the one to be shown is sought."""
MOST_WAITING = 3
"""Posts named beside the stations; the others are behind the button."""
WIDE = 122
"""Average characters of the tab from which the right column stands beside the stations: a window of 1280 pixels at
100 percent."""
SIDE = 45
"""Average characters of the right column."""
FEWEST_ROWS, BELOW_ROWS = 6, 11
"""Rows of stations in sight at least, and where the right column stands below."""
GAP = 12
TILE = 28
"""Average characters of a figure with its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewFacts:
    """What the tab shows, read on the worker."""

    overview: Overview
    stations: tuple[StationLine, ...]
    waiting: tuple[WaitingPost, ...]
    progress: NoticeProgress | None
    """Of the notice that is most to be looked at."""


def load_glance(studio: Studio) -> OverviewFacts:
    department = studio.department
    return OverviewFacts(
        overview=department.overview(),
        stations=department.stations(),
        waiting=department.waiting(),
        progress=pressing(department.progresses()),
    )


def pressing(notices: Sequence[NoticeProgress]) -> NoticeProgress | None:
    """Of the newest ones the oldest that is not done everywhere, else the newest; None while there is none. What was
    taken back is none."""
    notices = [one for one in notices if one.taken_back is None]
    to_do = [one for one in notices[:MOST_LOOKED_AT] if one.missing]
    return to_do[-1] if to_do else next(iter(notices), None)


class WaitingCard(Card):
    """The posts that wait for an approval here, the soonest first."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.count = CountBadge()
        self.all = LinkButton()
        self.all.clicked.connect(lambda: shell.go(PageId.DEPARTMENT, "approvals"))
        self._none = Label(tr("No post is waiting for approval."), "hint", wrap=True)
        self._rows = column(spacing=0)
        self._list = PlainHolder()
        self._list.setLayout(self._rows)
        head = row(Label(tr("Waiting for an approval here"), "heading", wrap=True), self.count, margins=(14, 11, 14, 9))
        head.setStretch(0, 1)
        foot = row(self.all, None, margins=(8, 2, 14, 6))
        self._empty = PlainHolder()
        self._empty.setLayout(row(self._none, margins=(14, 0, 14, 12)))
        self.setLayout(column(head, self._list, self._empty, foot, spacing=0, margins=1))

    def show_waiting(self, waiting: Sequence[WaitingPost]) -> None:
        clear(self._rows)
        now = self._shell.studio.now()
        for post in waiting[:MOST_WAITING]:
            due, tone = _due(post, now)
            shown = ShortRow(post.title or tr("(no title yet)"), _about(post), due, tone)
            shown.clicked.connect(partial(self._shell.go, PageId.APPROVAL, post.post))
            self._rows.addWidget(shown)
        number = len(waiting)
        self.count.show_number(number)
        self.all.setText(tr("Open all {n} posts").format(n=counted(number)))
        self.all.setVisible(number > MOST_WAITING)
        self._empty.setVisible(not waiting)


def _about(post: WaitingPost) -> str:
    if not post.approvable:
        return f"{post.name} · {tr('two versions, one is to be chosen')}"
    return f"{post.name} · " + ntr("{n} page", "{n} pages", post.pages).format(n=post.pages)


def _due(post: WaitingPost, now: Any) -> tuple[str, Tone | None]:
    """When it is to go out; else when it came."""
    if post.publish_at is None:
        return tr("sent {when}", about="for approval").format(when=ago(post.submitted, now)), None
    same_day = local_date(post.publish_at) == local_date(now)
    when = clock_time(post.publish_at) if same_day else short_moment(post.publish_at)
    tone = Tone.RED if post.publish_at <= now else Tone.AMBER if post.publish_at - now < DAY else None
    return tr("for {when}", about="planned").format(when=when), tone


class QuarterGrid(QWidget):
    """Four parts side by side; two by two where that is too narrow for them, else one under the other."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setLayout(self._grid)
        self._lay(len(parts))

    def minimumSizeHint(self) -> QSize:
        """One of them at least has room."""
        return QSize(max(part.minimumSizeHint().width() for part in self._parts), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.fontMetrics().averageCharWidth() * TILE
        fits = max(1, (self.width() + GAP) // (needed + GAP))
        self._lay(next(columns for columns in (4, 2, 1) if columns <= fits))

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, part in enumerate(self._parts):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, place // columns, place % columns)
        for place in range(len(self._parts)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)


class _Side(ScrollColumn):
    """The right column: beside the stations it scrolls by itself where the window is low, below them it is whole."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        self._whole = False

    def stand(self, *, beside: bool, width: int) -> None:
        self._whole = not beside
        self.setMinimumWidth(width if beside else 0)
        self.setMaximumWidth(width if beside else UNBOUNDED)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        hint, content = super().minimumSizeHint(), self.widget()
        if not self._whole or content is None:
            return hint
        return QSize(hint.width(), content.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._whole:
            self.updateGeometry()


class OverviewTab(Tab):
    """The right column stands below where the window is narrow or type large."""

    beside_bar = True

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._month = ""
        self.heard, self.silent = LinkTile("monitor", Tone.GREEN), LinkTile("wifi-off", Tone.RED)
        self.sent, self.reports = LinkTile("send", Tone.BLUE), LinkTile("file-text", Tone.AMBER)
        self.list = StationList(shell.language)
        self.waiting, self.notice = WaitingCard(shell), NoticeCard(shell)
        self._side = PlainHolder()
        self._side.setLayout(column(self.waiting, self.notice, None, spacing=GAP))
        self._beside = _Side(self._side)
        self._body = row(self.list, self._beside, spacing=GAP)
        self._body.setStretch(0, 1)
        inside = PlainHolder()
        whole = column(QuarterGrid(self.heard, self.silent, self.sent, self.reports), self._body, spacing=GAP)
        whole.setStretch(1, 1)
        inside.setLayout(whole)
        self._area, self._filled = PageScroll(inside), False
        self.setLayout(column(self._area))
        self._connect()
        self._turn()

    def _connect(self) -> None:
        go = self.shell.go
        self.heard.clicked.connect(lambda: self.list.show_only(StationFilter.HEARD))
        self.silent.clicked.connect(lambda: self.list.show_only(StationState.SILENT))
        self.sent.clicked.connect(lambda: go(PageId.DEPARTMENT, "calendar:today"))
        self.reports.clicked.connect(lambda: go(PageId.DEPARTMENT, f"reports:{self._month}"))
        self.list.opened.connect(lambda login: go(PageId.DEPARTMENT, f"stations:{login}"))
        self.notice.call_wanted.connect(lambda: note_call(self.shell, self, self.notice.progress))
        self.notice.usb_wanted.connect(lambda: write_notice(self.shell, self, self.notice.progress))

    # -- what the page asks

    @property
    def kept_view(self) -> Any:
        return self.list.view

    def take_view(self, view: Any) -> None:
        self.list.look_as(view)

    def refresh(self) -> None:
        studio = self.shell.studio
        self.shell.tasks.store(
            lambda: load_glance(studio), self.show_glance, owner=self, failed=self.shell.complain, key="glance"
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list.search, self.list.table, self.waiting, self.notice)

    def seek(self) -> None:
        self.list.search.setFocus()

    def show_glance(self, glance: OverviewFacts) -> None:
        """Show what was read."""
        self._show_tiles(glance.overview)
        self.list.show_lines(glance.stations, self.shell.studio.now())
        self.waiting.show_waiting(glance.waiting)
        self.notice.show_progress(glance.progress)
        if not self._filled:  # the figures come first, whatever got the keyboard meanwhile
            self._filled = True
            QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(0))

    def _show_tiles(self, told: Overview) -> None:
        self._month = f"{told.month:%Y-%m}"
        share = f"{counted(told.heard)}/{counted(told.stations)}"
        self.heard.show_figure(share, tr("stations in contact"), tr("in the last 7 days"))
        self.silent.show_figure(
            counted(told.silent), ntr("silent station", "silent stations", told.silent), *self._about_silent(told)
        )
        self.sent.show_figure(counted(told.sent_today), tr("sent today", about="posts"), *_about_sent(told))
        missing = told.units - told.reports
        left = ntr("{month}, {n} unit to go", "{month}, {n} units to go", missing)
        self.reports.show_figure(
            f"{counted(told.reports)}/{counted(told.units)}",
            tr("reports"),
            left.format(month=month_text(told.month), n=counted(missing)) if missing else
            tr("{month}, all are here").format(month=month_text(told.month)),
            Tone.AMBER if missing else None,
        )  # fmt: skip

    def _about_silent(self, told: Overview) -> tuple[str, Tone | None]:
        if not told.silent:
            return tr("every station was in contact"), None
        if told.never:
            return ntr("{n} never in contact", "{n} never in contact", told.never).format(
                n=counted(told.never)
            ), Tone.RED
        if told.oldest is None:
            return "", None
        days = days_since(told.oldest, self.shell.studio.now())
        return ntr("longest: {n} day", "longest: {n} days", days).format(n=counted(days)), Tone.RED

    # -- how it stands

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._turn()

    def _turn(self) -> None:
        unit = self.fontMetrics().averageCharWidth()
        beside = self.width() >= unit * WIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way is not self._body.direction():
            self._body.setDirection(way)
        self._beside.stand(beside=beside, width=unit * SIDE)
        self.list.keep_in_sight(FEWEST_ROWS if beside else BELOW_ROWS)


def _about_sent(told: Overview) -> tuple[str, Tone | None]:
    """Doubles and what is unclear; nought of both is worth saying, too."""
    doubled = ntr("{n} duplicate", "{n} duplicates", told.doubled).format(n=counted(told.doubled))
    unclear = ntr("{n} unclear", "{n} unclear", told.unclear).format(n=counted(told.unclear))
    tone = Tone.RED if told.doubled else Tone.MAGENTA if told.unclear else None
    return f"{doubled} · {unclear}", tone
