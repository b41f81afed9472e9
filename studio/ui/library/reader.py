"""Reading a document: what it is and whether it holds, its articles, and the text of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTextBrowser, QTreeWidget, QTreeWidgetItem, QWidget

from studio.clock import show_date
from studio.errors import NotFound
from studio.library.model import Article, Document, Status, Validity
from studio.phrase import Phrase
from studio.ui.language import Speech, Translated
from studio.ui.ports.library import LibraryPort
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, Shallow, column, row, rule
from studio.ui.words import law_word

ARTICLE_ROLE = int(Qt.ItemDataRole.UserRole)
HEAD_SHARE = 0.55
"""Of the height, at most, for what the document is; beyond, that scrolls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document open at an article (empty: at its beginning), with its validity on a day."""

    document: Document
    articles: tuple[Article, ...]
    article: str
    validity: Validity


def load_reading(library: LibraryPort, key: str, article: str, on: date) -> Reading:
    """Read on the worker. Raises NotFound."""
    document = library.find(key)
    if document is None:
        raise NotFound(f"không có văn bản “{key}” trong kho.", f"there is no document “{key}” in the library.")
    return Reading(
        document=document,
        articles=tuple(library.articles(document.key)),
        article=article,
        validity=library.status(document.key, article or None, on=on),
    )


class ReaderView(Translated):
    """`asked` carries the number of an article the reader goes to; `confirm_wanted` asks to confirm the validity,
    `events_wanted` for the line of its events."""

    asked = Signal(str)
    confirm_wanted = Signal()
    events_wanted = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._reading: Reading | None = None
        self._name = Label(role="heading", wrap=True).selectable()
        self._about = Label(role="hint", wrap=True)
        self._chip = StatusChip()
        self._reason = Label(role="hint", wrap=True)
        self.confirm = QuietButton(glyph="badge-check")
        self.confirm.clicked.connect(self.confirm_wanted)
        self.events = QuietButton(glyph="history")
        self.events.clicked.connect(self.events_wanted)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setProperty("ring", True)
        self.tree.currentItemChanged.connect(self._moved)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        status = row(self._chip, None, self.events, self.confirm, spacing=12)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(self.text)
        self.splitter.setSizes([210, 430])
        self.splitter.setStretchFactor(1, 1)
        card = Card()
        head = Plain()
        head.setLayout(column(self._name, self._about, status, self._reason, spacing=8))
        inside = column(Shallow(head, HEAD_SHARE), rule(), self.splitter, spacing=8, margins=(20, 16, 14, 12))
        inside.setStretch(2, 1)
        card.setLayout(inside)
        self.setLayout(column(card))

    @property
    def reading(self) -> Reading | None:
        return self._reading

    def retranslate(self) -> None:
        self.confirm.setText(self.tr("Confirm the validity…"))
        self.events.setText(self.tr("What became of it…"))
        self.tree.setAccessibleName(self.tr("Articles"))
        self.text.setAccessibleName(self.tr("Text of the article"))
        if self._reading is not None:
            self._say(self._reading)

    def show_reading(self, reading: Reading) -> None:
        same = self._reading is not None and self._reading.articles == reading.articles
        self._reading = reading
        self._say(reading)
        if not same:
            self._fill(reading.articles)
        self._go(reading.article)

    def _say(self, reading: Reading) -> None:
        document, validity = reading.document, reading.validity
        self._name.setText(f"{document.type} {document.number}".strip())
        dates = [
            self.tr("issued {date}").format(date=show_date(document.issued_on)) if document.issued_on else "",
            self.tr("in force from {date}").format(date=show_date(document.effective_from))
            if document.effective_from
            else "",
            self.tr("until {date}").format(date=show_date(document.effective_to)) if document.effective_to else "",
        ]
        line = " · ".join(part for part in (document.issuer, *dates) if part)
        self._about.setText("\n".join(part for part in (document.title, line) if part))
        self._chip.set_word(law_word(validity))
        reason = self._speech.say(Phrase(validity.reason_vi, validity.reason_en))
        said = [self.tr("On {date}: {reason}").format(date=show_date(validity.on), reason=reason)]
        if validity.replaced_by:
            said.append(self.tr("Replaced by {number}.").format(number=validity.replaced_by))
        if validity.status is Status.UNKNOWN and not document.checked_on:
            said.append(self.tr("Nobody has confirmed it yet; a citation of it stops a post."))
        if validity.stale:
            said.append(self.tr("The confirmation is too old: check again."))
        said += map(self._speech.sentence, validity.cautions)
        if not reading.articles:
            said.append(self.tr("The library has no text of it: import the file of the unit."))
        self._reason.setText(" ".join(said))

    def _fill(self, articles: Sequence[Article]) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        branches: dict[str, QTreeWidgetItem] = {}
        for article in articles:
            parent = branches.get(article.path)
            if article.path and parent is None:
                parent = QTreeWidgetItem(self.tree, [article.path])
                parent.setToolTip(0, article.path)
                parent.setExpanded(True)
                branches[article.path] = parent
            leaf = QTreeWidgetItem([article_name(article.number, article.heading)])
            leaf.setData(0, ARTICLE_ROLE, article.number)
            leaf.setToolTip(0, article_name(article.number, article.heading))
            if parent is None:
                self.tree.addTopLevelItem(leaf)
            else:
                parent.addChild(leaf)
        self.tree.blockSignals(False)

    def _go(self, number: str) -> None:
        """Show an article; without a number, the first."""
        reading = self._reading
        if reading is None or not reading.articles:
            self.text.setPlainText("")
            return
        article = next((a for a in reading.articles if a.number == number), reading.articles[0])
        self._show_text(article)
        for leaf in self.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive):
            if leaf.data(0, ARTICLE_ROLE) == article.number:
                self.tree.blockSignals(True)
                self.tree.setCurrentItem(leaf)
                self.tree.blockSignals(False)

    def _show_text(self, article: Article) -> None:
        self.text.clear()
        cursor = self.text.textCursor()
        heading = cursor.charFormat()
        heading.setFontWeight(600)
        cursor.insertText(article_name(article.number, article.heading) + "\n\n", heading)
        plain = cursor.charFormat()
        plain.setFontWeight(400)
        cursor.insertText(article.text, plain)
        self.text.moveCursor(cursor.MoveOperation.Start)

    def _moved(self, item: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        number = item.data(0, ARTICLE_ROLE) if item else None
        if number and self._reading is not None:
            self._go(str(number))
            self.asked.emit(str(number))


def article_name(number: str, heading: str) -> str:
    """``Điều 5. Quyền được biết``: as the document itself calls it, in either language of the window."""
    name = f"Điều {number}" if number[:1].isdigit() else number
    return f"{name}. {heading}" if heading else name
