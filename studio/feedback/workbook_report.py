"""The figures as a workbook (XLSX): what stands on the screen, nothing more. Equal figures give equal bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from studio.clock import show_date
from studio.feedback.figures import CATEGORY_NAMES, FEW, Count, FeedbackFigures, FeedbackSum, Period, count_text
from studio.phrase import Bilingual, Language, Phrase
from studio.spreadsheet import CellChart, CellStyle, Sheet, Spreadsheet

HEADINGS: tuple[Phrase, ...] = (
    Phrase("Received"),
    Phrase("Answered"),
    Phrase("In time"),
    Phrase("Handed over"),
    Phrase("Hidden by a rule"),
)
"""Of the counts, in the order of `COUNTED`."""
SHARE = Phrase("Share in time")
MEDIAN = Phrase("Median time to the first reply (working hours)")
NO_TOPIC = Phrase("No topic")
ALL_PAGES = Phrase("All pages")
DEFINITIONS: tuple[Phrase, ...] = (
    Phrase("Received: items of that day in Vietnam's time, by when the citizen wrote or spoke."),
    Phrase("In time: the first reply came before its category's target, in working hours, less holidays and waiting."),
    Phrase("<{few}: there are 1 to {most}, which is not told so that nobody is recognised.", few=FEW, most=FEW - 1),
    Phrase("*: not told, for taken from the total it would give away a figure that is not told."),
    Phrase("Targets are the unit's own. This file holds no text of an item and names no sender."),
)
_DAY_WIDTH, _NAME_WIDTH, _WIDTH = 14, 38, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """What a report says of itself."""

    unit: str
    made_on: date
    language: Language
    practice: bool
    topics: Mapping[str, Phrase]
    """Names of the topics by code."""


def group_name(kind: str, key: str, language: Language, topics: Mapping[str, Phrase]) -> str:
    """How a group is called: `kind` is ``category``, ``topic``, ``page`` or ``day``."""
    if kind == "category":
        return CATEGORY_NAMES[key].to(language)
    if kind == "topic":
        return topics.get(key, Bilingual(key, key)).to(language) if key else NO_TOPIC.to(language)
    return show_date(date.fromisoformat(key)) if kind == "day" else key


def report_name(figures: FeedbackFigures) -> str:
    """The name of the file that is proposed, such as ``phan-hoi-2026-11.xlsx``."""
    if (figures.first, figures.last) == Period.MONTH.around(figures.first):
        return f"phan-hoi-{figures.first:%Y-%m}.xlsx"
    if figures.first == figures.last:
        return f"phan-hoi-{figures.first:%Y-%m-%d}.xlsx"
    return f"phan-hoi-{figures.first:%Y-%m-%d}-{figures.last:%Y-%m-%d}.xlsx"


def make_workbook(figures: FeedbackFigures, head: ReportHead) -> bytes:
    """The report as the bytes of an XLSX file."""
    spreadsheet = Spreadsheet(head.made_on)
    writer = _ReportWriter(spreadsheet, head)
    writer.summary(figures)
    for kind, name, sums in (
        ("category", Phrase("By category"), figures.by_category),
        ("topic", Phrase("By topic"), figures.by_topic),
        ("page", Phrase("By page"), figures.by_page),
        ("day", Phrase("By day"), figures.by_day),
    ):
        if sums:
            writer.groups(kind, name, sums, figures.total)
    return spreadsheet.data()


class _ReportWriter:
    """Writes the sheets of one report."""

    def __init__(self, spreadsheet: Spreadsheet, head: ReportHead) -> None:
        self._spreadsheet, self._head = spreadsheet, head

    def summary(self, figures: FeedbackFigures) -> None:
        """What the report is of, the totals, and what each figure means."""
        sheet = self._spreadsheet.sheet(self._say(Phrase("Summary")), 52, 30)
        span = f"{show_date(figures.first)} – {show_date(figures.last)}"
        lines = [
            (Phrase("Feedback from citizens"), self._head.unit),
            (Phrase("Period"), span),
            (Phrase("Page"), figures.account or self._say(ALL_PAGES)),
            (Phrase("Made on"), show_date(self._head.made_on)),
        ]
        if self._head.practice:
            lines.insert(0, (Phrase("PRACTICE"), self._say(Phrase("simulated figures"))))
        for at, (name, value) in enumerate(lines):
            sheet.text(at, 0, self._say(name), CellStyle.BOLD)
            sheet.text(at, 1, value)
        at = len(lines) + 1
        for name, count in zip(HEADINGS, figures.total.counts, strict=True):
            sheet.text(at, 0, self._say(name))
            _write_count(sheet, at, 1, count)
            at += 1
        for name, write in ((SHARE, _write_share), (MEDIAN, _write_median)):
            sheet.text(at, 0, self._say(name))
            write(sheet, at, 1, figures.total)
            at += 1
        for definition in DEFINITIONS:
            at += 1
            sheet.note(at, self._say(definition), columns=2)

    def groups(self, kind: str, name: Phrase, sums: Sequence[FeedbackSum], total: FeedbackSum) -> None:
        """One sheet: a line for each group, the total last, and a chart of what was received."""
        first = _DAY_WIDTH if kind == "day" else _NAME_WIDTH
        sheet = self._spreadsheet.sheet(self._say(name), first, *(_WIDTH for _ in (*HEADINGS, SHARE, MEDIAN)))
        sheet.headings(0, [self._say(heading) for heading in (name, *HEADINGS, SHARE, MEDIAN)])
        for at, one in enumerate(sums, start=1):
            sheet.text(at, 0, group_name(kind, one.key, self._head.language, self._head.topics))
            _write_line(sheet, at, one)
        sheet.text(len(sums) + 1, 0, self._say(Phrase("Total")), CellStyle.BOLD)
        _write_line(sheet, len(sums) + 1, total)
        sheet.freeze(1, 1)
        received = self._say(HEADINGS[0])
        title = f"{received}: {self._say(name)}"
        chart = CellChart(title=title, series=received, description=title, first=1, last=len(sums), labels=0, values=1)
        sheet.chart(1, 9, chart)

    def _say(self, phrase: Phrase) -> str:
        return phrase.to(self._head.language)


def _write_line(sheet: Sheet, at: int, one: FeedbackSum) -> None:
    for column, count in enumerate(one.counts, start=1):
        _write_count(sheet, at, column, count)
    _write_share(sheet, at, len(HEADINGS) + 1, one)
    _write_median(sheet, at, len(HEADINGS) + 2, one)


def _write_count(sheet: Sheet, at: int, column: int, count: Count) -> None:
    if isinstance(count, str):
        sheet.text(at, column, count_text(count), CellStyle.RIGHT)
    else:
        sheet.number(at, column, count)


def _write_share(sheet: Sheet, at: int, column: int, one: FeedbackSum) -> None:
    """A dash where it is not told."""
    if one.share is None:
        sheet.text(at, column, "–", CellStyle.RIGHT)
    else:
        sheet.number(at, column, one.share, CellStyle.SHARE)


def _write_median(sheet: Sheet, at: int, column: int, one: FeedbackSum) -> None:
    """In hours; a dash where it is not told."""
    if one.median is None:
        sheet.text(at, column, "–", CellStyle.RIGHT)
    else:
        sheet.number(at, column, round(one.median / timedelta(hours=1), 2), CellStyle.HOURS)
