"""The fields of a slip. What is typed stays until it is kept; what was kept meanwhile is shown."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.ui.widgets.editors import ChoiceBox, show_value, value_of
from studio.ui.widgets.field import FieldBlock

E = TypeVar("E", bound=QWidget)


class SlipInput(FieldBlock, Generic[E]):
    """A field with its value."""

    editor: E

    def __init__(self, editor: E, label: str = "", *, required: bool = False, hint: str = "") -> None:
        super().__init__(editor, label, required=required, hint=hint)
        self._kept: Any = None

    @property
    def value(self) -> Any:
        """As typed; None where nothing is chosen, or it is no day."""
        value = value_of(self.editor)
        return None if value == "" and isinstance(self.editor, ChoiceBox) else value

    @property
    def valid(self) -> bool:
        """Whether what is typed can be read."""
        return bool(getattr(self.editor, "valid", True))

    @property
    def unkept(self) -> bool:
        """Whether words stand here that the slip does not hold."""
        return isinstance(self.editor, QLineEdit | QPlainTextEdit) and self.value != (self._kept or "")

    def put(self, kept: Any) -> None:
        """Show what the slip holds, unless the same is known and something else is being typed."""
        if kept != self._kept:
            self._kept = kept
            self.write(kept)

    def write(self, value: Any) -> None:
        show_value(self.editor, value)
