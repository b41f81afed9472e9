"""The articles of a document under their parts and chapters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from studio.library.model import Article
from studio.ui.library.article_name import article_name
from studio.ui.widgets.tips import plain

POSITION_ROLE = int(Qt.ItemDataRole.UserRole)
PATH = " > "
"""Between the divisions above an article; see `Article.path`."""


class ArticleTree(QTreeWidget):
    """`chosen` carries the position of the article a person went to."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setProperty("ring", True)
        self._leaves: dict[int, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(self._moved)

    def show_articles(self, articles: Sequence[Article]) -> None:
        self.blockSignals(True)
        self.clear()
        self._leaves = {}
        branches: dict[str, QTreeWidgetItem] = {}
        for article in articles:
            name = article_name(article.number, article.heading)
            leaf = QTreeWidgetItem([name])
            leaf.setData(0, POSITION_ROLE, article.position)
            leaf.setToolTip(0, plain(name))
            self._leaves[article.position] = leaf
            branch = self._branch(article.path, branches)
            if branch is None:
                self.addTopLevelItem(leaf)
            else:
                branch.addChild(leaf)
        self.blockSignals(False)

    def choose(self, position: int) -> None:
        """Show which article is read, without a signal."""
        leaf = self._leaves.get(position)
        if leaf is not None and leaf is not self.currentItem():
            self.blockSignals(True)
            self.setCurrentItem(leaf)
            self.scrollToItem(leaf)
            self.blockSignals(False)

    def _branch(self, path: str, branches: dict[str, QTreeWidgetItem]) -> QTreeWidgetItem | None:
        """The item of a path such as ``Phần I > Chương II``, made with those above it."""
        if not path:
            return None
        if path not in branches:
            above, _, name = path.rpartition(PATH)
            parent = self._branch(above, branches)
            item = QTreeWidgetItem([name])
            item.setToolTip(0, plain(name))
            if parent is None:
                self.addTopLevelItem(item)
            else:
                parent.addChild(item)
            item.setExpanded(True)
            branches[path] = item
        return branches[path]

    def _moved(self, item: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        position = item.data(0, POSITION_ROLE) if item else None
        if position is not None:
            self.chosen.emit(int(position))
