"""Moving a post: from when, to when, and what has to be agreed to."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.calendar.model import Entry, Mark
from studio.calendar.moving import Verdict, weigh, why_fixed
from studio.clock import show_datetime
from studio.ui.calendar.words import title_of
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.moment import DateTimeField


class MoveDialog(Dialog):
    """`agreed` carries the moment; pressing it is a yes to everything the dialog says."""

    agreed = Signal(object)

    def __init__(
        self, shell: Shell, entry: Entry, marks: tuple[Mark, ...], parent: QWidget | None, to: datetime | None = None
    ) -> None:
        """`to`: a moment that was chosen already and is only asked about."""
        super().__init__(parent, width=520)
        self._shell, self._entry, self._known, self._asked = shell, entry, marks, to is not None
        self._title = Label(title_of(entry), "label", wrap=True)
        self._now = Label(role="hint", wrap=True)
        self.field = DateTimeField()
        self.field.set_value(to or entry.at)
        self.block = FieldBlock(self.field)
        self._doubts = column(spacing=6)
        self.banners: list[Banner] = []
        self.go, self.cancel = PrimaryButton(glyph="calendar-clock"), QuietButton()
        self.go.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.reject)
        self.field.edited.connect(self._weigh)
        self.field.line.returnPressed.connect(self._agree)
        self.fill(self._title, self._now, self.block, self._doubts, buttons=row(None, self.cancel, self.go))
        self.retranslate()
        (self.cancel if self._asked else self.field).setFocus()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Move the post to another time"))
        self._now.setText(self.tr("Planned for {time} now").format(time=show_datetime(self._entry.at)))
        self.block.set_label(self.tr("New time"), required=True)
        self.block.set_hint(self.tr("Day and hour, such as 25/11/2026 08:00"))
        self.cancel.setText(self.tr("Cancel"))
        self._weigh()

    def _weigh(self) -> None:
        """Say what stands against the time in the field, and what it would change."""
        to = self.field.value
        verdict = self._verdict(to) if to is not None else Verdict(doubts={})
        error = ""
        if verdict.refusal is not None:
            error = self._shell.speech.sentence(verdict.refusal)
        elif to is None:
            error = self.tr("Write day and hour, such as 25/11/2026 08:00.")
        same = to == self._entry.at
        self.block.set_error("" if same else error)
        self.go.setEnabled(to is not None and not error and not same)
        said = () if error or same else tuple(self._shell.speech.sentence(words) for words in verdict.doubts.values())
        while len(self.banners) < len(said):
            self.banners.append(Banner())
            self._doubts.addWidget(self.banners[-1])
        for place, banner in enumerate(self.banners):
            banner.say(Tone.AMBER, said[place] if place < len(said) else "")
        self.go.setText(self.tr("Move all the same") if said else self.tr("Move"))
        self.refit()

    def _verdict(self, to: datetime) -> Verdict:
        fixed = why_fixed(self._entry)
        if fixed is not None:
            return Verdict(refusal=fixed, doubts={})
        return weigh(self._entry.state, to, self._shell.studio.now(), self._known)

    def _agree(self) -> None:
        to = self.field.value
        if to is not None and self.go.isEnabled():
            self.agreed.emit(to)
            self.accept()
