"""Who is working at this PC: a name and the PIN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.people.model import Person
from studio.people.present import SignedIn
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.widgets.pin import PersonPicker, PinField

if TYPE_CHECKING:
    from studio.people.service import People


def signed_in(people: People, who: str, pin: str) -> tuple[Person, SignedIn]:
    """The person with what their PIN proves. On the worker. Raises NotPermitted."""
    signed = people.sign_in(who, pin)
    return people.acting(signed), signed


class SignInDialog(Dialog):
    """Signs a person in, or out; `signed_in` follows the first."""

    signed_in = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._who, self._pin = PersonPicker(), PinField()
        self._name = FieldBlock(self._who, reserved=True)
        self._proof = FieldBlock(self._pin, reserved=True)
        self._hint = Label(role="hint", wrap=True)
        self._ok = PrimaryButton(glyph="log-in")
        self._cancel = QuietButton()
        self._out = QuietButton(glyph="log-out")
        self._lock = QuietButton(glyph="lock")
        for button in (self._out, self._lock):
            button.setVisible(shell.session.person is not None)
        self._ok.clicked.connect(self._try)
        self._ok.setDefault(True)
        self._cancel.clicked.connect(self.reject)
        self._out.clicked.connect(self._sign_out)
        self._lock.clicked.connect(self._lock_now)
        self.fill(self._hint, self._name, self._proof, buttons=row(self._lock, self._out, None, self._cancel, self._ok))
        self.retranslate()
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Who is working here?"))
        words = [self.tr("Drafts carry your name. Decisions ask for the PIN again.")]
        if self._shell.hint is not None:
            words.append(self._shell.speech.say(self._shell.hint))
        self._hint.setText("\n".join(words))
        self._name.set_label(self.tr("Person"))
        self._proof.set_label(self.tr("PIN"))
        self._ok.setText(self.tr("Sign in"))
        self._cancel.setText(self.tr("Cancel"))
        self._out.setText(self.tr("Sign out"))
        self._lock.setText(self.tr("Lock"))
        self._lock.setToolTip(self.tr("Hide everything until your PIN is entered (Ctrl+F12)"))

    def _offer(self, people: Sequence[Person]) -> None:
        self._who.offer([p for p in people if p.active], self._shell.session.person_id)
        (self._pin if self._who.person else self._who).setFocus()

    def _try(self) -> None:
        who, pin = self._who.person, self._pin.take()
        if not who:
            self._name.set_error(self.tr("Choose your name."))
            return
        self._name.set_error("")
        people = self._shell.studio.people
        self._ok.setEnabled(False)
        self._shell.tasks.store(lambda: signed_in(people, who, pin), self._in, owner=self, failed=self._refused)

    def _in(self, came: tuple[Person, SignedIn]) -> None:
        self._shell.session.sign_in(*came)
        self.accept()
        self.signed_in.emit()

    def _refused(self, error: StudioError) -> None:
        self._ok.setEnabled(True)
        self._proof.set_error(self._shell.speech.explain(error))
        self._pin.setFocus()

    def _lock_now(self) -> None:
        self.reject()
        self._shell.session.lock()

    def _sign_out(self) -> None:
        self.accept()
        self._shell.sign_out()
