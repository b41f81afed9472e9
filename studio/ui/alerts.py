"""What has to be told on every page of a profile: the machine, the clock, an emergency, a notice."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from studio.ui.calendar.emergency_bar import EmergencyBar
from studio.ui.clock_bar import ClockBar
from studio.ui.exchange.notices import NoticeBar
from studio.ui.machine_bar import MachineBar
from studio.ui.page import Shell


class Alerts:
    """The bars of one profile in one language, each hidden while there is nothing to tell."""

    def __init__(self, box: QVBoxLayout, shell: Shell) -> None:
        self._box = box
        self._bars = (MachineBar(shell), ClockBar(shell), EmergencyBar(shell), NoticeBar(shell))
        for bar in self._bars:
            box.addWidget(bar)
        self.refresh()

    def refresh(self) -> None:
        """Stored things changed."""
        for bar in self._bars:
            bar.refresh()

    def stop(self) -> None:
        """Nothing runs on: the window closes."""
        for bar in self._bars:
            bar.stop()

    def put_away(self) -> None:
        """Others take their place."""
        self.stop()
        for bar in self._bars:
            self._box.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
