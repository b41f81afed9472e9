"""Asking for a printer. The system's dialog offers a PDF file, too."""

from __future__ import annotations

from PySide6.QtGui import QPageLayout, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget


def ask_print(parent: QWidget, title: str, pages: QTextDocument, *, across: bool = False) -> None:
    """Ask for a printer, and print; `across`: on sheets that lie."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if across:
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.accepted.connect(lambda: pages.print_(printer))
    dialog.setModal(True)
    dialog.show()
