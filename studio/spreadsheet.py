"""Workbooks (XLSX), and the same cells as lines of text (CSV): the one module that writes cells. Equal calls give equal
bytes.

Whatever is text is written as text: a name that begins like a formula or a link stays a name. The only formulas are
totals, with the value that the program counted, so that a reader without a calculator shows it too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_000
"""Characters; Excel takes 32,767 of UTF-16."""
DAY_NOUGHT = date(1899, 12, 30)
"""From which a workbook counts its days."""
CONTROLS = re.compile(r"[\x00-\x1f\x7f\ufeff\ud800-\udfff\ufffe\uffff]+")
"""What a cell does not take, or would give back changed."""
_PLAIN_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Full-width ones too: Japanese spreadsheets take them for the others."""
_WHOLE = "#,##0"
_LINE_HEIGHT = 16


class CellStyle(StrEnum):
    """How a cell is written."""

    PLAIN = "plain"
    BOLD = "bold"
    HEADING = "heading"
    RIGHT = "right"
    """Words in a column of numbers."""
    WRAPPED = "wrapped"
    NUMBER = "number"
    NEAR = "near"
    """A number of which a part is missing: “≈ 1.204”, and still a number."""
    TOTAL = "total"
    NEAR_TOTAL = "near_total"
    SHARE = "share"
    HOURS = "hours"
    DAY = "day"


