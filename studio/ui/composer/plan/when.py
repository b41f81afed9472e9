"""When a post goes out: as soon as it is approved and published, or at a time."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from studio.ui.composer.editors.days import MomentLine
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.section import Section
from studio.ui.widgets.choice import RadioButton


class WhenSection(Section):
    """`changed` carries the moment (aware) or None for "as soon as it is approved"."""

    changed = Signal(object)

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._soon, self._timed = RadioButton(), RadioButton()
        group = QButtonGroup(self)
        group.addButton(self._soon)
        group.addButton(self._timed)
        self._soon.setChecked(True)
        self._line = MomentLine(zone=False)
        self._soon.clicked.connect(lambda _: self._switched())
        self._timed.clicked.connect(lambda _: self._switched())
        self._line.edited.connect(self._tell)
        self.fill(self._soon, self._timed, self._line)
        self._line.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Time of posting"))
        self.hint.setText(self.tr("Vietnam time"))
        self._soon.setText(self.tr("As soon as it is approved"))
        self._timed.setText(self.tr("At a set time"))
        self._line.setAccessibleName(self.heading.text())
        self.hint.setVisible(self._timed.isChecked())

    @property
    def problem(self) -> str:
        """Why the time cannot be used: a time was asked for, and none can be read."""
        if self._timed.isChecked() and self._line.value is None:
            return self.tr("Write the time of posting as 25/11/2026 08:00, or choose “As soon as it is approved”.")
        return ""

    def put(self, moment: datetime | None) -> None:
        """Show the time; a time that is being typed is left alone."""
        if moment is None and self._timed.isChecked() and self._line.value is None:
            return
        if moment != self._value():
            (self._timed if moment else self._soon).setChecked(True)
            self._line.set_value(moment)
        self._line.setVisible(self._timed.isChecked())
        self.hint.setVisible(self._timed.isChecked())

    def reset(self) -> None:
        """Forget what is typed: another post is opened."""
        self._soon.setChecked(True)
        self._line.set_value(None)
        self._line.hide()
        self.hint.hide()

    def take_focus(self) -> None:
        (self._line.line if self._timed.isChecked() else self._soon).setFocus()

    def set_locked(self, locked: bool) -> None:
        for widget in (self._soon, self._timed, self._line):
            widget.setEnabled(not locked)

    def _value(self) -> datetime | None:
        return self._line.value if self._timed.isChecked() else None

    def _switched(self) -> None:
        timed = self._timed.isChecked()
        self._line.setVisible(timed)
        self.hint.setVisible(timed)
        if timed:
            self._line.line.setFocus()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self._value())
