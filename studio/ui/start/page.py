"""Begin here: the unit, its duty number, and two people; or the sample to look around in."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from studio.directory.model import Contact, Unit
from studio.errors import StudioError
from studio.people.model import Role
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.people.forms import tidy
from studio.ui.ports import StudioPort
from studio.ui.start.plan import PersonPlan, Plan, set_up
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, row, scrolled
from studio.ui.widgets.pin import PinField

AUTHOR = frozenset({Role.AUTHOR, Role.PUBLISHER})
HEAD = frozenset({Role.APPROVER, Role.PUBLISHER, Role.HEAD})


class PersonFields(QWidget):
    """Name and PIN of one of the first two people."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = Label(role="label", wrap=True)
        self.name, self.pin = QLineEdit(), PinField()
        self.name_block, self.pin_block = FieldBlock(self.name), FieldBlock(self.pin)
        fields = row(self.name_block, self.pin_block, spacing=12)
        fields.setStretch(0, 3)
        fields.setStretch(1, 2)
        self.setLayout(column(self.heading, fields, spacing=6))


class StartPage(Page):
    """One card to fill in, one to look around instead."""

    id = PageId.START

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.unit, self.short, self.contact, self.phone = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self._blocks = [FieldBlock(line) for line in (self.unit, self.short, self.contact, self.phone)]
        self.author, self.approver = PersonFields(), PersonFields()
        self._lead = Label(role="hint", wrap=True)
        self._problem = Banner()
        self.go = PrimaryButton(glyph="arrow-right")
        self.go.clicked.connect(self._submit)
        self.sample = QuietButton(glyph="graduation-cap")
        if shell.open_sample is not None:
            self.sample.clicked.connect(shell.open_sample)
        self._sample_heading, self._sample_text = Label(role="heading"), Label(role="hint", wrap=True)
        self._tongue = LinkButton(glyph="languages")
        self._tongue.clicked.connect(self._switch_language)
        self.tools.addWidget(self._tongue)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for place, block in enumerate(self._blocks):
            grid.addWidget(block, place // 2, place % 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        card = Card()
        card.setLayout(
            column(
                self._lead,
                grid,
                self.author,
                self.approver,
                self._problem,
                row(None, self.go),
                spacing=16,
                margins=24,
            )
        )
        aside = Card()
        aside.setLayout(column(self._sample_heading, self._sample_text, row(self.sample, None), spacing=10, margins=24))
        aside.setVisible(self.shell.open_sample is not None)
        aside.setFixedWidth(300)
        inner = Plain()
        halves = row(column(card, None), column(aside, None), spacing=16)
        halves.setStretch(0, 1)
        inner.setLayout(halves)
        inside = column(self.heading, scrolled(inner), spacing=14, margins=MARGINS)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Begin here"))
        self._lead.setText(
            self.tr("Five minutes, once. Everything stays on this PC and can be changed later under People and pages.")
        )
        labels = (
            (self.tr("Name of the unit"), self.tr("As it signs: “Công an phường Minh Khai”.")),
            (self.tr("Short name"), ""),
            (self.tr("Duty line"), self.tr("As readers see it: “Trực ban Công an phường”.")),
            (self.tr("Its phone number"), self.tr("Call it once before you enter it.")),
        )
        for place, (block, (label, hint)) in enumerate(zip(self._blocks, labels, strict=True)):
            block.set_label(label, required=place != 1)
            block.set_hint(hint)
        self.author.heading.setText(self.tr("The person who writes"))
        self.approver.heading.setText(self.tr("The person who approves (somebody else: never the author)"))
        for fields in (self.author, self.approver):
            fields.name_block.set_label(self.tr("Full name"), required=True)
            fields.pin_block.set_label(self.tr("PIN"), required=True)
            fields.pin_block.set_hint(self.tr("At least 6 digits, chosen by the person."))
        self.go.setText(self.tr("Begin"))
        self._sample_heading.setText(self.tr("Only looking around?"))
        self._sample_text.setText(
            self.tr("Open the practice profile with a sample unit, people and a post. Nothing leaves this PC.")
        )
        self.sample.setText(self.tr("Open the sample"))
        self._tongue.setText("English" if self.shell.speech.language == "vi" else "Tiếng Việt")

    def _switch_language(self) -> None:
        self.shell.preferences.choose(language="en" if self.shell.speech.language == "vi" else "vi")

    def _submit(self) -> None:
        plan = self._plan()
        if not self._complete(plan):
            return
        studio: StudioPort = self.shell.studio
        self.go.setEnabled(False)
        self._problem.say(Tone.RED, "")
        self.shell.tasks.store(lambda: set_up(studio, plan), self._done, owner=self, failed=self._refused)

    def _plan(self) -> Plan:
        return Plan(
            unit=Unit(id="", name=tidy(self.unit), short_name=tidy(self.short)),
            contact=Contact(id="", unit="", label=tidy(self.contact), phone=tidy(self.phone)),
            people=(
                PersonPlan(name=tidy(self.author.name), pin=self.author.pin.text(), roles=AUTHOR),
                PersonPlan(name=tidy(self.approver.name), pin=self.approver.pin.text(), roles=HEAD),
            ),
        )

    def _complete(self, plan: Plan) -> bool:
        needed = self.tr("This is needed.")
        values = (plan.unit.name, "-", plan.contact.label, plan.contact.phone)
        for block, value in zip(self._blocks, values, strict=True):
            block.set_error("" if value else needed)
        for fields, person in zip((self.author, self.approver), plan.people, strict=True):
            fields.name_block.set_error("" if person.name else needed)
            fields.pin_block.set_error("" if person.pin else needed)
        first, second = plan.people
        if first.name and first.name == second.name:
            self.approver.name_block.set_error(self.tr("This must be somebody else."))
            return False
        return all((*values, first.name, first.pin, second.name, second.pin))

    def _done(self, _: object) -> None:
        self.shell.toast(self.tr("Ready. Write the first post."))
        self.shell.changed()
        self.shell.go(PageId.COMPOSER, "")

    def _refused(self, error: StudioError) -> None:
        self.go.setEnabled(True)
        self._problem.say(Tone.RED, self.shell.speech.explain(error))
