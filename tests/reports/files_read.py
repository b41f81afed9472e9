"""Reads back what a report's files hold, part by part of the ZIP: cells with their formulas, and words."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NASTY = (
    '=HYPERLINK("http://a.example","x")', "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1,1)", "\t=1+1", "\r=1+1",
    "\ufeff=1+1", "＝1+1", "{=1+1}", "http://a.example/bai", "mailto:a@a.example", "00012",
)  # fmt: skip
"""Thirteen titles that a spreadsheet, or a library that writes one, is tempted to read as more than words."""


@dataclass(frozen=True)
class Cell:
    """`formula` is empty for a plain value."""

    value: str
    formula: str = ""


class BookRead:
    """One workbook as a strict reader of the format sees it."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        assert self._zip.testzip() is None
        self._strings = self._shared()
        book = self._xml("xl/workbook.xml")
        self.names = [sheet.get("name") or "" for sheet in book.iterfind(".//m:sheet", _NS)]

    def sheet(self, name: str) -> dict[str, Cell]:
        """Cells by their place, such as B12."""
        found: dict[str, Cell] = {}
        path = f"xl/worksheets/sheet{self.names.index(name) + 1}.xml"
        for cell in self._xml(path).iterfind(".//m:c", _NS):
            value = cell.findtext("m:v", "", _NS)
            if cell.get("t") == "s":
                value = self._strings[int(value)]
            found[cell.get("r") or ""] = Cell(value, cell.findtext("m:f", "", _NS))
        return found

    def rows(self, name: str) -> list[list[str]]:
        """The values of a sheet, row by row; an empty cell is empty."""
        cells = self.sheet(name)
        places = {place: _place(place) for place in cells}
        high = max((row for row, _ in places.values()), default=-1) + 1
        wide = max((column for _, column in places.values()), default=-1) + 1
        told = [[""] * wide for _ in range(high)]
        for place, (row, column) in places.items():
            told[row][column] = cells[place].value
        return told

    def formulas(self) -> list[str]:
        return [cell.formula for name in self.names for cell in self.sheet(name).values() if cell.formula]

    def parts(self) -> list[str]:
        return self._zip.namelist()

    def text(self, part: str) -> str:
        return self._zip.read(part).decode()

    @property
    def links(self) -> int:
        return sum(
            self.text(part).count("<hyperlink") for part in self.parts() if part.startswith("xl/worksheets/sheet")
        )

    def _shared(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._zip.namelist():
            return []
        return ["".join(one.itertext()) for one in self._xml("xl/sharedStrings.xml").iterfind("m:si", _NS)]

    def _xml(self, part: str) -> Any:
        return etree.fromstring(self._zip.read(part))


def words_of(docx: bytes) -> list[str]:
    """The paragraphs of a Word document, those in tables too, in order."""
    with zipfile.ZipFile(io.BytesIO(docx)) as made:
        assert made.testzip() is None
        body = etree.fromstring(made.read("word/document.xml"))
    return ["".join(run.text or "" for run in one.iter(f"{_WORD}t")) for one in body.iter(f"{_WORD}p")]


def _place(place: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1
