"""The text of the article being read: citations lead on, what is copied carries its citation; two versions side by
side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QSplitter, QTextBrowser, QWidget

from studio.errors import NotFound, StudioError
from studio.library.citation import printed
from studio.library.model import Article, CitationRef, Document
from studio.library.resolver import ResolvedCitation
from studio.translation import tr
from studio.ui import clipboard
from studio.ui.library.passage import LINK, LawLink, article_name, line_of, links_of, offset_of, passage, place_at
from studio.ui.page import Shell
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import Card, column, row

if TYPE_CHECKING:
    from studio.library.service import Library


class TextPane(QTextBrowser):
    """`opened` follows a citation that was clicked: key of the document, number of the article."""

    opened = Signal(str, str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._document: Document | None = None
        self._article: Article | None = None
        self._links: tuple[LawLink, ...] = ()
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)

    def clear_article(self) -> None:
        self._document = self._article = None
        self._links = ()
        self.clear()

    def show_article(self, document: Document, article: Article, name: str) -> None:
        """Show the text at once; its links follow when they are read."""
        self._document, self._article, self._name, self._links = document, article, name, ()
        self._render()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        citations = self._shell.studio.library.citations
        self._shell.tasks.store(
            lambda: (article, citations.cites(article)), self._linked, owner=self, key="cites", failed=lambda _: None
        )

    def show_place(self, clause: str | None, point: str | None) -> None:
        """Bring a clause or point to the top."""
        if self._article is None:
            return
        block = self.document().findBlockByNumber(line_of(self._article, clause, point) + 1)
        bar = self.verticalScrollBar()
        bar.setValue(round(self.document().documentLayout().blockBoundingRect(block).top()))

    @property
    def ref(self) -> CitationRef | None:
        """The place the cursor or the selection begins at; None while nothing is shown."""
        if self._article is None or self._document is None:
            return None
        cursor = self.textCursor()
        start = self.document().findBlock(cursor.selectionStart())
        number = self._document.number or self._document.key
        if not cursor.hasSelection() or start.blockNumber() == 0:
            return CitationRef(document=number, article=self._article.number or None)
        offset = offset_of(self._article.text, start.blockNumber() - 1, cursor.selectionStart() - start.position())
        return place_at(self._article, number, offset)

    def copy_with_citation(self) -> str:
        """Put the selection, or the whole article, with its citation below, on the clipboard; what was copied."""
        ref = self.ref
        if ref is None or self._article is None or self._document is None:
            return ""
        chosen = self.textCursor().selectedText().replace("\u2029", "\n").replace("\xa0", " ").strip()
        text = f"{chosen or self._article.text}\n({printed(self._document, ref)})"
        clipboard.copy(text)
        return text

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._article is not None:
            self._render()

    def _linked(self, came: tuple[Article, Sequence[ResolvedCitation]]) -> None:
        article, found = came
        if article == self._article:
            self._links = links_of(found, self._shell.language.say)
            self._render()

    def _render(self) -> None:
        assert self._article is not None  # noqa: S101 - only called with one
        at = self.verticalScrollBar().value()
        self.setHtml(passage(self._article, self._name, self._links, current_tokens()))
        self.verticalScrollBar().setValue(at)

    def _follow(self, address: QUrl) -> None:
        place = address.toString().removeprefix(LINK)
        link = self._links[int(place)] if place.isdigit() and int(place) < len(self._links) else None
        if link is not None and link.document:
            self.opened.emit(link.document, link.article)

    def contextMenuEvent(self, event: object) -> None:
        """Qt's own menu offers to copy the address of a link, which means nothing to a reader."""
        menu = self.createStandardContextMenu(QPoint())
        for action in menu.actions():
            if action.objectName() == "link-copy":
                menu.removeAction(action)
        copy = menu.addAction(tr("Copy with citation"))
        copy.triggered.connect(self.copy_with_citation)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.cursor().pos())


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
        self.setMinimumHeight(600)
        self.take_room(1080, 600)
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
        self._number = FieldBlock(self.number, tr("Number or name of the other document"), wrap=True)
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
        top = row(self._number, self.show_other, choice, spacing=12)
        top.setAlignment(self.show_other, Qt.AlignmentFlag.AlignBottom)
        self.fill(top, panes, buttons=row(None, close))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]
        self.left.show_article(document, article, _named(document, article))
        self.set_heading(tr("Side by side"))
        self.left.setAccessibleName(tr("The article in view"))
        self.right.setAccessibleName(tr("The article in the other document"))
        library = shell.studio.library
        shell.tasks.store(lambda: likely_other(library, document, article, on), self._came, owner=self)

    def _look_up(self) -> None:
        text, library = self.number.text(), self._shell.studio.library
        if text.strip():
            self._shell.tasks.store(lambda: named_other(library, text), self._came, owner=self, failed=self._unknown)

    def _unknown(self, error: StudioError) -> None:
        self._number.set_error(self._shell.language.say(error.phrase))

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
