"""A section of the plan: a heading, a hint, what is wrong with what it holds; and the questions to the author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.posts.model import Answers, Finding, Severity
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.form_field import FieldRemark, Say
from studio.ui.composer.statement import StatementBox
from studio.ui.tokens import Tone
from studio.ui.widgets.choice import YesNo
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Item, column


class PlanSection(QWidget):
    """One part of the plan. Findings show once the author insists on them."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self.heading = Label(role="label")
        self.hint = Label(role="small", wrap=True)
        self.error, self.warning = FieldRemark("circle-x", Tone.RED), FieldRemark("triangle-alert", Tone.AMBER)

    def fill(self, *items: Item, head: Item = None) -> None:
        """Put the parts under heading and hint; `head` stands in the heading's place and holds it."""
        top = self.heading if head is None else head
        self.setLayout(column(top, self.hint, *items, self.error, self.warning, spacing=6, margins=(14, 10, 14, 10)))

    def show_findings(self, findings: Sequence[Finding], *, insist: bool) -> None:
        """The first blocker and the first warning among `findings`."""
        for remark, severity in ((self.error, Severity.BLOCK), (self.warning, Severity.WARN)):
            first = next((f for f in findings if f.severity is severity), None) if insist else None
            remark.say(f"{self._say(first.wrong)} {self._say(first.remedy)}" if first else "")

    def take_focus(self) -> None:
        """Put the keyboard into the first input."""

    def set_locked(self, locked: bool) -> None:
        """Look, but do not touch."""


class AnswersSection(PlanSection):
    """`changed` carries the `Answers`."""

    changed = Signal(object)

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._answers = Answers()
        self.nothing_secret, self.victims = StatementBox(), StatementBox()
        minor_label = Label(tr("Is the post about anyone under 18?"), "label", wrap=True)
        self.minor = YesNo()
        self._marks = {
            name: FieldRemark("circle-x", Tone.RED) for name in ("not_restricted", "no_victim_identity", "has_minor")
        }
        for statement in (self.nothing_secret, self.victims):
            statement.clicked.connect(lambda _: self._changed())
        for button in (self.minor.yes, self.minor.no):
            button.clicked.connect(lambda _: self._changed())
        anchor(self.victims, "draft.anonymise")
        anchor(self.minor, "draft.child_mode")
        self.heading.setProperty("role", "heading")
        self.fill(
            self.nothing_secret,
            self._marks["not_restricted"],
            self.victims,
            self._marks["no_victim_identity"],
            column(4, minor_label, self.minor, spacing=4),
            self._marks["has_minor"],
        )
        self.heading.setText(tr("You confirm"))
        self.hint.setText(tr("Only a person can answer this. Read text and pictures once more first."))
        self.nothing_secret.set_text(tr("Nothing secret or internal is in text or pictures"))
        self.victims.set_text(tr("No victim, informant or witness can be identified"))
        self.minor.set_words(tr("Yes"), tr("No"))
        self.minor.name(minor_label.text())

    def put(self, answers: Answers) -> None:
        self._answers = answers
        self.nothing_secret.set_checked(answers.not_restricted)
        self.victims.set_checked(answers.no_victim_identity)
        self.minor.set_answer(answers.has_minor)

    def show_findings(self, findings: Sequence[Finding], *, insist: bool) -> None:
        for name, mark in self._marks.items():
            first = next((f for f in findings if f.field == f"answers:{name}"), None) if insist else None
            mark.say(f"{self._say(first.wrong)} {self._say(first.remedy)}" if first else "")

    def focus_answer(self, name: str) -> None:
        """Put the keyboard on one of the questions."""
        widgets = {
            "not_restricted": self.nothing_secret,
            "no_victim_identity": self.victims,
            "has_minor": self.minor.yes,
        }
        widgets.get(name, self.nothing_secret).setFocus()

    def take_focus(self) -> None:
        self.nothing_secret.setFocus()

    def set_locked(self, locked: bool) -> None:
        for widget in (self.nothing_secret, self.victims, self.minor):
            widget.setEnabled(not locked)

    def _changed(self) -> None:
        self._answers = replace(
            self._answers,
            not_restricted=self.nothing_secret.checked,
            no_victim_identity=self.victims.checked,
            has_minor=self.minor.answer,
        )
        self.changed.emit(self._answers)
