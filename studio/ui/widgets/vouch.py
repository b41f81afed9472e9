"""Who vouches for a step, and the PIN that proves it, side by side in a form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.people.model import Person, Role
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import row
from studio.ui.widgets.pin import PersonPicker, PinField


class Vouch(QWidget):
    """Offers those with one of `roles`; `entered` follows Enter in the PIN."""

    entered = Signal()

    def __init__(self, roles: frozenset[Role]) -> None:
        super().__init__()
        self._roles = roles
        self.who, self.pin = PersonPicker(), PinField()
        self._who, self._pin = FieldBlock(self.who, reserved=True), FieldBlock(self.pin, reserved=True)
        self.pin.returnPressed.connect(self.entered)
        line = row(self._who, self._pin, spacing=12)
        line.setStretch(0, 2)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        technical = self._roles == {Role.TECHNICAL, Role.HEAD}
        self._who.set_label(self.tr("Technical officer or head") if technical else self.tr("Person"), required=True)
        self._pin.set_label(self.tr("PIN"), required=True)

    def offer(self, people: Sequence[Person], chosen: str = "") -> None:
        """List those of `people` who may; `chosen` is the id of who works here."""
        may = [p for p in people if p.active and p.roles & self._roles]
        self.who.offer(may, chosen)
        self._who.set_hint("" if may else self.tr("Nobody has that role yet. Give it to somebody under People."))

    def lacks(self) -> bool:
        """Whether one of the two is missing; says so under it."""
        self._who.set_error("" if self.who.person else self.tr("Choose a person."))
        self._pin.set_error("" if self.pin.text() else self.tr("Enter the PIN."))
        return not (self.who.person and self.pin.text())

    def take(self) -> tuple[str, str]:
        """Who, by id, and the PIN, which is forgotten here."""
        return self.who.person, self.pin.take()
