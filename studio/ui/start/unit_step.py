"""The unit: one name is needed, the rest can wait."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from studio.directory.model import Unit
from studio.directory.rules import tidy_unit
from studio.errors import BadInput
from studio.ui.page import Shell
from studio.ui.people.forms import UNIT_FIELDS, tidy
from studio.ui.start.draft import StartDraft
from studio.ui.start.step import Step, hushed
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column


class UnitStep(Step):
    """Name, short name, address, website."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.lines = {name: QLineEdit() for name in UNIT_FIELDS}
        self.blocks = {name: FieldBlock(line) for name, line in self.lines.items()}
        self._lead = Label(role="hint", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for place, block in enumerate(self.blocks.values()):
            grid.addWidget(block, place // 2, place % 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.setLayout(column(self._lead, grid, spacing=16))
        self.watch(*self.lines.values())
        self.retranslate()

    def name(self) -> str:
        return self.tr("Unit")

    def retranslate(self) -> None:
        self._lead.setText(
            self.tr(
                "Five minutes, once. Everything stays on this PC and can be changed later under People and contacts."
            )
        )
        words = {
            "name": (self.tr("Name of the unit"), self.tr("As it signs: “Công an phường Minh Khai”.")),
            "short_name": (self.tr("Short name"), self.tr("For narrow places, such as “CAP Minh Khai”.")),
            "address": (self.tr("Address"), self.tr("Where readers find the unit.")),
            "website": (self.tr("Website"), self.tr("Begins with https://")),
        }
        for name, block in self.blocks.items():
            block.set_label(words[name][0], required=name == "name")
            block.set_hint(words[name][1])

    def put(self, draft: StartDraft) -> None:
        for name, line in self.lines.items():
            with hushed(line):
                line.setText(getattr(draft, name))

    def take(self, draft: StartDraft) -> StartDraft:
        unit = self._unit
        return replace(draft, name=unit.name, short_name=unit.short_name, address=unit.address, website=unit.website)

    @property
    def _unit(self) -> Unit:
        name, short_name, address, website = (tidy(self.lines[field]) for field in UNIT_FIELDS)
        return Unit(id="x", name=name, short_name=short_name, address=address, website=website)

    def mend(self) -> QWidget | None:
        unit = self._unit
        for block in self.blocks.values():
            block.set_error("")
        if not unit.name:
            self.blocks["name"].set_error(self.tr("Enter the name of the unit."))
            return self.lines["name"]
        try:
            tidy_unit(unit)
        except BadInput as refusal:
            block = self.blocks.get(refusal.where, self.blocks["name"])
            sentence = refusal.phrase.to(self.shell.speech.language)
            block.set_error(sentence[:1].upper() + sentence[1:])
            return block.editor
        return None

    def first(self) -> QWidget:
        return self.lines["name"]
