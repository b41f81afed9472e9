"""The head's yes or no to something that is no post."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.errors import StudioError
from studio.people.model import Person, Role
from studio.text import nfc, squeeze
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.widgets.pin import PersonPicker, PinField


class DecideDialog(Dialog):
    """Agree, or return with a reason; a refusal of the service is shown here and nothing is lost."""

    decided = Signal()

    def __init__(self, shell: Shell, signoff: str, text: str, parent: QWidget | None = None) -> None:
        """`text` says what is decided on."""
        super().__init__(parent)
        self._shell, self._signoff = shell, signoff
        self.who, self.pin, self.note = PersonPicker(), PinField(), QLineEdit()
        self._blocks = {
            "note": FieldBlock(
                self.note, self.tr("Remark"), hint=self.tr("Needed where it is returned: say what has to be changed.")
            ),
            "who": FieldBlock(self.who, self.tr("Head of the unit")),
            "pin": FieldBlock(self.pin, self.tr("PIN")),
        }
        self.agree = PrimaryButton(self.tr("Agree"), "check")
        self.give_back = QuietButton(self.tr("Return"), "reply")
        cancel = QuietButton(self.tr("Cancel"))
        self.agree.clicked.connect(partial(self._try, agree=True))
        self.give_back.clicked.connect(partial(self._try, agree=False))
        cancel.clicked.connect(self.reject)
        self.fill(
            Label(text, wrap=True),
            *self._blocks.values(),
            buttons=row(self.give_back, None, cancel, self.agree),
        )
        self.set_heading(self.tr("The head's decision"))
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def _offer(self, people: Sequence[Person]) -> None:
        self.who.offer([p for p in people if p.active and Role.HEAD in p.roles], self._shell.session.person_id)
        self.note.setFocus()

    def _try(self, _: bool = False, *, agree: bool) -> None:
        note = squeeze(nfc(self.note.text()))
        wrong = {
            "who": "" if self.who.person else self.tr("Choose a person."),
            "pin": "" if self.pin.text() else self.tr("Enter the PIN."),
            "note": "" if agree or note else self.tr("Say what has to be changed."),
        }
        for name, sentence in wrong.items():
            self._blocks[name].set_error(sentence)
        if any(wrong.values()):
            return
        signoffs, signoff, who, pin = self._shell.studio.signoffs, self._signoff, self.who.person, self.pin.take()
        self._free(False)
        self._shell.tasks.store(
            lambda: signoffs.decide(signoff, who, pin, agree=agree, note=note),
            self._done,
            owner=self,
            failed=self._refused,
        )

    def _done(self, _: object) -> None:
        self.decided.emit()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self._free(True)
        self._blocks["pin"].set_error(self._shell.speech.explain(error))
        self.pin.setFocus()

    def _free(self, free: bool) -> None:
        for button in (self.agree, self.give_back):
            button.setEnabled(free)
