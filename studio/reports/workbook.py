"""The report of a unit's month as a workbook: summary, by page, by topic, by day, posts, gaps, definitions.

A cell without a number says why; the sheet of days leaves it empty, for a chart would draw words as nought. Totals are
formulas over the rows, with the value that the program counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from studio.clock import local_date, show_date, show_datetime
from studio.feedback.figures import FeedbackSum, count_text
from studio.phrase import Language, Phrase
from studio.reports import printed
from studio.reports.definitions import (
    ADDING,
    METRIC_NAMES,
    NOT_ADDED,
    PART_NAMES,
    RULES,
    STATE_NAMES,
    DefinitionRow,
    break_text,
    cell_text,
    definition_rows,
    platform_name,
    why_missing,
)
from studio.reports.figures_month import total_of
from studio.reports.model import Break, CommentPart, Figure, FigureState, Metric, MonthFigures, MonthReport, PostMonth
from studio.reports.printed import Names
from studio.spreadsheet import CellChart, CellStyle, Sheet, Spreadsheet

_NAME, _WORD, _NUMBER, _LONG = 38, 20, 15, 60
"""Widths of columns, in characters."""
NOT_OFFERED = Figure(told=FigureState.NOT_OFFERED)
SUMMARY = Phrase("Summary")
BY_PAGE = Phrase("By page")
BY_TOPIC = Phrase("By topic")
BY_DAY = Phrase("By day")
POSTS = Phrase("Posts")
GAPS = Phrase("Gaps")
DEFINITIONS = Phrase("Definitions")
DEFINITION_HEADINGS = (
    Phrase("Platform"),
    Phrase("Figure"),
    Phrase("What it means"),
    Phrase("The platform's name of it"),
    Phrase("Defined so since"),
)


def make_workbook(
    report: MonthReport, language: Language, names: Names, *, practice: bool, kind: type[Spreadsheet] = Spreadsheet
) -> bytes:
    """The file: a workbook, or another `kind` with the same cells. The same report gives the same bytes."""
    spreadsheet = kind(local_date(report.made_at))
    writer = MonthSheets(spreadsheet, language, names)
    summary = spreadsheet.sheet(SUMMARY.to(language), _LONG, _NAME)
    pages = writer.by_page(report.figures)
    writer.by_topic(report.figures.topics)
    writer.by_day(report.figures)
    writer.posts(report.figures.posts)
    writer.gaps(report.figures)
    writer.definitions()
    _fill_summary(summary, report, language, names, practice=practice, pages=pages)
    return spreadsheet.data()


def _fill_summary(
    sheet: Sheet, report: MonthReport, language: Language, names: Names, *, practice: bool, pages: PageTotals
) -> None:
    figures = report.figures
    at = fill_head(sheet, language, head_of(report, language, names, practice=practice))
    for name, count in (
        ("published", figures.published), ("corrected", figures.corrected), ("withdrawn", figures.withdrawn),
    ):  # fmt: skip
        sheet.text(at, 0, printed.COUNT_NAMES[name].to(language))
        sheet.number(at, 1, count)
        at += 1
    for metric, total in figures.total.items():
        sheet.text(at, 0, METRIC_NAMES[metric].to(language))
        if total.value is None or metric not in pages.places:
            sheet.text(at, 1, cell_text(total, language), CellStyle.RIGHT)
        else:
            look = CellStyle.NEAR if total.approximate else CellStyle.NUMBER
            sheet.same(at, 1, pages.sheet, pages.places[metric], total.value, look)
        at += 1
    at = fill_feedback(sheet, at, figures.feedback.total, language)
    if figures.practice_left_out:
        sheet.text(at, 0, Phrase("Exercises not counted").to(language))
        sheet.number(at, 1, figures.practice_left_out)
        at += 1
    at += 1
    for part in CommentPart:
        sheet.text(at, 0, PART_NAMES[part].to(language), CellStyle.BOLD)
        sheet.note(at + 1, report.comment.get(part, "") or "—", columns=2, lines=3)
        at += 2


def head_of(report: MonthReport, language: Language, names: Names, *, practice: bool) -> Sequence[tuple[Phrase, str]]:
    """What a workbook says of itself."""
    figures = report.figures
    span = f"{show_date(figures.feedback.first)} – {show_date(figures.feedback.last)}"
    handed = f"{report.handed_to}, {show_date(report.handed_on)}" if report.handed_on else ""
    simulated = Phrase("simulated figures").to(language)
    lines = [
        (Phrase("PRACTICE"), simulated if practice else ""),
        (Phrase("DRAFT"), "" if report.sha256 else Phrase("not finished").to(language)),
        (Phrase("Report of"), f"{figures.month:%m/%Y}"),
        (Phrase("Unit"), report.unit),
        (Phrase("Period"), span),
        (Phrase("Revision"), str(report.revision)),
        (Phrase("SHA-256", about="reports"), report.sha256),
        (Phrase("Made at"), show_datetime(report.made_at)),
        (Phrase("Made by"), names.person(report.by)),
        (Phrase("Handed in to"), handed),
    ]
    return [(name, value) for name, value in lines if value]


def fill_head(sheet: Sheet, language: Language, lines: Sequence[tuple[Phrase, str]]) -> int:
    """Write the head; returns the row below it."""
    for at, (name, value) in enumerate(lines):
        sheet.text(at, 0, name.to(language), CellStyle.BOLD)
        sheet.text(at, 1, value)
    return len(lines) + 1


def fill_feedback(sheet: Sheet, at: int, total: FeedbackSum, language: Language) -> int:
    """Write what the feedback desk counted; returns the row below it."""
    for name, count in zip(printed.FEEDBACK_NAMES, total.counts, strict=True):
        sheet.text(at, 0, name.to(language))
        if isinstance(count, int):
            sheet.number(at, 1, count)
        else:
            sheet.text(at, 1, count_text(count), CellStyle.RIGHT)
        at += 1
    sheet.text(at, 0, printed.SHARE_NAME.to(language))
    write_share(sheet, at, 1, total.share)
    sheet.text(at + 1, 0, printed.MEDIAN_NAME.to(language))
    if total.median is None:
        sheet.text(at + 1, 1, "—", CellStyle.RIGHT)
    else:
        sheet.number(at + 1, 1, round(total.median / timedelta(hours=1), 2), CellStyle.HOURS)
    return at + 2


def write_share(sheet: Sheet, row: int, column: int, share: float | None) -> None:
    """A dash where too few were answered to tell it."""
    if share is None:
        sheet.text(row, column, "—", CellStyle.RIGHT)
    else:
        sheet.number(row, column, share, CellStyle.SHARE)


class PageTotals:
    """Where the totals of the sheet by page stand."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.places: dict[Metric, tuple[int, int]] = {}


