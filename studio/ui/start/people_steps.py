"""The first steps about people: who works here, their PINs, whom citizens may call."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.directory.rules import dialled, display_phone
from studio.people.model import Role
from studio.people.pin import require_good
from studio.text import fold
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.start.draft import ContactDraft, PersonDraft, StartDraft, StartDuty
from studio.ui.start.plan import ROLES, emergency_numbers
from studio.ui.start.step import RowFrame, RowsStep, StartStep, hushed
from studio.ui.widgets.buttons import LinkButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.editors import tidy
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, column, row
from studio.ui.widgets.pin import PinField


class PersonRow(RowFrame):
    """Name of a person; beyond the first two, also what they do."""

    def __init__(self, duty: str, *, fixed: bool) -> None:
        super().__init__(removable=not fixed, ruled=not fixed or duty != StartDuty.WRITES)
        headings = {
            StartDuty.WRITES: tr("Who writes posts"),
            StartDuty.APPROVES: tr("Who approves them (someone else)"),
        }
        self.heading.setText(headings[StartDuty(duty)] if fixed else tr("Another person"))
        self.remove.set_name(tr("Remove this person"))
        self.name, self.duty = QLineEdit(), Combo()
        self._duty, self._fixed = duty, fixed
        self.duty.addItem(tr("Writes posts"), StartDuty.WRITES.value)
        self.duty.addItem(tr("Approves posts"), StartDuty.APPROVES.value)
        self.duty.addItem(tr("Publishes"), StartDuty.PUBLISHES.value)
        self.duty.addItem(tr("Technical support"), StartDuty.TECHNICAL.value)
        self.duty.choose(str(duty))
        self.duty.activated.connect(lambda _: self.changed.emit())
        self.name_block = FieldBlock(self.name, tr("Full name"), required=True)
        columns = [(self.name_block, 3)]
        if not fixed:
            columns.append((FieldBlock(self.duty, tr("What they do")), 2))
        self.fill(*columns)

    @property
    def draft(self) -> PersonDraft:
        return PersonDraft(name=tidy(self.name), duty=self._duty if self._fixed else str(self.duty.currentData()))


class PeopleStep(RowsStep[PersonRow]):
    """Who they are; their PINs come in a step of their own, each typed by its owner."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        lead = Label(
            tr(
                "A post needs two people: nobody approves what they wrote. A third is better: a forgotten PIN is "
                "reset by the head and one other person."
            ),
            role="hint",
            wrap=True,
        )
        self.add = QuietButton(tr("Add a person"), glyph="user-plus")
        self.add.clicked.connect(self._add_one)
        self.setLayout(column(lead, self.lines, row(self.add, None), spacing=16))

    def name(self) -> str:
        return tr("People")

    def put(self, draft: StartDraft) -> None:
        self.drop_all()
        for number, person in enumerate(draft.people):
            line = self.append(PersonRow(person.duty, fixed=number < len(StartDraft().people)))
            with hushed(line):
                line.name.setText(person.name)

    def take(self, draft: StartDraft) -> StartDraft:
        return replace(draft, people=tuple(line.draft for line in self.rows))

    def mend(self) -> QWidget | None:
        wrong: list[QWidget] = []
        seen: set[str] = set()
        for line in self.rows:
            name = fold(line.draft.name)
            line.name_block.set_error(self._name_trouble(name, seen))
            seen.add(name)
            if line.name_block.error:
                wrong.append(line.name)
        return wrong[0] if wrong else None

    def first(self) -> QWidget:
        return next((line.name for line in self.rows if not line.draft.name), self.rows[0].name)

    def _name_trouble(self, name: str, seen: set[str]) -> str:
        if len(name) < 2:
            return tr("Enter the name.")
        return tr("This must be somebody else.") if name in seen else ""

    def _add_one(self) -> None:
        self.append(PersonRow(StartDuty.WRITES, fixed=False)).name.setFocus()
        self.changed.emit()


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
        self.again_block = FieldBlock(self.again, tr("PIN again"), required=True)
        self._whose, self._about = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self._count = Label(role="hint")
        self.anew = LinkButton(tr("Start the PINs again"), glyph="undo-2")
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
            self.pin.selectAll()
            self.again.clear()
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
            self.pin_block.set_error(tr("This PIN cannot be used; choose another."))
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


