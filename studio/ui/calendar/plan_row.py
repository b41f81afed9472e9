"""One planned post of the week: its day, who writes and approves, until when, and what stands against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.calendar.week import WeekItem
from studio.people.model import Person, Role
from studio.posts.model import Finding, Severity
from studio.translation import tr
from studio.ui.calendar.dates import weekday
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Elided, Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, Plain, clear, column, row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.pin import PersonPicker
from studio.ui.words import StateWord

DAY_CHARS, NAME_CHARS = 12, 17
"""Characters of a day and of a name that find room."""
APPROVERS = frozenset({Role.APPROVER, Role.HEAD})
_GLYPHS = {Severity.BLOCK: ("circle-x", Tone.RED), Severity.WARN: ("triangle-alert", Tone.AMBER)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRowView:
    """What a row shows."""

    item: WeekItem
    monday: date
    title: str
    kind: StateWord
    people: Sequence[Person]
    findings: Sequence[Finding] = ()
    said: Mapping[Finding, str] = field(default_factory=dict)


class PlanRow(QWidget):
    """`changed` carries what of the item is to be another value; `opened` and `removed` need no more."""

    changed = Signal(dict)
    opened = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: PlanRowView | None = None
        self.day = Combo()
        self.day.setMinimumContentsLength(DAY_CHARS)
        self.title, self.kind = Elided(role="label"), StatusChip()
        self.write, self.remove = IconButton("pencil"), IconButton("trash-2")
        self.writer, self.approver = PersonPicker(), PersonPicker()
        for picker in (self.writer, self.approver):
            picker.setMinimumContentsLength(NAME_CHARS)
        self.deadline, self.review = DateField(), DateField()
        self._blocks = (
            FieldBlock(self.writer, tr("Writes")),
            FieldBlock(self.approver, tr("Approves", about="person")),
            FieldBlock(self.deadline, tr("Hand in by")),
            FieldBlock(self.review, tr("Review on")),
        )
        self._notes = column(spacing=3)
        self._build()
        self.day.setAccessibleName(tr("Day"))

    def _build(self) -> None:
        head = row(self.day, self.title, self.kind, self.write, self.remove, spacing=10)
        head.setStretch(1, 1)
        self._flow = FlowLayout(spacing=12)
        for block in self._blocks:
            self._flow.addWidget(block)
        fields = Plain()
        fields.setLayout(self._flow)
        card = Card()
        card.setLayout(column(head, fields, self._notes, spacing=8, margins=(14, 10, 14, 10)))
        self.setLayout(column(card))
        self.day.activated.connect(lambda _: self.changed.emit({"day": date.fromisoformat(self.day.currentData())}))
        self.writer.activated.connect(lambda _: self.changed.emit({"writer": self.writer.person}))
        self.approver.activated.connect(lambda _: self.changed.emit({"approver": self.approver.person}))
        self.deadline.edited.connect(lambda: self._dated("deadline", self.deadline))
        self.review.edited.connect(lambda: self._dated("review_on", self.review))
        self.write.clicked.connect(self.opened)
        self.remove.clicked.connect(self.removed)

    def show_item(self, shown: PlanRowView) -> None:
        """Show it anew; what is being typed into a day stays."""
        self._shown = shown
        item = shown.item
        self.title.setText(shown.title)
        self.kind.set_word(shown.kind)
        self.kind.setVisible(bool(shown.kind.text))
        self._offer_days(shown.monday, item.day)
        active = [person for person in shown.people if person.active]
        self._choose(self.writer, [p for p in active if Role.AUTHOR in p.roles], item.writer)
        self._choose(self.approver, [p for p in active if p.roles & APPROVERS], item.approver)
        for line, value in ((self.deadline, item.deadline), (self.review, item.review_on)):
            if not line.line.hasFocus():
                line.set_value(value)
        self._note(shown)
        self._name(shown)

    def _offer_days(self, monday: date, day: date) -> None:
        self.day.blockSignals(True)
        self.day.clear()
        for number in range(7):
            each = monday + timedelta(days=number)
            self.day.addItem(f"{weekday(each)} {each:%d/%m}", each.isoformat())
        self.day.choose(day.isoformat())
        self.day.blockSignals(False)

    @staticmethod
    def _choose(picker: PersonPicker, people: Sequence[Person], chosen: str) -> None:
        picker.setCurrentIndex(-1)
        picker.offer(people, chosen)

    def _note(self, shown: PlanRowView) -> None:
        clear(self._notes)
        for finding in shown.findings:
            glyph, tone = _GLYPHS.get(finding.severity, ("info", Tone.BLUE))
            line = row(Glyph(glyph, tone), Label(shown.said[finding], "small", wrap=True), spacing=6)
            line.setStretch(1, 1)
            self._notes.addLayout(line)

    def _name(self, shown: PlanRowView) -> None:
        title, begun = shown.title, bool(shown.item.post_id)
        self.write.set_glyph("arrow-up-right" if begun else "pencil")
        words = tr("Open the post: {title}") if begun else tr("Begin to write: {title}")
        self.write.set_name(words.format(title=title))
        self.remove.set_name(tr("Plan no more: {title}").format(title=title))

    def _dated(self, key: str, line: DateField) -> None:
        """A day that can be read is kept at once; an emptied one, too."""
        if self._shown is not None and line.valid and line.value != getattr(self._shown.item, key):
            changes: dict[str, Any] = {key: line.value}
            self.changed.emit(changes)
