"""Searching, on the left: a field that answers while one types, and what it found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.library.model import Hit
from studio.ui.language import Translated
from studio.ui.library.article_name import article_name
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.entries import Entry, EntryList
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.search import SearchField
from studio.ui.words import validity_word

LIMIT = 50


class ResultsView(Translated):
    """`asked` follows every change of words or day; `chosen` carries document and article of the hit in hand."""

    asked = Signal()
    chosen = Signal(str, str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits: dict[str, Hit] = {}
        self.search = SearchField()
        self.search.searched.connect(lambda _: self.asked.emit())
        self.day = DateField()
        self.day.set_value(today)
        self.day.edited.connect(self._day_changed)
        self._today = today
        self._block = FieldBlock(self.day)
        self._count = Label(role="hint")
        self.list = EntryList(lines=2)
        self.list.chosen.connect(self._picked)
        self._hint = EmptyState("search")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._hint)
        card = Card()
        card.setLayout(column(self._stack, margins=(1, 6, 1, 6)))
        inside = column(self.search, self._block, self._count, card, spacing=10)
        inside.setStretch(3, 1)
        self.setLayout(inside)
        self._searched = False
        self.retranslate()
        self.show_hits((), searched=False)

    def retranslate(self) -> None:
        self.search.set_prompt(self.tr("Number, words or article…"))
        self.list.setAccessibleName(self.tr("Search results"))
        self._block.set_label(self.tr("In force on"))
        self._say()

    @property
    def query(self) -> str:
        return self.search.text().strip()

    @property
    def on(self) -> date:
        """The day validity is asked for: the one given, else today."""
        return self.day.value or self._today

    def show_hits(self, hits: Sequence[Hit], *, searched: bool = True) -> None:
        self._searched = searched
        self._hits = {hit.id: hit for hit in hits}
        self.list.show_entries([_entry(hit) for hit in hits])
        self._stack.setCurrentIndex(0 if hits else 1)
        self._say()

    def _say(self) -> None:
        found = self.tr("results: {n}").format(n=len(self._hits))
        more = self.tr("the first {n} results").format(n=LIMIT)
        self._count.setText((more if len(self._hits) >= LIMIT else found) if self._searched else "")
        if self._searched:
            self._hint.set_words(
                self.tr("Nothing found"),
                self.tr("Try fewer words, another spelling, or the number alone (13/2023). Accents may be left out."),
            )
        else:
            self._hint.set_words(
                self.tr("Search the library"),
                self.tr("Type a number (13/2023/NĐ-CP), words, or “điều 5 nghị định 13”. Accents may be left out."),
            )

    def _day_changed(self) -> None:
        if self.day.valid:
            self.asked.emit()

    def _picked(self, hit_id: str) -> None:
        hit = self._hits.get(hit_id)
        if hit is not None:
            self.chosen.emit(hit.document, hit.article)


def _entry(hit: Hit) -> Entry:
    article = article_name(hit.article, hit.heading) if hit.article else hit.title
    heading = " · ".join(part for part in (hit.number, article) if part)
    return Entry(id=hit.id, title=heading, text=hit.snippet, word=validity_word(hit.status), spans=hit.spans)
