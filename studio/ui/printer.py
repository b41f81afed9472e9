"""Printing pages. The system's dialog offers a PDF file, too; where there is no dialog, a file is asked for."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.paths import write_chosen
from studio.translation import tr
from studio.ui.files import ask_save, file_stem

DIALOG_NEEDS_PRINTER = os.name == "nt"
"""The dialog of Windows does not open on a PC without a printer."""
MARGIN = 20
"""Millimetres."""


def ask_print(parent: QWidget, title: str, pages: QTextDocument, *, across: bool = False) -> None:
    """Ask for a printer, and print; `across`: on sheets that lie."""
    if DIALOG_NEEDS_PRINTER and not QPrinterInfo.availablePrinterNames():
        data = as_pdf(pages, title, across=across)
        _ask_file(parent, tr("This PC has no printer: save as PDF"), file_stem(title), data)
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if across:
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.accepted.connect(lambda: pages.print_(printer))
    dialog.setModal(True)
    dialog.show()


def as_pdf(pages: QTextDocument, title: str, *, across: bool = False) -> bytes:
    """`pages` on A4, with text that can be searched and copied."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    buffer.setParent(writer)  # the writer must go first, whatever order Python frees them in
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, way, margins, QPageLayout.Unit.Millimeter))
    writer.setTitle(title)
    writer.setCreator("Page Studio")
    pages.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def _ask_file(parent: QWidget, title: str, name: str, data: bytes) -> None:
    """Ask where to write `data`, and again where that could not be."""

    def write(path: Path) -> None:
        try:
            write_chosen(path, data)
        except StudioError:
            _ask_file(parent, tr("Nothing can be written there: choose another folder"), path.stem, data)

    ask_save(parent, title, f"{name}.pdf", "PDF (*.pdf)", write)
