"""A step of a slip: what it is, its fields, whether it is done, and one button."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.errors import StudioError
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.language import LanguageManager
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.editors import ChoiceBox, show_value, value_of
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, column, row

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


class SlipSection(QWidget):
    """Fields by the keys under which the register refuses them; `beside` stands beside the button, `below` under it."""

    def __init__(
        self,
        inputs: Mapping[str, SlipInput[Any]],
        *rows: QWidget,
        title: str = "",
        hint: str = "",
        verb: str = "",
        glyph: str = "check",
        anchors: tuple[str, ...] = (),
        beside: tuple[QWidget, ...] = (),
        below: tuple[QWidget, ...] = (),
        folds: bool = True,
    ) -> None:
        """One that `folds` shows its title alone once it is done, until somebody opens it again."""
        super().__init__()
        self.inputs = inputs
        self._mark = Glyph("circle", "muted")
        self._title, self._hint = Label(role="label", wrap=True), Label(role="hint", wrap=True)
        self._error = Label(role="error", wrap=True)
        self._error.hide()
        self.save = QuietButton(glyph=glyph)
        self._body = PlainHolder()
        self.fold = IconButton("chevron-up")
        self.fold.clicked.connect(lambda: self._show_body(not self._body.isVisibleTo(self)))
        self._folds, self._was_done = folds, False
        head = row(self._mark, self._title, self.fold, spacing=8)
        head.setStretch(1, 1)
        foot, flow = PlainHolder(), FlowLayout()
        for button in (self.save, *beside):
            flow.addWidget(button)
        foot.setLayout(flow)
        self._body.setLayout(column(self._hint, *rows, self._error, foot, *below, spacing=8))
        card = Card()
        card.setLayout(column(head, self._body, spacing=6, margins=(16, 10, 12, 12)))
        self.fold.setVisible(False)
        self.setLayout(column(card))
        self.set_words(title, hint, verb)
        anchor(self, *anchors)

    def set_words(self, title: str, hint: str, verb: str) -> None:
        self._title.setText(title)
        self.set_hint(hint)
        self.set_verb(verb)
        self._name_fold()

    def set_hint(self, hint: str) -> None:
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def set_verb(self, verb: str) -> None:
        """What the button says."""
        self.save.setText(verb)
        self.save.setAccessibleName(f"{self._title.text()}: {verb}")

    def set_done(self, done: bool) -> None:
        """Say whether the step is done: by the mark, and to a screen reader by the title."""
        self._mark.show_glyph("circle-check" if done else "circle", Tone.GREEN if done else "muted")
        self._mark.setAccessibleName(tr("Done") if done else tr("Not done yet"))
        self.fold.setVisible(self._folds and done)
        if self._folds and done is not self._was_done:
            self._show_body(not done)
        self._was_done = done

    def _show_body(self, shown: bool) -> None:
        self._body.setVisible(shown)
        self.fold.set_glyph("chevron-up" if shown else "chevron-down")
        self._name_fold()

    def _name_fold(self) -> None:
        shown = self._body.isVisibleTo(self)
        verb = tr("Collapse this step") if shown else tr("Open this step")
        self.fold.set_name(f"{verb}: {self._title.text()}")

    @property
    def error(self) -> str:
        """What was refused last, here or at a field."""
        return self._error.text() or next((field.error for field in self.inputs.values() if field.error), "")

    def clear_errors(self) -> None:
        for field in self.inputs.values():
            field.set_error("")
        self.say("")

    def refuse(self, error: StudioError, language: LanguageManager) -> None:
        """Show what was refused, at the field it is about."""
        field = self.inputs.get(error.where)
        if field is not None:
            field.set_error(language.sentence(error.phrase))
        else:
            self.say(language.sentence(error.phrase))

    def read(self) -> dict[str, Any] | None:
        """What is typed, by key; None, with the fields marked, where something cannot be read or is not chosen."""
        self.clear_errors()
        wanting = [field for field in self.inputs.values() if field.value is None]
        for field in wanting:
            field.set_error(tr("Fill this in.") if field.valid else tr("Enter it as 25/11/2026 08:00."))
        return None if wanting else {key: field.value for key, field in self.inputs.items()}

    def say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
