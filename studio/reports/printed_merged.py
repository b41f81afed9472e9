"""The files of a merged month: as a workbook, and as blocks for DOCX and PDF.

A unit that sent nothing stands in its row as “chưa gửi”, with dashes for numbers; totals name of how many units they
are. The last sheet lists which file of each unit was used, by SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from studio.clock import local_date, show_date, show_datetime
from studio.feedback.figures import COUNTED, FeedbackFigures, FeedbackSum
from studio.phrase import Language, Phrase
from studio.reports import printed
from studio.reports.definitions import METRIC_NAMES, RULES, cell_text, share_text, whole
from studio.reports.files import cells_of, printed_file
from studio.reports.merged_month import MergedMonth, UnitMonth
from studio.reports.model import Figure, Metric, MonthFigures, ReportForm
from studio.reports.printed import (
    COUNT_NAMES,
    FEEDBACK_NAMES,
    SHARE_NAME,
    TOTAL,
    Block,
    Names,
    Paragraph,
    Picture,
    PrintedReport,
    PrintedTable,
    ReportPainter,
    TableHeading,
)
from studio.reports.workbook import SUMMARY, MonthSheets, fill_head, write_share
from studio.spreadsheet import CellStyle, Sheet, Spreadsheet

NOT_SENT = Phrase("not sent")
NOTHING = "—"
UNIT, REPORT = Phrase("Unit"), Phrase("Report")
BY_UNIT, SOURCES = Phrase("By unit"), Phrase("Files used")
COVERED = Phrase("Totals are of the {sent} units that sent, of {all}; a unit that did not send does not count as 0.")
COUNTED_UNITS = Phrase("Units that sent")
POSTS_A_UNIT = Phrase("Posts on average of a unit that sent")
SHOWN = (Metric.VIEWS, Metric.REACTIONS, Metric.COMMENTS, Metric.SHARES)
"""Columns of a unit's row, after its counts of posts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """Who merged for whom, when."""

    department: str
    made_at: datetime
    made_by: str
    """Id of the person."""
    practice: bool


def render_merged(
    merged: MergedMonth,
    form: ReportForm,
    language: Language,
    names: Names,
    *,
    department: str,
    made_at: datetime,
    made_by: str,
    practice: bool,
    painter: ReportPainter | None,
) -> bytes:
    """The merged month as a file. Raises Refused for a PDF where nothing can paint its pages."""
    by = Merger(department=department, made_at=made_at, made_by=made_by, practice=practice)
    if form in (ReportForm.XLSX, ReportForm.CSV):
        return merged_workbook(merged, language, names, by, cells_of(form))
    pictures = painter.charts(as_figures(merged), names.topics, language) if painter else ()
    return printed_file(print_merged(merged, language, names, by, pictures), form, language, painter)


def as_figures(merged: MergedMonth) -> MonthFigures:
    """The merged month as one unit's figures, for the charts: days and topics alone."""
    days = sorted(merged.views_by_day)
    empty = FeedbackFigures(account="", first=days[0], last=days[-1], total=FeedbackSum())
    return MonthFigures(
        month=merged.month,
        posts=(),
        pages=(),
        total=merged.total,
        views_by_day=merged.views_by_day,
        topics=merged.topics,
        published=merged.published,
        corrected=merged.corrected,
        withdrawn=merged.withdrawn,
        feedback=empty,
        breaks=merged.breaks,
    )


# As a workbook


def merged_workbook(
    merged: MergedMonth, language: Language, names: Names, by: Merger, kind: type[Spreadsheet]
) -> bytes:
    """The file: summary, by unit, by topic, by day, posts, gaps, definitions, and the files used, last."""
    spreadsheet = kind(local_date(by.made_at))
    sheets = MonthSheets(spreadsheet, language, names)
    writer = _MergedSheets(spreadsheet, language, names)
    summary = writer.sheet(SUMMARY, 60, 38)
    units, places = writer.by_unit(merged)
    sheets.by_topic(merged.topics)
    sheets.by_day(as_figures(merged))
    sheets.posts([post for _, post in merged.posts], [unit for unit, _ in merged.posts])
    writer.gaps(merged, sheets)
    sheets.definitions()
    writer.sources(merged)
    writer.summary(summary, merged, by, units, places)
    return spreadsheet.data()


