"""Which editor stands for which kind of field, and the editors of texts, options, records and addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QWidget

from studio.templates.kinds_texts import defang
from studio.templates.model import Field, FieldType
from studio.text import length
from studio.translation import tr
from studio.ui.composer.editors.base import FieldEditor, as_text
from studio.ui.composer.editors.citation import CitationEditor
from studio.ui.composer.editors.days import DateEditor, MomentEditor, RangeEditor, TimeEditor
from studio.ui.composer.editors.directory import ContactEditor, ContactsEditor, UnitEditor
from studio.ui.composer.editors.pictures import PictureEditor
from studio.ui.composer.editors.rows import Row, RowsEditor, TextRow
from studio.ui.composer.inputs import LineInput, TextInput
from studio.ui.composer.law import LawLookup
from studio.ui.language import LanguageManager
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.choice import CheckBox, YesNo
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.layout import column, row


class ChoiceEditor(FieldEditor):
    """One of the template's options."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._combo = Combo()
        self._combo.addItem("", "")
        for option in field.options:
            self._combo.addItem(option, option)
        self._combo.activated.connect(lambda _: self.changed.emit())
        self.setLayout(column(self._combo))
        self.setFocusProxy(self._combo)
        self._combo.setItemText(0, tr("Choose one"))

    def value(self) -> str:
        return as_text(self._combo.currentData())

    def set_value(self, value: Any) -> None:
        text = as_text(value)
        if not self._combo.choose(text):
            self._combo.addItem(text, text)
            self._combo.choose(text)

    def inputs(self) -> Sequence[QWidget]:
        return (self._combo,)


class CheckEditor(FieldEditor):
    """A box to tick; what is ticked stands beside it."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._box = CheckBox(tr("Yes"))
        self._box.clicked.connect(lambda _: self.changed.emit())
        self.setLayout(row(self._box, None))
        self.setFocusProxy(self._box)

    def value(self) -> bool:
        return self._box.isChecked()

    def set_value(self, value: Any) -> None:
        self._box.setChecked(value is True)

    def inputs(self) -> Sequence[QWidget]:
        return (self._box,)


class YesNoEditor(FieldEditor):
    """A question that must be answered: no answer is neither yes nor no."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._answer = YesNo()
        for button in (self._answer.yes, self._answer.no):
            button.clicked.connect(lambda _: self.changed.emit())
        self.setLayout(column(self._answer))
        self.setFocusProxy(self._answer)
        self._answer.set_words(tr("Yes"), tr("No"))

    def value(self) -> bool | None:
        return self._answer.answer

    def set_value(self, value: Any) -> None:
        self._answer.set_answer(value if isinstance(value, bool) else None)

    def inputs(self) -> Sequence[QWidget]:
        return (self._answer.yes, self._answer.no)

    def name_inputs(self, name: str) -> None:
        self._answer.name(name)


ONE_LINE = 60
"""A text that may be longer than this wraps instead of running out of sight."""
PASSAGE_LINES = 4


class TextEditor(FieldEditor):
    """Text on one line where it is short, else a paragraph that wraps; a passage keeps its line ends."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._input: LineInput | TextInput
        if field.type is FieldType.MULTILINE:
            self._input = TextInput(lines=PASSAGE_LINES)
        elif (field.max or 0) > ONE_LINE:
            self._input = TextInput(single=True)
        else:
            self._input = LineInput()
        self._input.prose = field.kind.free
        self._input.typed.connect(self.changed)
        self.setLayout(column(self._input))
        self.setFocusProxy(self._input)

    def value(self) -> str:
        return self._input.value

    def set_value(self, value: Any) -> None:
        self._input.put(as_text(value))

    def inputs(self) -> Sequence[QWidget]:
        return (self._input,)

    def count(self) -> tuple[int, int] | None:
        return (length(self.value()), self.field.max) if self.field.max else None


class AddressEditor(TextEditor):
    """An official address."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        if isinstance(self._input, LineInput):
            self._input.setPlaceholderText("https://")


class NumberEditor(FieldEditor):
    """A whole number."""

    narrow = True

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._input = LineInput()
        self._input.typed.connect(self.changed)
        self._input.setMaximumWidth(180)
        self.setLayout(column(self._input))
        self.setFocusProxy(self._input)

    def value(self) -> int | str | None:
        text = self._input.value.strip()
        plain = text.replace(".", "").replace(" ", "")
        sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
        if digits.isascii() and digits.isdigit():
            return int(sign + digits)
        return text or None

    def set_value(self, value: Any) -> None:
        if self.value() != value:
            self._input.put(as_text(value))

    def inputs(self) -> Sequence[QWidget]:
        return (self._input,)


