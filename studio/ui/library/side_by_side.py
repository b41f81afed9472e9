"""Two articles beside each other: the one in sight, and one of any document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QSplitter, QWidget

from studio.errors import NotFound, StudioError
from studio.library.model import Article, CitationRef, Document
from studio.translation import tr
from studio.ui.library.article_name import article_name
from studio.ui.library.text_pane import TextPane
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import Card, column, row

if TYPE_CHECKING:
    from studio.library.service import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """The document on the right, open at an article."""

    document: Document
    articles: tuple[Article, ...]
    article: str


def likely_other(library: Library, document: Document, article: Article, on: date) -> Other | None:
    """On the worker: the matching article of the document that replaced this one, if one is known."""
    ref = CitationRef(document=document.number or document.key, article=article.number or None)
    successor = library.citations.successor(ref, on=on)
    if successor is None:
        return None
    number = successor.article.number if successor.article else ""
    key = successor.document.key
    return Other(document=successor.document, articles=tuple(library.articles(key)), article=number)


def named_other(library: Library, text: str) -> Other:
    """On the worker: the document that a person typed. Raises NotFound."""
    ref = library.read_citation(text)
    document = library.find(ref.document if ref else text)
    if document is None:
        raise NotFound("the library has no document “{text}”, or several; type its whole number.", text=text.strip())
    article = ref.article or "" if ref else ""
    return Other(document=document, articles=tuple(library.articles(document.key)), article=article)


class SideBySideDialog(Dialog):
    """Left stays; right is chosen by number and article."""

    def __init__(self, shell: Shell, document: Document, article: Article, on: date, parent: QWidget | None) -> None:
        super().__init__(parent, width=1080)
        self._fits = False
        self.setMinimumHeight(600)
        self._shell = shell
        self._articles: Sequence[Article] = ()
        self._document = document
        """On the right, once one is chosen."""
        self.left, self.right = TextPane(shell), TextPane(shell)
        self.number = QLineEdit()
        self.number.returnPressed.connect(self._look_up)
        self.choice = Combo()
        self.choice.setMinimumContentsLength(24)
        self.choice.currentIndexChanged.connect(self._turn)
        self._number = FieldBlock(self.number, tr("Number or name of the other document"))
        choice = FieldBlock(self.choice, tr("Its article"))
        self.show_other, close = QuietButton(tr("Show"), glyph="search"), PrimaryButton(tr("Close"))
        self.show_other.clicked.connect(self._look_up)
        close.clicked.connect(self.accept)
        panes = QSplitter()
        panes.setChildrenCollapsible(False)
        for pane in (self.left, self.right):
            card = Card()
            card.setLayout(column(pane, margins=(12, 10, 6, 10)))
            panes.addWidget(card)
        self.fill(row(self._number, self.show_other, choice, spacing=12), panes, buttons=row(None, close))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]
        self.left.show_article(document, article, _named(document, article))
        self.set_heading(tr("Side by side"))
        self.left.setAccessibleName(tr("The article in sight"))
        self.right.setAccessibleName(tr("The other article"))
        library = shell.studio.library
        shell.tasks.store(lambda: likely_other(library, document, article, on), self._came, owner=self)

    def _look_up(self) -> None:
        text, library = self.number.text(), self._shell.studio.library
        if text.strip():
            self._shell.tasks.store(lambda: named_other(library, text), self._came, owner=self, failed=self._unknown)

    def _unknown(self, error: StudioError) -> None:
        self._number.set_error(self._shell.speech.say(error.phrase))

    def _came(self, other: Other | None) -> None:
        if other is None:
            self.number.setFocus()
            return
        self._number.set_error("")
        self.number.setText(other.document.number)
        self._document = other.document
        self._articles = other.articles
        self.choice.blockSignals(True)
        self.choice.clear()
        for article in other.articles:
            self.choice.addItem(article_name(article.number, article.heading))
        self.choice.blockSignals(False)
        at = next((n for n, article in enumerate(other.articles) if article.number == other.article), 0)
        self.choice.setCurrentIndex(at)
        self._turn(at)

    def _turn(self, at: int) -> None:
        if 0 <= at < len(self._articles):
            article = self._articles[at]
            self.right.show_article(self._document, article, _named(self._document, article))


def _named(document: Document, article: Article) -> str:
    return f"{document.number} · {article_name(article.number, article.heading)}"
