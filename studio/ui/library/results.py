"""Searching, on the left: a field that answers while one types, and what it found, by document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.library.filters import DocumentHits, Facets, Filters, Force, SearchResult
from studio.library.model import Hit
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.library.passage import article_name
from studio.ui.widgets.buttons import IconButton, LinkButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.fitted import FittedWidget
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, FlowLayout, MaxHeightScrollArea, Pages, PlainHolder, column, row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.widgets.search import SearchField
from studio.ui.words import hit_word

MOST_ISSUERS = 30
WIDE = 300
"""Pixels of a list whose entries are longer than its field."""
FILTER_CHARS = 5
"""Characters of what a filter is set to that have room; where type is large the filters wrap."""
_NONE = Facets(types={}, issuers={}, years={})


class SearchFilters(QWidget):
    """`changed` follows a choice by hand. `force` is laid out by the owner, beside the day it is asked for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.force, self.kinds, self.issuers, self.years = Combo(), Combo(), Combo(), Combo()
        for combo in (self.force, self.kinds, self.issuers, self.years):
            combo.setMinimumContentsLength(FILTER_CHARS)
            combo.activated.connect(lambda _: self.changed.emit())
        for combo in (self.force, self.issuers):
            combo.view().setMinimumWidth(WIDE)
        flow = FlowLayout(spacing=6, fill=True)
        for combo in (self.kinds, self.years, self.issuers):  # names of issuers are long: they have the last line
            flow.addWidget(combo)
        self.setLayout(flow)
        self.force.addItem(tr("In force or unchecked"), Force.NOT_ENDED.value)
        self.force.addItem(tr("Confirmed in force"), Force.CONFIRMED.value)
        self.force.addItem(tr("All, in force or not"), Force.ANY.value)
        self.kinds.setAccessibleName(tr("Kind"))
        self.issuers.setAccessibleName(tr("Issuer", about="filter"))
        self.years.setAccessibleName(tr("Year"))
        self.offer(_NONE)

    @property
    def filters(self) -> Filters:
        year = self.years.currentData()
        return Filters(
            type=self.kinds.currentData() or "",
            issuer=self.issuers.currentData() or "",
            year=int(year) if year else None,
            force=Force(self.force.currentData()),
        )

    def show_force(self, force: Force) -> None:
        """Choose a validity; nothing is told."""
        self.force.choose(force.value)

    def offer(self, facets: Facets) -> None:
        """Offer what was found, with numbers; a choice that was made stays."""
        issuers = dict(list(facets.issuers.items())[:MOST_ISSUERS])
        _fill(self.kinds, tr("Kind"), facets.types)
        _fill(self.issuers, tr("Issuer", about="filter"), issuers)
        _fill(self.years, tr("Year"), {str(year): count for year, count in facets.years.items()})


def _fill(combo: Combo, anything: str, choices: Mapping[str, int]) -> None:
    kept = combo.currentData() or ""
    combo.blockSignals(True)
    combo.clear()
    combo.addItem(anything, "")
    for name, count in ({kept: 0} | dict(choices) if kept and kept not in choices else choices).items():
        combo.addItem(f"{name} ({count})", name)
    combo.choose(kept)
    combo.blockSignals(False)


LIMIT = 50
ASKED_SHARE = 0.6
"""The most that day and filters take of the height: beyond, they scroll."""
LOW_LINES = 24
"""Lines of type; where fewer find room, day and filters are shown when they are wanted."""


