"""A dialog in which a person does something that the PIN has to prove."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.people.model import Person, Role
from studio.ui.page import Shell
from studio.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Item, row
from studio.ui.widgets.vouch import Vouch


class VouchedDialog(Dialog):
    """`settled` follows when it was done. A subclass says what, in `work`, and puts its fields into `blocks`."""

    settled = Signal()

    def __init__(
        self, shell: Shell, parent: QWidget | None, roles: frozenset[Role], *, glyph: str, width: int = 520
    ) -> None:
        super().__init__(parent, width=width)
        self.shell = shell
        self.blocks: dict[str, FieldBlock] = {}
        self.text = Label(role="hint", wrap=True)
        self.vouch = Vouch(roles)
        self.error = Label(role="error", wrap=True)
        self.error.hide()
        self.ok: Button = PrimaryButton(glyph=glyph)
        self.cancel = QuietButton()
        self.ok.clicked.connect(self.give)
        self.cancel.clicked.connect(self.reject)
        self.vouch.entered.connect(self.give)
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def lay_out(self, *items: Item, others: Sequence[Button] = ()) -> None:
        """Put the fields between the text and who vouches."""
        buttons = row(*others, None, self.cancel, self.ok)
        self.fill(self.text, *items, self.vouch, self.error, buttons=buttons)

    def work(self, who: str, pin: str) -> Callable[[], object]:
        """What is to be done on the worker."""
        raise NotImplementedError

    def give(self) -> None:
        """Do it, where nothing lacks."""
        for block in self.blocks.values():
            block.set_error("")
        self.error.hide()
        if self.vouch.lacks():
            self.refit()
            return
        self.ok.setEnabled(False)
        work = self.work(*self.vouch.take())
        self.shell.tasks.store(work, lambda _: self._done(), owner=self, failed=self._refused)

    def _offer(self, people: Sequence[Person]) -> None:
        self.vouch.offer(people, self.shell.session.person_id)

    def _done(self) -> None:
        self.settled.emit()
        self.shell.changed()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.ok.setEnabled(True)
        sentence = self.shell.speech.sentence(error.phrase)
        if error.where in self.blocks:
            self.blocks[error.where].set_error(sentence)
        else:
            self.error.setText(sentence)
            self.error.show()
        self.refit()
