"""Reading a document: what it is and whether it holds, its articles, the text of one, and all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QTreeWidget, QTreeWidgetItem, QWidget

from studio.clock import show_date, show_datetime
from studio.errors import NotFound, StudioError
from studio.library.former import ArticleVersion
from studio.library.model import Article, CitationRef, Document, Status, Validity
from studio.posts.word_diff import word_diff
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.library.original import OriginalPanel
from studio.ui.library.passage import article_name
from studio.ui.library.remarks import RelatedPanel, RemarksPanel
from studio.ui.library.text_pane import TextPane
from studio.ui.page import Shell
from studio.ui.review.changes import DiffText
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.fitted import FittedWidget
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, MaxHeightScrollArea, PlainHolder, Tabs, clear, column, row, rule
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.widgets.tips import plain
from studio.ui.words import law_word

if TYPE_CHECKING:
    from studio.library.service import Library


class VersionsPanel(QWidget):
    """A list of changes to choose from, and the change in words."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._article: Article | None = None
        self._versions: tuple[ArticleVersion, ...] = ()
        self._note = Label(role="hint", wrap=True)
        self.choice = Combo()
        self.choice.currentIndexChanged.connect(self._show)
        inside = QWidget()
        self._text = column(None)
        inside.setLayout(self._text)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = column(self._note, self.choice, area, spacing=8)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.choice.setAccessibleName(tr("Changes of this article"))
        self._offer()

    def show_article(self, article: Article) -> None:
        """Read the wordings, on the worker."""
        if article == self._article:
            return
        self._article, self._versions = article, ()
        self._offer()
        library = self._shell.studio.library
        self._shell.tasks.store(
            lambda: (article, library.versions(article)), self._came, owner=self, key="versions", failed=self._failed
        )

    def _failed(self, error: StudioError) -> None:
        self._note.setText(self._shell.language.explain(error))

    def _came(self, came: tuple[Article, tuple[ArticleVersion, ...]]) -> None:
        if came[0] == self._article:
            self._versions = came[1]
            self._offer()

    def _offer(self) -> None:
        """One entry a change: from the wording before to the one after."""
        self.choice.blockSignals(True)
        self.choice.clear()
        for version in self._versions[1:]:
            at = show_datetime(version.replaced_at) if version.replaced_at else ""
            self.choice.addItem(tr("Changed by the import of {at}").format(at=at))
        self.choice.blockSignals(False)
        several = len(self._versions) > 1
        self.choice.setVisible(several)
        self._note.setText(
            tr("Wording the library had before. Amendments by other documents are under the validity.")
            if several
            else tr("The library has no other wording of this article.")
        )
        self._show(0)

    def _show(self, at: int) -> None:
        clear(self._text)
        if 0 <= at < len(self._versions) - 1:
            newer, older = self._versions[at], self._versions[at + 1]
            diff = DiffText(word_diff(_words(older.article), _words(newer.article)))
            self._text.addWidget(diff)
        self._text.addStretch(1)


def _words(article: Article | None) -> str:
    return f"{article.heading}\n{article.text}".strip() if article else ""


TREE_CHARS, MOST_TREE_CHARS, TREE_SHARE = 30, 52, 0.34
"""Average characters of the tree, at least and where headings are longer; no more than that part of the reader, or
than the tabs beside it leave."""
NARROW_CHARS = 70
"""Average characters of a reader in which a list to drop down stands for the tree."""
NAME_CHARS = 56
"""Average characters of a reader from which the validity stands beside the name at any size of type."""
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

    @property
    def widest(self) -> int:
        """Pixels in which the longest name can be read."""
        return self.sizeHintForColumn(0) + self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()

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


class BesidePageDialog(Dialog):
    """Text on the left, page on the right."""

    def __init__(self, shell: Shell, document: Document, article: Article, parent: QWidget | None) -> None:
        super().__init__(parent, width=1120)
        self.setMinimumHeight(640)
        self.take_room(1120, 640)
        self.text, self.original = TextPane(shell), OriginalPanel(shell, widened=True)
        close = PrimaryButton(tr("Close"))
        close.clicked.connect(self.accept)
        panes = QSplitter()
        panes.setChildrenCollapsible(False)
        for pane in (self.text, self.original):
            card = Card()
            card.setLayout(column(pane, margins=(12, 10, 6, 10)))
            panes.addWidget(card)
        panes.setSizes([480, 600])
        self.fill(panes, buttons=row(None, close))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        name = article_name(article.number, article.heading)
        self.text.show_article(document, article, name)
        self.original.show_article(document, article)
        self.set_heading(f"{document.number} · {name}")
        self.text.setAccessibleName(tr("Text of the article"))