class ResultsView(FittedWidget):
    """`asked` follows every change of words, day or filters; `chosen` carries document and article of a hit."""

    asked = Signal()
    chosen = Signal(str, str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits: dict[str, Hit] = {}
        self._found = False
        self.literal = False
        """The words are searched for as they were typed."""
        self.search = SearchField(tr("Number, words or article…"))
        self.search.searched.connect(self._typed)
        anchor(self.search, "docs.search")
        anchor(self.search, "docs.status", stand_in=True)
        self.day = DateField()
        self.day.set_value(today)
        self.day.edited.connect(self._day_changed)
        self._today = today
        self.narrow = SearchFilters()
        self.narrowing = IconButton("filter", tr("Day and filters"))
        self.narrowing.setCheckable(True)
        self.narrowing.hide()
        self.narrowing.toggled.connect(lambda _: self._fit())
        self._block = FieldBlock(self.day, tr("In force on"))
        self._force = FieldBlock(self.narrow.force, tr("Validity"))
        self.narrow.changed.connect(self.asked)
        self.understood, self.turn, self.more = ElidedLabel(role="hint"), LinkButton(), LinkButton()
        self.turn.clicked.connect(self._turn)
        self.more.clicked.connect(self._show_all)
        self._count = Label(role="hint")
        self.list = EntryList(tr("Search results"), lines=2)
        self.list.chosen.connect(self._picked)
        anchor(self.list, "docs.status", stand_in=True)
        self._hint = EmptyState("search")
        self._build()
        self.show_found(None)

    def _build(self) -> None:
        self._stack = Pages()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._hint)
        card = Card()
        card.setLayout(column(self._stack, margins=(1, 6, 1, 6)))
        self._as_read = QWidget()
        read = row(self.understood, self.turn, spacing=8)
        read.setStretch(0, 1)
        self._as_read.setLayout(read)
        self._told = QWidget()
        self._told.setLayout(row(self._count, None, self.more, spacing=8))
        asked = PlainHolder()
        asked.setLayout(column(self._block, self._force, self.narrow, spacing=10))
        self._asked = MaxHeightScrollArea(asked, ASKED_SHARE)
        top = row(self.search, self.narrowing, spacing=6)
        top.setStretch(0, 1)
        inside = column(top, self._asked, self._as_read, self._told, card, spacing=10)
        inside.setStretch(4, 1)
        self.setLayout(inside)

    @property
    def query(self) -> str:
        return self.search.text().strip()

    @property
    def on(self) -> date:
        """The day validity is asked for: the one given, else today."""
        return self.day.value or self._today

    @property
    def filters(self) -> Filters:
        return self.narrow.filters

    def look_for(self, words: str, force: Force) -> None:
        """Search for `words`, as if they were typed."""
        self.narrow.show_force(force)
        self.search.show_text(words)
        self._typed(words)

    def show_found(self, found: SearchResult | None) -> None:
        """What was found; None when nothing was searched for."""
        hits = found.hits if found else ()
        self._hits = {hit.id: hit for hit in hits}
        self.list.show_entries([entry for group in (found.groups if found else ()) for entry in _entries(group)])
        self._stack.setCurrentIndex(0 if hits else 1)
        if found is not None:
            self.narrow.offer(found.facets)
        self._found = found is not None
        self._told.setVisible(self._found)
        self._fit()
        self._tell(found)

    def _fit(self) -> None:
        """What is found needs the room where there is little."""
        low = self.height() < LOW_LINES * self.fontMetrics().lineSpacing()
        self.narrowing.setVisible(self._found and low)
        self._asked.setVisible(self._found and (not low or self.narrowing.isChecked()))

    def _tell(self, found: SearchResult | None) -> None:
        """How many were found, how many more there are, and what to do where there are none."""
        self._say_how(found)
        hidden = found.hidden if found else 0
        self.more.setText(tr("Not in force: {n} more").format(n=hidden))
        self.more.setVisible(bool(hidden))
        if found is None:
            self._count.setText("")
            self._hint.set_words(
                tr("Search the library"),
                tr("Type a number (13/2023/NĐ-CP), words, or “điều 5 nghị định 13”. Accents may be left out."),
            )
            return
        n = len(self._hits)
        said = tr("the first {n} results") if n >= LIMIT else ntr("{n} result", "{n} results", n)
        self._count.setText(said.format(n=n))
        self._hint.set_words(
            tr("Nothing found"),
            tr("Try fewer words, another spelling, or the number alone (13/2023). Accents may be left out."),
        )

    def _say_how(self, found: SearchResult | None) -> None:
        """How the words were understood, and the way to the other reading."""
        restored = found.restored if found else ""
        self.understood.setText(
            tr("Searching for: {words}").format(words=restored) if restored else tr("Searching as typed")
        )
        self.turn.setText(tr("Add the accents") if self.literal else tr("Search as typed"))
        self._as_read.setVisible(bool(restored) or (self.literal and found is not None))

    def _typed(self, _: str) -> None:
        self.literal = False
        self.asked.emit()

    def _turn(self) -> None:
        self.literal = not self.literal
        self.asked.emit()

    def _show_all(self) -> None:
        self.narrow.show_force(Force.ANY)
        self.asked.emit()

    def _day_changed(self) -> None:
        if self.day.valid:
            self.asked.emit()

    def _picked(self, hit_id: str) -> None:
        hit = self._hits.get(hit_id)
        if hit is not None:
            self.chosen.emit(hit.document, hit.article)


def _entries(group: DocumentHits) -> Iterator[ListEntry]:
    """The hits of a document; the first carries its name."""
    head = " · ".join(part for part in dict.fromkeys((group.number, group.name)) if part)
    for place, hit in enumerate(group.hits):
        yield ListEntry(
            id=hit.id,
            head="" if place else head,
            title=article_name(hit.article, hit.heading) if hit.article else hit.title,
            text=hit.snippet,
            word=hit_word(hit),
            spans=hit.spans,
        )
