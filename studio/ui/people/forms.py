"""The small forms of this page: a person, a contact, the unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.directory.model import Contact, Unit
from studio.errors import StudioError
from studio.people.model import Role
from studio.text import fold, nfc, squeeze
from studio.ui.page import Shell
from studio.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.pin import PinField
from studio.ui.widgets.vouch import Vouch
from studio.ui.words import role_name

UNIT_FIELDS = ("name", "short_name", "address", "website")
ADMINISTRATORS = frozenset({Role.TECHNICAL, Role.HEAD})
OFFERED_ROLES = (Role.AUTHOR, Role.APPROVER, Role.PUBLISHER, Role.HEAD, Role.TRAINER, Role.TECHNICAL)


def tidy(line: QLineEdit) -> str:
    """The text of a line as it is kept: composed letters, single blanks."""
    return squeeze(nfc(line.text()))


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
    def roles(self) -> frozenset[Role]:
        return frozenset(role for role, box in self._boxes.items() if box.isChecked())

    def reword(self) -> None:
        for role, box in self._boxes.items():
            box.setText(role_name(role))


class Form(Dialog):
    """Fields, Cancel and Save; what the service refuses is said at the foot, and nothing is lost.

    Esc closes the form only while nothing was typed in it; Cancel closes it in any case.
    """

    saved = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None, *, danger: bool = False) -> None:
        """`danger`: what it does cannot be taken back."""
        super().__init__(parent, width=460)
        self.shell = shell
        self._failure = Label(role="error", wrap=True)
        self._failure.hide()
        self._before: list[str] = []
        self.save: Button = Button(glyph="check", kind="danger") if danger else PrimaryButton(glyph="check")
        self._cancel = QuietButton()
        self.save.clicked.connect(self.give)
        self.save.setDefault(True)
        self._cancel.clicked.connect(self.reject)

    def retranslate(self) -> None:
        self.save.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))

    def submit(self) -> None:
        """Check the fields and call `store`."""
        raise NotImplementedError

    def give(self) -> None:
        """Submit it; the first field that has an error takes the keyboard."""
        self.submit()
        wrong = [block.editor for block in self.findChildren(FieldBlock) if block.error]
        if wrong:
            min(wrong, key=lambda field: field.mapTo(self, field.rect().topLeft()).toTuple()[::-1]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._typed() != self._before:
            self._failure.setText(self.tr("Esc does not throw away what you typed. Press Cancel to close."))
            self._failure.show()
            self.refit()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> list[str]:
        """What stands in the fields now."""
        lines = [line.text() for line in self.findChildren(QLineEdit)]
        return lines + [str(box.isChecked()) for box in self.findChildren(CheckBox)]

    def build(self, *blocks: QWidget) -> None:
        self.fill(*blocks, self._failure, buttons=row(None, self._cancel, self.save))
        self.retranslate()
        self._before = self._typed()

    def store(self, work: Callable[[], object]) -> None:
        """Have the service do it; close when it is done."""
        self.save.setEnabled(False)
        self._failure.hide()
        self.shell.tasks.store(work, self._done, owner=self, failed=self._refused)

    def _done(self, _: object) -> None:
        self.saved.emit()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.save.setEnabled(True)
        self._failure.setText(self.shell.speech.explain(error))
        self._failure.show()


class Allowed(Vouch):
    """Who allows a change of people, with their PIN: technical staff or the head."""

    def __init__(self, shell: Shell, form: Form) -> None:
        super().__init__(ADMINISTRATORS)
        self.entered.connect(form.give)
        shell.tasks.store(
            shell.studio.people.list, lambda people: self.offer(people, shell.session.person_id), owner=form
        )


class PersonForm(Form):
    """A new person."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.name, self.pin, self.again = QLineEdit(), PinField(), PinField()
        self.roles = RoleBoxes(frozenset({Role.AUTHOR}))
        self._name, self._pin, self._again = FieldBlock(self.name), FieldBlock(self.pin), FieldBlock(self.again)
        self._roles = FieldBlock(self.roles)
        self.allowed = Allowed(shell, self)
        pins = QWidget()
        pins.setLayout(row(self._pin, self._again, spacing=12))
        self.build(self._name, self._roles, pins, self.allowed)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Add a person"))
        self._name.set_label(self.tr("Full name"), required=True)
        self._roles.set_label(self.tr("What they may do"), required=True)
        self._roles.set_hint(self.tr("Nobody approves a post they wrote or changed, whatever they may do."))
        self._pin.set_label(self.tr("PIN of the new person"), required=True)
        self._pin.set_hint(self.tr("The person types it and tells nobody; 8 to 12 digits for who approves."))
        self._again.set_label(self.tr("PIN once more"), required=True)
        self.roles.reword()

    def submit(self) -> None:
        name, pin, again, roles = tidy(self.name), self.pin.text(), self.again.text(), self.roles.roles
        self._name.set_error("" if name else self.tr("Enter the name."))
        self._roles.set_error("" if roles else self.tr("Tick at least one."))
        self._pin.set_error("" if pin else self.tr("Enter a PIN."))
        self._again.set_error("" if pin == again else self.tr("The two PINs differ."))
        lacks = self.allowed.lacks()
        if name and roles and pin and pin == again and not lacks:
            people, (by, proof) = self.shell.studio.people, self.allowed.take()
            self.store(lambda: people.add(name, roles, pin, by, proof))


