"""The fields of a template: which there are, in what order, and what each asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox

from studio.templates.kinds import KINDS, FieldType, Limits
from studio.templates.own.edits import (
    moved_row,
    new_field,
    put_row,
    retyped,
    rows_of,
    said,
    without_row,
)
from studio.templates.own.model import Floor, TemplateDocument
from studio.translation import tr
from studio.ui.composer.inputs import LineInput, TextInput
from studio.ui.history import UndoHistory
from studio.ui.page import Shell
from studio.ui.templates.parts import LIST_CHARS, DesignPart, PartList
from studio.ui.templates.words_part import BothLines, number_of
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import PlainHolder, column, row, scrolled
from studio.ui.widgets.responsive_row import ResponsiveRow

_LIST_WIDTH = 300


class FieldsPart(DesignPart):
    """The list of fields, and beside it the one in hand."""

    def __init__(self, shell: Shell, history: UndoHistory[TemplateDocument], floor: Floor) -> None:
        super().__init__(shell, history)
        self._kept = dict(floor.fields)
        self.rows = PartList(tr("Fields"), tr("Add a field"))
        self.keep_width(self.rows, _LIST_WIDTH, LIST_CHARS)
        self.rows.added.connect(self._add)
        self.rows.removed.connect(self._remove)
        self.rows.moved.connect(self._move)
        self.rows.chosen.connect(self._show_one)
        self.label = BothLines(tr("Label"))
        self.kind = ChoiceBox({type_: self.say(kind.title) for type_, kind in KINDS.items()})
        self._kind = FieldBlock(self.kind, tr("Kind"), reserved=True)
        self.required = QCheckBox(tr("Has to be filled in"))
        self.hidden = QCheckBox(tr("Kept in the record only, never shown"))
        self.limits = {key: LineInput() for key in ("min", "max", "item_max")}
        words = {"min": tr("Least"), "max": tr("Most"), "item_max": tr("Characters of an item")}
        self._limits = {
            key: FieldBlock(line, words[key], hint=tr("Characters, items, or the number") if key == "min" else "",
                            reserved=True)
            for key, line in self.limits.items()
        }  # fmt: skip
        self.options = TextInput(lines=4)
        self._options = FieldBlock(self.options, tr("Options"), hint=tr("One a line"), reserved=True)
        self.help = BothLines(tr("Help for who writes"), needed=False)
        self.one = PlainHolder()
        ticks = row(self.required, self.hidden, None, spacing=16)
        limits = ResponsiveRow(*((block, 1) for block in self._limits.values()))
        self.one.setLayout(
            column(self.label.pair, self._kind, ticks, 6, limits, self._options, self.help.pair, None, spacing=6)
        )
        inside = row(self.rows, scrolled(self.one), spacing=20)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self._listen()

    def _listen(self) -> None:
        for name, lines in (("label", self.label), ("help", self.help)):
            for line in (lines.vi, lines.en):
                line.typed.connect(lambda name=name, lines=lines: self._say_both(name, lines))  # fmt: skip
        self.kind.activated.connect(lambda _: self._retype())
        for name, tick in (("required", self.required), ("hidden", self.hidden)):
            tick.clicked.connect(lambda on, name=name: self._set(name, True if on else None))
        for name, line in self.limits.items():
            line.typed.connect(lambda name=name, line=line: self._set(name, number_of(line.value), name))
        self.options.typed.connect(
            lambda: self._set("options", [one for one in self.options.value.split("\n") if one.strip()], "options")
        )

    @property
    def field(self) -> dict[str, Any]:
        """The one in hand; empty where there is none."""
        found = rows_of(self.document, "fields")
        one = found[self.rows.place] if 0 <= self.rows.place < len(found) else {}
        return dict(one) if isinstance(one, Mapping) else {}

    def show_document(self) -> None:
        entries = []
        for one in rows_of(self.document, "fields"):
            group = one if isinstance(one, Mapping) else {}
            kind = KINDS.get(group.get("type"))  # type: ignore[arg-type]
            star = " *" if group.get("required") else ""
            entries.append((f"{self.say(said(group.get('label')))}{star}", self.say(kind.title) if kind else ""))
        self.rows.show_entries(entries)
        self._show_one()

    def lead_to(self, field: str, card: str, size: str) -> None:
        names = [one.get("name") for one in rows_of(self.document, "fields") if isinstance(one, Mapping)]
        if field in names:
            self.rows.choose(names.index(field))
            self._show_one()
        self.limits["max"].setFocus()

    def _show_one(self) -> None:
        one = self.field
        self.one.setVisible(bool(one))
        if not one:
            return
        kept = one.get("name") in self._kept
        self.rows.remove.setEnabled(not kept)
        self.kind.setEnabled(not kept)
        self.required.setEnabled(not kept)
        self._kind.set_hint(tr("The template that this one was made of asks for it: it stays.") if kept else "")
        type_ = FieldType(one["type"]) if one.get("type") in frozenset(FieldType) else FieldType.TEXT
        kind = KINDS[type_]
        self.label.put(one.get("label"))
        self.help.put(one.get("help"))
        self.kind.set_value(type_)
        self.required.setChecked(one.get("required") is True)
        self.hidden.setChecked(one.get("hidden") is True)
        for name, line in self.limits.items():
            line.put("" if one.get(name) is None else str(one[name]))
            self._limits[name].setVisible(kind.several if name == "item_max" else kind.limits is not Limits.NOTHING)
            number = one.get(name)
            self._limits[name].set_error("" if number is None or isinstance(number, int) else tr("Write a number."))
        least, most = one.get("min"), one.get("max")
        if isinstance(least, int) and isinstance(most, int) and least > most:
            self._limits["max"].set_error(tr("The most is below the least."))
        self._options.setVisible(kind.options)
        shown = [text for text in self.options.value.split("\n") if text.strip()]
        if shown != list(one.get("options") or ()):
            self.options.put("\n".join(one.get("options") or ()))

    # -- what is changed

    def _add(self) -> None:
        place = len(rows_of(self.document, "fields"))
        self.history.push(
            put_row(self.document, "fields", place, new_field(self.document, tr("New field"))), tr("Add a field")
        )
        self.rows.choose(place)
        self._show_one()
        self.label.vi.setFocus()
        self.label.vi.selectAll()

    def _remove(self) -> None:
        if self.field:
            self.history.push(without_row(self.document, "fields", self.rows.place), tr("Remove a field"))

    def _move(self, by: int) -> None:
        place, count = self.rows.place, len(rows_of(self.document, "fields"))
        if self.field and 0 <= place + by < count:
            self.history.push(moved_row(self.document, "fields", place, by), tr("Move a field"))
            self.rows.choose(place + by)

    def _retype(self) -> None:
        if self.field and self.kind.value:
            self._put(retyped(self.field, self.kind.value), tr("Kind"))

    def _say_both(self, name: str, lines: BothLines) -> None:
        value = lines.value
        one = self.field
        if name == "label" and one and value["en"] == ((one.get("label") or {}).get("vi") or ""):
            value["en"] = value["vi"]  # nobody translated it yet
        self._set(name, value if any(value.values()) else None, name)

    def _set(self, name: str, value: Any, key: str = "") -> None:
        one = self.field
        if one:
            made = {other: item for other, item in one.items() if other != name or value is not None}
            made |= {name: value} if value is not None else {}
            self._put(made, self.say(said(one.get("label"))), f"fields.{self.rows.place}.{key}" if key else "")

    def _put(self, made: Mapping[str, Any], words: str, key: str = "") -> None:
        self.history.push(put_row(self.document, "fields", self.rows.place, dict(made)), words, key)
