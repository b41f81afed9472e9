"""Who is working at this PC: a name and the PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio.people.model import Person, Role
from studio.people.present import SignedIn
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.buttons import QuietButton

if TYPE_CHECKING:
    from studio.people.service import People


def signed_in(people: People, who: str, pin: str) -> tuple[Person, SignedIn]:
    """The person with what their PIN proves. On the worker. Raises NotPermitted."""
    signed = people.sign_in(who, pin)
    return people.acting(signed), signed


class SignInDialog(Form):
    """Signs a person in, or out; `done_well` follows the first."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="log-in")
        self.set_heading(tr("Who is working here?"))
        words = [tr("Drafts carry your name. Decisions ask for the PIN again.")]
        if shell.hint is not None:
            words.append(shell.language.say(shell.hint))
        self.say("\n".join(words))
        self.prove("by", frozenset(Role), tr("Person"), stacked=True)
        self.go.setText(tr("Sign in"))
        out, lock = QuietButton(tr("Sign out"), "log-out"), QuietButton(tr("Lock"), "lock")
        lock.setToolTip(tr("Hide everything until your PIN is entered (Ctrl+F12)"))
        out.clicked.connect(self._sign_out)
        lock.clicked.connect(self._lock_now)
        if shell.session.person is not None:
            self.beside = (lock, out)

    def work(self, values: Values) -> object:
        return signed_in(self.shell.studio.people, *values["by"])

    def _done(self, came: tuple[Person, SignedIn]) -> None:
        self.shell.session.sign_in(*came)
        self.accept()
        self.done_well.emit()

    def _lock_now(self) -> None:
        self.reject()
        self.shell.session.lock()

    def _sign_out(self) -> None:
        self.accept()
        self.shell.sign_out()