class ContactForm(Form):
    """A duty number of the unit."""

    def __init__(self, shell: Shell, unit: Unit, contact: Contact | None = None, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._unit, self._contact = unit, contact
        self.label, self.phone, self.hours = QLineEdit(), QLineEdit(), QLineEdit()
        if contact is not None:
            self.label.setText(contact.label)
            self.phone.setText(contact.phone)
            self.hours.setText(contact.hours)
        self._label, self._phone, self._hours = FieldBlock(self.label), FieldBlock(self.phone), FieldBlock(self.hours)
        self.build(self._label, self._phone, self._hours)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Change the contact") if self._contact else self.tr("Add a contact"))
        self._label.set_label(self.tr("What it is"), required=True)
        self._label.set_hint(self.tr("Such as “Trực ban Công an phường”."))
        self._phone.set_label(self.tr("Phone number"), required=True)
        self._hours.set_label(self.tr("Hours"))

    def submit(self) -> None:
        label, phone, hours = tidy(self.label), tidy(self.phone), tidy(self.hours)
        self._label.set_error("" if label else self.tr("Say what the number is for."))
        self._phone.set_error("" if phone else self.tr("Enter the number."))
        if not (label and phone):
            return
        contact = Contact(
            id=self._contact.id if self._contact else "",
            unit=self._unit.id,
            label=label,
            phone=phone,
            hours=hours,
            use=self._contact.use if self._contact else "",
            emergency=self._contact.emergency if self._contact else False,
        )
        directory = self.shell.studio.directory
        self.store(lambda: directory.save_contact(contact))


class UnitForm(Form):
    """The unit's names and address."""

    def __init__(self, shell: Shell, unit: Unit | None, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._unit = unit or Unit(id="", name="")
        self.lines = {name: QLineEdit(getattr(self._unit, name)) for name in UNIT_FIELDS}
        self._blocks = {name: FieldBlock(line) for name, line in self.lines.items()}
        self.build(*self._blocks.values())

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("The unit"))
        labels = {
            "name": self.tr("Name of the unit"),
            "short_name": self.tr("Short name"),
            "address": self.tr("Address"),
            "website": self.tr("Website"),
        }
        for name, block in self._blocks.items():
            block.set_label(labels[name], required=name == "name")

    def submit(self) -> None:
        values = {name: tidy(line) for name, line in self.lines.items()}
        self._blocks["name"].set_error("" if values["name"] else self.tr("Enter the name of the unit."))
        if values["name"]:
            directory, unit = (
                self.shell.studio.directory,
                replace(
                    self._unit,
                    name=values["name"],
                    short_name=values["short_name"],
                    address=values["address"],
                    website=values["website"],
                ),
            )
            self.store(lambda: directory.save_unit(unit))
