"""A new PIN, and other roles, for a person."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio.people.model import Person
from studio.ui.page import Shell
from studio.ui.people.forms import Form, RoleBoxes
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.pin import PinField


class PinForm(Form):
    """Sets a new PIN and forgets the wrong tries."""

    def __init__(self, shell: Shell, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._person = person
        self.pin, self.again = PinField(), PinField()
        self._pin, self._again = FieldBlock(self.pin), FieldBlock(self.again)
        self.build(self._pin, self._again)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("New PIN for {name}").format(name=self._person.name))
        self._pin.set_label(self.tr("PIN"), required=True)
        self._pin.set_hint(self.tr("The person chooses it and tells nobody."))
        self._again.set_label(self.tr("PIN once more"), required=True)

    def submit(self) -> None:
        pin = self.pin.text()
        self._pin.set_error("" if pin else self.tr("Enter a PIN."))
        self._again.set_error("" if pin == self.again.text() else self.tr("The two PINs differ."))
        if pin and pin == self.again.text():
            people, who = self.shell.studio.people, self._person.id
            self.store(lambda: people.set_pin(who, pin))


class RolesForm(Form):
    """Changes what a person may do."""

    def __init__(self, shell: Shell, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._person = person
        self.roles = RoleBoxes(person.roles)
        self._roles = FieldBlock(self.roles)
        self.build(self._roles)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self._person.name)
        self._roles.set_label(self.tr("What they may do"), required=True)
        self.roles.reword()

    def submit(self) -> None:
        roles = self.roles.roles
        self._roles.set_error("" if roles else self.tr("Tick at least one."))
        if roles:
            people, who = self.shell.studio.people, self._person.id
            self.store(lambda: people.set_roles(who, roles))