class PairRow(Row):
    """A row of two texts, stored under the two `keys`."""

    def __init__(self, keys: tuple[str, str], *, side_by_side: bool) -> None:
        super().__init__(numbered=True)
        self._keys = keys
        self._one, self._other = TextInput(single=True), TextInput(single=True)
        self._one.takes_lines = side_by_side
        self.fill(self._one, self._other)
        self._one.entered.connect(self._other.setFocus)
        if side_by_side:
            self._body.setDirection(QBoxLayout.Direction.LeftToRight)
            self._body.setStretch(0, 3)
            self._body.setStretch(1, 2)
        one, other = self._words()
        self._one.setPlaceholderText(one)
        self._other.setPlaceholderText(other)

    def name(self, name: str) -> None:
        for part, word in zip(self.inputs(), self._words(), strict=True):
            part.setAccessibleName(f"{name} {self._place + 1}: {word}")

    def inputs(self) -> Sequence[TextInput]:
        return (self._one, self._other)

    def value(self) -> dict[str, str] | None:
        texts = [part.value for part in self.inputs()]
        return dict(zip(self._keys, texts, strict=True)) if any(text.strip() for text in texts) else None

    def put(self, value: Any) -> None:
        given = value if isinstance(value, dict) else {self._keys[0]: value}
        for part, key in zip(self.inputs(), self._keys, strict=True):
            part.put(as_text(given.get(key)))

    def _words(self) -> tuple[str, str]:
        if self._keys == ("q", "a"):
            return tr("Question"), tr("Answer", about="what is answered")
        return tr("Name"), tr("Value")


class PairsEditor(RowsEditor):
    """Questions with answers, or names with values."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)

    def make_row(self) -> Row:
        if self.field.type is FieldType.QA_LIST:
            return PairRow(("q", "a"), side_by_side=False)
        return PairRow(("key", "value"), side_by_side=True)

    def item_of(self, text: str) -> Any:
        """``name: value``, or two cells of a table."""
        key, found, value = text.partition("\t") if "\t" in text else text.partition(":")
        return {"key": key.strip(), "value": value.strip()} if found else {"key": text, "value": ""}


class DefangedEditor(RowsEditor):
    """Rows of addresses, with a button that takes the life out of those that can still be clicked."""

    def __init__(self, field: Field) -> None:
        self._defuse: LinkButton | None = None
        super().__init__(field)
        self._defuse = LinkButton(tr("Defang"), "unplug")
        self._defuse.setToolTip(tr("Enter addresses so that nobody can click them: hxxps://…[.]…"))
        self._defuse.clicked.connect(self.defuse)
        self.foot.insertWidget(1, self._defuse)
        self.changed.connect(self._offer)
        self._offer()

    def make_row(self) -> Row:
        return TextRow(numbered=False)

    def set_value(self, value: object) -> None:
        super().set_value(value)
        self._offer()

    def defuse(self) -> None:
        """Rewrite every address that could still be clicked."""
        for line in self.rows:
            text = line.value()
            if text:
                line.put(defang(text))
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        if self._defuse is not None:
            self._defuse.setVisible(any(defang(text) != text for text in self.value()))


def _bool(field: Field) -> FieldEditor:
    """A required yes-or-no is a question that can stay open; any other is a box to tick."""
    return YesNoEditor(field) if field.required else CheckEditor(field)


def _contact(field: Field) -> FieldEditor:
    return ContactsEditor(field) if (field.max or 1) > 1 else ContactEditor(field)


EDITORS: Mapping[FieldType, Callable[[Field], FieldEditor]] = {
    FieldType.TEXT: TextEditor,
    FieldType.MULTILINE: TextEditor,
    FieldType.PLACE: TextEditor,
    FieldType.PERSON_MIN: TextEditor,
    FieldType.URL_OFFICIAL: AddressEditor,
    FieldType.URL_DEFANGED: DefangedEditor,
    FieldType.NUMBER: NumberEditor,
    FieldType.LIST: RowsEditor,
    FieldType.STEPS: RowsEditor,
    FieldType.QA_LIST: PairsEditor,
    FieldType.KV_LIST: PairsEditor,
    FieldType.DATE: DateEditor,
    FieldType.TIME: TimeEditor,
    FieldType.DATETIME: MomentEditor,
    FieldType.DATERANGE: RangeEditor,
    FieldType.CHOICE: ChoiceEditor,
    FieldType.STAGE: ChoiceEditor,
    FieldType.BOOL: _bool,
    FieldType.CONTACT_REF: _contact,
    FieldType.UNIT_REF: UnitEditor,
    FieldType.IMAGE: PictureEditor,
    FieldType.IMAGE_LIST: PictureEditor,
}
"""Every kind but the citation, which asks the library."""


def make_editor(field: Field, lookup: LawLookup, language: LanguageManager) -> FieldEditor:
    """The editor of `field`."""
    if field.type is FieldType.CITATION:
        return CitationEditor(field, lookup, language)
    return EDITORS[field.type](field)
