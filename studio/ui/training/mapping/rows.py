"""The table of outlines and documents: what its columns say, and which of them are written into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from studio.clock import show_date
from studio.phrase import Phrase
from studio.training.outline import OfficialDocument, Outline
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.tokens import Tone
from studio.ui.widgets.moment import read_date
from studio.ui.widgets.rows import Column, Index, RowsModel
from studio.ui.words import Word

translate = QCoreApplication.translate
Say = Callable[[Phrase], str]
Change = OfficialDocument | Phrase
LINKED, UNLINKED, REPLACED, HIDDEN = (
    Word(QT_TRANSLATE_NOOP("Documents", "Linked"), "circle-check", Tone.GREEN),
    Word(QT_TRANSLATE_NOOP("Documents", "Not linked"), "circle-alert", Tone.AMBER),
    Word(QT_TRANSLATE_NOOP("Documents", "Replaced"), "file-x", Tone.ORANGE),
    Word(QT_TRANSLATE_NOOP("Documents", "Not taught"), "eye-off", Tone.GREY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writable:
    """A column that is written into: the text to edit, and what the outline becomes by another one."""

    text: Callable[[Outline], str]
    change: Callable[[Outline, str], Change]
    fits: Callable[[str], bool] = lambda text: True


def standing(outline: Outline) -> Word:
    """Whether a document stands behind it, in the language of the window."""
    word = LINKED if outline.document.linked else REPLACED if outline.document.replaced_by else UNLINKED
    word = HIDDEN if outline.hidden else word
    return word._replace(text=translate("Documents", word.text))


def shown_day(document: OfficialDocument) -> str:
    return show_date(date.fromisoformat(document.date)) if document.date else ""


def columns(say: Say) -> Sequence[Column[Outline]]:
    """Those of the table. `say` gives a phrase in the language of the window."""
    return (
        Column(heading=lambda: translate("Documents", "Id"), text=lambda o: o.id, sample="U100"),
        Column(heading=lambda: translate("Documents", "Outline"), text=lambda o: say(o.title)),
        Column(
            heading=lambda: translate("Documents", "Number"),
            text=lambda o: o.document.number,
            sample="1234/QĐ-CAT-PV01",
            keep=8,
        ),
        Column(
            heading=lambda: translate("Documents", "Date"),
            text=lambda o: shown_day(o.document),
            sample="00/00/0000 ",
            keep=7,
        ),
        Column(
            heading=lambda: translate("Documents", "Issuer"),
            text=lambda o: o.document.issuer,
            sample="Công an Thành phố",
            keep=4,
        ),
        Column(
            heading=lambda: translate("Documents", "Replaced by"),
            text=lambda o: o.document.replaced_by,
            sample="1234/QĐ-CAT",
            keep=3,
        ),
        Column(
            heading=lambda: translate("Documents", "File"),
            text=lambda o: o.document.file_name,
            sample="quyet-dinh.pdf",
            keep=2,
        ),
        Column(
            heading=lambda: translate("Documents", "State"),
            text=lambda o: "",
            word=standing,
            sample=translate("Documents", "Not taught") + "   ",
        ),
    )


def writable(say: Say, write: Callable[[str, Phrase], Phrase]) -> Mapping[int, Writable]:
    """By place of the column. `write` puts a text of the window's language into a phrase."""

    def into(name: str) -> Callable[[Outline, str], Change]:
        return lambda outline, text: replace(outline.document, **{name: text})

    return {
        1: Writable(text=lambda o: say(o.title), change=lambda o, text: write(text, o.title)),
        2: Writable(text=lambda o: o.document.number, change=into("number")),
        3: Writable(
            text=lambda o: shown_day(o.document),
            change=lambda o, text: replace(o.document, date=day.isoformat() if (day := read_date(text)) else ""),
            fits=lambda text: not text.strip() or read_date(text) is not None,
        ),
        4: Writable(text=lambda o: o.document.issuer, change=into("issuer")),
        5: Writable(text=lambda o: o.document.replaced_by, change=into("replaced_by")),
    }


class OutlineRows(RowsModel[Outline]):
    """Outlines whose cells can be written into: `written` carries the id and what to store."""

    written = Signal(str, object)
    misread = Signal(str)
    """A text that is no date."""

    def __init__(self, say: Say, write: Callable[[str, Phrase], Phrase], parent: QObject | None = None) -> None:
        super().__init__(columns(say), parent)
        self._writable = writable(say, write)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in self._writable else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        cell = self._writable.get(index.column()) if index.isValid() else None
        if role == int(Qt.ItemDataRole.EditRole) and cell is not None:
            row = self.row(self.id_at(index.row()))
            return cell.text(row) if row is not None else ""
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        cell, row = self._writable.get(index.column()), self.row(self.id_at(index.row()))
        if cell is None or row is None or str(value) == cell.text(row):
            return False
        if not cell.fits(str(value)):
            self.misread.emit(str(value))
            return False
        self.written.emit(row.id, cell.change(row, str(value)))
        return True
