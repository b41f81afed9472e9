"""The cells of the first sheet of an XLSX as texts: the little of the format that a table of numbers needs.

Formulas are not worked out: what Excel kept beside them is taken. A file that unpacks to more than it should, or whose
XML brings definitions of its own, is refused before it is read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from posixpath import join, normpath
from xml.etree.ElementTree import Element, fromstring

from studio.errors import BadInput

LARGEST = 50_000_000
"""Bytes of all parts that are read, unpacked."""
MOST_COLUMNS = 200
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]+")


def rows_of(data: bytes, name: str) -> Iterator[list[str]]:
    """Each row from the first cell on; empty ones in between too. Raises BadInput."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise _unreadable(name)
            texts = _shared(archive)
            sheet = _xml(archive, _first_sheet(archive))
            for row in sheet.iter(f"{_MAIN}row"):
                yield _cells(row, texts)
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, SyntaxError, NotImplementedError, EOFError) as error:
        raise _unreadable(name) from error


def _first_sheet(archive: zipfile.ZipFile) -> str:
    book = _xml(archive, "xl/workbook.xml")
    link = next(book.iter(f"{_MAIN}sheet")).get(f"{_OFFICE}id")
    links = _xml(archive, "xl/_rels/workbook.xml.rels")
    target = next(str(one.get("Target")) for one in links if one.get("Id") == link)
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _shared(archive: zipfile.ZipFile) -> Sequence[str]:
    """Texts that cells name by their number."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return ()
    return [_text(one) for one in _xml(archive, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _cells(row: Element, texts: Sequence[str]) -> list[str]:
    found: list[str] = []
    for cell in row.iter(f"{_MAIN}c"):
        place = _PLACE.fullmatch(cell.get("r") or "")
        column = _number_of(place[1]) if place else len(found)
        if column >= MOST_COLUMNS:
            break
        found += [""] * (column - len(found))
        found.append(_told(cell, texts))
    return found


def _told(cell: Element, texts: Sequence[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return texts[int(value)]
    if kind in (None, "n") and value:
        number = float(value)
        return str(int(number)) if number.is_integer() else value
    return str(value)


def _text(of: Element) -> str:
    return "".join(part.text or "" for part in of.iter(f"{_MAIN}t"))


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    data = archive.read(name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError(name)
    return fromstring(data)  # noqa: S314 (no definitions of its own get here)


def _unreadable(name: str) -> BadInput:
    return BadInput(
        "the ledger cannot be read; save it in Excel as .xlsx (without a password) or CSV UTF-8, then take it again.",
        where=name,
    )
