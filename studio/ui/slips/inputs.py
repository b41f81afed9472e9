"""The fields of a slip. What is typed stays until it is kept; what was kept meanwhile is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Generic, TypeVar

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.moment import DateField, DateTimeField

T = TypeVar("T")
E = TypeVar("E", bound=str)
TEXT_LINES = 3
PAD = 18
"""Pixels around the lines of a text."""


class Input(FieldBlock, Generic[T]):
    """A field with its value."""

    def __init__(self, editor: QWidget, label: str = "", *, required: bool = False, hint: str = "") -> None:
        super().__init__(editor, label, required=required, hint=hint)
        self._kept: T | None = None

    @property
    def value(self) -> T | None:
        """As typed; None where it is empty or cannot be read."""
        raise NotImplementedError

    @property
    def valid(self) -> bool:
        """Whether what is typed can be read."""
        return True

    def put(self, kept: T | None) -> None:
        """Show what the slip holds, unless the same is known and something else is being typed."""
        if kept != self._kept:
            self._kept = kept
            self.write(kept)

    def write(self, value: T | None) -> None:
        raise NotImplementedError


class SlipLineInput(Input[str]):
    """A line of text."""

    def __init__(self, label: str = "", *, required: bool = False, hint: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(self.line, label, required=required, hint=hint)

    @property
    def value(self) -> str:
        return self.line.text()

    def write(self, value: str | None) -> None:
        self.line.setText(value or "")
        self.line.setCursorPosition(0)


class SlipTextInput(Input[str]):
    """A text of a few lines."""

    def __init__(self, label: str = "", *, required: bool = False, hint: str = "") -> None:
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        super().__init__(self.text, label, required=required, hint=hint)
        self.text.setFixedHeight(TEXT_LINES * self.text.fontMetrics().lineSpacing() + PAD)

    @property
    def value(self) -> str:
        return self.text.toPlainText()

    def write(self, value: str | None) -> None:
        self.text.setPlainText(value or "")


class ChoiceInput(Input[E]):
    """One of several; nothing is chosen until somebody does. Qt would hand an enum back as its text."""

    def __init__(self, label: str, none: str, options: Sequence[tuple[E, str]] = (), *, required: bool = False) -> None:
        """`none` stands where nothing is chosen."""
        self.combo = Combo()
        self.combo.setPlaceholderText(none)
        self._offered: tuple[E, ...] = ()
        super().__init__(self.combo, label, required=required)
        self.offer(options)

    def offer(self, options: Sequence[tuple[E, str]]) -> None:
        """Offer these; what is chosen stays chosen."""
        chosen = self.value
        self._offered = tuple(each for each, _ in options)
        self.combo.clear()
        self.combo.addItems([words for _, words in options])
        self.write(chosen)

    @property
    def value(self) -> E | None:
        place = self.combo.currentIndex()
        return self._offered[place] if 0 <= place < len(self._offered) else None

    def write(self, value: E | None) -> None:
        self.combo.setCurrentIndex(self._offered.index(value) if value in self._offered else -1)


class YesNoInput(Input[bool]):
    """A question; neither yes nor no is the answer to begin with."""

    def __init__(self, label: str, yes: str, no: str, none: str, *, required: bool = False) -> None:
        self.combo = Combo()
        self.combo.addItem(yes, True)
        self.combo.addItem(no, False)
        self.combo.setPlaceholderText(none)
        super().__init__(self.combo, label, required=required)
        self.write(None)

    @property
    def value(self) -> bool | None:
        chosen = self.combo.currentData()
        return chosen if isinstance(chosen, bool) else None

    def write(self, value: bool | None) -> None:
        self.combo.setCurrentIndex(-1 if value is None else self.combo.findData(value))


class MomentInput(Input[datetime]):
    """A moment in Vietnam's time."""

    def __init__(self, label: str = "", *, required: bool = False, hint: str = "") -> None:
        self.field = DateTimeField()
        super().__init__(self.field, label, required=required, hint=hint)

    @property
    def value(self) -> datetime | None:
        return self.field.value

    @property
    def valid(self) -> bool:
        return self.field.valid

    def write(self, value: datetime | None) -> None:
        self.field.set_value(value)


class DayInput(Input[date]):
    """A day."""

    def __init__(self, label: str = "", *, required: bool = False) -> None:
        self.field = DateField()
        super().__init__(self.field, label, required=required)

    @property
    def value(self) -> date | None:
        return self.field.value

    @property
    def valid(self) -> bool:
        return self.field.valid

    def write(self, value: date | None) -> None:
        self.field.set_value(value)