class _MergedSheets:
    """The sheets that a merged month alone has."""

    def __init__(self, spreadsheet: Spreadsheet, language: Language, names: Names) -> None:
        self._spreadsheet, self._language, self._names = spreadsheet, language, names

    def sheet(self, name: Phrase, *widths: float) -> Sheet:
        return self._spreadsheet.sheet(self._say(name), *widths)

    def summary(
        self, sheet: Sheet, merged: MergedMonth, by: Merger, units: Sheet, places: Mapping[str, tuple[int, int]]
    ) -> None:
        say = self._say
        simulated = Phrase("simulated figures")
        lines = [
            *([(Phrase("PRACTICE"), say(simulated))] if by.practice else []),
            (Phrase("Merged report of"), f"{merged.month:%m/%Y}"),
            (Phrase("Merged by"), by.department),
            (Phrase("By"), self._names.person(by.made_by)),
            (Phrase("At"), show_datetime(by.made_at)),
            (COUNTED_UNITS, merged.counted),
        ]
        at = fill_head(sheet, self._language, lines)
        sheet.note(at, say(covered(merged)), columns=2)
        at += 1
        for name, count in _counts(merged):
            sheet.text(at, 0, say(COUNT_NAMES[name]))
            if name in places:
                sheet.same(at, 1, units, places[name], count, CellStyle.NUMBER)
            else:
                sheet.number(at, 1, count)
            at += 1
        for name, figure in [*((str(metric), merged.total[metric]) for metric in SHOWN), *merged.feedback.items()]:
            sheet.text(at, 0, say(_NAMES[name]))
            if figure.value is None:
                sheet.text(at, 1, cell_text(figure, self._language), CellStyle.RIGHT)
            elif name in places:
                sheet.same(at, 1, units, places[name], figure.value, _look(figure, CellStyle.NUMBER, CellStyle.NEAR))
            else:
                sheet.number(at, 1, figure.value, _look(figure, CellStyle.NUMBER, CellStyle.NEAR))
            at += 1
        sheet.text(at, 0, say(SHARE_NAME))
        write_share(sheet, at, 1, merged.share)
        if merged.posts_a_unit is not None:
            sheet.text(at + 1, 0, say(POSTS_A_UNIT))
            sheet.number(at + 1, 1, round(merged.posts_a_unit, 1), CellStyle.HOURS)
        at += 3
        for unit in merged.missing:
            sheet.text(at, 0, unit)
            sheet.text(at, 1, say(NOT_SENT))
            at += 1

    def by_unit(self, merged: MergedMonth) -> tuple[Sheet, Mapping[str, tuple[int, int]]]:
        """A row for each unit of the list, those that sent nothing too; and where the totals stand, by name."""
        sheet = self.sheet(BY_UNIT, 38, 20, *(15 for _ in _COLUMNS), 15)
        sheet.headings(0, [self._say(one) for one in (UNIT, REPORT, *(_NAMES[name] for name in _COLUMNS), SHARE_NAME)])
        for at, row in enumerate(merged.units, start=1):
            sheet.text(at, 0, row.unit)
            sheet.text(at, 1, state_of(row, self._language))
            for column, name in enumerate(_COLUMNS, start=2):
                self._cell(sheet, at, column, _cell_of(row, name))
            share = None if row.report is None else row.report.figures.feedback.total.share
            write_share(sheet, at, 2 + len(_COLUMNS), share)
        last = len(merged.units) + 1
        sheet.text(last, 0, self._say(TOTAL), CellStyle.BOLD)
        sheet.text(last, 1, merged.counted, CellStyle.BOLD)
        places = {}
        for column, name in enumerate(_COLUMNS, start=2):
            total = _total_of(merged, name)
            if total.value is None or not merged.units:
                sheet.text(last, column, cell_text(total, self._language), CellStyle.RIGHT)
                continue
            sheet.total(last, column, range(1, last), total.value, _look(total, CellStyle.TOTAL, CellStyle.NEAR_TOTAL))
            places[name] = (last, column)
        write_share(sheet, last, 2 + len(_COLUMNS), merged.share)
        sheet.freeze(1, 1)
        return sheet, places

    def _cell(self, sheet: Sheet, row: int, column: int, cell: Figure | None) -> None:
        """`cell` is None for a unit that sent nothing."""
        if cell is None:
            sheet.text(row, column, NOTHING, CellStyle.RIGHT)
        elif cell.value is None:
            sheet.text(row, column, cell_text(cell, self._language), CellStyle.RIGHT)
        else:
            sheet.number(row, column, cell.value, _look(cell, CellStyle.NUMBER, CellStyle.NEAR))

    def gaps(self, merged: MergedMonth, sheets: MonthSheets) -> None:
        sheet = self.sheet(Phrase("Gaps"), 38, 38, 20, 15, 15, 38)
        sheet.headings(0, [self._say(one) for one in (UNIT, *printed.GAP_HEADINGS)])
        at = 0
        for row in merged.units:
            if row.sent is None:
                at += 1
                sheet.text(at, 0, row.unit)
                sheet.text(at, 5, self._say(NOT_SENT))
                continue
            names = Names(topics=self._names.topics, pages=row.sent.pages)
            for gap in row.sent.report.figures.gaps:
                at += 1
                sheet.text(at, 0, row.unit)
                for column, text in enumerate(printed.gap_row(gap, self._language, names), start=1):
                    sheet.text(at, column, text)
        sheets.breaks(sheet, at + 1, merged.breaks)

    def sources(self, merged: MergedMonth) -> None:
        sheet = self.sheet(SOURCES, 38, 10, 20, 20, 15, 70, 70)
        names = (
            UNIT, Phrase("Revision"), Phrase("Signed by"), Phrase("Signed at"),
            Phrase("Program"), Phrase("SHA-256 of the file"),
            Phrase("SHA-256 of the report"),
        )  # fmt: skip
        sheet.headings(0, [self._say(name) for name in names])
        for at, row in enumerate(merged.units, start=1):
            sheet.text(at, 0, row.unit)
            if row.sent is None:
                sheet.text(at, 1, self._say(NOT_SENT))
                continue
            sheet.number(at, 1, row.sent.report.revision)
            told = (row.sent.signed_by, show_datetime(row.sent.signed_at), row.sent.report.program,
                    row.sent.sha256, row.sent.report.sha256)  # fmt: skip
            for column, text in enumerate(told, start=2):
                sheet.text(at, column, text)

    def _say(self, phrase: Phrase) -> str:
        return phrase.to(self._language)


