"""Reading the unit's old ledger: one line a page, with its totals up to now.

A CSV (UTF-8, comma, semicolon or tab) or the first sheet of an XLSX. The first line names the columns, in Vietnamese or
English, in any order; what is not named here is passed over. Thousands may be parted by dots, commas or spaces. An
empty cell is a number nobody has; it is not 0.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from studio.errors import BadInput
from studio.phrase import Phrase
from studio.reports.ledger_sheet import rows_of
from studio.reports.observations import LedgerColumn, OpeningTotals
from studio.text import fold

MOST_ROWS = 10_000
_PAGE = ("trang", "page", "ten trang", "don vi", "unit")
_COLUMNS = {
    LedgerColumn.POSTS: ("so bai", "bai", "posts", "bai dang"),
    LedgerColumn.REACTIONS: ("luot thich", "thich", "likes", "reactions", "cam xuc"),
    LedgerColumn.VIEWS: ("luot xem", "xem", "views"),
    LedgerColumn.COMMENT_ANSWERS: ("tra loi binh luan", "comment answers", "comment_answers"),
    LedgerColumn.MESSAGE_ANSWERS: ("tra loi tin nhan", "message answers", "message_answers"),
}
_NUMBER = re.compile(r"\d{1,3}(?:([.,\s\u00a0])\d{3}(?:\1\d{3})*)?|\d+")


def read_ledger(data: bytes, name: str) -> tuple[OpeningTotals, ...]:
    """The totals by page. Raises BadInput naming the line."""
    lines = _cells(data, name)
    head = [fold(cell).strip() for cell in next(lines, [])]
    place = next((n for n, cell in enumerate(head) if cell in _PAGE), None)
    columns = {counted: n for counted, names in _COLUMNS.items() for n, cell in enumerate(head) if cell in names}
    if place is None or not columns:
        raise BadInput(
            "the first line has to name the column “Page” and at least one of “Posts”, “Likes”, “Views”, "
            "“Comment answers”, “Message answers”.",
            where=name,
        )
    found: dict[str, OpeningTotals] = {}
    for number, line in enumerate(lines, start=2):
        if not any(cell.strip() for cell in line):
            continue
        row = _row(line, place, columns, f"{name}:{number}")
        if row.page in found:
            raise _wrong(f"{name}:{number}", Phrase("the page “{page}” has two lines", page=row.page))
        if len(found) >= MOST_ROWS:
            raise _wrong(name, Phrase("the ledger has over {most_rows} lines", most_rows=MOST_ROWS))
        found[row.page] = row
    if not found:
        raise _wrong(name, Phrase("the ledger has no line with numbers"))
    return tuple(found.values())


def _row(line: Sequence[str], place: int, columns: dict[LedgerColumn, int], where: str) -> OpeningTotals:
    cells = [*line, *[""] * (max((place, *columns.values())) + 1 - len(line))]
    page = " ".join(cells[place].split())
    if not page:
        raise _wrong(where, Phrase("the name of the page is missing"))
    return OpeningTotals(
        page=page,
        totals={counted: _number(cells[n], where) for counted, n in columns.items() if cells[n].strip()},
    )


def _number(cell: str, where: str) -> int:
    told = cell.strip()
    if not _NUMBER.fullmatch(told):
        raise _wrong(where, Phrase("“{told}” is no whole number", told=told[:20]))
    return int(re.sub(r"\D", "", told))


def _wrong(where: str, what: Phrase) -> BadInput:
    return BadInput("{what}; correct the ledger and take it again.", what=what, where=where)


def _cells(data: bytes, name: str) -> Iterator[list[str]]:
    if PurePath(name).suffix.lower() == ".csv":
        return _of_csv(data, name)
    if PurePath(name).suffix.lower() == ".xlsx":
        return rows_of(data, name)
    raise BadInput("a ledger is read as CSV or XLSX; save it as one of them.", where=name)


def _of_csv(data: bytes, name: str) -> Iterator[list[str]]:
    try:
        told = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("the CSV is not in UTF-8; save it in Excel as “CSV UTF-8”.", where=name) from error
    head = told.split("\n", 1)[0]
    parted = max(",;\t", key=head.count)
    return iter(csv.reader(io.StringIO(told), delimiter=parted))
