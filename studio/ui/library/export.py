"""A document of the library as a file for others: by the window and by the command line, and the menu that offers
it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from studio.library.model import Article, Document
from studio.paths import write_chosen
from studio.translation import tr
from studio.ui.files import ask_save
from studio.ui.library.printed_text import sheet
from studio.ui.library.reader import OpenReading, ReaderView
from studio.ui.page import Shell
from studio.ui.printer import ask_print


class Format(StrEnum):
    """What a document can be written as. What writes it is loaded when it is first wanted."""

    AKN = "akn"
    EXCHANGE = "jsonl"
    TEXT = "txt"
    PDF = "pdf"

    @property
    def ending(self) -> str:
        """Of the file's name."""
        return ".xml" if self is Format.AKN else f".{self}"


def exported(format: Format, document: Document, articles: Sequence[Article], on: date, standing: str) -> bytes:
    """The file; the PDF says what was known of the validity (`standing`) on the day."""
    if format is Format.PDF:
        from studio.ui.library.pdf import document_as_pdf

        return document_as_pdf(document, articles, on, standing)
    if format is Format.AKN:
        from studio.library.exports.akn import as_akn

        return as_akn(document, articles)
    from studio.library.exports.plain import as_exchange, as_text

    return (as_exchange if format is Format.EXCHANGE else as_text)(document, articles).encode()


def file_name(format: Format, document: Document) -> str:
    """``luat-104-2016-qh13.xml``."""
    from studio.library.exports.identity import slug

    return slug(f"{document.type} {document.number or document.key}") + format.ending


class ExportMenus(QWidget):
    """The menus of the reader's two buttons; nothing to be seen itself."""

    def __init__(self, shell: Shell, reader: ReaderView, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._shell, self._reader, self._page = shell, reader, parent
        reader.print_wanted.connect(self._offer_print)
        reader.export_wanted.connect(self._offer_export)

    def _offer_print(self) -> None:
        reading, article = self._reader.reading, self._reader.article
        if reading is None or article is None:
            return
        menu = QMenu(self._page)
        menu.addAction(tr("This article"), lambda: self._print(reading, [article]))
        menu.addAction(tr("The whole document"), lambda: self._print(reading, reading.articles))
        _below(menu, self._reader.print)

    def _print(self, reading: OpenReading, articles: Sequence[Article]) -> None:
        pages = sheet(reading.document, articles, reading.validity.on, self._standing(reading))
        ask_print(self._page, reading.document.number or reading.document.title, pages)

    def _offer_export(self) -> None:
        reading = self._reader.reading
        if reading is not None and reading.articles:
            _below(self.formats(reading), self._reader.export)

    def formats(self, reading: OpenReading) -> QMenu:
        """What the document can be written as."""
        words = {
            Format.PDF: tr("PDF…"),
            Format.TEXT: tr("Plain text…"),
            Format.AKN: tr("Akoma Ntoso (XML)…"),
            Format.EXCHANGE: tr("For another Page Studio (.jsonl)…"),
        }
        menu = QMenu(self._page)
        for kind, said in words.items():
            menu.addAction(said, partial(self._ask_where, reading, kind))
        return menu

    def _ask_where(self, reading: OpenReading, format: Format) -> None:
        ask_save(
            self._page,
            tr("Export the document"),
            file_name(format, reading.document),
            f"*{format.ending}",
            lambda path: self._export(reading, format, path),
        )

    def _export(self, reading: OpenReading, format: Format, path: Path) -> None:
        standing = self._standing(reading)

        def write() -> None:
            write_chosen(path, exported(format, reading.document, reading.articles, reading.validity.on, standing))

        said = tr("Exported: {name}").format(name=path.name)
        self._shell.tasks.pool(
            lambda _: write(),
            lambda _: self._shell.toast(said),
            owner=self,
            failed=self._shell.complain,
            lasting=True,
        )

    def _standing(self, reading: OpenReading) -> str:
        return self._shell.language.say(reading.validity.reason)


def _below(menu: QMenu, button: QToolButton) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
