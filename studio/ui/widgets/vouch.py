"""Who vouches for a step, and the PIN that proves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.people.model import Person, Role
from studio.translation import tr
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.pin import PersonPicker, PinField


class Vouch(QWidget):
    """Offers those with one of `roles`; `entered` follows Enter in the PIN."""

    entered = Signal()

    def __init__(self, roles: frozenset[Role], label: str = "", *, stacked: bool = False) -> None:
        """`label` asks for the person; `stacked` puts the PIN below, where a long sentence finds room."""
        super().__init__()
        self._roles, self.stacked = roles, stacked
        technical = roles == {Role.TECHNICAL, Role.HEAD}
        label = label or (tr("Technical officer or head") if technical else tr("Person"))
        self.who, self.pin = PersonPicker(), PinField()
        self._who = FieldBlock(self.who, label, required=True, reserved=True)
        self._pin = FieldBlock(self.pin, tr("PIN"), required=True, reserved=True)
        self.pin.returnPressed.connect(self.entered)
        line = column(self._who, self._pin, spacing=12) if stacked else row(self._who, self._pin, spacing=12)
        if not stacked:
            line.setStretch(0, 2)
            line.setStretch(1, 1)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def offer(self, people: Sequence[Person], chosen: str = "") -> None:
        """List those of `people` who may; `chosen` is the id of who works here."""
        may = [p for p in people if p.works_here and p.roles & self._roles]
        self.who.offer(may, chosen)
        self._who.set_hint("" if may else tr("Nobody has that role yet. Give it to somebody under People."))

    def lacks(self) -> bool:
        """Whether one of the two is missing; says so under it."""
        self._who.set_error("" if self.who.person else tr("Choose a person."))
        self.refuse("" if self.pin.text() else tr("Enter the PIN."))
        return not (self.who.person and self.pin.text())

    def refuse(self, sentence: str) -> None:
        """Say under the PIN why it was not taken."""
        self._pin.set_error(sentence)
        if sentence:
            self.pin.setFocus()

    def take(self) -> tuple[str, str]:
        """Who, by id, and the PIN, which is forgotten here."""
        return self.who.person, self.pin.take()