EDGES = (20, 14)
"""Pixels left and right of what is read."""
HEAD_SHARE, BELOW_HEAD = 0.42, 10
"""What the document is may take all but so many lines of the height, or where that is more, this share of it; beyond,
that scrolls."""
TEXT, RELATED, VERSIONS, REMARKS, ORIGINAL = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReading:
    """A document open at an article (empty: at its beginning), with its validity on a day."""

    document: Document
    articles: tuple[Article, ...]
    article: str
    validity: Validity


def load_reading(library: Library, key: str, article: str, on: date) -> OpenReading:
    """Read on the worker. Raises NotFound."""
    document = library.find(key)
    if document is None:
        raise NotFound("there is no document “{key}” in the library.", key=key)
    return OpenReading(
        document=document,
        articles=tuple(library.articles(document.key)),
        article=article,
        validity=library.status(document.key, article or None, on=on),
    )


class _Head(MaxHeightScrollArea):
    """What the document is, as much of it as leaves some lines to the text."""

    def _most(self, room: int) -> int:
        return max(round(HEAD_SHARE * room), room - BELOW_HEAD * self.fontMetrics().lineSpacing())


class ReaderView(FittedWidget):
    """The signals ask the page for what reaches beyond the reader."""

    asked = Signal(str, str)
    """Key and article of a document to read."""
    confirm_wanted = Signal()
    events_wanted = Signal()
    beside_wanted = Signal()
    print_wanted = Signal()
    export_wanted = Signal()
    explain_wanted = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._language = shell, shell.language
        self._reading: OpenReading | None = None
        self._article: Article | None = None
        self._name = Label(role="heading", wrap=True).selectable()
        self._about = Label(role="hint", wrap=True)
        self._chip = StatusChip()
        self._reason = Label(role="hint", wrap=True)
        self.confirm = QuietButton(tr("Confirm the validity…"), glyph="badge-check")
        self.confirm.clicked.connect(self.confirm_wanted)
        self.events = IconButton("history", tr("Changes in validity…"))
        self.events.clicked.connect(self.events_wanted)
        self.copy = IconButton("copy", tr("Copy with citation"))
        self.beside = IconButton("panel-right-open", tr("Side by side with another document…"))
        self.print, self.export = IconButton("printer", tr("Print…")), IconButton("download", tr("Export…"))
        self.explain = IconButton("file-pen", tr("Explain it in a new post"))
        self.copy.clicked.connect(self._copy)
        self.beside.clicked.connect(self.beside_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.explain.clicked.connect(self.explain_wanted)
        self.tree = ArticleTree()
        self.tree.chosen.connect(self._go_to)
        self.choice = Combo()
        self.choice.activated.connect(lambda _: self._go_to(int(self.choice.currentData())))
        self.choice.hide()
        self.tabs = Tabs(5)
        self.tabs.currentChanged.connect(self._turn)
        self.text = TextPane(shell)
        self.text.opened.connect(self.asked)
        self.related, self.versions = RelatedPanel(shell), VersionsPanel(shell)
        self.related.opened.connect(self.asked)
        self.remarks, self.original = RemarksPanel(shell), OriginalPanel(shell)
        self.original.wide_wanted.connect(self._widen)
        self._build()
        for contents in (self.tree, self.choice):
            contents.setAccessibleName(tr("Articles"))
        self.text.setAccessibleName(tr("Text of the article"))
        self.tabs.set_words(
            tr("What to see of the article"),
            tr("Text"),
            tr("Related"),
            tr("Earlier"),
            tr("Notes"),
            tr("Original"),
        )

    def _build(self) -> None:
        deeds = row(self.copy, self.explain, self.beside, self.print, self.export, self.events, None, spacing=2)
        deeds.addWidget(self.confirm)
        status = ResponsiveRow((self._name, 1), (self._chip, 0), spacing=10, wide=NAME_CHARS)
        self.panes = QStackedWidget()
        for pane in (self.text, self.related, self.versions, self.remarks, self.original):
            self.panes.addWidget(pane)
        right = QWidget()
        inner = column(self.choice, self.tabs, self.panes, spacing=6)
        inner.setStretch(2, 1)
        right.setLayout(inner)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        card = Card()
        head = PlainHolder()
        anchor(head, "docs.status")
        head.setLayout(column(status, deeds, self._about, self._reason, spacing=6))
        left, right_edge = EDGES
        inside = column(_Head(head, 1.0), rule(), self.splitter, spacing=8, margins=(left, 14, right_edge, 12))
        inside.setStretch(2, 1)
        card.setLayout(inside)
        self.setLayout(column(card))

    def _fit(self) -> None:
        """Give the tree the room of its headings; where the text would be left too little, drop it down."""
        char = self.fontMetrics().averageCharWidth()
        headings = min(self.tree.widest, MOST_TREE_CHARS * char)
        beside = self.width() - self.tabs.sizeHint().width() - sum(EDGES) - self.splitter.handleWidth()
        most = max(round(TREE_SHARE * self.width()), beside)
        self.tree.setMinimumWidth(min(max(TREE_CHARS * char, headings), most))
        narrow = self.width() < NARROW_CHARS * char
        self.tree.setVisible(not narrow)
        self.choice.setVisible(narrow)

    def take_focus(self) -> None:
        """Give the keyboard to the articles."""
        (self.choice if self.tree.isHidden() else self.tree).setFocus()

    @property
    def reading(self) -> OpenReading | None:
        return self._reading

    @property
    def article(self) -> Article | None:
        """The one in sight."""
        return self._article

    @property
    def ref(self) -> CitationRef | None:
        """The place in sight as a citation: the article, or the clause and point that are selected."""
        return self.text.ref

    def show_reading(self, reading: OpenReading) -> None:
        same = self._reading is not None and self._reading.articles == reading.articles
        self._reading = reading
        self._show_heading(reading)
        if not same:
            self.tree.show_articles(reading.articles)
            self.choice.clear()
            for each in reading.articles:
                self.choice.addItem(article_name(each.number, each.heading), each.position)
            self._fit()
            self._article = None
        shown = self._article if same and self._article and self._article.number == reading.article else None
        wanted = shown or next((a for a in reading.articles if a.number == reading.article), None)
        self._go(wanted or (reading.articles[0] if reading.articles else None))

    def _show_heading(self, reading: OpenReading) -> None:
        document, validity = reading.document, reading.validity
        self._name.setText(f"{document.type} {document.number}".strip())
        dates = [
            tr("issued {date}").format(date=show_date(document.issued_on)) if document.issued_on else "",
            tr("in force from {date}").format(date=show_date(document.effective_from))
            if document.effective_from
            else "",
            tr("until {date}").format(date=show_date(document.effective_to)) if document.effective_to else "",
        ]
        line = " · ".join(part for part in (document.issuer, *dates) if part)
        self._about.setText("\n".join(part for part in (document.title, line) if part))
        self._chip.set_word(law_word(validity))
        self._reason.setText(" ".join(self._reasons(reading)))

    def _reasons(self, reading: OpenReading) -> list[str]:
        document, validity = reading.document, reading.validity
        reason = self._language.say(validity.reason)
        said = [tr("As of {date} · {reason}").format(date=show_date(validity.on), reason=reason)]
        if validity.replaced_by and validity.status is Status.EXPIRED:
            said.append(tr("Replaced by {number}.").format(number=validity.replaced_by))
        if validity.status is Status.UNKNOWN and not document.checked_on:
            said.append(tr("Nobody has confirmed it yet; a post that cites it cannot be sent."))
        said += map(self._language.sentence, validity.remarks)
        if not reading.articles:
            said.append(tr("The library has no text of it: import the file of the unit."))
        return said

    def _go_to(self, position: int) -> None:
        reading = self._reading
        article = next((a for a in reading.articles if a.position == position), None) if reading else None
        if reading is not None and article is not None:
            self._go(article)
            self.asked.emit(reading.document.key, article.number)

    def _go(self, article: Article | None) -> None:
        """Show an article; None for a document without text."""
        reading = self._reading
        for deed in (self.copy, self.beside, self.explain, self.print, self.export):
            deed.setEnabled(article is not None)
        if reading is None or article is None:
            self._article = None
            self.text.clear_article()
            return
        if article != self._article:
            self._article = article
            self.text.show_article(reading.document, article, article_name(article.number, article.heading))
        self.tree.choose(article.position)
        self.choice.choose(article.position)
        self._turn(self.tabs.currentIndex())

    def _turn(self, tab: int) -> None:
        """Bring a pane into sight; each reads what it shows when it is first seen."""
        self.panes.setCurrentIndex(tab)
        reading, article = self._reading, self._article
        if reading is None or article is None:
            return
        if tab == RELATED:
            self.related.show_article(article, reading.validity.on)
        elif tab == VERSIONS:
            self.versions.show_article(article)
        elif tab == REMARKS:
            self.remarks.show_article(article)
        elif tab == ORIGINAL:
            self.original.show_article(reading.document, article)

    def _widen(self) -> None:
        """Open the page beside the text, wider than there is room for here."""
        if self._reading is not None and self._article is not None:
            BesidePageDialog(self._shell, self._reading.document, self._article, self).open()

    def _copy(self) -> None:
        if self.text.copy_with_citation():
            self._shell.toast(tr("Copied with its citation."))
