"""A month at a glance: five figures, views by day, posts by topic, and every post with its numbers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.cards.charts.month import missing_days, topics_chart, views_chart
from studio.clock import show_date
from studio.phrase import Language
from studio.reports.definitions import cell_text
from studio.reports.model import Figure, FigureState, Metric, MonthFigures, PostMonth
from studio.translation import mark, ntr, tr
from studio.ui.language import LanguageManager
from studio.ui.reports.month import MonthCase
from studio.ui.reports.words import in_time_text, percent_text
from studio.ui.widgets.chart import ChartView
from studio.ui.widgets.figure_tile import FigureTile, FigureTiles
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.widgets.rows import Column, RowsModel
from studio.ui.widgets.table import Table

CHART_LINES = 9
"""Height of a chart in lines of the font: below it the first posts are in sight."""
MOST_ROWS = 60
"""More posts than these scroll within the table."""


class MonthSheet(QWidget):
    """`save_wanted` carries a chart to be kept as a picture, `opened` the id of a post."""

    save_wanted = Signal(object)
    opened = Signal(str)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self.tiles = [FigureTile() for _ in range(5)]
        self.views, self.topics = (ChartView(savable=True, lines=CHART_LINES) for _ in range(2))
        for view in (self.views, self.topics):
            view.save_wanted.connect(self.save_wanted)
        self.rows = PostRows(language.language)
        self._heading = Label(tr("Posts of the month"), "label")
        self.table = Table(self.rows, tr("Posts of the month"))
        self.table.grow(MOST_ROWS)
        self.table.opened.connect(lambda key: self.opened.emit(key.split(" ")[0]))
        self.notes = Label(role="hint", wrap=True)
        charts = ResponsiveRow((_carded(self.views), 5), (_carded(self.topics), 3))
        listed = Card()
        listed.setLayout(column(self._heading, self.table, self.notes, spacing=8, margins=16))
        self.setLayout(column(FigureTiles(self.tiles), charts, listed, None, spacing=12))

    def show_case(self, case: MonthCase) -> None:
        language, figures = self._language.language, case.figures
        self._show_tiles(figures)
        self.views.show_chart(views_chart(figures, language), heading=tr("Day"), remark=missing_text(figures))
        none = "" if figures.topics else _nothing()
        self.topics.show_chart(topics_chart(figures, case.topics, language), heading=tr("Topic"), remark=none)
        self.rows.show_posts(figures.posts, case.pages)
        self.table.setVisible(bool(figures.posts))
        self.notes.setText(notes_text(figures))

    def _show_tiles(self, figures: MonthFigures) -> None:
        views = figures.total.get(Metric.VIEWS, Figure())
        total = figures.feedback.total
        near = views.approximate or views.told is not FigureState.YES
        told = (
            (tr("Posts published"), counted(figures.published), tr("complete, counted by the app"), False),
            (tr("Views of posts"), _cell(views, self._language), _about_views(figures, views), near),
            (tr("Answered in time"), percent_text(total), in_time_text(total), False),
            (tr("Corrections"), counted(figures.corrected), tr("public, with the reason"), False),
            (tr("Posts removed"), counted(figures.withdrawn), tr("read back or confirmed"), False),
        )
        for tile, (name, figure, remark, warns) in zip(self.tiles, told, strict=True):
            tile.show_figure(name, figure, remark, warns=warns)


def _carded(chart: ChartView) -> Card:
    card = Card()
    card.setLayout(column(chart, None, margins=16))
    return card


def _cell(figure: Figure, language: LanguageManager) -> str:
    return cell_text(figure, language.language) if figure.told is FigureState.YES else "—"


def _about_views(figures: MonthFigures, views: Figure) -> str:
    """What is missing in the sum."""
    if views.told is not FigureState.YES:
        return tr("no figure yet")
    if not views.approximate:
        return tr("all posts and pages")
    days = sum((last - first).days + 1 for first, last in missing_days(figures))
    return (
        ntr("{n} day missing", "{n} days missing", days).format(n=days)
        if days
        else tr("not all of it is of this month")
    )


def missing_text(figures: MonthFigures) -> str:
    """Which days have no figure of views."""
    runs = missing_days(figures)
    if not runs:
        return ""
    if len(runs) == 1 and (runs[0][1] - runs[0][0]).days + 1 == len(figures.views_by_day):
        return tr("No day is recorded yet.")
    spans = [show_date(first) if first == last else f"{show_date(first)} – {show_date(last)}" for first, last in runs]
    said = tr("Without figures, left open and not joined: {days}.").format(days=", ".join(spans))
    near = any(cell.approximate and cell.told is FigureState.YES for cell in figures.views_by_day.values())
    return f"{said} {tr('≈ is what several days brought, on the day it was read.')}" if near else said


def notes_text(figures: MonthFigures) -> str:
    """What is not in the numbers."""
    notes = [] if figures.posts else [_nothing()]
    if figures.practice_left_out:
        n = figures.practice_left_out
        notes.append(ntr("{n} exercise is not counted.", "{n} exercises are not counted.", n).format(n=n))
    if figures.captures:
        sources = ", ".join(dict.fromkeys(capture.source for capture in figures.captures))
        notes.append(tr("Entered by hand, with its picture kept: {sources}.").format(sources=sources))
    if figures.posts:
        notes.append(tr("— means that no number is known; it is not 0. ≈ means that part of it is missing."))
    return " ".join(notes)


def _nothing() -> str:
    return tr("No post was published this month.")


_STATES = {"corrected": mark("corrected"), "withdrawn": mark("removed from the page")}
_SAMPLE = "≈ 14.400.000"
DASH = "—"
NUMBERS: Mapping[Metric, tuple[str, int]] = {
    Metric.VIEWS: (mark("Views"), 9),
    Metric.REACTIONS: (mark("Reactions"), 4),
    Metric.COMMENTS: (mark("Comments", about="figures"), 3),
}
"""The numbers of a post that are listed, and how needed each is where room is short."""


def source_text(row: PostMonth) -> str:
    """Where its numbers come from, in a word."""
    if row.captured:
        return tr("capture")
    told = any(figure.told is FigureState.YES for figure in row.figures.values())
    return tr("read from the page") if told else DASH


class PostRows(RowsModel[PostMonth]):
    """The posts of a month: title, page, day, numbers, and where those come from."""

    def __init__(self, language: Language) -> None:
        self._language, self._pages = language, dict[str, str]()
        super().__init__(
            [
                Column(heading=tr("Post"), text=_title),
                Column(
                    heading=tr("Page"), text=lambda row: self._pages.get(row.page, row.page), sample="M" * 16, keep=2
                ),
                Column(
                    heading=tr("Out on", about="post"),
                    text=lambda row: show_date(row.published_on),
                    sample="00/00/0000",
                    keep=5,
                ),
                *(self._number(metric, heading, keep) for metric, (heading, keep) in NUMBERS.items()),
                Column(heading=tr("Source", about="figures"), text=source_text, sample="đọc từ trang 00", keep=8),
            ]
        )

    def show_posts(self, rows: tuple[PostMonth, ...], pages: Mapping[str, str]) -> None:
        self._pages = dict(pages)
        self.set_rows({f"{row.post} {row.page}": row for row in rows})

    def _number(self, metric: Metric, heading: str, keep: int) -> Column[PostMonth]:
        return Column(
            heading=tr(heading),
            text=lambda row: number_text(row.figures.get(metric, Figure()), self._language),
            sample=max(_SAMPLE, tr(heading) + "00", key=len),
            keep=keep,
            number=True,
        )


def number_text(figure: Figure, language: Language) -> str:
    """A number, or a dash; why there is none stands in the notes."""
    return cell_text(figure, language) if figure.told in (FigureState.YES, FigureState.FEW) else DASH


def _title(row: PostMonth) -> str:
    state = _STATES.get(row.state)
    title = row.title or tr("(no title yet)")
    return f"{title} · {tr(state)}" if state else title