_COLUMNS: tuple[str, ...] = ("published", *(str(metric) for metric in SHOWN), "corrected", "withdrawn", *COUNTED[:3])
_NAMES: Mapping[str, Phrase] = {
    **COUNT_NAMES,
    **{str(metric): name for metric, name in METRIC_NAMES.items()},
    **dict(zip(COUNTED, FEEDBACK_NAMES, strict=True)),
}


def state_of(row: UnitMonth, language: Language) -> str:
    """``bản 2 · 03/11/2026``, or that it sent nothing."""
    if row.sent is None:
        return NOT_SENT.to(language)
    told = Phrase("revision {revision} · {day}")
    day = show_date(local_date(row.sent.signed_at))
    return told.format(revision=row.sent.report.revision, day=day).to(language)


def covered(merged: MergedMonth) -> Phrase:
    """Of how many units the totals are, as a sentence."""
    return COVERED.format(sent=len(merged.reports), all=len(merged.units))


def _counts(merged: MergedMonth) -> Sequence[tuple[str, int]]:
    return [(name, getattr(merged, name)) for name in COUNT_NAMES]


def _cell_of(row: UnitMonth, name: str) -> Figure | None:
    """A number of a unit's row; None where it sent nothing."""
    if row.report is None:
        return None
    figures = row.report.figures
    if name in COUNT_NAMES:
        return printed.number_of(getattr(figures, name))
    if name in COUNTED:
        return printed.number_of(getattr(figures.feedback.total, name))
    return figures.total.get(Metric(name), Figure())


