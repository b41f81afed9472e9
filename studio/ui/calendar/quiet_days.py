"""Days on which the unit publishes nothing: listed, added, removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from studio.calendar.model import DayMark
from studio.calendar.service import LONGEST_NAME
from studio.clock import show_date
from studio.translation import tr
from studio.ui.form import Values
from studio.ui.kept_lines import KeptLines
from studio.ui.page import Shell
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.widgets.moment import DateField


class QuietDaysDialog(KeptLines[DayMark]):
    """Each day, or days, and why nothing is published then."""

    def __init__(self, shell: Shell, parent: QWidget | None) -> None:
        super().__init__(shell, parent, none=tr("No day yet."), high=100, width=560)
        self.set_heading(tr("Days without publishing"))
        self.say(tr("On these days the calendar asks before a post is moved there. Public holidays are built in."))
        self.put_list()
        unread = tr("Enter the day like 25/11/2026.")
        self.first = self.ask("first", DateField(), tr("First day"), missing=unread)
        self.last = self.ask("last", DateField(), tr("Last day", about="quiet days"), hint=tr("Empty: one day"))
        self.pair("first", "last")
        self.name = self.ask("name", QLineEdit(), tr("Why nothing is published"), required=True)
        self.name.setMaxLength(2 * LONGEST_NAME)
        self.go.setText(tr("Add"))
        self.done_well.connect(shell.changed)
        self.first.setFocus()

    def read(self) -> Sequence[DayMark]:
        return self.shell.studio.calendar.blackouts()

    def line(self, one: DayMark) -> QHBoxLayout:
        days = show_date(one.first) + (f" – {show_date(one.last)}" if one.last != one.first else "")
        calendar, name = self.shell.studio.calendar, Label(self.shell.language.say(one.name), wrap=True)
        again = tr("Publish again on {days}").format(days=days)
        remove = self.remover(again, lambda by: calendar.remove_blackout(one.id, by))
        line = row(Label(days, "label"), name, remove, spacing=12)
        line.setStretch(1, 1)
        return line

    def blank(self) -> None:
        self.first.set_value(None)
        self.last.set_value(None)
        self.name.clear()
        self.first.setFocus()

    def work(self, values: Values) -> object:
        first, last, by = values["first"], values["last"], self.shell.session.person_id
        return self.shell.studio.calendar.add_blackout(first, last or first, values["name"], by)
