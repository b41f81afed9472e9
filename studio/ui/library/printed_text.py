"""What is read, on paper: with where it comes from and what was known of its validity on the day."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QTextDocument

from studio.clock import show_date
from studio.library.citation import printed_document
from studio.library.model import Article, Document
from studio.ui.library.passage import article_name


def sheet(document: Document, articles: Sequence[Article], on: date, standing: str) -> QTextDocument:
    """The pages: name, subject, validity on the day, then the articles."""
    parts = [
        f"<h2>{html.escape(printed_document(document))}</h2>",
        f"<p>{html.escape(document.title)}</p>",
        f"<p><i>{html.escape(show_date(on))}: {html.escape(standing)}</i></p><hr>",
    ]
    path = ""
    for article in articles:
        if article.path != path:
            path = article.path
            parts.append(f"<h3>{html.escape(path)}</h3>")
        parts.append(f"<p><b>{html.escape(article_name(article.number, article.heading))}</b></p>")
        parts.extend(f"<p>{html.escape(line)}</p>" for line in article.text.split("\n"))
    made = QTextDocument()
    made.setHtml("".join(parts))
    return made
