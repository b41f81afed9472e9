"""The people: one writes, another approves; more can be added now or later."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.text import fold
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.start.draft import PersonDraft, StartDraft, StartDuty
from studio.ui.start.step import RowFrame, RowsStep, hushed
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.editors import tidy
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row


class PersonRow(RowFrame):
    """Name of a person; beyond the first two, also what they do."""

    def __init__(self, duty: str, *, fixed: bool) -> None:
        super().__init__(removable=not fixed, ruled=not fixed or duty != StartDuty.WRITES)
        headings = {
            StartDuty.WRITES: tr("Who writes posts"),
            StartDuty.APPROVES: tr("Who approves them (someone else)"),
        }
        self.heading.setText(headings[StartDuty(duty)] if fixed else tr("Another person"))
        self.remove.set_name(tr("Take this person off"))
        self.name, self.duty = QLineEdit(), Combo()
        self._duty, self._fixed = duty, fixed
        self.duty.addItem(tr("Writes posts"), StartDuty.WRITES.value)
        self.duty.addItem(tr("Approves posts"), StartDuty.APPROVES.value)
        self.duty.addItem(tr("Publishes"), StartDuty.PUBLISHES.value)
        self.duty.addItem(tr("Looks after the program"), StartDuty.TECHNICAL.value)
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
                "A post needs two people: nobody approves what they wrote. Better have a third: a forgotten PIN is set "
                "anew by the head and one other."
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
