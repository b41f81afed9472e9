"""The cards of a template: which there are, in what order, and what stands on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.phrase import Bilingual, capital
from studio.templates.card import part_words
from studio.templates.kinds import Field
from studio.templates.layer_kinds import LISTED
from studio.templates.layout import Layout, every
from studio.templates.own.edits import fields_of, moved_row, put_row, rows_of, without_row
from studio.templates.own.model import TemplateDocument, is_own
from studio.translation import tr
from studio.ui.history import UndoHistory
from studio.ui.page import Shell
from studio.ui.templates.parts import LIST_CHARS, DesignPart, PartList, TextBlock
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import PlainHolder, clear, column, row, scrolled

_LIST_WIDTH = 300
_COMMON: Final = ("kicker", "headline")
"""Slots of every layout that a template words itself; the program fills the others."""
_TYPED, _MEDIA = "=", "media"
_BETWEEN: Final = "|"
"""Between the label and the text of a pair that is typed."""


class SlotBlock(QWidget):
    """What fills one part of a card: a text, or a list field, or lines that are typed here."""

    edited = Signal()

    def __init__(self, part: DesignPart, slot: str, kind: str) -> None:
        """`kind`: ``text``, ``list`` or ``pairs``."""
        super().__init__()
        self.slot, self._kind = slot, kind
        label = part.say(capital(part_words(slot)))
        self.text = TextBlock(part, label, lines=3 if kind != "text" else 0)
        self.text.typed.connect(self.edited)
        self.source = ChoiceBox()
        self._source = FieldBlock(self.source, tr("{part}: from the field").format(part=label))
        self._source.setVisible(kind != "text")
        self.source.activated.connect(lambda _: self._chosen())
        if kind == "pairs":
            self.text.block.set_hint(tr("One pair a line: label | text"))
        self.setLayout(column(self._source, self.text, spacing=4))

    def offer(self, fields: tuple[Field, ...]) -> None:
        """List the fields that fit."""
        if self._kind == "list":
            fitting = [one for one in fields if one.kind.text_list and not one.hidden]
        else:
            fitting = [one for one in fields if len(one.kind.parts) == 2 and not one.hidden]
        part = self.text.part
        self.source.offer({_TYPED: tr("Typed here")} | {one.name: part.say(one.label) for one in fitting})

    @property
    def value(self) -> Any:
        """As the template's file has it; None for nothing."""
        lines = [line for line in self.text.value.split("\n") if line.strip()]
        if self._kind == "text":
            return self.text.value or None
        if self.source.value not in ("", _TYPED):
            return {self._kind: self.source.value}
        if self._kind == "list":
            return {"lines": lines} if lines else None
        pairs = [[part.strip() for part in line.partition(_BETWEEN)[::2]] for line in lines]
        return {"pairs": pairs} if pairs else None

    def put(self, value: Any) -> None:
        group = value if isinstance(value, Mapping) else {}
        named = next((group[key] for key in ("list", "pairs") if isinstance(group.get(key), str)), "")
        self.source.set_value(named or _TYPED)
        self.text.setVisible(self._kind == "text" or not named)
        if value == self.value:
            return
        if isinstance(value, str):
            self.text.put(value)
        elif isinstance(group.get("pairs"), list):
            self.text.put("\n".join(f" {_BETWEEN} ".join(map(str, pair)) for pair in group["pairs"]))
        else:
            self.text.put("\n".join(map(str, group.get("lines") or ())))

    def _chosen(self) -> None:
        self.text.setVisible(self.source.value == _TYPED)
        self.edited.emit()


