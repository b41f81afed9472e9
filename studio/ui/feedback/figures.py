"""The figures of the feedback desk: a period, its sums, charts with the same figures as tables, and the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from studio.accounts.model import Account
from studio.cards.charts.model import Chart, ChartKind, Series
from studio.clock import show_date
from studio.errors import StudioError
from studio.feedback.figures import Count, FeedbackFigures, FeedbackSum, Period, count_text
from studio.feedback.workbook_report import group_name, report_name
from studio.phrase import Phrase
from studio.translation import mark, tr
from studio.ui.files import ask_save
from studio.ui.page import Shell
from studio.ui.widgets.buttons import IconButton, PillButton, PrimaryButton, QuietButton, ReasonedButton
from studio.ui.widgets.chart import ChartView
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.figure_tile import FigureTile, FigureTiles
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, PlainHolder, column, row, scrolled
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.widgets.rows import Column, RowsModel
from studio.ui.widgets.table import Table

WIDTH, HEIGHT = 980, 640
DASH = "–"
HOUR = timedelta(hours=1)
_PERIODS = {
    Period.DAY: mark("Day"),
    Period.WEEK: mark("Week"),
    Period.MONTH: mark("Month"),
}
_HEADINGS = {
    "received": mark("Received"),
    "answered": mark("Answered"),
    "in_time": mark("In time"),
    "handed_over": mark("Handed over"),
    "hidden": mark("Hidden by a rule"),
    "median": mark("Median to first reply"),
}


def working_time(span: timedelta | None) -> str:
    """A length of working time in words, such as ``2 giờ 15 phút``; a dash where there is none."""
    if span is None:
        return DASH
    hours, minutes = divmod(round(span / timedelta(minutes=1)), 60)
    parts = [tr(mark("{n} h")).format(n=counted(hours))] if hours else []
    if minutes or not hours:
        parts.append(tr(mark("{n} min")).format(n=minutes))
    return " ".join(parts)


def shown(one: FeedbackSum, name: str) -> str:
    """A figure as it is written: ``1.204``, ``<5``, ``38 (95 %)``, ``2 giờ``."""
    if name == "median":
        return working_time(one.median)
    text = _count(getattr(one, name))
    return f"{text} ({percent(one)})" if name == "in_time" and one.share is not None else text


def _count(count: Count) -> str:
    return counted(count) if isinstance(count, int) else count_text(count)


def percent(one: FeedbackSum) -> str:
    """The share answered in time, such as ``93,4 %``; a dash where it is not told."""
    return DASH if one.share is None else f"{QLocale().toString(one.share * 100, 'f', 1)} %"


class _Sums(RowsModel[tuple[str, FeedbackSum]]):
    """Groups by name, with all their figures."""

    def __init__(self, heading: str) -> None:
        named: Column[tuple[str, FeedbackSum]] = Column(heading=tr(heading), text=lambda one: one[0])
        super().__init__([named, *map(_column_of, _HEADINGS)])


def _column_of(name: str) -> Column[tuple[str, FeedbackSum]]:
    usual = "100.000 (100,0 %)" if name == "in_time" else "100.000"
    return Column(
        heading=tr(_HEADINGS[name]),
        text=lambda one: shown(one[1], name),
        sample=max(usual, tr(_HEADINGS[name]) + "00", key=len),
        keep=9 if name in ("received", "in_time") else 5,
    )


class FiguresDialog(Dialog):
    """Opens on the month of today, for all pages."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=WIDTH)
        self.shell = shell
        self.figures: FeedbackFigures | None = None
        self._period, self._day = Period.MONTH, shell.studio.feedback.statistics.today()
        self._topics: Mapping[str, Phrase] = {}
        self.set_heading(tr("Figures of the feedback desk"))
        self.periods = {period: PillButton(tr(_PERIODS[period])) for period in Period}
        for period, pill in self.periods.items():
            pill.clicked.connect(partial(self.show_period, period))
        self.back = IconButton("chevron-left", tr("Before", about="period"))
        self.on = IconButton("chevron-right", tr("After"))
        self.back.clicked.connect(partial(self._turn, forward=False))
        self.on.clicked.connect(partial(self._turn, forward=True))
        self.when = Label(role="heading")
        self.page = Combo()
        self.page.addItem(tr("All pages"), "")
        self.page.setAccessibleName(tr("Page"))
        self.page.currentIndexChanged.connect(lambda _: self._read())
        self.tiles = [FigureTile() for _ in range(5)]
        self.by_day, self.by_category, self.by_topic = ChartView(), ChartView(), ChartView()
        self._day_card, self._table_name = self._carded(self.by_day), Label(tr("By category"), "label")
        self._rows = _Sums(mark("Category"))
        self.table = Table(self._rows)
        self.table.setAccessibleName(tr("Figures by category"))
        self._note = Label(
            tr(
                "<5 means 1 to 4: too few to state without somebody being recognised. * is withheld with it, "
                "because the total would reveal it. Times are working hours; the targets are the unit's own."
            ),
            "hint",
            wrap=True,
        )
        self.export = PrimaryButton(tr("Save as Excel…"), "download")
        self._close = QuietButton(tr("Close"))
        self._reason = ReasonedButton(self.export)
        self.export.clicked.connect(self._ask_where)
        self._close.clicked.connect(self.accept)
        self._failure = Label(role="error", wrap=True)
        self._failure.hide()
        self._put_together()
        self._name_time()
        shell.tasks.store(shell.studio.accounts.list, self._offer, owner=self)

    def _put_together(self) -> None:
        inside, listed = PlainHolder(), Card()
        side = ResponsiveRow((self._carded(self.by_category), 1), (self._carded(self.by_topic), 1))
        listed.setLayout(column(self._table_name, self.table, spacing=8, margins=16))
        tiles = FigureTiles(self.tiles)
        inside.setLayout(column(tiles, self._day_card, side, listed, self._note, None, spacing=12))
        bar = row(*self.periods.values(), 12, self.back, self.when, self.on, None, self.page, spacing=6)
        self.fill(bar, scrolled(inside), self._failure, buttons=row(None, self._close, self._reason))
        self.take_room(WIDTH, HEIGHT)

    @staticmethod
    def _carded(chart: ChartView) -> Card:
        card = Card()
        card.setLayout(column(chart, None, margins=16))
        return card

    def show_period(self, period: Period, day: date | bool = False) -> None:
        """Show the day, week or month around `day`, or around the day that is shown."""
        self._period, self._day = period, day if isinstance(day, date) else self._day
        self._name_time()
        self._read()

    def _turn(self, _: bool = False, *, forward: bool) -> None:
        """To the period after or before."""
        first, last = self._period.around(self._day)
        self._day = last + timedelta(days=1) if forward else first - timedelta(days=1)
        self._name_time()
        self._read()

    def _name_time(self) -> None:
        for period, pill in self.periods.items():
            pill.setChecked(period is self._period)
        first, last = self._period.around(self._day)
        if self._period is Period.MONTH:
            text = tr("{month}/{year}").format(month=f"{first.month:02d}", year=first.year)
        else:
            text = show_date(first) if first == last else f"{show_date(first)} – {show_date(last)}"
        self.when.setText(text)
        self.on.setEnabled(last < self.shell.studio.feedback.statistics.today())

    def _offer(self, accounts: Sequence[Account]) -> None:
        self.page.blockSignals(True)
        for account in accounts:
            self.page.addItem(account.title or account.name, account.name)
        self.page.blockSignals(False)
        self._read()

    def _read(self) -> None:
        statistics, period, day = self.shell.studio.feedback.statistics, self._period, self._day
        account = str(self.page.currentData() or "")
        self._failure.hide()
        self.shell.tasks.store(
            lambda: (statistics.look(period, day, account), statistics.topics()), self._came, owner=self, key="figures",
            failed=self._refused,
        )  # fmt: skip

    def _came(self, answer: tuple[FeedbackFigures, Mapping[str, Phrase]]) -> None:
        self.figures, self._topics = answer
        self._show(self.figures)

    def _refused(self, error: StudioError) -> None:
        self._failure.setText(self.shell.language.explain(error))
        self._failure.show()

    def _show(self, figures: FeedbackFigures) -> None:
        total = figures.total
        in_time, answered = _count(total.in_time), _count(total.answered)
        of = tr("{n} of {all} answered").format(n=in_time, all=answered)
        told = (
            (tr(_HEADINGS["received"]), shown(total, "received"), ""),
            (tr("Answered in time"), percent(total), of),
            (tr(_HEADINGS["median"]), shown(total, "median"), tr("working time")),
            (
                tr(_HEADINGS["handed_over"]),
                shown(total, "handed_over"),
                tr("to who is competent"),
            ),
            (tr(_HEADINGS["hidden"]), shown(total, "hidden"), tr("criticism stays visible")),
        )
        for tile, (name, figure, remark) in zip(self.tiles, told, strict=True):
            tile.show_figure(name, figure, remark)
        self._day_card.setVisible(len(figures.by_day) > 1)
        days = tuple(f"{date.fromisoformat(one.key).day}/{date.fromisoformat(one.key).month}" for one in figures.by_day)
        self.by_day.show_chart(
            Chart(
                title=tr("Received and answered in time, by day"),
                kind=ChartKind.COLUMNS,
                labels=days,
                series=tuple(_series(figures.by_day, name) for name in ("received", "in_time")),
            ),
            heading=tr(_PERIODS[Period.DAY]),
        )
        for view, title, heading, kind, sums in (
            (self.by_category, tr("Received by category"), tr("Category"), "category", figures.by_category),
            (self.by_topic, tr("Received by topic"), tr("Topic"), "topic", figures.by_topic),
        ):
            ranked = sorted(sums, key=_largest_first)
            names = tuple(self._name(kind, one.key) for one in ranked)
            chart = Chart(title=title, kind=ChartKind.ROWS, labels=names, series=(_series(ranked, "received"),))
            view.show_chart(chart, heading=heading, remark="" if sums else tr("Nothing was received in this time."))
        line = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(line * (len(figures.by_category) + 1) + line // 2)
        self._rows.set_rows({one.key: (self._name("category", one.key), one) for one in figures.by_category})
        signed = bool(self.shell.session.person_id) or self.shell.practice
        self._reason.set_reason("" if signed else tr("Sign in first: the log names who exports figures."))

    def _name(self, kind: str, key: str) -> str:
        return group_name(kind, key, self.shell.language.language, self._topics)

    def _ask_where(self) -> None:
        if self.figures is not None:
            ask_save(self, self.export.text(), report_name(self.figures), "Excel (*.xlsx)", self.write)

    def write(self, out: Path) -> None:
        """Write what is shown to `out`."""
        figures, statistics = self.figures, self.shell.studio.feedback.statistics
        language, by = self.shell.language.language, self.shell.session.person_id
        if figures is None:
            return
        self.shell.tasks.store(
            lambda: statistics.write_workbook(figures, out, language, by), self._written, owner=self,
            failed=self._refused,
        )  # fmt: skip

    def _written(self, out: Path) -> None:
        self.shell.toast(tr("The figures are in {name}.").format(name=out.name))


def _largest_first(one: FeedbackSum) -> int:
    """What is withheld comes last, so that its place says nothing."""
    return -one.received if isinstance(one.received, int) else 1


def _series(sums: Sequence[FeedbackSum], name: str) -> Series:
    """One column of figures; what is withheld is a gap, with the reason written in its place."""
    counts = [getattr(one, name) for one in sums]
    return Series(
        name=tr(_HEADINGS[name]),
        values=tuple(count if isinstance(count, int) else None for count in counts),
        shown=tuple(map(_count, counts)),
    )
