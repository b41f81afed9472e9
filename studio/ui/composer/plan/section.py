"""A card with a heading, a hint, and what is wrong with what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from studio.posts.model import Finding, Severity
from studio.ui.composer.form_field import FieldRemark, Say
from studio.ui.tokens import Tone
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Item, column


class PlanSection(QWidget):
    """One card of the plan. Findings show once the author insists on them."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self.heading = Label(role="label")
        self.hint = Label(role="small", wrap=True)
        self.error, self.warning = FieldRemark("circle-x", Tone.RED), FieldRemark("triangle-alert", Tone.AMBER)

    def fill(self, *items: Item, head: Item = None) -> None:
        """Put the parts under heading and hint; `head` stands in the heading's place and holds it."""
        card = Card()
        top = self.heading if head is None else head
        card.setLayout(column(top, self.hint, *items, self.error, self.warning, spacing=8, margins=(14, 12, 12, 12)))
        self.setLayout(column(card))

    def show_findings(self, findings: Sequence[Finding], *, insist: bool) -> None:
        """The first blocker and the first warning among `findings`."""
        for remark, severity in ((self.error, Severity.BLOCK), (self.warning, Severity.WARN)):
            first = next((f for f in findings if f.severity is severity), None) if insist else None
            remark.say(f"{self._say(first.wrong)} {self._say(first.remedy)}" if first else "")

    def take_focus(self) -> None:
        """Put the keyboard into the first input."""

    def set_locked(self, locked: bool) -> None:
        """Look, but do not touch."""
