"""A field with its label, hint, counter and error."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import UNBOUNDED, column, row

NOTHING = "\N{NO-BREAK SPACE}"
BELOW = 5
"""Pixels between a field and what is said below it."""
WIDEST_CHARS = 80
"""Average characters of the widest field: 640 pixels at 100 percent."""


def set_invalid(editor: QWidget, invalid: bool) -> None:
    """Give `editor` the border of an error, or take it away."""
    if bool(editor.property("invalid")) == invalid:
        return
    editor.setProperty("invalid", invalid)
    editor.style().unpolish(editor)
    editor.style().polish(editor)


class FieldBlock(QWidget):
    """Label above, hint and counter below; an error takes the hint's place as icon, sentence and border.

    `reserved` keeps a line free below the field while there is neither: an error then moves nothing. A label
    that may `wrap` takes a second line where the field is narrow. A field is not wider than one reads well.
    """

    def __init__(
        self,
        editor: QWidget,
        label: str = "",
        *,
        required: bool = False,
        hint: str = "",
        reserved: bool = False,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self.editor = editor
        self._reserved = reserved
        self._said = hint
        self._label = Label(label, "label", wrap=wrap)
        self._label.setBuddy(editor)
        self._star = Label("*", "star")
        self._star.setVisible(required)
        self._hint = Label(hint, "hint", wrap=True)
        self._counter = Label(role="hint")
        self._cross = Glyph("circle-x", "error")
        self._error = Label(role="error", wrap=True)
        self._failure = QWidget()
        self._failure.setLayout(row(self._cross, self._error, spacing=6))
        self._failure.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._foot = QWidget()
        self._foot.setLayout(row(self._hint, self._counter))
        self._foot.layout().setStretch(0, 1)  # type: ignore[union-attr]
        head = row(self._label, self._star, spacing=4)
        if wrap:
            head.setStretch(0, 1)
        else:
            head.addStretch(1)
        typed = isinstance(editor, QLineEdit | QComboBox | QPlainTextEdit)
        self._bounded = typed and editor.maximumWidth() == UNBOUNDED
        line = row(editor, None if self._bounded else 0, spacing=0)
        line.setStretch(0, 1000)
        inside = column(head, line, self._failure, self._foot, spacing=BELOW)
        inside.addStretch(0)
        self.setLayout(inside)
        self._counter.hide()
        self._failure.hide()
        self.set_label(label, required=required)
        self.set_hint(hint)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        if self._bounded:
            self.editor.setMaximumWidth(WIDEST_CHARS * self.fontMetrics().averageCharWidth())

    def set_label(self, text: str, *, required: bool = False) -> None:
        self._label.setText(text)
        self._star.setVisible(required)
        self._name_editor()

    def set_hint(self, text: str) -> None:
        self._said = text
        self._hint.setText(text or NOTHING)
        self._arrange()

    def set_reserved(self, reserved: bool) -> None:
        """Keep a line free below the field, or not."""
        self._reserved = reserved
        self._arrange()
        self.updateGeometry()

    @property
    def spare(self) -> bool:
        """Whether a line is kept free below the field, and nothing stands in it."""
        return self._reserved and not (self._said or self._error.text() or self._counter.text())

    def set_counter(self, text: str, *, over: bool = False) -> None:
        """Show a count such as ``54 / 90``; `over` gives it the colour of an error."""
        self._counter.setText(text)
        self._counter.setVisible(bool(text))
        self._counter.setProperty("role", "error" if over else "hint")
        self._counter.style().unpolish(self._counter)
        self._counter.style().polish(self._counter)
        self._arrange()

    def set_error(self, sentence: str) -> None:
        """Show what is wrong; an empty sentence clears it."""
        self._error.setText(sentence)
        set_invalid(self.editor, bool(sentence))
        if not sentence:
            self._failure.hide()
        self._arrange()  # the hint goes before the error comes: with both in sight the dialog would grow
        if sentence:
            self._failure.show()
            self.editor.setAccessibleDescription(sentence)

    @property
    def error(self) -> str:
        return self._error.text()

    @property
    def label(self) -> str:
        return self._label.text()

    def _arrange(self) -> None:
        hinted = (bool(self._said) or self._reserved) and not self._error.text()
        self._hint.setVisible(hinted)
        self._foot.setVisible(hinted or bool(self._counter.text()))
        if not self._error.text():
            self.editor.setAccessibleDescription(self._said)

    def _name_editor(self) -> None:
        self.editor.setAccessibleName(self._label.text())


def to_mend(*blocks: FieldBlock) -> QWidget | None:
    """The field of the first of `blocks` that has an error."""
    return next((block.editor for block in blocks if block.error), None)


def field_height(part: QWidget) -> int:
    """Pixels that a field takes in the type of `part`, by the style sheet."""
    return round(1.3 * part.fontMetrics().lineSpacing()) + 18
