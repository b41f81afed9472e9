"""A document of the library as a file for others: by the window and by the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from studio.library.model import Article, Document


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
        from studio.ui.library.pdf import as_pdf

        return as_pdf(document, articles, on, standing)
    if format is Format.AKN:
        from studio.library.exports.akn import as_akn

        return as_akn(document, articles)
    from studio.library.exports.plain import as_exchange, as_text

    return (as_exchange if format is Format.EXCHANGE else as_text)(document, articles).encode()


def file_name(format: Format, document: Document) -> str:
    """``luat-104-2016-qh13.xml``."""
    from studio.library.exports.identity import slug

    return slug(f"{document.type} {document.number or document.key}") + format.ending