class MonthSheets:
    """Writes the sheets that a unit's report and the merged one have in common."""

    def __init__(self, spreadsheet: Spreadsheet, language: Language, names: Names) -> None:
        self._spreadsheet, self._language, self._names = spreadsheet, language, names

    def by_page(self, figures: MonthFigures) -> PageTotals:
        metrics = printed.metrics_of([page.figures for page in figures.pages])
        sheet = self._sheet(BY_PAGE, _NAME, _WORD, *(_NUMBER for _ in (0, *metrics)))
        names = [printed.PAGE, printed.PLATFORM, printed.POSTS, *(METRIC_NAMES[metric] for metric in metrics)]
        sheet.headings(0, self._said(names))
        for at, page in enumerate(figures.pages, start=1):
            sheet.text(at, 0, self._names.page(page.page))
            sheet.text(at, 1, platform_name(page.platform, self._language))
            sheet.number(at, 2, page.posts)
            self._cells(sheet, at, 3, metrics, page.figures)
        totals, last = PageTotals(sheet), len(figures.pages) + 1
        if figures.pages:
            sheet.total(last, 2, range(1, last), sum(page.posts for page in figures.pages))
            self._totals(sheet, last, 3, metrics, figures.total)
        sheet.text(last, 0, self._say(printed.TOTAL), CellStyle.BOLD)
        totals.places = {metric: (last, 3 + place) for place, metric in enumerate(metrics)} if figures.pages else {}
        sheet.freeze(1, 1)
        return totals

    def by_topic(self, topics: Mapping[str, int]) -> None:
        sheet = self._sheet(BY_TOPIC, _NAME, _NUMBER)
        sheet.headings(0, self._said([printed.TOPIC, printed.POSTS]))
        ranked = printed.ranked_topics(topics)
        for at, (topic, count) in enumerate(ranked, start=1):
            sheet.text(at, 0, self._names.topic(topic, self._language))
            sheet.number(at, 1, count)
        last = len(ranked) + 1
        sheet.text(last, 0, self._say(printed.TOTAL), CellStyle.BOLD)
        if not ranked:
            sheet.number(last, 1, 0, CellStyle.TOTAL)
            return
        sheet.total(last, 1, range(1, last), sum(topics.values()))
        title = self._say(Phrase("Posts by topic"))
        told = "; ".join(f"{self._names.topic(topic, self._language)}: {count}" for topic, count in ranked)
        chart = CellChart(
            title=title, series=self._say(printed.POSTS), description=f"{title}. {told}", first=1, last=last - 1,
            labels=0, values=1,
        )  # fmt: skip
        sheet.chart(1, 3, chart)

    def by_day(self, figures: MonthFigures) -> None:
        """A day without a number is an empty cell; the cell beside it says why."""
        sheet = self._sheet(BY_DAY, _NUMBER, _NUMBER, _NAME)
        sheet.headings(0, self._said([printed.DAY, METRIC_NAMES[Metric.VIEWS], Phrase("Remark")]))
        days = sorted(figures.views_by_day)
        for at, day in enumerate(days, start=1):
            cell = figures.views_by_day[day]
            sheet.day(at, 0, day)
            if cell.value is None:
                sheet.text(at, 2, why_missing(cell).to(self._language))
            else:
                sheet.number(at, 1, cell.value, CellStyle.NEAR if cell.approximate else CellStyle.NUMBER)
        total = total_of(figures.views_by_day.values())
        last = len(days) + 1
        sheet.text(last, 0, self._say(printed.TOTAL), CellStyle.BOLD)
        if total.value is None:
            return
        sheet.total(
            last, 1, range(1, last), total.value, CellStyle.NEAR_TOTAL if total.approximate else CellStyle.TOTAL
        )
        title = self._say(Phrase("Views by day"))
        told = "; ".join(f"{show_date(day)}: {cell_text(figures.views_by_day[day], self._language)}" for day in days)
        falls = any((cell.value or 0) < 0 for cell in figures.views_by_day.values())
        chart = CellChart(
            title=title, series=self._say(METRIC_NAMES[Metric.VIEWS]), description=f"{title}. {told}", first=1,
            last=last - 1, labels=0, values=1, line=True, falls=falls,
        )  # fmt: skip
        sheet.chart(1, 4, chart)
        sheet.freeze(1, 1)

    def posts(self, rows: Sequence[PostMonth], units: Sequence[str] = ()) -> None:
        """Each post on each page; `units` names the unit of each row where there are several."""
        metrics = printed.metrics_of([row.figures for row in rows])
        unit = [Phrase("Unit")] if units else []
        names = [
            *unit, Phrase("Code"), Phrase("Published on"), Phrase("Title"),
            printed.TOPIC, printed.PAGE, Phrase("State"), *(METRIC_NAMES[metric] for metric in metrics),
            Phrase("Source"),
        ]  # fmt: skip
        widths = (*(_NAME for _ in unit), _NUMBER, _NUMBER, _LONG, _WORD, _WORD, _NUMBER)
        sheet = self._sheet(POSTS, *widths, *(_NUMBER for _ in metrics), _WORD)
        sheet.headings(0, self._said(names))
        first = len(unit)
        by_hand = self._say(Phrase("by hand, from a capture"))
        for at, row in enumerate(rows, start=1):
            if units:
                sheet.text(at, 0, units[at - 1])
            sheet.text(at, first, row.code)
            sheet.day(at, first + 1, row.published_on)
            sheet.text(at, first + 2, row.title)
            sheet.text(at, first + 3, self._names.topic(row.topic, self._language))
            sheet.text(at, first + 4, self._names.page(row.page))
            sheet.text(at, first + 5, self._state(row.state))
            self._cells(sheet, at, first + 6, metrics, row.figures)
            if row.captured:
                sheet.text(at, first + 6 + len(metrics), by_hand)
        last = len(rows) + 1
        sheet.text(last, 0, self._say(printed.TOTAL), CellStyle.BOLD)
        if rows:
            sums = {metric: total_of(row.figures.get(metric, NOT_OFFERED) for row in rows) for metric in metrics
                    if metric in ADDING}  # fmt: skip
            self._totals(sheet, last, first + 6, metrics, sums)
        sheet.freeze(1, first + 3)

    def gaps(self, figures: MonthFigures) -> None:
        """Days without numbers, then the pictures from which numbers were entered."""
        sheet = self._sheet(GAPS, _NAME, _WORD, _NUMBER, _NUMBER, _NAME)
        sheet.headings(0, self._said(printed.GAP_HEADINGS))
        at = 1
        for gap in figures.gaps:
            for column, text in enumerate(printed.gap_row(gap, self._language, self._names)):
                sheet.text(at, column, text)
            at += 1
        if not figures.gaps:
            sheet.text(at, 0, self._say(printed.NO_GAPS))
            at += 1
        at = self.breaks(sheet, at, figures.breaks)
        if figures.captures:
            self._captures(sheet, at + 1, figures)

    def breaks(self, sheet: Sheet, at: int, breaks: Sequence[Break]) -> int:
        """A line for each; returns the row below."""
        for row, one in enumerate(breaks, start=at):
            sheet.text(row, 0, break_text(one, self._language))
        return at + len(breaks)

    def _captures(self, sheet: Sheet, at: int, figures: MonthFigures) -> None:
        sheet.headings(
            at,
            self._said([
                Phrase("Captures of figures: source"), Phrase("Entered by"),
                Phrase("At"), Phrase("SHA-256"),
            ]),
        )  # fmt: skip
        for capture in figures.captures:
            at += 1
            sheet.text(at, 0, capture.source)
            sheet.text(at, 1, self._names.person(capture.by))
            sheet.text(at, 2, show_datetime(capture.at))
            sheet.text(at, 3, capture.file)

    def definitions(self) -> None:
        """The rules of counting, then what each platform means by each number."""
        sheet = self._sheet(DEFINITIONS, _WORD, _NAME, _LONG, _NAME, _WORD)
        for at, rule in enumerate(RULES):
            sheet.note(at, self._say(rule), columns=len(DefinitionRow._fields))
        at = len(RULES) + 1
        sheet.headings(at, self._said(DEFINITION_HEADINGS))
        for row in definition_rows(self._language):
            at += 1
            for column, text in enumerate(row):
                sheet.text(at, column, text, CellStyle.WRAPPED)

    # Cells

    def _cells(
        self, sheet: Sheet, row: int, first: int, metrics: Sequence[Metric], figures: Mapping[Metric, Figure]
    ) -> None:
        for column, metric in enumerate(metrics, start=first):
            cell = figures.get(metric)
            if cell is None or cell.value is None:
                sheet.text(row, column, cell_text(cell, self._language), CellStyle.RIGHT)
            else:
                sheet.number(row, column, cell.value, CellStyle.NEAR if cell.approximate else CellStyle.NUMBER)

    def _totals(
        self, sheet: Sheet, row: int, first: int, metrics: Sequence[Metric], totals: Mapping[Metric, Figure]
    ) -> None:
        """Below the rows 1 to `row` - 1."""
        for column, metric in enumerate(metrics, start=first):
            total = totals.get(metric)
            if total is None:
                sheet.text(row, column, self._say(NOT_ADDED), CellStyle.RIGHT)
            elif total.value is None:
                sheet.text(row, column, cell_text(total, self._language), CellStyle.RIGHT)
            else:
                look = CellStyle.NEAR_TOTAL if total.approximate else CellStyle.TOTAL
                sheet.total(row, column, range(1, row), total.value, look)

    def _state(self, state: str) -> str:
        return STATE_NAMES[state].to(self._language) if state in STATE_NAMES else state

    def _sheet(self, name: Phrase, *widths: float) -> Sheet:
        return self._spreadsheet.sheet(name.to(self._language), *widths)

    def _said(self, names: Sequence[Phrase]) -> list[str]:
        return [name.to(self._language) for name in names]

    def _say(self, phrase: Phrase) -> str:
        return phrase.to(self._language)
