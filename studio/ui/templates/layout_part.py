"""The tab of the canvas: a card in a size and a composition, its parts, and the six locks of the part in hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox

from studio.app.template_room import CardLook
from studio.errors import StudioError
from studio.phrase import Bilingual, capital
from studio.templates.card import built_words, part_words, size_words
from studio.templates.layout import Box, Layout, Lock, every
from studio.templates.own.edits import rows_of, told
from studio.templates.own.layouts import with_box, with_first, with_layout, with_locks
from studio.templates.own.model import TemplateDocument, TemplateRow
from studio.templates.own.samples import AMOUNTS, Amount
from studio.translation import mark, tr
from studio.ui.history import UndoHistory
from studio.ui.page import Shell
from studio.ui.tasks import Ticket
from studio.ui.templates.canvas import LayoutCanvas
from studio.ui.templates.draft_cards import SIZES, CardOnCanvas, card_on_canvas
from studio.ui.templates.parts import DesignPart
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.field import NOTHING, FieldBlock
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, column, row, scrolled
from studio.ui.widgets.row_list import EntryList, ListEntry

LOCK_WORDS: Final[Mapping[Lock, str]] = {
    Lock.SELECT: mark("Select by the mouse", about="lock"),
    Lock.MOVE: mark("Move", about="lock"),
    Lock.RESIZE: mark("Resize", about="lock"),
    Lock.REMOVE: mark("Leave out", about="lock"),
    Lock.CONTENT: mark("Choose another part of the photo", about="lock"),
    Lock.STYLE: mark("Break lines", about="lock"),
}
PALETTES: Final[Mapping[str, str]] = {
    "warning": mark("Warning", about="colours"),
    "weather": mark("Weather", about="colours"),
    "flood": mark("Flood", about="colours"),
    "fire": mark("Fire", about="colours"),
    "heat": mark("Heat", about="colours"),
    "cold": mark("Cold", about="colours"),
    "law": mark("Law", about="colours"),
    "guidance": mark("Guidance", about="colours"),
    "emergency": mark("Emergency", about="colours"),
    "notice": mark("Notice", about="colours"),
    "community": mark("Community", about="colours"),
    "correction": mark("Correction", about="colours"),
    "found": mark("Found", about="colours"),
    "figures": mark("Figures", about="colours"),
    "hotline": mark("Hotline", about="colours"),
    "tribute": mark("Tribute", about="colours"),
    "festive": mark("Holiday", about="colours"),
    "tet": mark("Tết", about="colours"),
    "teachers": mark("Teachers' day", about="colours"),
    "martyrs": mark("Remembrance day", about="colours"),
}
"""The colours that cards may have, as the department's design names them."""
_LEGAL: Final = frozenset({"citation", "source", "unit", "contact"})
_SIDE, _LOCKS, _PARTS = 248, 280, 200
_SIDE_CHARS, _LOCK_CHARS = 19, 31
"""Letters in one line of the columns left and right of the canvas."""


