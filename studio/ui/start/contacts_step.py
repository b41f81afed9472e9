"""The numbers that posts may name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.directory.rules import dialled, display_phone
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.start.draft import ContactDraft, StartDraft
from studio.ui.start.plan import emergency_numbers
from studio.ui.start.step import RowFrame, RowsStep, hushed
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.editors import tidy
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, Plain, column, row


class ContactRow(RowFrame):
    """What a number is for, the number, and when it is answered."""

    def __init__(self, contact: ContactDraft, *, first: bool) -> None:
        super().__init__(removable=not first, ruled=not first)
        self._contact = contact
        self.heading.setText(tr("The number readers call first") if first else tr("Another number"))
        self.remove.set_name(tr("Take this number off"))
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
        boxes = Plain()
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
        lead = tr("Posts name these numbers and no others. They are noted as confirmed today by {name}.")
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
