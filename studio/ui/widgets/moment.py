"""A moment as Vietnamese readers write it: 25/11/2026 08:00, always in Vietnam's time.

Qt's own date-time edit collapses under a style sheet, so this is a line of text with a calendar beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from PySide6.QtCore import QDate, QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from studio.clock import VIETNAM, local, show_date, show_datetime
from studio.text import squeeze
from studio.translation import tr
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import set_invalid
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row

WIDEST = "25/11/2026 08:00"
USUAL = time(8, 0)
"""The hour of a day that was picked without one."""
_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_TIME = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?(?:\s*phút)?", re.IGNORECASE)


def read_date(text: str) -> date | None:
    """``25/11/2026`` (also with dots or dashes), or None."""
    found = _DATE.fullmatch(squeeze(text))
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """``25/11/2026 08:00`` (also ``8h``, ``8h30``, or the time first) in Vietnam's time; aware UTC, or None."""
    tidy = squeeze(text.replace(",", " ").replace("ngày", " ").replace("lúc", " "))
    found = _DATE.search(tidy)
    if found is None:
        return None
    day = read_date(found.group())
    clock = _TIME.fullmatch(squeeze(tidy[: found.start()] + " " + tidy[found.end() :]))
    if day is None or clock is None:
        return None
    try:
        at = time(int(clock.group(1)), int(clock.group(2) or 0))
    except ValueError:
        return None
    return datetime.combine(day, at, VIETNAM).astimezone(UTC)


class _LineWithCalendar(QWidget):
    """The text, a calendar button, and whatever stands after them."""

    edited = Signal()
    """After each change by the user, valid or not."""

    def __init__(self) -> None:
        super().__init__()
        self.line = self.make_line()
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.line.editingFinished.connect(self._tidy)
        self._button = IconButton("calendar-days", tr("Choose in the calendar"))
        self._button.clicked.connect(self._open)
        self.setFocusProxy(self.line)
        self._room()

    def make_line(self) -> QLineEdit:
        """The line that is typed into."""
        return QLineEdit()

    @property
    def valid(self) -> bool:
        """Whether the text can be read; an empty field can."""
        return not squeeze(self.line.text()) or self._day() is not None

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
        raise NotImplementedError

    def _put_day(self, day: date) -> None:
        raise NotImplementedError

    def _tidy(self) -> None:
        set_invalid(self.line, not self.valid)

    def _open(self) -> None:
        popup = Card(self)
        popup.setWindowFlag(Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setGridVisible(False)
        calendar.setLocale(self.locale())
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        chosen = self._day()
        if chosen is not None:
            calendar.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        calendar.clicked.connect(lambda day: self._picked(day, popup))
        calendar.activated.connect(lambda day: self._picked(day, popup))
        wide = calendar.fontMetrics().horizontalAdvance("00") * 2
        calendar.setMinimumSize(7 * wide, 8 * round(calendar.fontMetrics().height() * 1.7))
        popup.setLayout(column(calendar, *self.beside_days(), margins=6))
        popup.show()  # dressed by then, so that its size is known
        place = QRect(self.mapToGlobal(QPoint(0, self.height() + 2)), popup.size())
        room = self.screen().availableGeometry()
        place.moveRight(min(place.right(), room.right()))
        if place.bottom() > room.bottom():
            place.moveBottom(self.mapToGlobal(QPoint(0, -2)).y())
        popup.move(place.topLeft())
        calendar.setFocus()

    def beside_days(self) -> Sequence[QWidget]:
        """What stands below the days of the calendar."""
        return ()

    def _picked(self, day: QDate, popup: QWidget) -> None:
        self._put_day(date(day.year(), day.month(), day.day()))
        popup.close()
        self._tidy()
        self.edited.emit()


class DateField(_LineWithCalendar):
    """A day, ``25/11/2026``."""

    def __init__(self) -> None:
        super().__init__()
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

    def _day(self) -> date | None:
        return read_date(self.line.text())

    def _put_day(self, day: date) -> None:
        self._put(show_date(day))

    def _tidy(self) -> None:
        super()._tidy()
        day = self._day()
        if day is not None:
            self._put(show_date(day))


class DateTimeField(_LineWithCalendar):
    """A moment, ``25/11/2026 08:00``, with the words "Vietnam time" beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setPlaceholderText("25/11/2026 08:00")
        self._zone = Label(tr("Vietnam time"), "hint")
        inner = row(self.line, self._button, self._zone, spacing=4)
        inner.setStretch(0, 1)
        self.setLayout(inner)

    @property
    def value(self) -> datetime | None:
        """The moment (aware, UTC), or None where the field is empty or cannot be read."""
        return read_moment(self.line.text())

    def set_value(self, moment: datetime | None) -> None:
        self._put(show_datetime(moment) if moment else "")
        self._tidy()

    @property
    def valid(self) -> bool:
        return not squeeze(self.line.text()) or self.value is not None

    def beside_days(self) -> Sequence[QWidget]:
        """The hour, in steps of half an hour; what stands in the line stays among them."""
        chosen = local(self.value).time() if self.value else USUAL
        hours = Combo()
        hours.setAccessibleName(tr("Hour"))
        for at in sorted({chosen, *(time(hour, minute) for hour in range(24) for minute in (0, 30))}):
            hours.addItem(f"{at:%H:%M}", at)
        hours.choose(chosen)
        hours.activated.connect(lambda _: self._put_hour(hours.currentData()))
        return (hours,)

    def _put_hour(self, at: time) -> None:
        day = self._day()
        if day is not None:
            self._put(show_datetime(datetime.combine(day, at, VIETNAM)))
            self._tidy()
            self.edited.emit()

    def _day(self) -> date | None:
        moment = self.value
        return local(moment).date() if moment else read_date(self.line.text())

    def _put_day(self, day: date) -> None:
        moment = self.value
        at = local(moment).time() if moment else USUAL
        self._put(show_datetime(datetime.combine(day, at, VIETNAM)))

    def _tidy(self) -> None:
        super()._tidy()
        moment = self.value
        if moment is not None:
            self._put(show_datetime(moment))
