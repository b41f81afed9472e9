"""A step that a named person takes with their PIN, and perhaps a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.people.model import Role
from studio.text import fold
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.read_lines import ReadLines


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedConfirmation:
    """Who, with what PIN, why, and what they typed as the name of what is at stake."""

    person: str
    pin: str
    reason: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinAction:
    """What is about to be done: its words, who may do it, and the work itself, called on the worker."""

    heading: str
    text: str
    verb: str
    roles: frozenset[Role]
    work: Callable[[SignedConfirmation], object]
    reason: bool = False
    danger: bool = False
    named: str = ""
    """A name that has to be typed, where something is lost."""
    lines: Sequence[str] = ()
    """What is read before it is done, however much that is: it scrolls."""
    lines_name: str = ""
    """What a screen reader calls them."""


class PinConfirmDialog(Form):
    """Carries the step out and closes; a refusal is shown under the PIN."""

    def __init__(self, shell: Shell, action: PinAction, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="", danger=action.danger)
        self._action = action
        self.set_heading(action.heading)
        self.go.setText(action.verb)
        self.say(action.text, "")
        if action.lines:
            self.put(ReadLines(action.lines, action.lines_name, parent=self))
        if action.reason:
            self.ask("reason", QLineEdit(), tr("Reason"), missing=tr("Say why, in a sentence."))
        if action.named:
            label = tr("To confirm, type: {name}").format(name=action.named)
            self.ask("named", QLineEdit(), label, required=True, check=self._misnamed)
        self.prove("by", action.roles, tr("Who does this"), stacked=True)

    def work(self, values: Values) -> object:
        person, pin = values.pop("by")
        return self._action.work(SignedConfirmation(person=person, pin=pin, **values))

    def _misnamed(self, values: Values) -> str:
        right = fold(values["named"]) == fold(self._action.named)
        return "" if right else tr("Type the name as it stands above.")


class DecisionKeeper(Protocol):
    """Keeps what the head `who` decided."""

    def __call__(self, who: str, pin: str, *, agree: bool, note: str) -> object: ...


class DecisionDialog(Form):
    """Agree, or return with a reason."""

    def __init__(self, shell: Shell, text: str, decide: DecisionKeeper, parent: QWidget | None = None) -> None:
        """`text` says what is decided on."""
        super().__init__(shell, parent)
        self._decide, self._agree = decide, True
        self.set_heading(tr("The head's decision"))
        self.say(text, "")
        hint = tr("Required when returning: say what has to be changed.")
        self.note = self.ask("note", QLineEdit(), tr("Remark"), hint=hint, check=self._unsaid)
        self.prove("by", frozenset({Role.HEAD}), tr("Head of the unit"), stacked=True)
        self.go.setText(tr("Approve it"))
        self.give_back = QuietButton(tr("Return"), "reply")
        self.give_back.clicked.connect(self._give_back)
        self.beside = (self.give_back,)

    @property
    def values(self) -> Values:
        return super().values | {"agree": self._agree}

    def work(self, values: Values) -> object:
        return self._decide(*values.pop("by"), **values)

    def _give_back(self) -> None:
        self._agree = False
        self.give()
        self._agree = True

    def _unsaid(self, values: Values) -> str:
        return "" if values["agree"] or values["note"] else tr("Say what has to be changed.")
