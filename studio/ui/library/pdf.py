"""A document of the library as a PDF file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from studio.cards.fonts import ensure_gui
from studio.library.citation import printed_document
from studio.library.model import Article, Document
from studio.ui.fonts import load_fonts, window_font
from studio.ui.library.printing import sheet

MARGIN = 20
"""Millimetres."""


def as_pdf(document: Document, articles: Sequence[Article], on: date, standing: str) -> bytes:
    """The pages of `sheet` on A4, with text that can be searched and copied."""
    ensure_gui()
    load_fonts()
    _timers = QEventLoop()  # the layout asks for timers, which a worker's thread has from now on
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    buffer.setParent(writer)  # the writer must go first, whatever order Python frees them in
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    writer.setTitle(printed_document(document))
    writer.setCreator("Page Studio")
    pages = sheet(document, articles, on, standing)
    pages.setDefaultFont(window_font())
    pages.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())
