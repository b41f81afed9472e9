"""The figures as a workbook (XLSX): what stands on the screen, nothing more. Equal figures give equal bytes.

Whatever is text is written as text: a name that begins like a formula stays a name.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio.clock import show_date
from studio.feedback.figures import CATEGORY_NAMES, FEW, Count, FeedbackFigures, FeedbackSum, Period, count_text
from studio.phrase import Language, Pair, Phrase

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

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
_PLAIN_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
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
        return topics.get(key, Pair(key, key)).to(language) if key else NO_TOPIC.to(language)
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
    from xlsxwriter import Workbook  # it is no part of the window's first paint

    held = io.BytesIO()
    with Workbook(held, _PLAIN_TEXT) as book:
        book.set_properties({"title": "Page Studio", "created": datetime(*head.made_on.timetuple()[:3])})  # noqa: DTZ001
        writer = _Writer(book, head)
        writer.summary(figures)
        for kind, name, sums in (
            ("category", Phrase("By category"), figures.by_category),
            ("topic", Phrase("By topic"), figures.by_topic),
            ("page", Phrase("By page"), figures.by_page),
            ("day", Phrase("By day"), figures.by_day),
        ):
            if sums:
                writer.groups(kind, name, sums, figures.total)
    return held.getvalue()


class _Writer:
    """Writes the sheets of one report."""

    def __init__(self, book: Workbook, head: ReportHead) -> None:
        self._book, self._head = book, head
        self._bold = book.add_format({"bold": True})
        self._heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._right = book.add_format({"align": "right"})
        self._number = book.add_format({"num_format": "#,##0"})
        self._percent = book.add_format({"num_format": "0.0%"})
        self._hours = book.add_format({"num_format": "0.0"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def summary(self, figures: FeedbackFigures) -> None:
        """What the report is of, the totals, and what each figure means."""
        sheet = self._sheet(Phrase("Summary"))
        sheet.set_column(0, 0, 52)
        sheet.set_column(1, 1, 30)
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
            sheet.write_string(at, 0, self._say(name), self._bold)
            sheet.write_string(at, 1, _clean(value))
        at = len(lines) + 1
        for name, count in zip(HEADINGS, figures.total.counts, strict=True):
            sheet.write_string(at, 0, self._say(name))
            self._count(sheet, at, 1, count)
            at += 1
        for name, column in ((SHARE, 6), (MEDIAN, 7)):
            sheet.write_string(at, 0, self._say(name))
            self._rate(sheet, at, 1, figures.total, column)
            at += 1
        for definition in DEFINITIONS:
            at += 1
            sheet.merge_range(at, 0, at, 1, "", self._wrapped)
            sheet.write_string(at, 0, self._say(definition), self._wrapped)
            sheet.set_row(at, 32)

    def groups(self, kind: str, name: Phrase, sums: Sequence[FeedbackSum], total: FeedbackSum) -> None:
        """One sheet: a line for each group, the total last, and a chart of what was received."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, _DAY_WIDTH if kind == "day" else _NAME_WIDTH)
        sheet.set_column(1, 7, _WIDTH)
        sheet.write_string(0, 0, self._say(name), self._heading)
        for column, heading in enumerate((*HEADINGS, SHARE, MEDIAN), start=1):
            sheet.write_string(0, column, self._say(heading), self._heading)
        for at, one in enumerate(sums, start=1):
            shown = group_name(kind, one.key, self._head.language, self._head.topics)
            sheet.write_string(at, 0, _clean(shown))
            self._line(sheet, at, one)
        sheet.write_string(len(sums) + 1, 0, self._say(Phrase("Total")), self._bold)
        self._line(sheet, len(sums) + 1, total)
        sheet.freeze_panes(1, 1)
        self._chart(sheet, name, len(sums))

    def _chart(self, sheet: Worksheet, name: Phrase, count: int) -> None:
        """A chart of the sheet's own cells; what is withheld is a gap in it."""
        chart: Any = self._book.add_chart({"type": "column"})
        places = [self._say(name), 1, 0, count, 0], [self._say(name), 1, 1, count, 1]
        received = self._say(HEADINGS[0])
        chart.add_series({"name": received, "categories": places[0], "values": places[1]})
        chart.set_title({"name": f"{received}: {self._say(name)}"})
        chart.set_x_axis({"text_axis": True})
        chart.set_legend({"none": True})
        chart.show_blanks_as("gap")
        sheet.insert_chart(1, 9, chart, {"description": f"{received}: {self._say(name)}"})

    def _line(self, sheet: Worksheet, at: int, one: FeedbackSum) -> None:
        for column, count in enumerate(one.counts, start=1):
            self._count(sheet, at, column, count)
        self._rate(sheet, at, 6, one, 6)
        self._rate(sheet, at, 7, one, 7)

    def _count(self, sheet: Worksheet, at: int, column: int, count: Count) -> None:
        if isinstance(count, str):
            sheet.write_string(at, column, count_text(count), self._right)
        else:
            sheet.write_number(at, column, count, self._number)

    def _rate(self, sheet: Worksheet, at: int, column: int, one: FeedbackSum, which: int) -> None:
        """The share (column 6 of a sheet of groups) or the median (7); a dash where it is not told."""
        share, median = one.share, one.median
        if which == 6 and share is not None:
            sheet.write_number(at, column, share, self._percent)
        elif which == 7 and median is not None:
            sheet.write_number(at, column, round(median / timedelta(hours=1), 2), self._hours)
        else:
            sheet.write_string(at, column, "–", self._right)

    def _sheet(self, name: Phrase) -> Worksheet:
        sheet: Worksheet = self._book.add_worksheet(self._say(name))
        sheet.set_landscape()
        sheet.set_paper(9)
        return sheet

    def _say(self, phrase: Phrase) -> str:
        return phrase.to(self._head.language)


def _clean(text: str) -> str:
    """`text` without characters that a cell does not take."""
    return "".join(" " if ord(letter) < 32 else letter for letter in text)
