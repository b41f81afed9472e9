"""A document of the library as a PDF file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEventLoop

from studio.cards.fonts import ensure_gui
from studio.library.citation import printed_document
from studio.library.model import Article, Document
from studio.ui.fonts import load_fonts, window_font
from studio.ui.library.printed_text import sheet
from studio.ui.printer import as_pdf


def document_as_pdf(document: Document, articles: Sequence[Article], on: date, standing: str) -> bytes:
    """The pages of `sheet` on A4, with text that can be searched and copied."""
    ensure_gui()
    load_fonts()
    _timers = QEventLoop()  # the layout asks for timers, which a worker's thread has from now on
    pages = sheet(document, articles, on, standing)
    pages.setDefaultFont(window_font())
    return as_pdf(pages, printed_document(document))
