"""Lists whose items have two parts: questions with answers, names with values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QBoxLayout

from studio.templates.model import Field, FieldType
from studio.ui.composer.editors.base import as_text
from studio.ui.composer.editors.rows import Row, RowsEditor
from studio.ui.composer.inputs import TextInput


class PairRow(Row):
    """A row of two texts, stored under the two `keys`."""

    def __init__(self, keys: tuple[str, str], *, side_by_side: bool) -> None:
        super().__init__(numbered=True)
        self._keys, self._short = keys, side_by_side
        self._one, self._other = TextInput(single=True), TextInput(single=True)
        self._one.takes_lines = side_by_side
        self.fill(self._one, self._other)
        self._one.entered.connect(self._other.setFocus)
        if side_by_side:
            self._body.setDirection(QBoxLayout.Direction.LeftToRight)
            self._body.setStretch(0, 3)
            self._body.setStretch(1, 2)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
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
            return self.tr("Question"), self.tr("Answer")
        return self.tr("Name"), self.tr("Value")


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
