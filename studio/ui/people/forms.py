"""The small forms of this page: a person, a contact, the unit, PINs and roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.directory.model import Contact, Unit
from studio.people.model import Person, Role
from studio.text import fold
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.people.cards import NameList
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.pin import PinField
from studio.ui.words import role_name

UNIT_FIELDS = ("name", "short_name", "address", "website")
ADMINISTRATORS = frozenset({Role.TECHNICAL, Role.HEAD})
HEAD = frozenset({Role.HEAD})
EVERYBODY = frozenset(Role)
OFFERED_ROLES = (Role.AUTHOR, Role.APPROVER, Role.PUBLISHER, Role.HEAD, Role.TRAINER, Role.TECHNICAL)


def slug(text: str, taken: Sequence[str]) -> str:
    """A short name for commands, made of `text`: ``Trang thực hành`` → ``trang-thuc-hanh``."""
    base = "-".join("".join(c if c.isalnum() else " " for c in fold(text)).split())[:40] or "trang"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


class RoleBoxes(QWidget):
    """What a person may do, as boxes to tick."""

    def __init__(self, ticked: frozenset[Role] = frozenset()) -> None:
        super().__init__()
        self._boxes = {role: CheckBox(role_name(role)) for role in OFFERED_ROLES}
        for role, box in self._boxes.items():
            box.setChecked(role in ticked)
        self.setLayout(column(*self._boxes.values(), spacing=2))

    @property
    def value(self) -> frozenset[Role]:
        return frozenset(role for role, box in self._boxes.items() if box.isChecked())


class NewPin(QWidget):
    """A new PIN, typed twice by its owner; it stays after a refusal."""

    def __init__(self, label: str = "", again: str = "", hint: str = "") -> None:
        super().__init__()
        self.pin, self.again = PinField(), PinField()
        label, again = label or tr("New PIN"), again or tr("New PIN again")
        hint = hint or tr("Typed by its owner; 8 to 12 digits for approvers.")
        self._pin = FieldBlock(self.pin, label, required=True, hint=hint, reserved=True)
        self._again = FieldBlock(self.again, again, required=True, reserved=True)
        both = row(self._pin, self._again, spacing=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.setLayout(both)

    def lacks(self) -> bool:
        """Whether it is missing or the two differ; says so under them."""
        pin, again = self.pin.text(), self.again.text()
        self._pin.set_error("" if pin else tr("Enter a PIN."))
        self._again.set_error("" if pin == again else tr("The two PINs differ."))
        return not pin or pin != again

    def refuse(self, sentence: str) -> None:
        """Say why it is not taken."""
        self._pin.set_error(sentence)

    def take(self) -> str:
        """The PIN."""
        return self.pin.text()


class PersonForm(Form):
    """A new person."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_heading(tr("Add a person"))
        self.name = self.ask("name", QLineEdit(), tr("Full name"), missing=tr("Enter the name."))
        self.ask(
            "roles",
            RoleBoxes(frozenset({Role.AUTHOR})),
            tr("What they may do"),
            missing=tr("Tick at least one."),
            hint=tr("Nobody approves a post they wrote or changed, whatever their role."),
        )
        hint = tr("The person types it and tells nobody; 8 to 12 digits for approvers.")
        self.new = self.part("pin", NewPin(tr("PIN of the new person"), tr("PIN again"), hint))
        self.prove("allowed", ADMINISTRATORS)

    def work(self, values: Values) -> object:
        return self.shell.studio.people.add(values["name"], values["roles"], values["pin"], *values["allowed"])


