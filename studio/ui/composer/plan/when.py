"""When a post goes out: as soon as it is approved and published, or at a time."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from studio.clock import show_datetime
from studio.ui.anchors import anchor
from studio.ui.composer.editors.days import MomentLine
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.section import Section
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.choice import RadioButton


class WhenSection(Section):
    """`changed` carries the moment (aware) or None for "as soon as it is approved"."""

    changed = Signal(object)

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self.soon, self.timed = RadioButton(), RadioButton()
        group = QButtonGroup(self)
        group.addButton(self.soon)
        group.addButton(self.timed)
        self.soon.setChecked(True)
        self.line = MomentLine(zone=False)
        self.soon.clicked.connect(lambda _: self._switched())
        self.timed.clicked.connect(lambda _: self._switched())
        self.line.edited.connect(self._tell)
        self.quiet = Banner()
        """That the unit publishes nothing on that day; it stops nothing."""
        self.fill(self.soon, self.timed, self.line, self.quiet)
        self.line.hide()
        anchor(self, "draft.followup")
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Time of posting"))
        self.hint.setText(self.tr("Vietnam time"))
        self.soon.setText(self.tr("As soon as it is approved"))
        self.timed.setText(self.tr("At a set time"))
        self.line.setAccessibleName(self.heading.text())
        self.hint.setVisible(self.timed.isChecked())

    @property
    def problem(self) -> str:
        """Why the time cannot be used: a time was asked for, and none can be read."""
        if self.timed.isChecked() and self.line.value is None:
            return self.tr("Write the time of posting as 25/11/2026 08:00, or choose “As soon as it is approved”.")
        return ""

    def summary(self) -> str:
        """When, in words."""
        moment = self._value()
        if moment is not None:
            return show_datetime(moment)
        return self.tr("no time yet") if self.timed.isChecked() else self.tr("as soon as approved")

    def warn(self, warning: str) -> None:
        """Tell of the day that was chosen; empty tells nothing."""
        self.quiet.say(Tone.AMBER, warning)

    def put(self, moment: datetime | None) -> None:
        """Show the time; a time that is being typed is left alone."""
        if moment is None and self.timed.isChecked() and self.line.value is None:
            return
        if moment != self._value():
            (self.timed if moment else self.soon).setChecked(True)
            self.line.set_value(moment)
        self.line.setVisible(self.timed.isChecked())
        self.hint.setVisible(self.timed.isChecked())

    def reset(self) -> None:
        """Forget what is typed: another post is opened."""
        self.soon.setChecked(True)
        self.line.set_value(None)
        self.line.hide()
        self.hint.hide()

    def take_focus(self) -> None:
        (self.line.line if self.timed.isChecked() else self.soon).setFocus()

    def set_locked(self, locked: bool) -> None:
        for widget in (self.soon, self.timed, self.line):
            widget.setEnabled(not locked)

    def _value(self) -> datetime | None:
        return self.line.value if self.timed.isChecked() else None

    def _switched(self) -> None:
        timed = self.timed.isChecked()
        self.line.setVisible(timed)
        self.hint.setVisible(timed)
        if timed:
            self.line.line.setFocus()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self._value())
