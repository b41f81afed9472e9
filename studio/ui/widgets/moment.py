"""A day or a moment as Vietnamese readers write it: 25/11/2026 08:00, always in Vietnam's time.

Qt's own date-time edit collapses under a style sheet, so this is a line of text with a calendar beside it. The line
also takes what is typed in short, such as ``mai 8h``.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import SystemClock, local_date, show_date, show_datetime
from studio.text import squeeze
from studio.translation import tr
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.field import set_invalid
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.widgets.moment_popup import DayPopup, MomentPopup, Now, SlotDaysReader
from studio.ui.widgets.moment_text import read_day, read_moment

WIDEST = "25/11/2026 08:00"
OPENS = ("Alt+Down", "F4")


class CalendarLine(QWidget):
    """The text, a calendar button, and whatever stands after them."""

    edited = Signal()
    """After each change by the user, valid or not."""

    def __init__(self, now: Now | None = None) -> None:
        """`now`: what the day is, for what is typed in short; the PC's clock if None."""
        super().__init__()
        self.now: Now = now or SystemClock().now
        self.line = self.make_line()
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.line.editingFinished.connect(self._tidy)
        self._button = IconButton("calendar-days", tr("Choose in the calendar"))
        self._button.clicked.connect(lambda: self.open_at(self))
        for keys in OPENS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: self.open_at(self))
        self.setFocusProxy(self.line)
        self._room()

    def make_line(self) -> QLineEdit:
        """The line that is typed into."""
        return QLineEdit()

    @property
    def valid(self) -> bool:
        """Whether the text can be read; an empty field can."""
        return not squeeze(self.line.text()) or self._day() is not None

    def open_at(self, anchor: QWidget) -> None:
        """Choose in the calendar, which opens at `anchor`."""
        raise NotImplementedError

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self._button.setAccessibleName(f"{name}: {self._button.toolTip()}")

    def setAccessibleDescription(self, text: str) -> None:
        super().setAccessibleDescription(text)
        self.line.setAccessibleDescription(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._room()

    def _room(self) -> None:
        self.line.setMinimumWidth(self.fontMetrics().horizontalAdvance(WIDEST) + 30)

    def _put(self, text: str) -> None:
        """Show `text` from its start."""
        if text != self.line.text():
            self.line.setText(text)
        if not self.line.hasFocus():
            self.line.setCursorPosition(0)

    def _day(self) -> date | None:
        return read_day(self.line.text(), local_date(self.now()))

    def _tidy(self) -> None:
        set_invalid(self.line, not self.valid)

    def _chose(self, text: str) -> None:
        """Take what was chosen in the calendar."""
        self._put(text)
        self._tidy()
        if self.line.isVisible():
            self.line.setFocus()
        self.edited.emit()


class DateField(CalendarLine):
    """A day, ``25/11/2026``."""

    def __init__(self, now: Now | None = None) -> None:
        super().__init__(now)
        self.line.setPlaceholderText("25/11/2026")
        inner = row(self.line, self._button, spacing=4)
        inner.setStretch(0, 1)
        self.setLayout(inner)

    @property
    def value(self) -> date | None:
        """The day, or None where the field is empty or cannot be read."""
        return self._day()

    def set_value(self, day: date | None) -> None:
        self._put(show_date(day) if day else "")
        self._tidy()

    def open_at(self, anchor: QWidget) -> None:
        popup = DayPopup(self, self.now, self._day())
        popup.taken.connect(lambda day: self._chose(show_date(day)))
        popup.open_at(anchor)

    def _tidy(self) -> None:
        super()._tidy()
        day = self._day()
        if day is not None:
            self._put(show_date(day))


class DateTimeField(CalendarLine):
    """A moment, ``25/11/2026 08:00``, with the words "Vietnam time" beside it.

    Where a post is to find its place, `almanacs` tells the calendar what stands where. `taken` carries the moment that
    was chosen in it; with `clear_word` it can also be left without one, which is `cleared`.
    """

    taken = Signal(object)
    cleared = Signal()

    def __init__(self, now: Now | None = None, *, almanacs: SlotDaysReader | None = None, clear_word: str = "") -> None:
        super().__init__(now)
        self.almanacs, self._clear_word = almanacs, clear_word
        self.line.setPlaceholderText("25/11/2026 08:00")
        self._zone = Label(tr("Vietnam time"), "hint")
        inner = row(self.line, self._button, self._zone, spacing=4)
        inner.setStretch(0, 1)
        self.setLayout(inner)

    @property
    def value(self) -> datetime | None:
        """The moment (aware, UTC), or None where the field is empty or cannot be read."""
        return read_moment(self.line.text(), self.now())

    def set_value(self, moment: datetime | None) -> None:
        self._put(show_datetime(moment) if moment else "")
        self._tidy()

    @property
    def valid(self) -> bool:
        return not squeeze(self.line.text()) or self.value is not None

    def open_at(self, anchor: QWidget) -> None:
        popup = MomentPopup(self, self.now, self.value, almanacs=self.almanacs, clear_word=self._clear_word)
        popup.taken.connect(self._taken)
        popup.cleared.connect(self.cleared)
        popup.open_at(anchor)

    def _taken(self, moment: datetime) -> None:
        self._chose(show_datetime(moment))
        self.taken.emit(moment)

    def _tidy(self) -> None:
        super()._tidy()
        moment = self.value
        if moment is not None:
            self._put(show_datetime(moment))