class ContactRow(RowFrame):
    """What a number is for, the number, and when it is answered."""

    def __init__(self, contact: ContactDraft, *, first: bool) -> None:
        super().__init__(removable=not first, ruled=not first)
        self._contact = contact
        self.heading.setText(tr("The number readers call first") if first else tr("Another number"))
        self.remove.set_name(tr("Remove this number"))
        self.label, self.phone = QLineEdit(contact.label), QLineEdit(contact.phone)
        self.hours = QLineEdit(contact.hours)
        self.label_block = FieldBlock(self.label, tr("What it is"), required=True)
        self.phone_block = FieldBlock(self.phone, tr("Phone number"), required=True)
        self.hours_block = FieldBlock(self.hours, tr("Hours"))
        if first:
            self.label_block.set_hint(tr("As readers see it: “Trực ban Công an phường”."))
            self.phone_block.set_hint(tr("Call it once before you enter it."))
            self.hours_block.set_hint(tr("Such as “24/24 giờ”."))
        self.fill((self.label_block, 3), (self.phone_block, 2), (self.hours_block, 2))

    @property
    def draft(self) -> ContactDraft:
        return replace(self._contact, label=tidy(self.label), phone=tidy(self.phone), hours=tidy(self.hours))


class ContactsStep(RowsStep[ContactRow]):
    """One number is needed; the national emergency numbers are a tick away."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._lead = Label(role="hint", wrap=True)
        national = Label(tr("National emergency numbers"), role="label", wrap=True)
        self.add = QuietButton(tr("Add a number"), glyph="phone")
        self.add.clicked.connect(self._add_one)
        numbers = emergency_numbers()
        self.boxes = {number.phone: CheckBox(f"{number.phone} – {number.label}") for number in numbers}
        boxes = PlainHolder()
        flow = FlowLayout(spacing=16)
        for box in self.boxes.values():
            box.toggled.connect(lambda _: self.changed.emit())
            flow.addWidget(box)
        boxes.setLayout(flow)
        self.setLayout(
            column(self._lead, self.lines, row(self.add, None), column(national, boxes, spacing=6), spacing=16)
        )

    def name(self) -> str:
        return tr("Contacts")

    def put(self, draft: StartDraft) -> None:
        lead = tr("Posts use these numbers and no others. They are recorded as confirmed today by {name}.")
        self._lead.setText(lead.format(name=draft.people[0].name or "—"))
        self.drop_all()
        for number, contact in enumerate(draft.contacts):
            self.append(ContactRow(contact, first=not number))
        for phone, box in self.boxes.items():
            with hushed(box):
                box.setChecked(phone in draft.emergency)

    def take(self, draft: StartDraft) -> StartDraft:
        ticked = tuple(phone for phone, box in self.boxes.items() if box.isChecked())
        return replace(draft, contacts=tuple(line.draft for line in self.rows), emergency=ticked)

    def mend(self) -> QWidget | None:
        wrong: list[QWidget] = []
        seen: set[str] = set()
        for line in self.rows:
            contact = line.draft
            line.label_block.set_error("" if contact.label else tr("Say what the number is for."))
            if not contact.label:
                wrong.append(line.label)
            if not contact.phone:
                line.phone_block.set_error(tr("Enter the number."))
                wrong.append(line.phone)
            elif dialled(contact.phone) in seen:
                line.phone_block.set_error(tr("This number is on the list already."))
                wrong.append(line.phone)
            elif not self.judge(line.phone_block, partial(display_phone, contact.phone)):
                wrong.append(line.phone)
            seen.add(dialled(contact.phone))
        return wrong[0] if wrong else None

    def first(self) -> QWidget:
        return self.rows[0].label

    def _add_one(self) -> None:
        self.append(ContactRow(ContactDraft(), first=False)).label.setFocus()
        self.changed.emit()
