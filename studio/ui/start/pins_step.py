"""The PINs: one person after the other takes the keyboard, types theirs, and nobody else sees it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from studio.people.model import Role
from studio.people.pin import require_good
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.start.draft import PersonDraft, StartDraft, StartDuty
from studio.ui.start.plan import ROLES
from studio.ui.start.step import StartStep
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.pin import PinField

APPROVING = frozenset({Role.APPROVER, Role.HEAD})


class PinsStep(StartStep):
    """PINs are kept in memory alone, by the person's place; after an interruption they are asked again."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._people: tuple[PersonDraft, ...] = ()
        self._pins: dict[str, str] = {}
        self._turn = 0
        self.pin, self.again = PinField(), PinField()
        self.pin_block = FieldBlock(self.pin, tr("PIN"), required=True)
        self.again_block = FieldBlock(self.again, tr("PIN once more"), required=True)
        self._whose, self._about = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self._count = Label(role="hint")
        self.anew = LinkButton(tr("Begin the PINs anew"), glyph="undo-2")
        self.anew.clicked.connect(self._begin_anew)
        self.pin.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)
        who = row(Glyph("keyboard", "accent"), self._whose, spacing=10)
        who.setStretch(1, 1)
        fields = row(self.pin_block, self.again_block, spacing=12)
        self.setLayout(column(self._count, who, self._about, fields, row(self.anew, None), spacing=14))

    def name(self) -> str:
        return tr("PINs")

    def put(self, draft: StartDraft) -> None:
        """Keep the PINs of those who are still there under the same name and task."""
        self._people = tuple(person for person in draft.people)
        known = {_key(person) for person in self._people}
        self._pins = {key: pin for key, pin in self._pins.items() if key in known}
        self._turn_to_next()

    def take(self, draft: StartDraft) -> StartDraft:
        return draft

    def lacking(self) -> bool:
        """Whether somebody has not typed theirs yet."""
        return any(_key(person) not in self._pins for person in self._people)

    def all(self) -> tuple[str, ...]:
        """The PINs, in the order of the people; the fields are empty afterwards."""
        return tuple(self._pins[_key(person)] for person in self._people)

    def mend(self) -> QWidget | None:
        """Take the PIN of whose turn it is; the field of the next one, or None when everybody has one."""
        if not self.lacking():
            return None
        wrong = self._judged()
        if wrong is not None:
            return wrong
        self._pins[_key(self._people[self._turn])] = self.pin.take()
        self.again.take()
        if not self.lacking():
            return None
        self._turn_to_next()
        return self.pin

    def first(self) -> QWidget:
        return self.pin if self.lacking() else self.anew

    def _judged(self) -> QWidget | None:
        pin, person = self.pin.text(), self._people[self._turn]
        approves = bool(ROLES[StartDuty(person.duty)] & APPROVING)
        if not pin:
            self.pin_block.set_error(tr("Enter a PIN."))
            return self.pin
        if not self.judge(self.pin_block, partial(require_good, pin, approves=approves)):
            return self.pin
        if pin in self._pins.values():
            self.pin_block.set_error(tr("This PIN will not do; choose another."))
            return self.pin
        self.again_block.set_error("" if pin == self.again.text() else tr("The two PINs differ."))
        return self.again if pin != self.again.text() else None

    def _turn_to_next(self) -> None:
        waiting = [place for place, person in enumerate(self._people) if _key(person) not in self._pins]
        self._turn = waiting[0] if waiting else 0
        for block in (self.pin_block, self.again_block):
            block.set_error("")
            block.setVisible(bool(waiting))
        self._show_turn()

    def _begin_anew(self) -> None:
        self._pins.clear()
        self._turn_to_next()
        self.pin.setFocus()

    def _show_turn(self) -> None:
        self.anew.setVisible(bool(self._pins))
        if not self._people:
            return
        person = self._people[self._turn]
        if not self.lacking():
            self._count.setText("")
            self._whose.setText(tr("Everybody has typed a PIN of their own."))
            self._about.setText("")
            return
        told = tr("Person {n} of {all}")
        self._count.setText(told.format(n=self._turn + 1, all=len(self._people)))
        self._whose.setText(tr("Hand the keyboard to {name}").format(name=person.name))
        digits = "8" if ROLES[StartDuty(person.duty)] & APPROVING else "6"
        about = tr("{name} types the PIN alone: {least} to 12 digits that nobody else knows or sees.")
        self._about.setText(about.format(name=person.name, least=digits))


def _key(person: PersonDraft) -> str:
    return f"{person.duty}\n{person.name}"
