"""A search over the library, with what it found right below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from studio.library.model import Hit
from studio.ui.composer.law import LawLookup
from studio.ui.language import Translated
from studio.ui.widgets.entries import Entry, EntryList
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column
from studio.ui.widgets.search import SearchField
from studio.ui.words import hit_word

SHORTEST = 2
SHOWN = 4


class LawSearch(Translated):
    """`taken` carries the `Hit` that was chosen, and what had been typed."""

    taken = Signal(object, str)

    def __init__(self, lookup: LawLookup) -> None:
        super().__init__()
        self._lookup = lookup
        self._day = date.min
        self._hits: dict[str, Hit] = {}
        self.line = SearchField()
        self.line.searched.connect(self._search)
        self.line.installEventFilter(self)
        self.results = EntryList(lines=1)
        self.results.setProperty("ring", False)
        self.results.clicked.connect(lambda _: self._take())
        self.results.installEventFilter(self)
        self._none = Label(role="hint", wrap=True)
        self._box = Card()
        self._box.setLayout(column(self.results, margins=2))
        self._box.hide()
        self._none.hide()
        self.setLayout(column(self.line, self._box, self._none, spacing=4))

    def retranslate(self) -> None:
        self.line.set_prompt(self.tr("Search the library: number, or words…"))
        self.results.setAccessibleName(self.tr("Articles found"))
        self._none.setText(
            self.tr("Nothing found. Search with other words, or import the document in the law library.")
        )

    def set_day(self, day: date) -> None:
        self._day = day

    def close_results(self) -> bool:
        """Put the results away; False when there were none in sight."""
        shown = self._box.isVisible() or self._none.isVisible()
        self._box.hide()
        self._none.hide()
        if shown:
            self.line.setFocus()
        return shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if watched is self.line and key == Qt.Key.Key_Down and self._box.isVisible():
                self.results.setFocus()
                self.results.choose(self.results.entries[0].id)
                return True
            if watched is self.results and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _search(self, query: str) -> None:
        if len(query) < SHORTEST:
            self.close_results()
        else:
            self._lookup.search(query, self._day, self._found, self)

    def _found(self, hits: Sequence[Hit]) -> None:
        self._hits = {hit.id: hit for hit in hits}
        self.results.show_entries([self._entry(hit) for hit in hits])
        self._box.setVisible(bool(hits))
        self._none.setVisible(not hits)
        if hits:
            each = self.results.sizeHintForRow(0)
            self.results.setFixedHeight(each * min(len(hits), SHOWN) + 4)

    def _entry(self, hit: Hit) -> Entry:
        article = self.tr("Article {n}").format(n=hit.article) if hit.article else ""
        head = " · ".join(part for part in (hit.number, article, hit.heading) if part)
        return Entry(id=hit.id, title=head, text=hit.snippet or hit.title, word=hit_word(hit), spans=hit.spans)

    def _take(self) -> None:
        hit = self._hits.get(self.results.chosen_id)
        if hit is None or not self._box.isVisible():
            return
        typed = self.line.text()
        self._box.hide()
        self.line.clear()
        self.taken.emit(hit, typed)
