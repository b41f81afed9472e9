"""A step that a named person takes with their PIN, and perhaps a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.errors import StudioError
from studio.people.model import Person, Role
from studio.text import fold, nfc, squeeze
from studio.ui.page import Shell
from studio.ui.widgets.buttons import Button, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock, to_mend
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.widgets.pin import PersonPicker, PinField


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Who, with what PIN, why, and what they typed as the name of what is at stake."""

    person: str
    pin: str
    reason: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofStep:
    """What is about to be done: its words, who may do it, and the work itself, called on the worker."""

    heading: str
    text: str
    verb: str
    roles: frozenset[Role]
    work: Callable[[Proof], object]
    reason: bool = False
    danger: bool = False
    named: str = ""
    """A name that has to be typed, where something is lost."""


class ProofDialog(Dialog):
    """Carries the step out and closes; a refusal is shown here and nothing is lost. `done` follows success."""

    done_well = Signal()

    def __init__(self, shell: Shell, step: ProofStep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._step = shell, step
        self._who, self._pin, self._why, self._name = PersonPicker(), PinField(), QLineEdit(), QLineEdit()
        self._blocks = {
            "why": FieldBlock(self._why, reserved=True),
            "name": FieldBlock(self._name, reserved=True),
            "who": FieldBlock(self._who, reserved=True),
            "pin": FieldBlock(self._pin, reserved=True),
        }
        self._blocks["why"].setVisible(step.reason)
        self._blocks["name"].setVisible(bool(step.named))
        self._text = Label(step.text, wrap=True)
        self.go = Button(step.verb, kind="danger" if step.danger else "primary")
        self.cancel = QuietButton()
        self.go.clicked.connect(self._try)
        if not step.danger:
            self._pin.returnPressed.connect(self.go.click)
        self._why.returnPressed.connect(self._pin.setFocus)
        self._name.returnPressed.connect(self._pin.setFocus)
        self.cancel.clicked.connect(self.reject)
        self.fill(self._text, *self._blocks.values(), buttons=row(None, self.cancel, self.go))
        self.retranslate()
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def retranslate(self) -> None:
        self.set_heading(self._step.heading)
        self._blocks["who"].set_label(self.tr("Who does this"))
        self._blocks["pin"].set_label(self.tr("PIN"))
        self._blocks["why"].set_label(self.tr("Reason"), required=True)
        self._blocks["name"].set_label(self.tr("To confirm, type: {name}").format(name=self._step.named), required=True)
        self.cancel.setText(self.tr("Cancel"))

    def _offer(self, people: Sequence[Person]) -> None:
        self._who.offer([p for p in people if p.active and p.roles & self._step.roles], self._shell.session.person_id)
        after = self._pin if self._who.person else self._who
        first = self._why if self._step.reason else self._name if self._step.named else after
        first.setFocus()

    def _try(self) -> None:
        reason = squeeze(nfc(self._why.text()))
        named = squeeze(nfc(self._name.text()))
        wrong = {
            "name": self.tr("Type the name as it stands above.") if fold(named) != fold(self._step.named) else "",
            "who": "" if self._who.person else self.tr("Choose a person."),
            "pin": "" if self._pin.text() else self.tr("Enter the PIN."),
            "why": self.tr("Say why, in a sentence.") if self._step.reason and not reason else "",
        }
        for name, sentence in wrong.items():
            self._blocks[name].set_error(sentence)
        if (field := to_mend(*self._blocks.values())) is not None:
            field.setFocus()
            return
        proof = Proof(person=self._who.person, pin=self._pin.take(), reason=reason, named=named)
        self.go.setEnabled(False)
        self._shell.tasks.store(lambda: self._step.work(proof), self._finish, owner=self, failed=self._refused)

    def _finish(self, _: object) -> None:
        self.done_well.emit()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.go.setEnabled(True)
        self._blocks["pin"].set_error(self._shell.speech.explain(error))
        self._pin.setFocus()
