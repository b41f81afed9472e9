"""Text fields: a line, a passage, a place, a person by initials, an official address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.templates.model import Field, FieldType
from studio.text import length
from studio.ui.composer.editors.base import FieldEditor, as_text
from studio.ui.composer.inputs import LineInput, TextInput
from studio.ui.widgets.layout import column

ONE_LINE = 90
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
