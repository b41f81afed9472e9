"""Days and times. Stored in ISO form; what cannot be read is stored as typed and reported by the checks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from studio.clock import VIETNAM, local, local_date, show_date, show_datetime
from studio.templates.model import Field
from studio.text import squeeze
from studio.translation import tr
from studio.ui.composer.editors.base import FieldEditor, as_text
from studio.ui.composer.inputs import LineInput
from studio.ui.widgets.field import set_invalid
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, column, row
from studio.ui.widgets.moment import DateField, DateTimeField
from studio.ui.widgets.moment_popup import DayPopup, Now
from studio.ui.widgets.moment_text import read_day, read_moment

_TIME = re.compile(r"(\d{1,2})\s*(?:[:hg]\s*(\d{1,2})?)?\s*(?:phút)?", re.IGNORECASE)


def read_time(text: str) -> time | None:
    """``08:00`` (also ``8h``, ``8h30``, ``8 giờ 30``), or None."""
    found = _TIME.fullmatch(squeeze(text.replace("giờ", "h")))
    if found is None:
        return None
    try:
        return time(int(found.group(1)), int(found.group(2) or 0))
    except ValueError:
        return None


def iso_of(text: str, now: Now) -> str:
    """A day, or a day and a time, as typed → ``2026-11-25`` or ``2026-11-25T08:00``; anything else as it is."""
    tidy = squeeze(text)
    day = read_day(tidy, local_date(now()))
    if day is not None:
        return day.isoformat()
    moment = read_moment(tidy, now())
    return local(moment).strftime("%Y-%m-%dT%H:%M") if moment is not None else tidy


def shown_of(value: Any) -> str:
    """The opposite of `iso_of`."""
    text = as_text(value)
    try:
        if "T" in text:
            return show_datetime(datetime.fromisoformat(text).replace(tzinfo=VIETNAM))
        return show_date(date.fromisoformat(text))
    except ValueError:
        return text


class MomentLine(DateTimeField):
    """A day with its time, or a day alone where `day_alone` allows it."""

    def __init__(self, *, day_alone: bool = False, zone: bool = True, clear_word: str = "") -> None:
        self._day_alone = day_alone
        super().__init__(clear_word=clear_word)
        self._zone.setVisible(zone)

    def make_line(self) -> LineInput:
        return LineInput()

    @property
    def valid(self) -> bool:
        return super().valid or (self._day_alone and self._day() is not None)

    @property
    def iso(self) -> str:
        return iso_of(self.line.text(), self.now)

    def put(self, value: Any) -> None:
        """Show a stored value; what cannot be read shows as it is."""
        if as_text(value) != self.iso:
            self._put(shown_of(value))
            self._tidy()

    def open_at(self, anchor: QWidget) -> None:
        if not self._day_alone or self.value is not None:
            super().open_at(anchor)
            return
        popup = DayPopup(self, self.now, self._day())
        popup.taken.connect(lambda day: self._chose(show_date(day)))
        popup.open_at(anchor)


class DayLine(DateField):
    """A day."""

    def make_line(self) -> LineInput:
        return LineInput()

    @property
    def iso(self) -> str:
        return iso_of(self.line.text(), self.now)

    def put(self, value: Any) -> None:
        """Show a stored value; what cannot be read shows as it is."""
        if as_text(value) != self.iso:
            self._put(shown_of(value))
            self._tidy()


class _OneLineEditor(FieldEditor):
    """A day, with its time where the `line` takes one."""

    narrow = True

    def __init__(self, field: Field, line: DayLine | MomentLine) -> None:
        super().__init__(field)
        self._line = line
        self._line.edited.connect(self.changed)
        self.setLayout(row(self._line, None))
        self.setFocusProxy(self._line)

    def value(self) -> str:
        return self._line.iso

    def set_value(self, value: Any) -> None:
        self._line.put(value)

    def inputs(self) -> Sequence[QWidget]:
        return (self._line,)

    def show_invalid(self, invalid: bool) -> None:
        set_invalid(self._line.line, invalid or not self._line.valid)


class DateEditor(_OneLineEditor):
    """A day."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, DayLine())


class MomentEditor(_OneLineEditor):
    """A day and a time, Vietnam's."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, MomentLine())


class TimeEditor(FieldEditor):
    """A time of the day."""

    narrow = True

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._input = LineInput()
        self._input.setPlaceholderText("08:00")
        self._input.setMaximumWidth(140)
        self._input.typed.connect(self.changed)
        self._input.editingFinished.connect(self._tidy)
        self.setLayout(column(self._input))
        self.setFocusProxy(self._input)

    def value(self) -> str:
        at = read_time(self._input.value)
        return at.strftime("%H:%M") if at is not None else squeeze(self._input.value)

    def set_value(self, value: Any) -> None:
        if as_text(value) != self.value():
            self._input.put(as_text(value))

    def inputs(self) -> Sequence[QWidget]:
        return (self._input,)

    def _tidy(self) -> None:
        self._input.put(self.value())


class RangeEditor(FieldEditor):
    """From a day (or a moment) to another."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._from, self._to = (MomentLine(day_alone=True, zone=False) for _ in range(2))
        self._words = (Label(role="hint"), Label(role="hint"))
        inner = FlowLayout(spacing=8)
        for word, line in zip(self._words, (self._from, self._to), strict=True):
            line.edited.connect(self.changed)
            part = PlainHolder()
            part.setLayout(row(word, line, spacing=8))
            inner.addWidget(part)
        self.setLayout(inner)
        self.setFocusProxy(self._from)
        for word, text in zip(self._words, (tr("from"), tr("to")), strict=True):
            word.setText(text)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._align()

    def _align(self) -> None:
        """Both words as wide as the wider, so that the fields stand one under the other where they wrap."""
        width = max(word.fontMetrics().horizontalAdvance(word.text()) for word in self._words)
        for word in self._words:
            word.setMinimumWidth(width + 2)

    def value(self) -> dict[str, str] | None:
        start, end = self._from.iso, self._to.iso
        return {"from": start, "to": end} if start or end else None

    def set_value(self, value: Any) -> None:
        given = value if isinstance(value, dict) else {}
        self._from.put(given.get("from"))
        self._to.put(given.get("to"))

    def inputs(self) -> Sequence[QWidget]:
        return (self._from, self._to)

    def name_inputs(self, name: str) -> None:
        for line, word in zip((self._from, self._to), self._words, strict=True):
            line.setAccessibleName(f"{name}, {word.text()}")

    def show_invalid(self, invalid: bool) -> None:
        for line in (self._from, self._to):
            set_invalid(line.line, invalid or not line.valid)
