"""Putting the plan of a week before the head, and the head's answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.people.model import Role
from studio.ui.calendar.vouched import VouchedDialog
from studio.ui.page import Shell
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.field import FieldBlock

PLANNERS = frozenset(Role) - {Role.TRAINER}


class SubmitDialog(VouchedDialog):
    """Whoever vouches for the plan."""

    def __init__(self, shell: Shell, parent: QWidget | None, day: date) -> None:
        super().__init__(shell, parent, PLANNERS, glyph="send")
        self._day = day
        self.lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Submit the plan of the week"))
        self.text.setText(
            self.tr("The head agrees to exactly what the plan says now; a change afterwards has to be submitted anew.")
        )
        self.ok.setText(self.tr("Submit"))
        self.cancel.setText(self.tr("Cancel"))

    def work(self, who: str, pin: str) -> Callable[[], object]:
        weeks, day = self.shell.studio.weeks, self._day
        return lambda: weeks.submit(day, who, pin)


class DecideDialog(VouchedDialog):
    """The head agrees, or says what has to change."""

    def __init__(self, shell: Shell, parent: QWidget | None, day: date) -> None:
        super().__init__(shell, parent, frozenset({Role.HEAD}), glyph="stamp")
        self._day = day
        self._agree = True
        self.note = QLineEdit()
        self.blocks = {"note": FieldBlock(self.note)}
        self.back = QuietButton(glyph="reply")
        self.back.clicked.connect(lambda: self._give(agree=False))
        self.lay_out(*self.blocks.values(), others=(self.back,))
        self.retranslate()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Decide on the plan of the week"))
        self.text.setText(self.tr("Whoever submitted the plan cannot decide on it."))
        self.blocks["note"].set_label(self.tr("Note"))
        self.blocks["note"].set_hint(self.tr("Needed when the plan is returned"))
        self.back.setText(self.tr("Return it"))
        self.ok.setText(self.tr("Agree"))
        self.cancel.setText(self.tr("Cancel"))

    def _give(self, *, agree: bool) -> None:
        self._agree = agree
        self.give()
        self._agree = True

    def work(self, who: str, pin: str) -> Callable[[], object]:
        weeks, day, agree, note = self.shell.studio.weeks, self._day, self._agree, self.note.text()
        return lambda: weeks.decide(day, who, pin, agree=agree, note=note)