class ContactForm(Form):
    """A duty number of the unit."""

    def __init__(self, shell: Shell, unit: Unit, contact: Contact | None = None, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_heading(tr("Change the contact") if contact else tr("Add a contact"))
        self._contact = contact or Contact(id="", unit=unit.id, label="", phone="")
        self.label = self.ask(
            "label",
            QLineEdit(self._contact.label),
            tr("What it is"),
            missing=tr("Say what the number is for."),
            hint=tr("Such as “Trực ban Công an phường”."),
        )
        self.phone = self.ask(
            "phone", QLineEdit(self._contact.phone), tr("Phone number"), missing=tr("Enter the number.")
        )
        self.hours = self.ask("hours", QLineEdit(self._contact.hours), tr("Hours"))

    def work(self, values: Values) -> object:
        changed = replace(self._contact, **values, verified_on=None, verified_by="")
        return self.shell.studio.directory.save_contact(changed)


class UnitForm(Form):
    """The unit's names and address."""

    def __init__(self, shell: Shell, unit: Unit | None, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_heading(tr("The unit"))
        self._unit = unit = unit or Unit(id="", name="")
        missing = tr("Enter the name of the unit.")
        self.ask("name", QLineEdit(unit.name), tr("Name of the unit"), missing=missing)
        self.ask("short_name", QLineEdit(unit.short_name), tr("Short name"))
        self.ask("address", QLineEdit(unit.address), tr("Address"))
        self.website = self.ask("website", QLineEdit(unit.website), tr("Website"))

    def work(self, values: Values) -> object:
        return self.shell.studio.directory.save_unit(replace(self._unit, **values))


class OwnPinForm(Form):
    """Changes one's own PIN: the present one proves who it is."""

    def __init__(self, shell: Shell, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._person = person.id
        self.set_heading(tr("Change the PIN of {name}").format(name=person.name))
        missing = tr("Enter the current PIN.")
        self.old = self.ask("old", PinField(), tr("Current PIN"), missing=missing)
        self.new = self.part("new", NewPin())

    def work(self, values: Values) -> object:
        return self.shell.studio.people.change_pin(self._person, values["old"], values["new"])


class ResetPinForm(Form):
    """Sets a PIN that was forgotten: it takes the head and one other person."""

    def __init__(self, shell: Shell, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._person = person.id
        self.set_heading(tr("New PIN for {name}").format(name=person.name))
        self.say(
            tr(
                "The head and one other person allow it, each with their own PIN. For 24 hours after it "
                "{name} cannot approve posts."
            ).format(name=person.name)
        )
        self.new = self.part("new", NewPin())
        self.say(tr("The head"), "label")
        self.head = self.prove("head", HEAD)
        self.say(tr("One other person"), "label")
        self.other = self.prove("other", EVERYBODY)

    def offer(self, people: Sequence[Person]) -> None:
        super().offer([person for person in people if person.id != self._person])

    def work(self, values: Values) -> object:
        allowed = (*values["head"], *values["other"])
        return self.shell.studio.people.reset_pin(self._person, values["new"], *allowed)


class RolesForm(Form):
    """Changes what a person may do."""

    def __init__(self, shell: Shell, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._person = person.id
        self.set_heading(tr("What {name} may do").format(name=person.name))
        self.ask(
            "roles",
            RoleBoxes(person.roles),
            tr("Roles"),
            missing=tr("Tick at least one."),
            hint=tr("For 24 hours after a change they cannot approve posts."),
        )
        self.prove("allowed", ADMINISTRATORS)

    def work(self, values: Values) -> object:
        return self.shell.studio.people.set_roles(self._person, values["roles"], *values["allowed"])


class ConfirmForm(Form):
    """The people of data that came back to this PC: the head and one other say that these are the true ones."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_heading(tr("Are these the people of the unit?"))
        self.say(
            tr(
                "Required when older data was restored on this PC. Check each name and role: the head and one "
                "other person confirm them, each with their own PIN."
            ),
            "",
        )
        self._list = self.put(NameList())
        self.say(tr("The head"), "label")
        self.head = self.prove("head", HEAD)
        self.say(tr("One other person"), "label")
        self.other = self.prove("other", EVERYBODY)
        self.go.setText(tr("Confirm"))

    def offer(self, people: Sequence[Person]) -> None:
        active = [person for person in people if person.active]
        super().offer(active)
        roles = (" · ".join(role_name(role) for role in sorted(person.roles)) for person in active)
        self._list.show_lines([(person.name, may, "") for person, may in zip(active, roles, strict=True)], "")
        self.refit()
        self.head.who.setFocus()

    def work(self, values: Values) -> object:
        self.shell.studio.people.confirm_register(*values["head"], *values["other"])
        return None
