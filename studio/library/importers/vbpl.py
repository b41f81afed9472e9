"""The property page of vbpl.vn, the state's database of legal documents, and what its other pages say beside a text.

What the database says of the effect is its own statement, with its day: a person of the unit has yet to confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from studio.library.model import Status
from studio.library.numbers import FULL_NUMBER
from studio.text import fold, squeeze

STATUSES = {
    "con hieu luc": Status.IN_FORCE,
    "chua co hieu luc": Status.NOT_YET,
    "het hieu luc mot phan": Status.PARTLY_EXPIRED,
    "het hieu luc toan bo": Status.EXPIRED,
    "het hieu luc": Status.EXPIRED,
    "ngung hieu luc": Status.SUSPENDED,
    "ngung hieu luc mot phan": Status.SUSPENDED,
    "ngung hieu luc toan bo": Status.SUSPENDED,
    "tam ngung hieu luc": Status.SUSPENDED,
    "khong con phu hop": Status.UNSUITABLE,
}
"""The database's words, folded."""
_LABELS = {
    "so ky hieu": "number",
    "loai van ban": "type",
    "co quan ban hanh": "issuer",
    "ngay ban hanh": "issued_on",
    "ngay co hieu luc": "effective_from",
    "ngay het hieu luc": "effective_to",
    "tinh trang hieu luc": "status",
    "hieu luc": "status",
}
_RELATIONS = {
    "van ban bi thay the": "replaces",
    "van ban thay the": "replaced_by",
    "van ban bi bai bo": "repeals",
    "van ban bai bo": "repealed_by",
    "van ban bi het hieu luc": "repeals",
    "van ban bi bai bo mot phan": "partly_repeals",
    "van ban bi het hieu luc mot phan": "partly_repeals",
    "van ban duoc sua doi": "amends",
    "van ban bi sua doi": "amends",
    "van ban bi sua doi, bo sung": "amends",
    "van ban duoc sua doi bo sung": "amends",
    "van ban sua doi": "amended_by",
    "van ban sua doi bo sung": "amended_by",
    "van ban sua doi, bo sung": "amended_by",
    "van ban duoc dinh chinh": "corrects",
    "van ban dinh chinh": "corrected_by",
    "van ban bi dinh chi": "suspends",
    "van ban dinh chi": "suspended_by",
    "van ban duoc huong dan": "guides",
    "van ban duoc quy dinh chi tiet, huong dan thi hanh": "guides",
    "van ban huong dan": "guided_by",
    "van ban quy dinh chi tiet, huong dan thi hanh": "guided_by",
    "van ban can cu": "based_on",
    "van ban dan chieu": "refers_to",
    "van ban duoc hop nhat": "consolidates",
    "van ban hop nhat": "consolidated_in",
}
"""Headings of lists of documents, folded, and the relation of this document to those listed (see `relations.NAMES`)."""
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_DAYS = frozenset({"issued_on", "effective_from", "effective_to"})


def properties(tree: Any) -> dict[str, str]:
    """What the page says of the document; see `ReadText.given`, and `relations`: ``kind number`` a line.

    Empty for a page of another site.
    """
    found: dict[str, str] = {}
    relations: list[str] = []
    for label, values in _rows(tree):
        name = _LABELS.get(label)
        if name is not None and values and name not in found:
            found |= _value(name, values[0])
        if (kind := _RELATIONS.get(label)) is not None:
            numbers = (number[0] for value in values for number in FULL_NUMBER.finditer(value))
            relations += [f"{kind} {''.join(number.split())}" for number in numbers]
    title = next(iter(_texts(_of_class(tree, "vbProperties", "td", "title"))), "")
    if title and found.get("number"):
        found["title"] = title
    if relations and found.get("number"):
        found["relations"] = "\n".join(dict.fromkeys(relations))
    return found


def relations_given(told: str) -> Iterator[tuple[str, str]]:
    """(kind, number) of each line of ``relations``."""
    for line in told.splitlines():
        kind, _, number = line.partition(" ")
        if kind and number:
            yield kind, number


def _rows(tree: Any) -> Iterator[tuple[str, list[str]]]:
    """Label, folded, with its values: of the table of properties, its title lines, and the strip above the text."""
    for row in _of_class(tree, "vbProperties", "tr"):
        cells = [(cell.get("class", ""), text) for cell, text in zip(row, _texts(row), strict=True)]
        for index, (kind, text) in enumerate(cells):
            if "label" in kind.split():
                yield _label(text), [value for _, value in cells[index + 1 : index + 2]]
            elif "title" in kind.split() and ":" in text:
                label, _, value = text.partition(":")
                yield _label(label), [value.strip()]
    for item in _of_class(tree, "vbInfo", "li"):
        label, _, value = next(iter(_texts([item]))).partition(":")
        yield _label(label), [value.strip()]
    for holder in _of_class(tree, "vbLienQuan", "tr"):
        cells_text = _texts(holder)
        if len(cells_text) > 1:
            yield _label(cells_text[0]), cells_text[1:]


def _of_class(tree: Any, holder: str, tag: str, of: str = "") -> list[Any]:
    inside = f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {holder} ')]//{tag}"
    found: list[Any] = tree.xpath(inside)
    return [element for element in found if not of or of in element.get("class", "").split()]


def _label(text: str) -> str:
    return fold(text.split("/")[0]).strip(" :")


def _value(name: str, text: str) -> dict[str, str]:
    if name in _DAYS:
        day = _DAY.search(text)
        try:
            return {name: date(int(day[3]), int(day[2]), int(day[1])).isoformat()} if day else {}
        except ValueError:
            return {}
    if name == "status":
        status = STATUSES.get(fold(text).strip(" .:"))
        return {name: status.value} if status else {}
    return {name: text} if text else {}


def _texts(elements: Any) -> list[str]:
    return [squeeze(" ".join(element.itertext())) for element in elements]
