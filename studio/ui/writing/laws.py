"""Ctrl+L: a place in the law, found in the library, with its validity on the day of the post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from studio.clock import show_date
from studio.library.citation import read_citation
from studio.library.model import CitationRef, Hit
from studio.ui.composer.law import LawLookup
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.picker import Picker
from studio.ui.widgets.picks import Group, Pick
from studio.ui.words import hit_word

SHORTEST = 2
CHARS = 82


class LawPicker(Picker):
    """`taken` carries a line; `place_of` gives the place in the law it means."""

    def __init__(self, host: QWidget, lookup: LawLookup) -> None:
        super().__init__(host, chars=CHARS)
        self._lookup = lookup
        self._day = date.min
        self._field = ""
        self._hits: dict[str, Hit] = {}
        self._answered = ""
        self.also = CheckBox()
        self.extra.addWidget(self.also)
        self.asked.connect(self._ask)
        self.typed.connect(self._typed)
        self.retranslate()

    def retranslate(self) -> None:
        self.name(
            self.tr("Insert a citation"),
            self.tr("Number or words, such as article 5 of 13/2023…"),
            self.tr("Nothing found. Search with other words, or import the document in the law library."),
            self.tr("↑ ↓ choose · Enter insert · Tab options · Esc close"),
        )
        self.also.setText(self.tr("Also put it into “{field}”").format(field=self._field))

    def offer(self, day: date, field: str, *, also: bool) -> None:
        """Search for `day`; `field` names the field of citations that may take it as well, or is empty."""
        self._day, self._field, self._hits, self._answered = day, field, {}, ""
        self.retranslate()
        self.also.setVisible(bool(field))
        self.also.setChecked(also)
        self.show_groups([])

    def place_of(self, pick: Pick) -> CitationRef | None:
        """The document and article of the line, with the clause and point that were typed with that article."""
        hit = self._hits.get(pick.id)
        if hit is None:
            return None
        place = CitationRef(document=hit.number, article=hit.article or None)
        typed = read_citation(self.query)
        if typed is not None and typed.article and typed.article == (hit.article or "").lower():
            return replace(place, clause=typed.clause, point=typed.point)
        return place

    def hit_of(self, pick: Pick) -> Hit | None:
        return self._hits.get(pick.id)

    def about(self, pick: Pick | None) -> str:
        hit = self._hits.get(pick.id) if pick is not None else None
        if hit is None:
            if len(self.query) < SHORTEST:
                return self.tr("Validity is shown for {day}, the day of the post.").format(day=show_date(self._day))
            return super().about(pick) if self._answered == self.query else self.tr("Searching…")
        return f"{hit.title}\n{hit.snippet}"

    def _typed(self, query: str) -> None:
        if len(query) < SHORTEST:
            self._hits = {}
            self.show_groups([])

    def _ask(self, query: str) -> None:
        if len(query) >= SHORTEST:
            self._lookup.search(query, self._day, lambda hits: self._found(query, hits), self)

    def _found(self, query: str, hits: Sequence[Hit]) -> None:
        if query != self.query:
            return
        self._answered = query
        self._hits = {hit.id: hit for hit in hits}
        self.show_groups([Group(heading="", picks=tuple(self._pick(hit) for hit in hits))])

    def _pick(self, hit: Hit) -> Pick:
        article = self.tr("Article {n}").format(n=hit.article) if hit.article else ""
        title = " · ".join(part for part in (article, hit.number) if part)
        return Pick(
            id=hit.id,
            title=title,
            detail=hit.heading or hit.snippet,
            glyph="book-open-text",
            word=hit_word(hit),
        )
