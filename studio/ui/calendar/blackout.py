"""The days on which the unit publishes nothing: a list, and a line to add to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.calendar.model import DayMark
from studio.calendar.service import LONGEST_NAME
from studio.clock import show_date
from studio.errors import StudioError
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Plain, clear, column, row, scrolled
from studio.ui.widgets.moment import DateField

LIST_HIGH, LINES = 100, 2
"""Pixels that the list is high, and lines of text that it has room for at least."""


class BlackoutDialog(Dialog):
    """Each line is kept as soon as it is added."""

    def __init__(self, shell: Shell, parent: QWidget | None) -> None:
        super().__init__(parent, width=560)
        self._shell = shell
        text = Label(
            tr("On these days the calendar asks before a post is moved there. Public holidays come with the program."),
            role="hint",
            wrap=True,
        )
        self._none = Label(tr("No such day yet."), role="hint", wrap=True)
        self._list = column(spacing=4)
        inner = Plain()
        inner.setLayout(column(self._none, self._list, None, spacing=4))
        area = scrolled(inner)
        area.setFixedHeight(max(LIST_HIGH, LINES * self.fontMetrics().height()))
        self.first, self.last, self.name = DateField(), DateField(), QLineEdit()
        self.name.setMaxLength(2 * LONGEST_NAME)
        self.blocks = {
            "first": FieldBlock(self.first, tr("First day"), required=True),
            "last": FieldBlock(self.last, tr("Last day", about="quiet days"), hint=tr("Empty: one day")),
            "name": FieldBlock(self.name, tr("Why nothing is published"), required=True),
        }
        self.add, close = PrimaryButton(tr("Add"), glyph="plus"), QuietButton(tr("Close"))
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        close.clicked.connect(self.accept)
        days = row(self.blocks["first"], self.blocks["last"], spacing=12)
        self.fill(text, area, days, self.blocks["name"], buttons=row(self.add, None, close))
        self.removers: list[IconButton] = []
        self.set_heading(tr("Days without publishing"))
        self._load()
        self.first.setFocus()

    def _load(self) -> None:
        calendar = self._shell.studio.calendar
        self._shell.tasks.store(calendar.blackouts, self._show, owner=self, key="blackouts")

    def _show(self, marks: Sequence[DayMark]) -> None:
        clear(self._list)
        self.removers = []
        for mark in marks:
            days = show_date(mark.first) + (f" – {show_date(mark.last)}" if mark.last != mark.first else "")
            name = self._shell.speech.say(mark.name)
            remove = IconButton("trash-2", tr("Publish again on {days}").format(days=days))
            remove.clicked.connect(partial(self._remove, mark))
            self.removers.append(remove)
            line = row(Label(days, "label"), Label(name, wrap=True), remove, spacing=12)
            line.setStretch(1, 1)
            self._list.addLayout(line)
        self._none.setVisible(not marks)

    def _add(self) -> None:
        for block in self.blocks.values():
            block.set_error("")
        first, last = self.first.value, self.last.value
        if first is None or not self.last.valid:
            wrong = "first" if first is None else "last"
            self.blocks[wrong].set_error(tr("Write a day such as 25/11/2026."))
            return
        calendar, by, name = self._shell.studio.calendar, self._shell.session.person_id, self.name.text()
        if not by:
            self.blocks["name"].set_error(tr("Sign in first."))
            self._shell.sign_in()
            return
        self._shell.tasks.store(
            lambda: calendar.add_blackout(first, last or first, name, by),
            lambda _: self._added(),
            owner=self,
            failed=self._refused,
        )

    def _added(self) -> None:
        self.first.set_value(None)
        self.last.set_value(None)
        self.name.clear()
        self.first.setFocus()
        self._changed()

    def _refused(self, error: StudioError) -> None:
        self.blocks.get(error.where, self.blocks["name"]).set_error(self._shell.speech.sentence(error.phrase))

    def _remove(self, mark: DayMark) -> None:
        calendar, by = self._shell.studio.calendar, self._shell.session.person_id
        if not by:
            self._shell.sign_in()
            return
        self._shell.tasks.store(
            lambda: calendar.remove_blackout(mark.id, by), lambda _: self._changed(), owner=self, failed=self._refused
        )

    def _changed(self) -> None:
        self._load()
        self._shell.changed()
