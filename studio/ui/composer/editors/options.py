"""Fields where one of a few things is chosen: an option, a stage, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.templates.model import Field
from studio.ui.composer.editors.base import FieldEditor, as_text
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.yes_no import YesNo


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

    def retranslate(self) -> None:
        self._combo.setItemText(0, self.tr("Choose one"))

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
        self._box = CheckBox()
        self._box.clicked.connect(lambda _: self.changed.emit())
        self.setLayout(row(self._box, None))
        self.setFocusProxy(self._box)

    def retranslate(self) -> None:
        self._box.setText(self.tr("Yes"))

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

    def retranslate(self) -> None:
        self._answer.set_words(self.tr("Yes"), self.tr("No"))

    def value(self) -> bool | None:
        return self._answer.answer

    def set_value(self, value: Any) -> None:
        self._answer.set_answer(value if isinstance(value, bool) else None)

    def inputs(self) -> Sequence[QWidget]:
        return (self._answer.yes, self._answer.no)

    def name_inputs(self, name: str) -> None:
        self._answer.name(name)