class CardsPart(DesignPart):
    """The list of cards, and beside it what stands on the one in hand."""

    def __init__(self, shell: Shell, history: UndoHistory[TemplateDocument]) -> None:
        super().__init__(shell, history)
        self.rows = PartList(tr("Cards"), tr("Add a card"), beside=False)
        self.keep_width(self.rows, _LIST_WIDTH, LIST_CHARS)
        self.rows.added.connect(self._add)
        self.rows.removed.connect(self._remove)
        self.rows.moved.connect(self._move)
        self.rows.chosen.connect(self._show_one)
        self.layout_ = ChoiceBox()
        self.layout_.activated.connect(lambda _: self._relayout())
        self.photo = ChoiceBox()
        self.photo.activated.connect(lambda _: self._set("photo", self.photo.value or None))
        self.alt = TextBlock(self, tr("Alt text"), lines=2, needed=True)
        self.alt.typed.connect(lambda: self._set("alt", self.alt.value, "alt"))
        self.slots: dict[str, SlotBlock] = {}
        self._built = ""
        self._slots = PlainHolder()
        self._inside = column(spacing=8)
        self._slots.setLayout(self._inside)
        self.one = PlainHolder()
        self.one.setLayout(
            column(
                FieldBlock(self.layout_, tr("Layout")),
                self._slots,
                FieldBlock(self.photo, tr("Photo")),
                self.alt,
                None,
                spacing=8,
            )
        )
        inside = row(self.rows, scrolled(self.one), spacing=20)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    @property
    def card(self) -> dict[str, Any]:
        """The one in hand; empty where there is none."""
        found = rows_of(self.document, "cards")
        one = found[self.rows.place] if 0 <= self.rows.place < len(found) else {}
        return dict(one) if isinstance(one, Mapping) else {}

    def show_document(self) -> None:
        layouts = self._layouts()
        titles = {name: self.say(Bilingual(one.title_vi, one.title_en)) for name, one in layouts.items()}
        self.layout_.offer(titles)
        cards = rows_of(self.document, "cards")
        names = [str(card.get("layout")) for card in cards if isinstance(card, Mapping)]
        self.rows.show_entries([(f"{n}. {titles.get(name, name)}", "") for n, name in enumerate(names, 1)])
        self.rows.remove.setEnabled(len(cards) > 1)
        self._show_one()

    def lead_to(self, field: str, card: str, size: str) -> None:
        self.alt.setFocus()

    def _layouts(self) -> Mapping[str, Layout]:
        """Those of the department."""
        found = self.shell.studio.catalog.design().layouts
        return {name: layout for name, layout in found.items() if not is_own(name)}

    def _show_one(self) -> None:
        one, fields = self.card, fields_of(self.document)
        name = str(one.get("layout"))
        self.one.setVisible(bool(one))
        if name != self._built:
            self._build(name)
        self.layout_.set_value(name)
        values = one.get("values")
        for slot, block in self.slots.items():
            block.offer(fields)
            block.put(values.get(slot) if isinstance(values, Mapping) else None)
        pictures = {field.name: self.say(field.label) for field in fields if field.kind.picture}
        self.photo.offer({"": tr("None", about="photo"), _MEDIA: tr("The first picture of the post")} | pictures)
        self.photo.set_value(one.get("photo") or "")
        self.alt.put(str(one.get("alt") or ""))

    def _build(self, name: str) -> None:
        """Blocks for the parts of that layout."""
        self._built = name
        clear(self._inside)
        layout = self._layouts().get(name)
        kinds = {layer.slot: layer.kind for layer in every(layout.layers) if layer.slot} if layout is not None else {}
        own = layout.slots[len(layout.slots) - self._own(layout) :] if layout is not None else ()
        self.slots = {}
        for slot in (*_COMMON, *own):
            kind = kinds.get(slot, "text")
            block = SlotBlock(self, slot, "list" if kind == "list" else "pairs" if kind in LISTED else "text")
            block.edited.connect(lambda block=block: self._fill(block))  # fmt: skip
            self.slots[slot] = block
            self._inside.addWidget(block)

    def _own(self, layout: Layout) -> int:
        """How many slots the layout has beside those of every layout."""
        every_one = set.intersection(*(set(one.slots) for one in self._layouts().values()))
        return sum(slot not in every_one for slot in layout.slots)

    # -- what is changed

    def _put(self, card: Mapping[str, Any], words: str, key: str = "") -> None:
        self.history.push(put_row(self.document, "cards", self.rows.place, dict(card)), words, key)

    def _fill(self, block: SlotBlock) -> None:
        one = self.card
        values = {name: value for name, value in (one.get("values") or {}).items() if name != block.slot}
        value = block.value
        made = {**one, "values": values | ({block.slot: value} if value is not None else {})}
        self._put(made, self.say(part_words(block.slot)), f"cards.{self.rows.place}.{block.slot}")

    def _set(self, name: str, value: Any, key: str = "") -> None:
        one = {other: item for other, item in self.card.items() if other != name}
        self._put({**one, **({name: value} if value is not None else {})}, self.alt.block.label,
                  f"cards.{self.rows.place}.{key}" if key else "")  # fmt: skip

    def _relayout(self) -> None:
        """Another layout: of what stood on the card stays what the new one has a part for."""
        one, name = self.card, str(self.layout_.value)
        layout = self._layouts().get(name)
        if layout is not None and one.get("layout") != name:
            values = {slot: value for slot, value in (one.get("values") or {}).items() if slot in layout.slots}
            self._put({**one, "layout": name, "values": values}, tr("Layout"))

    def _add(self) -> None:
        place = len(rows_of(self.document, "cards"))
        made = {"layout": "notice", "alt": "{{ unit_name }}", "values": {"headline": tr("New card")}}
        self.history.push(put_row(self.document, "cards", place, made), tr("Add a card"))
        self.rows.choose(place)
        self._show_one()
        self.layout_.setFocus()

    def _remove(self) -> None:
        if len(rows_of(self.document, "cards")) > 1:
            self.history.push(without_row(self.document, "cards", self.rows.place), tr("Remove a card"))

    def _move(self, by: int) -> None:
        place = self.rows.place
        if 0 <= place + by < len(rows_of(self.document, "cards")):
            self.history.push(moved_row(self.document, "cards", place, by), tr("Move a card"))
            self.rows.choose(place + by)
