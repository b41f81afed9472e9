"""The items of a checklist that is edited: one line each, and below it what its kind asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from studio.phrase import Language, Pair, Phrase
from studio.text import nfc
from studio.training.items import DAYS, FORMS, SORTED_BY, new_item, options_of, sorted_by, with_options
from studio.training.outline import Item, ItemKind, TextForm
from studio.translation import mark, tr
from studio.ui.widgets.buttons import IconButton, MenuButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, clear, column, row

OPTIONS = 4
"""Lines for the options of a choice, at least."""
KINDS: Mapping[ItemKind, str] = {
    ItemKind.TICK: mark("To tick"),
    ItemKind.TEXT: mark("Words", about="question"),
    ItemKind.CHOICE: mark("One of several"),
    ItemKind.DATE: mark("Day"),
    ItemKind.FILE: mark("Evidence (a file)"),
    ItemKind.SORT: mark("Practice messages to sort"),
}
_FORMS: Mapping[str, str] = {
    TextForm.NOTE: mark("Any words, nothing personal"),
    TextForm.TIME: mark("A time (14:05)"),
    TextForm.NUMBER: mark("A number"),
    TextForm.REFERENCE: mark("A reference"),
    TextForm.CITATION: mark("The number of a document"),
    TextForm.POST: mark("A post, not a name"),
}
_DAYS: Mapping[str, str] = {
    "": mark("Any day"),
    "past": mark("Today or before"),
    "purge": mark("Within the next 30 days"),
}
_SORTED: Mapping[str, str] = {
    "category": mark("What each is about"),
    "action": mark("What to do with each"),
    "urgent": mark("Urgent or not"),
}


def said(text: str, before: Phrase, language: Language) -> Phrase:
    """`before` with `text` in that language; a text that was the same in both stays the same in both."""
    text = nfc(text)
    if before.vi == before.en or not before.vi or not before.en:
        return Pair(text, text)
    return Pair(before.vi, text) if language == "en" else Pair(text, before.en)


class AuthoredItem(QWidget):
    """One item: what it asks, whether it has to be answered, and what its kind needs."""

    changed = Signal()
    removed = Signal()

    def __init__(self, item: Item, number: int, language: Language) -> None:
        super().__init__()
        self._item, self._language = item, language
        self.drop = IconButton("trash-2", tr("Remove item {number}").format(number=number))
        self.required = CheckBox(tr("Has to be answered"))
        self.label = QLineEdit(item.label.to(language))
        self.required.setChecked(item.required)
        self.choice: Combo | None = None
        self.lines: list[QLineEdit] = []
        self._options: list[Phrase] = []
        extra = self._extra(item)
        asked = FieldBlock(self.label, tr("What is asked"))
        self.drop.clicked.connect(self.removed)
        self.required.toggled.connect(self.changed)
        self.label.textEdited.connect(self.changed)
        card = Card(kind="inset")
        name = Label(f"{number}. {tr(KINDS[item.kind])}", role="small")
        head = row(name, None, self.required, self.drop, spacing=8)
        card.setLayout(column(head, asked, *extra, spacing=6, margins=(12, 8, 10, 10)))
        self.setLayout(column(card))

    def _extra(self, item: Item) -> Sequence[QWidget]:
        match item.kind:
            case ItemKind.TEXT:
                forms = FORMS if item.form in FORMS else (item.form, *FORMS)
                given = self._line(item.sample or item.right, tr("A right answer, which Watch gives"))
                return (self._combo(forms, _FORMS, item.form, tr("What it must be")), given)
            case ItemKind.CHOICE if not item.messages:
                return self._choices(item)
            case ItemKind.DATE:
                return (self._combo(DAYS, _DAYS, item.right, tr("Which days are right")),)
            case ItemKind.SORT:
                sorts = SORTED_BY if item.by in SORTED_BY else (item.by, *SORTED_BY)
                return (self._combo(sorts, _SORTED, item.by, tr("They are sorted by")),)
        return ()

    def _choices(self, item: Item) -> Sequence[QWidget]:
        there = options_of(item)
        self._options = [*there, *[Phrase("")] * (OPTIONS - len(there))]
        return [
            self._line(
                text.to(self._language),
                tr("Right option") if place == 0 else tr("Another option"),
            )
            for place, text in enumerate(self._options)
        ]

    def _line(self, text: str, name: str) -> FieldBlock:
        line = QLineEdit(text)
        line.textEdited.connect(self.changed)
        self.lines.append(line)
        return FieldBlock(line, name)

    def _combo(self, values: Sequence[str], words: Mapping[str, str], chosen: str, name: str) -> FieldBlock:
        combo = self.choice = Combo()
        for value in values:
            combo.addItem(tr(words[value]) if value in words else tr("As in the file"), value)
        combo.choose(chosen)
        combo.activated.connect(self.changed)
        return FieldBlock(combo, name)

    @property
    def item(self) -> Item:
        """As it is edited."""
        label = said(self.label.text(), self._item.label, self._language)
        item = replace(self._item, label=label, required=self.required.isChecked())
        chosen = str(self.choice.currentData()) if self.choice is not None else ""
        match item.kind:
            case ItemKind.TEXT:
                form, given = TextForm(chosen), nfc(self.lines[0].text()).strip()
                right = given if form is TextForm.NUMBER and given.isdecimal() else ""
                kept = item.right if form not in FORMS else right
                return replace(item, form=form, sample=given, right=kept)
            case ItemKind.CHOICE if not item.messages:
                pairs = zip(self.lines, self._options, strict=True)
                right_one, *others = (said(line.text(), before, self._language) for line, before in pairs)
                return with_options(item, right_one, others)
            case ItemKind.DATE:
                return replace(item, right=chosen)
            case ItemKind.SORT if chosen != item.by:
                return sorted_by(item, chosen)
        return item


class ItemsEdit(QWidget):
    """All items of a step, and the way to add one of each kind."""

    changed = Signal()

    def __init__(self, items: Sequence[Item], language: Language) -> None:
        super().__init__()
        self._language = language
        self.blocks: list[AuthoredItem] = []
        self._lines, self.add = column(spacing=8), MenuButton(tr("Add an item"), glyph="plus")
        self.menu = QMenu(self.add)
        for kind, words in KINDS.items():
            self.menu.addAction(tr(words), partial(self.add_item, kind))
        self.add.setMenu(self.menu)
        self._build(items)
        self.setLayout(column(self._lines, row(self.add, None), spacing=8))

    @property
    def items(self) -> tuple[Item, ...]:
        """As they are edited."""
        return tuple(block.item for block in self.blocks)

    def add_item(self, kind: ItemKind) -> None:
        self._change([*self.items, new_item(kind, self.items)])

    def _change(self, items: Sequence[Item]) -> None:
        self._build(items)
        self.changed.emit()

    def _drop(self, place: int) -> None:
        items = list(self.items)
        del items[place]
        self._change(items)

    def _build(self, items: Sequence[Item]) -> None:
        clear(self._lines)
        self.blocks = [AuthoredItem(item, number, self._language) for number, item in enumerate(items, 1)]
        for place, block in enumerate(self.blocks):
            block.changed.connect(self.changed)
            block.removed.connect(partial(self._drop, place))
            self._lines.addWidget(block)
