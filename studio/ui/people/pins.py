"""A new PIN, and other roles, for a person: who allows it gives their own PIN."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from studio.people.model import Person, Role
from studio.ui.page import Shell
from studio.ui.people.forms import Allowed, Form, RoleBoxes
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.widgets.pin import PinField
from studio.ui.widgets.vouch import Vouch

EVERYBODY = frozenset(Role)


class NewPin(QWidget):
    """The new PIN, typed twice by its owner."""

    def __init__(self) -> None:
        super().__init__()
        self.pin, self.again = PinField(), PinField()
        self._pin, self._again = FieldBlock(self.pin, reserved=True), FieldBlock(self.again, reserved=True)
        self.setLayout(row(self._pin, self._again, spacing=12))

    def reword(self) -> None:
        self._pin.set_label(self.tr("New PIN"), required=True)
        self._pin.set_hint(self.tr("Typed by its owner; 8 to 12 digits for who approves."))
        self._again.set_label(self.tr("New PIN once more"), required=True)

    def lacks(self) -> bool:
        """Whether it is missing or the two differ; says so under them."""
        pin, again = self.pin.text(), self.again.text()
        self._pin.set_error("" if pin else self.tr("Enter a PIN."))
        self._again.set_error("" if pin == again else self.tr("The two PINs differ."))
        return not pin or pin != again


class OwnPinForm(Form):
    """Changes one's own PIN: the present one proves who it is."""

    def __init__(self, shell: Shell, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._person = person
        self.old, self.new = PinField(), NewPin()
        self._old = FieldBlock(self.old, reserved=True)
        self.build(self._old, self.new)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Another PIN for {name}").format(name=self._person.name))
        self._old.set_label(self.tr("Present PIN"), required=True)
        self.new.reword()

    def submit(self) -> None:
        self._old.set_error("" if self.old.text() else self.tr("Enter the present PIN."))
        if not self.new.lacks() and self.old.text():
            people, who, old, new = self.shell.studio.people, self._person.id, self.old.take(), self.new.pin.text()
            self.store(lambda: people.change_pin(who, old, new))


class ResetPinForm(Form):
    """Sets a PIN that was forgotten: it takes the head and one other person."""

    def __init__(self, shell: Shell, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._person = person
        self._about = Label(role="hint", wrap=True)
        self.new, self.head, self.other = NewPin(), Vouch(frozenset({Role.HEAD})), Vouch(EVERYBODY)
        self._head_says, self._other_says = Label(role="label", wrap=True), Label(role="label", wrap=True)
        self.other.entered.connect(self.give)
        self.build(self._about, self.new, self._head_says, self.head, self._other_says, self.other)
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("New PIN for {name}").format(name=self._person.name))
        self._about.setText(
            self.tr(
                "The head and one other person allow it, each with their own PIN. For 24 hours after it "
                "{name} cannot approve posts."
            ).format(name=self._person.name)
        )
        self._head_says.setText(self.tr("The head"))
        self._other_says.setText(self.tr("One other person"))
        self.new.reword()

    def _offer(self, people: Sequence[Person]) -> None:
        others = [person for person in people if person.id != self._person.id]
        self.head.offer(others)
        self.other.offer(others)

    def submit(self) -> None:
        lacking = [part.lacks() for part in (self.new, self.head, self.other)]
        if any(lacking):
            return
        people, who, pin = self.shell.studio.people, self._person.id, self.new.pin.text()
        (head, head_pin), (other, other_pin) = self.head.take(), self.other.take()
        self.store(lambda: people.reset_pin(who, pin, head, head_pin, other, other_pin))


class RolesForm(Form):
    """Changes what a person may do."""

    def __init__(self, shell: Shell, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._person = person
        self.roles = RoleBoxes(person.roles)
        self._roles = FieldBlock(self.roles)
        self.allowed = Allowed(shell, self)
        self.build(self._roles, self.allowed)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("What {name} may do").format(name=self._person.name))
        self._roles.set_label(self.tr("Roles"), required=True)
        self._roles.set_hint(self.tr("For 24 hours after a change they cannot approve posts."))
        self.roles.reword()

    def submit(self) -> None:
        roles = self.roles.roles
        self._roles.set_error("" if roles else self.tr("Tick at least one."))
        if not self.allowed.lacks() and roles:
            people, who, (by, pin) = self.shell.studio.people, self._person.id, self.allowed.take()
            self.store(lambda: people.set_roles(who, roles, by, pin))