class LayoutPart(DesignPart):
    """Boxes are moved on the canvas; everything else stands beside it."""

    def __init__(
        self, shell: Shell, history: UndoHistory[TemplateDocument], template: TemplateRow, look: CardLook
    ) -> None:
        super().__init__(shell, history)
        self._row, self._look = template, look
        self._size, self._shown_for = SIZES[0], None
        self.sizes = FilterPills()
        self.sizes.offer([FilterChoice(one, self.say(capital(size_words(one)))) for one in SIZES], self._size)
        self.sizes.chosen.connect(self._choose_size)
        self.card = ChoiceBox()
        self.composition = ChoiceBox()
        self.amount = ChoiceBox({one: self.say(capital(AMOUNTS[one])) for one in Amount}, Amount.TYPICAL)
        self.palette_ = ChoiceBox()
        self.first = {True: ChoiceBox(), False: ChoiceBox()}
        self.parts = EntryList(tr("Parts of the card"), lines=0)
        self.parts.setMinimumHeight(_PARTS)
        self.canvas = LayoutCanvas()
        self.canvas.setAccessibleName(tr("Canvas"))
        self.canvas.setAccessibleDescription(
            tr("Arrows move the part in hand, Shift and arrows resize it, Page Up and Page Down take another in hand.")
        )
        self.locks = {lock: QCheckBox(tr(words)) for lock, words in LOCK_WORDS.items()}
        self.where, self.note = Label(NOTHING, "hint", wrap=True), Label(NOTHING, "error", wrap=True)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        left, right = PlainHolder(), PlainHolder()
        chosen = column(
            FieldBlock(self.card, tr("Card")),
            FieldBlock(self.composition, tr("Composition")),
            FieldBlock(self.amount, tr("Sample data")),
            Label(tr("Parts of the card"), "label"),
            self.parts,
            spacing=6,
        )
        chosen.setStretch(4, 1)
        left.setLayout(chosen)
        right.setLayout(
            column(
                self.where,
                Label(tr("Locked"), "label"),
                *(row(tick, None) for tick in self.locks.values()),
                8,
                FieldBlock(self.first[True], tr("First, with a photo")),
                FieldBlock(self.first[False], tr("First, without")),
                FieldBlock(self.palette_, tr("Colours")),
                None,
                spacing=6,
            )
        )
        middle = column(self.sizes, self.canvas, self.note, spacing=6)
        middle.setStretch(1, 1)
        beside = scrolled(left), scrolled(right)
        for area, least, chars in zip(beside, (_SIDE, _LOCKS), (_SIDE_CHARS, _LOCK_CHARS), strict=True):
            self.keep_width(area, least, chars)
        inside = row(beside[0], middle, beside[1], spacing=14)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def _listen(self) -> None:
        for box in (self.card, self.composition, self.amount):
            box.activated.connect(lambda _: self._paint())
        for photo, box in self.first.items():
            box.activated.connect(lambda _, photo=photo: self._set_first(photo=photo))
        self.palette_.activated.connect(lambda _: self._set_palette())
        self.canvas.chosen.connect(self.parts.choose)
        self.canvas.placed.connect(self._place)
        self.canvas.held.connect(self._say_held)
        self.parts.chosen.connect(self._choose)
        for lock, tick in self.locks.items():
            tick.clicked.connect(lambda on, lock=lock: self._lock(lock, on=on))

    # -- what is shown

    def show_document(self) -> None:
        cards = rows_of(self.document, "cards")
        names = {n: self._card_words(card, n) for n, card in enumerate(cards)}
        self.card.offer(names)
        if self.card.value == "" and names:
            self.card.set_value(0)
        self._paint()

    def lead_to(self, field: str, card: str, size: str) -> None:
        for n, one in enumerate(rows_of(self.document, "cards")):
            if isinstance(one, Mapping) and card in (one.get("id"), one.get("layout")):
                self.card.set_value(n)
        if size in SIZES:
            self._choose_size(size)
            self.sizes.offer([FilterChoice(o, self.say(capital(size_words(o)))) for o in SIZES], size)
        self._paint()
        self.canvas.setFocus()

    def _card_words(self, card: Any, n: int) -> str:
        layout = self.shell.studio.catalog.design().layouts.get(str(card.get("layout")))
        title = self.say(Bilingual(layout.title_vi, layout.title_en)) if layout is not None else str(card.get("layout"))
        return f"{n + 1}. {title}"

    def _choose_size(self, size: str) -> None:
        self._size = size
        self._paint()

    def _paint(self) -> None:
        if not isinstance(self.card.value, int):
            return
        own, look, document = self.shell.studio.own_templates, self._look, self.document
        place, size, built, amount = self.card.value, self._size, self.composition.value, self.amount.value

        def painted(_: Ticket) -> CardOnCanvas:
            return card_on_canvas(own, look, self._row, document, place, size, str(built), amount)

        self.shell.tasks.pool(painted, self._show_card, owner=self, key="canvas", failed=self._failed)

    def _failed(self, error: StudioError) -> None:
        self.note.setText(self.shell.language.sentence(error.phrase))

    def _show_card(self, card: CardOnCanvas) -> None:
        self.note.setText(NOTHING)
        layout = card.layout
        words = {one.value: self.say(capital(built_words(one.value))) for one in layout.compositions}
        self.composition.offer(words)
        self.composition.set_value(card.composition)
        for photo, box in self.first.items():
            box.offer(words)
            box.set_value((layout.with_photo if photo else layout.without)[0].value)
        self.palette_.offer({name: tr(words) for name, words in PALETTES.items() if name in card.design.themes})
        self.palette_.set_value(self.document.template.get("palette") or self.document.template.get("theme"))
        self.canvas.show_card(card)
        boxed = [part.id for part in card.boxed]
        flowed = [layer.id for layer in every(layout.layers) if layer.slot and layer.id in card.where]
        ids = list(dict.fromkeys((*boxed, *(one for one in flowed if one not in boxed))))
        self.parts.show_entries(
            [ListEntry(id=one, title=self._part_words(one), side=self._side(layout, one, boxed=one in boxed))
             for one in ids]
        )  # fmt: skip
        self.parts.choose(self.parts.chosen_id or self.canvas.part.id if self.canvas.part is not None else "")
        self._show_part()

    def _side(self, layout: Layout, part: str, *, boxed: bool) -> str:
        """What tells a part from another of the same words: a list stands in the panel that is called like it."""
        layer = layout.layer(part)
        if layer is not None and layer.kind == "panel":
            return tr("panel")
        return tr("box") if boxed else ""

    def _part_words(self, part: str) -> str:
        return tr("All texts together") if part == "content" else self.say(capital(part_words(part)))

    @property
    def _chosen(self) -> str:
        return self.parts.chosen_id

    def _choose(self, part: str) -> None:
        self.canvas.choose(part)
        self._show_part()

    def _show_part(self) -> None:
        card = self.canvas.card
        layer = card.layout.layer(self._chosen) if card is not None else None
        for lock, tick in self.locks.items():
            tick.setEnabled(layer is not None and not (layer.slot in _LEGAL and lock in (Lock.REMOVE, Lock.CONTENT)))
            tick.setChecked(layer is not None and lock in layer.locks)
        box = self.canvas.box
        held = self.canvas.part is not None and self.canvas.part.id == self._chosen
        words = tr("From the left {x}, from the top {y}; {w} wide, {h} high")
        self.where.setText(
            words.format(x=box.x, y=box.y, w=box.w, h=box.h)
            if held and box is not None
            else tr("It stands where the text before it ends.")
        )

    # -- what is changed

    @property
    def _layout(self) -> tuple[str, Mapping[str, Any]]:
        """Name and file of the layout of the card in hand: its own, or the department's."""
        card = rows_of(self.document, "cards")[self.card.value]
        name = str(card.get("layout"))
        return name, self.document.layouts.get(name) or self.shell.studio.own_templates.shipped_layout(name)

    def _put(self, layout: Mapping[str, Any], words: str, key: str = "") -> None:
        self.history.push(with_layout(self.document, self._layout[0], layout), words, key)

    def _place(self, part: str, box: Box) -> None:
        found = self.canvas.part
        if found is not None and found.id == part:
            self.note.setText(NOTHING)
            words = tr("Box: {part}").format(part=self.say(part_words(part)))
            self._put(with_box(self._layout[1], found, box), words, f"box.{self.card.value}.{part}.{found.spot}")
            self._show_part()

    def _say_held(self, lock: Lock) -> None:
        self.note.setText(
            tr("This part is locked: clear “{lock}” on the right first.").format(lock=tr(LOCK_WORDS[lock]))
        )

    def _lock(self, lock: Lock, *, on: bool) -> None:
        card = self.canvas.card
        layer = card.layout.layer(self._chosen) if card is not None else None
        if layer is not None:
            locks = layer.locks | {lock} if on else layer.locks - {lock}
            self._put(
                with_locks(self._layout[1], layer.id, locks),
                tr("Locks: {part}").format(part=self.say(part_words(layer.id))),
            )

    def _set_first(self, *, photo: bool) -> None:
        card = self.canvas.card
        if card is not None:
            made = with_first(self._layout[1], card.layout, str(self.first[photo].value), photo=photo)
            self._put(made, tr("Composition"))

    def _set_palette(self) -> None:
        chosen = str(self.palette_.value)
        own = chosen if chosen != self.document.template.get("theme") else None
        self.history.push(told(self.document, "palette", own), tr("Colours"))
