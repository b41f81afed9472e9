"""The text of the article being read: citations lead on, and what is copied carries its citation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from studio.library.citation import printed
from studio.library.model import Article, CitationRef, Document
from studio.library.resolving import Resolved
from studio.translation import tr
from studio.ui import clipboard
from studio.ui.library.passage import LINK, LawLink, line_of, links_of, offset_of, passage, place_at
from studio.ui.page import Shell
from studio.ui.theme import current_tokens


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

    def _linked(self, came: tuple[Article, Sequence[Resolved]]) -> None:
        article, found = came
        if article == self._article:
            self._links = links_of(found, self._shell.speech.say)
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
