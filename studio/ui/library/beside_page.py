"""The text of an article beside the page of the file it was read from, to compare the two."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QWidget

from studio.library.model import Article, Document
from studio.ui.library.article_name import article_name
from studio.ui.library.original import OriginalPanel
from studio.ui.library.text_pane import TextPane
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.layout import Card, column, row


class BesidePageDialog(Dialog):
    """Text on the left, page on the right."""

    def __init__(self, shell: Shell, document: Document, article: Article, parent: QWidget | None) -> None:
        super().__init__(parent, width=1120)
        self._fits = False
        self.setMinimumHeight(640)
        self._named = f"{document.number} · {article_name(article.number, article.heading)}"
        self.text, self.original = TextPane(shell), OriginalPanel(shell, widened=True)
        self._close = PrimaryButton()
        self._close.clicked.connect(self.accept)
        panes = QSplitter()
        panes.setChildrenCollapsible(False)
        for pane in (self.text, self.original):
            card = Card()
            card.setLayout(column(pane, margins=(12, 10, 6, 10)))
            panes.addWidget(card)
        panes.setSizes([480, 600])
        self.fill(panes, buttons=row(None, self._close))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.text.show_article(document, article, article_name(article.number, article.heading))
        self.original.show_article(document, article)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_heading(self._named)
        self.text.setAccessibleName(self.tr("Text of the article"))
        self._close.setText(self.tr("Close"))