def _total_of(merged: MergedMonth, name: str) -> Figure:
    if name in COUNT_NAMES:
        return printed.number_of(getattr(merged, name))
    return merged.feedback[name] if name in COUNTED else merged.total[Metric(name)]


def _look(figure: Figure, whole_one: CellStyle, near: CellStyle) -> CellStyle:
    return near if figure.approximate else whole_one


# As blocks


def print_merged(
    merged: MergedMonth, language: Language, names: Names, by: Merger, pictures: Sequence[Picture] = ()
) -> PrintedReport:
    """The merged month for DOCX and PDF."""
    days = sorted(merged.views_by_day)
    blocks: list[Block] = [
        Paragraph(text=covered(merged).to(language), strong=True),
        TableHeading(text=Phrase("1. Figures").to(language)),
        PrintedTable(rows=tuple(_summary_rows(merged, language))),
        *pictures,
        TableHeading(text=Phrase("2. By unit").to(language)),
        _unit_table(merged, language),
        TableHeading(text=Phrase("3. By topic").to(language)),
        printed.topic_table(merged.topics, language, names),
        TableHeading(text=Phrase("4. Units that did not send").to(language)),
        Paragraph(text="; ".join(merged.missing) or Phrase("None.").to(language)),
        *printed.break_blocks(merged.breaks, language),
        TableHeading(text=Phrase("How it is counted").to(language)),
        *(Paragraph(text=rule.to(language), quiet=True) for rule in RULES),
    ]
    title = Phrase("MERGED REPORT OF {month}").format(month=f"{merged.month:%m/%Y}")
    return PrintedReport(
        unit=by.department,
        title=title.to(language),
        lines=(printed.SUBJECT.to(language), span_of(days, language)),
        warning=printed.PRACTICE.to(language) if by.practice else "",
        blocks=tuple(blocks),
        signed_by=Phrase("Head of the unit").to(language),
        made_by=names.person(by.made_by),
        day=local_date(by.made_at),
        mark=f"{COUNTED_UNITS.to(language)}: {merged.counted}",
    )


def span_of(days: Sequence[date], language: Language) -> str:
    return printed.PERIOD.format(first=show_date(days[0]), last=show_date(days[-1])).to(language)


def _summary_rows(merged: MergedMonth, language: Language) -> Iterator[tuple[str, str]]:
    yield Phrase("Figure", about="reports").to(language), Phrase("Number").to(language)
    yield COUNTED_UNITS.to(language), merged.counted
    for name, count in _counts(merged):
        yield COUNT_NAMES[name].to(language), whole(count, language)
    for metric in SHOWN:
        yield METRIC_NAMES[metric].to(language), cell_text(merged.total[metric], language)
    for name, figure in merged.feedback.items():
        yield _NAMES[name].to(language), cell_text(figure, language)
    yield SHARE_NAME.to(language), share_text(merged.share, language)


def _unit_table(merged: MergedMonth, language: Language) -> PrintedTable:
    shown = ("published", Metric.VIEWS, "corrected", "withdrawn")
    head = (UNIT, REPORT, *(_NAMES[str(name)] for name in shown), SHARE_NAME)
    rows = [tuple(one.to(language) for one in head)]
    for row in merged.units:
        cells = [_cell_of(row, str(name)) for name in shown]
        share = NOTHING if row.report is None else share_text(row.report.figures.feedback.total.share, language)
        told = (NOTHING if cell is None else cell_text(cell, language) for cell in cells)
        rows.append((row.unit, state_of(row, language), *told, share))
    totals = (cell_text(_total_of(merged, str(name)), language) for name in shown)
    rows.append((TOTAL.to(language), merged.counted, *totals, share_text(merged.share, language)))
    return PrintedTable(rows=tuple(rows), numbers=2, last_is_total=True)