_FORMATS: dict[CellStyle, dict[str, object]] = {
    CellStyle.PLAIN: {},
    CellStyle.BOLD: {"bold": True},
    CellStyle.HEADING: {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    CellStyle.RIGHT: {"align": "right"},
    CellStyle.WRAPPED: {"text_wrap": True, "valign": "top"},
    CellStyle.NUMBER: {"num_format": _WHOLE},
    CellStyle.NEAR: {"num_format": f'"≈ "{_WHOLE}'},
    CellStyle.TOTAL: {"num_format": _WHOLE, "bold": True, "top": 1},
    CellStyle.NEAR_TOTAL: {"num_format": f'"≈ "{_WHOLE}', "bold": True, "top": 1},
    CellStyle.SHARE: {"num_format": "0.0%"},
    CellStyle.HOURS: {"num_format": "0.0"},
    CellStyle.DAY: {"num_format": "dd/mm/yyyy", "align": "left"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChart:
    """A chart of a sheet's own cells; an empty cell is a gap in it, never a nought."""

    title: str
    series: str
    description: str
    """What a screen reader tells of it."""
    first: int
    last: int
    """Rows, both within."""
    labels: int
    values: int
    """Columns."""
    line: bool = False
    """Points joined by a line, else columns."""
    falls: bool = False
    """Some values are below nought; else the axis begins there."""


class Spreadsheet:
    """One workbook; `made_on` stands in it as the day it was made."""

    def __init__(self, made_on: date) -> None:
        from xlsxwriter import Workbook  # no part of the window's first paint

        self._held = io.BytesIO()
        self._book: Any = Workbook(self._held, _PLAIN_TEXT)
        self._book.set_properties({"title": "Page Studio", "created": datetime(*made_on.timetuple()[:3])})  # noqa: DTZ001
        self._formats = {look: self._book.add_format(settings) for look, settings in _FORMATS.items()}

    def sheet(self, name: str, *widths: float) -> Sheet:
        """A new sheet on landscape A4, its first columns that wide (in characters)."""
        made: Any = self._book.add_worksheet(name)
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        return Sheet(self._book, made, self._formats, name)

    def data(self) -> bytes:
        """The file. Nothing can be written afterwards."""
        self._book.close()
        return self._held.getvalue()


class Sheet:
    """One sheet. Rows and columns are counted from 0."""

    def __init__(self, book: Any, sheet: Worksheet, formats: dict[CellStyle, Any], name: str) -> None:
        self._book, self._sheet, self._formats, self._name = book, sheet, formats, name

    def text(self, row: int, column: int, text: str, look: CellStyle = CellStyle.PLAIN) -> None:
        """`text` as it is, without control characters."""
        self._sheet.write_string(row, column, clean(text), self._formats[look])

    def number(self, row: int, column: int, value: float, look: CellStyle = CellStyle.NUMBER) -> None:
        self._sheet.write_number(row, column, value, self._formats[look])

    def day(self, row: int, column: int, value: date) -> None:
        self._sheet.write_number(row, column, (value - DAY_NOUGHT).days, self._formats[CellStyle.DAY])

    def headings(self, row: int, names: Sequence[str]) -> None:
        for column, name in enumerate(names):
            self.text(row, column, name, CellStyle.HEADING)

    def total(self, row: int, column: int, rows: range, value: float, look: CellStyle = CellStyle.TOTAL) -> None:
        """The sum of the column's cells in `rows`; `value` is what it comes to."""
        from xlsxwriter.utility import xl_range

        cells = xl_range(rows.start, column, rows.stop - 1, column)
        self._sheet.write_formula(row, column, f"=SUM({cells})", self._formats[look], value)

    def same(self, row: int, column: int, other: Sheet, at: tuple[int, int], value: float, look: CellStyle) -> None:
        """What stands in another sheet's cell `at`; `value` is what that is."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        place = f"{other.quoted}!{xl_rowcol_to_cell(*at)}"
        self._sheet.write_formula(row, column, f"={place}", self._formats[look], value)

    def note(self, row: int, text: str, *, columns: int, lines: int = 2) -> None:
        """Words over several columns, wrapped into that many lines."""
        self._sheet.merge_range(row, 0, row, columns - 1, "", self._formats[CellStyle.WRAPPED])
        self.text(row, 0, text, CellStyle.WRAPPED)
        self._sheet.set_row(row, _LINE_HEIGHT * lines)

    def freeze(self, rows: int, columns: int) -> None:
        self._sheet.freeze_panes(rows, columns)

    def chart(self, row: int, column: int, told: CellChart) -> None:
        """Put a chart with its upper left corner into that cell."""
        chart: Any = self._book.add_chart({"type": "line" if told.line else "column"})
        places = {
            name: [self._name, told.first, at, told.last, at]
            for name, at in (("categories", told.labels), ("values", told.values))
        }
        dots = {"marker": {"type": "circle", "size": 4}} if told.line else {}
        chart.add_series({"name": told.series, **places, **dots})
        chart.set_title({"name": told.title})
        chart.set_x_axis({"text_axis": True})
        chart.set_y_axis({"num_format": _WHOLE} | ({} if told.falls else {"min": 0}))
        chart.set_legend({"none": True})
        chart.show_blanks_as("gap")
        self._sheet.insert_chart(row, column, chart, {"description": told.description})

    @property
    def quoted(self) -> str:
        """Its name as formulas write it."""
        return "'" + self._name.replace("'", "''") + "'"


class CsvSpreadsheet(Spreadsheet):
    """The same sheets below each other in one CSV file: the name of each, its rows, two empty lines. UTF-8 with a mark,
    so that a spreadsheet reads the accents; commas between, text in quotation marks; days as 2026-10-31."""

    def __init__(self, made_on: date) -> None:
        """A CSV file does not say the day it was made on: only what a sheet says."""
        self._sheets: list[CsvSheet] = []

    def sheet(self, name: str, *widths: float) -> Sheet:
        made = CsvSheet(name)
        self._sheets.append(made)
        return made

    def data(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
        for sheet in self._sheets:
            writer.writerows([*sheet.rows(), [], []])
        return text.getvalue().encode("utf-8-sig")


class CsvSheet(Sheet):
    """One sheet of `CsvSpreadsheet`: values without looks, charts and panes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells: dict[int, dict[int, str | float]] = {}

    def text(self, row: int, column: int, text: str, look: CellStyle = CellStyle.PLAIN) -> None:
        self._put(row, column, harmless(clean(text)))

    def number(self, row: int, column: int, value: float, look: CellStyle = CellStyle.NUMBER) -> None:
        near = look in (CellStyle.NEAR, CellStyle.NEAR_TOTAL)
        self._put(row, column, f"≈ {value}" if near else value)

    def day(self, row: int, column: int, value: date) -> None:
        self._put(row, column, value.isoformat())

    def total(self, row: int, column: int, rows: range, value: float, look: CellStyle = CellStyle.TOTAL) -> None:
        self.number(row, column, value, look)

    def same(self, row: int, column: int, other: Sheet, at: tuple[int, int], value: float, look: CellStyle) -> None:
        self.number(row, column, value, look)

    def note(self, row: int, text: str, *, columns: int, lines: int = 2) -> None:
        self.text(row, 0, text)

    def freeze(self, rows: int, columns: int) -> None:
        """A CSV file has no panes."""

    def chart(self, row: int, column: int, told: CellChart) -> None:
        """Nor pictures: their numbers are there."""

    def rows(self) -> list[list[str | float]]:
        """Its name, then what was written, up to the last row."""
        last = max(self._cells, default=-1)
        cells = [self._cells.get(row, {}) for row in range(last + 1)]
        return [[self._name], *([row.get(at, "") for at in range(max(row, default=-1) + 1)] for row in cells)]

    def _put(self, row: int, column: int, value: str | float) -> None:
        self._cells.setdefault(row, {})[column] = value


def harmless(text: str) -> str:
    """`text` with a mark before it where a spreadsheet that opens lines of text would take it for a formula."""
    return "'" + text if text.lstrip().startswith(_BEGINS_A_FORMULA) else text


def clean(text: str) -> str:
    """`text` without what a cell does not take; a run of control characters is one blank."""
    return CONTROLS.sub(" ", text)[:LONGEST_CELL]
