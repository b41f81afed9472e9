"""Legal citations: found in the library by number or by words, pinned to article, clause and point."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.library.citation import read_citation
from studio.library.model import CitationRef, CitedLaw, Hit
from studio.library.resolver import Successor
from studio.templates.model import Field
from studio.text import squeeze
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.editors.base import EditorContext, FieldEditor, as_text
from studio.ui.composer.inputs import LineInput
from studio.ui.composer.law import LawLookup
from studio.ui.language import LanguageManager
from studio.ui.widgets.buttons import IconButton, LinkButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.field import set_invalid
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, column, row
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.tips import plain
from studio.ui.words import hit_word, law_word

SHORTEST = 2
SHOWN = 4


class LawSearch(QWidget):
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
        self._none = Label(
            tr("Nothing found. Search with other words, or import the document in the law library."),
            "hint",
            wrap=True,
        )
        self._box = Card()
        self._box.setLayout(column(self.results, margins=2))
        self._box.hide()
        self._none.hide()
        self.setLayout(column(self.line, self._box, self._none, spacing=4))
        self.line.set_prompt(tr("Search the library: number, or words…"))
        self.results.setAccessibleName(tr("Articles found"))

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

    def _entry(self, hit: Hit) -> ListEntry:
        article = tr("Article {n}").format(n=hit.article) if hit.article else ""
        head = " · ".join(part for part in (hit.number, article, hit.heading) if part)
        return ListEntry(id=hit.id, title=head, text=hit.snippet or hit.title, word=hit_word(hit), spans=hit.spans)

    def _take(self) -> None:
        hit = self._hits.get(self.results.chosen_id)
        if hit is None or not self._box.isVisible():
            return
        typed = self.line.text()
        self._box.hide()
        self.line.clear()
        self.taken.emit(hit, typed)


PAUSE_MS = 350
PARTS = ("article", "clause", "point")
WIDTH = 5
"""Average characters of the small inputs."""


def ref_of(value: Any) -> CitationRef:
    """A stored citation as the library takes it."""
    given = value if isinstance(value, dict) else {"document": value}
    parts = {part: squeeze(as_text(given.get(part))) or None for part in PARTS}
    return CitationRef(document=squeeze(as_text(given.get("document"))), **parts)


class CitationCard(QWidget):
    """One citation: its four parts, how it is printed, and whether it is in force on the planned day."""

    changed = Signal()
    gone = Signal()
    quoted = Signal(object)
    """The `CitationRef` whose words are wanted in the text."""

    def __init__(self, lookup: LawLookup, language: LanguageManager) -> None:
        super().__init__()
        self._lookup, self._language = lookup, language
        self._day = date.min
        self._law: CitedLaw | None = None
        self._successor: Successor | None = None
        self._document = LineInput()
        self._parts = {part: LineInput() for part in PARTS}
        self._words = {part: Label(role="hint") for part in PARTS}
        self._out = IconButton("x", tr("Remove citation"))
        self._out.clicked.connect(self.gone)
        self._printed = Label(wrap=True)
        self._chip = StatusChip()
        self._reason = Label(role="small", wrap=True)
        self._instead = LinkButton(glyph="arrow-right")
        self._instead.clicked.connect(self._replace)
        self.quote = LinkButton(tr("Quote its words"), "text-quote")
        self.quote.clicked.connect(self._quote)
        anchor(self.quote, "draft.explain")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        for line in self.inputs():
            line.typed.connect(self._typed)
        self._build()
        self._document.setPlaceholderText(tr("Number of the document, such as 13/2023/NĐ-CP"))
        words = (tr("Article"), tr("Clause"), tr("Point"))
        for part, word in zip(PARTS, words, strict=True):
            self._words[part].setText(word)
            self._parts[part].setFixedWidth(self.fontMetrics().averageCharWidth() * WIDTH + 24)
        self.quote.setToolTip(
            tr("Puts the wording of the law into the text in quotation marks; add your explanation beside it")
        )
        self._show()

    def _build(self) -> None:
        pins = FlowLayout(spacing=12)
        for part in PARTS:
            hold = PlainHolder()
            hold.setLayout(row(self._words[part], self._parts[part], spacing=6))
            pins.addWidget(hold)
        found = row(self._chip, None)
        card = Card(kind="inset")
        head = row(self._document, self._out, spacing=4)
        head.setStretch(0, 1)
        offer, offers = PlainHolder(), FlowLayout(spacing=14)  # side by side where there is room
        for button in (self._instead, self.quote):
            offers.addWidget(button)
        offer.setLayout(offers)
        parts = (head, pins, self._printed, found, self._reason, offer)
        card.setLayout(column(*parts, spacing=6, margins=(12, 10, 10, 10)))
        self.setLayout(column(card))
        self._show()

    def inputs(self) -> tuple[LineInput, ...]:
        return (self._document, *self._parts.values())

    def name(self, name: str) -> None:
        self._document.setAccessibleName(name)
        for part in PARTS:
            self._parts[part].setAccessibleName(f"{name}: {self._words[part].text()}")

    def value(self) -> dict[str, str] | None:
        """The citation as it is stored; None where no document is named."""
        document = squeeze(self._document.value)
        parts = {part: squeeze(line.value) for part, line in self._parts.items()}
        return {"document": document} | {part: text for part, text in parts.items() if text} if document else None

    def put(self, value: Any) -> None:
        ref = ref_of(value)
        self._document.put(ref.document)
        for part, text in zip(PARTS, (ref.article, ref.clause, ref.point), strict=True):
            self._parts[part].put(text or "")
        self._ask()

    def set_day(self, day: date) -> None:
        if day != self._day:
            self._day = day
            self._ask()

    def take_focus(self) -> None:
        """Into the first part that is still empty."""
        empty = next((line for line in self.inputs() if not line.text()), self._document)
        empty.setFocus()

    def _typed(self) -> None:
        self._pause.start()
        self.changed.emit()

    def _ask(self) -> None:
        value = self.value()
        if value is None or self._day == date.min:
            self._law = None
            self._show()
        else:
            self._lookup.resolve(ref_of(value), self._day, self._answered, self)

    def _answered(self, law: CitedLaw) -> None:
        self._law, self._successor = law, None
        self._show()
        if law.validity is not None and law.validity.replaced_by:
            self._lookup.successor(law.ref, self._day, lambda found: self._succeeded(law, found), self)

    def _succeeded(self, law: CitedLaw, found: Successor | None) -> None:
        if law is self._law:
            self._successor = found
            self._show()

    def _replace(self) -> None:
        """Cite the document that took over, and the article where one is like enough."""
        if self._successor is not None:
            ref = self._successor.ref
            self._law = self._successor = None
            self._show()
            self.put({"document": ref.document, "article": ref.article, "clause": ref.clause, "point": ref.point})
            self.changed.emit()

    def _quote(self) -> None:
        if self._law is not None:
            self.quoted.emit(self._law.ref)

    def _show(self) -> None:
        law = self._law
        self.quote.setVisible(law is not None and bool(law.ref.article) and law.article_found)
        self._printed.setVisible(bool(law and law.printed))
        self._chip.setVisible(bool(law and law.validity))
        self._show_successor()
        if law is None:
            self._reason.hide()
            return
        self._printed.setText(law.printed)
        if law.validity is not None:
            self._chip.set_word(law_word(law.validity))
        self._reason.setText(self._sentence(law))
        self._reason.setVisible(bool(self._reason.text()))

    def _show_successor(self) -> None:
        found = self._successor if self._law is not None else None
        self._instead.setVisible(found is not None)
        if found is None:
            return
        name = f"{found.document.type} {found.document.number}".strip()
        if found.article is None:
            self._instead.setText(tr("Replace with {document}").format(document=name))
            self._instead.setToolTip(tr("No article of it is like the one cited here; choose one."))
            return
        part = tr("Article {n}").format(n=found.article.number)
        self._instead.setText(tr("Replace with {article}, {document}").format(article=part, document=name))
        self._instead.setToolTip(plain(found.article.heading))

    def _sentence(self, law: CitedLaw) -> str:
        if not law.found:
            return tr("The library does not have this document. Check the number, or import the document first.")
        if not law.article_found:
            return tr("This article, clause or point is not in the document. Check the numbers.")
        if law.validity is None:
            return ""
        validity = law.validity
        reason = self._language.say(validity.reason)
        return " ".join([reason, *map(self._language.sentence, validity.remarks)])


class CitationEditor(FieldEditor):
    """A search over the library, and the citations chosen. `quoted` asks for the words of one in the text."""

    quoted = Signal(object)

    def __init__(self, field: Field, lookup: LawLookup, language: LanguageManager) -> None:
        super().__init__(field)
        self._lookup, self._language = lookup, language
        self._day = date.min
        self._name = ""
        self.cards: list[CitationCard] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.search = LawSearch(lookup)
        self.search.taken.connect(self._take)
        self._by_hand = LinkButton(tr("Enter the number myself"), "plus")
        self._by_hand.clicked.connect(lambda: self._append({}).take_focus())
        self.setLayout(column(self._list, self.search, row(self._by_hand, None), spacing=6))
        self.setFocusProxy(self.search.line)

    def surround(self, context: EditorContext) -> None:
        self._day = context.day
        self.search.set_day(context.day)
        for card in self.cards:
            card.set_day(context.day)

    def value(self) -> Any:
        found = [value for value in (card.value() for card in self.cards) if value is not None]
        return found if len(found) > 1 else found[0] if found else None

    def set_value(self, value: Any) -> None:
        if value == self.value():
            return
        items = value if isinstance(value, list) else [value] if value else []
        while len(self.cards) > len(items):
            self._remove(self.cards[-1])
        for place, item in enumerate(items):
            if place < len(self.cards):
                self.cards[place].put(item)
            else:
                self._append(item)

    def inputs(self) -> Sequence[QWidget]:
        return [*(line for card in self.cards for line in card.inputs()), self.search.line]

    def show_invalid(self, invalid: bool) -> None:
        """The border stands around the numbers of the documents, or around the search while there is none."""
        for card in self.cards:
            set_invalid(card.inputs()[0], invalid)
        set_invalid(self.search.line, invalid and not self.cards)

    def name_inputs(self, name: str) -> None:
        self._name = name
        for card in self.cards:
            card.name(name)
        self.search.line.setAccessibleName(f"{name}: {self.search.line.placeholderText().rstrip('…. ')}")

    def take_focus(self) -> None:
        if self.cards:
            self.cards[0].take_focus()
        else:
            self.search.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.close_results():
            return
        super().keyPressEvent(event)

    def add(self, value: dict[str, str], *, focus: bool = True) -> bool:
        """Add a citation as if it were found here; False when it is here already."""
        if any(card.value() == value for card in self.cards):
            return False
        empty = next((card for card in self.cards if card.value() is None), None)
        if empty is not None:
            empty.put(value)
        card = empty or self._append(value)
        self.changed.emit()
        if focus:
            card.take_focus()
        return True

    def _take(self, hit: Hit, typed: str) -> None:
        """What was found, with the clause and point that were typed with its article."""
        place = {"document": hit.number} | ({"article": hit.article} if hit.article else {})
        ref = read_citation(typed)
        if ref is not None and ref.article and ref.article == (hit.article or "").lower():
            place |= {name: part for name, part in (("clause", ref.clause), ("point", ref.point)) if part}
        self.add(place)

    def _append(self, value: Any) -> CitationCard:
        card = CitationCard(self._lookup, self._language)
        card.set_day(self._day)
        card.put(value)
        card.name(self._name)
        card.changed.connect(self.changed)
        card.gone.connect(lambda: self._take_out(card))
        card.quoted.connect(self.quoted)
        self.cards.append(card)
        self._list.addWidget(card)
        return card

    def _take_out(self, card: CitationCard) -> None:
        had = card.value() is not None
        self._remove(card)
        self.search.line.setFocus()
        if had:
            self.changed.emit()

    def _remove(self, card: CitationCard) -> None:
        self.cards.remove(card)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()
