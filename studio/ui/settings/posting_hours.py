"""The unit's hours of posting and its night: how they stand, and the head's change of them."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.calendar.slots import PostingHours, checked
from studio.errors import BadInput
from studio.people.model import Role
from studio.translation import tr
from studio.ui.composer.editors.days import read_time
from studio.ui.page import Shell
from studio.ui.proof import ProofDialog, ProofStep
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.field import FieldBlock, to_mend
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.turning import Turning


class PostingHoursCard(QWidget):
    """Hours to choose among, and the first and last hour of the night in which nothing is posted."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.slots, self.night = QLineEdit(), QLineEdit()
        self._slots = FieldBlock(
            self.slots,
            tr("Hours of posting"),
            hint=tr("Such as 07:30, 11:30, 17:00: offered wherever a post gets its time."),
            reserved=True,
        )
        self._night = FieldBlock(
            self.night,
            tr("Night without posting"),
            hint=tr("Such as 22:00–06:00, told where a time is chosen; it stops nothing. Empty: none."),
            reserved=True,
        )
        self.save = QuietButton(tr("Save the hours of posting…"), "check")
        self.save.clicked.connect(self._ask)
        self.setLayout(column(Turning((self._slots, 1), (self._night, 1)), row(self.save, None), spacing=8))
        self.refresh()

    def refresh(self) -> None:
        """Read again how they stand."""
        self._shell.tasks.store(self._shell.studio.calendar.posting_hours, self._show, owner=self, key="hours")

    def _show(self, hours: PostingHours) -> None:
        self.slots.setText(", ".join(f"{slot:%H:%M}" for slot in hours.slots))
        night = hours.quiet_from != hours.quiet_until
        self.night.setText(f"{hours.quiet_from:%H:%M}–{hours.quiet_until:%H:%M}" if night else "")

    def read(self) -> PostingHours | None:
        """What is typed; None when it cannot be, which is said below the field."""
        slots, night = _clocks(self.slots.text()), _clocks(self.night.text()) if self.night.text().strip() else ()
        self._slots.set_error("" if slots else tr("Write hours such as 07:30, 11:30, 17:00."))
        well = night is not None and len(night) in (0, 2)
        self._night.set_error("" if well else tr("Write it as 22:00–06:00, or leave it empty."))
        if to_mend(self._slots, self._night) is not None or not slots or night is None:
            return None
        first, last = night or (time(0), time(0))
        try:
            return checked(PostingHours(slots=slots, quiet_from=first, quiet_until=last))
        except BadInput as wrong:
            self._slots.set_error(self._shell.speech.sentence(wrong.phrase))
            return None

    def _ask(self) -> None:
        hours, calendar = self.read(), self._shell.studio.calendar
        if hours is None:
            self.slots.setFocus()
            return
        step = ProofStep(
            heading=tr("Save the hours of posting?"),
            text=tr("It holds for the whole unit on this PC from now on."),
            verb=tr("Save"),
            roles=frozenset({Role.HEAD}),
            work=lambda proof: calendar.set_posting_hours(hours, proof.person, proof.pin),
        )
        dialog = ProofDialog(self._shell, step, self.window())
        dialog.done_well.connect(self.refresh)
        dialog.open()


def _clocks(text: str) -> tuple[time, ...] | None:
    """The times of day in `text`, with commas, blanks or a dash between them; None where one cannot be read."""
    found = [read_time(part) for part in re.split(r"[\s,;–-]+", text) if part]
    times = tuple(one for one in found if one is not None)
    return times if times and len(times) == len(found) else None
