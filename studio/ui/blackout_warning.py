"""Asking the calendar, behind the window, whether the unit publishes on the day of a planned time."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from studio.clock import local_date
from studio.phrase import Phrase
from studio.ui.page import Shell


class BlackoutWarning(QObject):
    """`told` carries the warning, or an empty sentence."""

    told = Signal(str)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._asked: date | None = None

    def ask(self, at: datetime | None) -> None:
        """About the day of this moment (aware); about none of None. The same day is asked about once."""
        day = None if at is None else local_date(at)
        if day == self._asked:
            return
        self._asked = day
        if at is None:
            self.told.emit("")
            return
        calendar = self._shell.studio.calendar
        self._shell.tasks.store(lambda: calendar.quiet_day(at), self._tell, owner=self, key="quiet")

    def _tell(self, warning: Phrase | None) -> None:
        if self._asked is not None:
            self.told.emit(self._shell.language.sentence(warning) if warning else "")
