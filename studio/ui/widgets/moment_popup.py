"""Choosing a day and an hour: a month, a line to type into, and the unit's hours with what stands at each.

It floats over everything and closes when something else is clicked. The keyboard begins in the line: Down goes to the
hours, Page Up and Down turn the months, Enter takes what stands in the line, Esc leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from studio.clock import VIETNAM, local, local_date, show_date, show_datetime
from studio.text import squeeze
from studio.translation import ntr, tr
from studio.ui.calendar.dates import month_title, weekday
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.field import NOTHING, set_invalid
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, PlainHolder, clear, column, row
from studio.ui.widgets.moment_text import read_day, read_moment
from studio.ui.widgets.month import HATCH, MonthGrid
from studio.ui.widgets.text_painter import LEFT, paint_elided, weighted
from studio.ui.widgets.tips import plain

if TYPE_CHECKING:
    from studio.calendar.slots import PostingSlot, SlotDays

Now = Callable[[], datetime]
USUAL = time(8)
"""The hour of a day that was picked without one."""
PLAIN_HOURS = (time(8), time(10), time(13, 30), time(15), time(17))
"""Offered where no post is to find its place."""
MARGIN, GAP, SAMPLE = 16, 2, 16
SLOT_PAD, SLOT_GAP, RADIUS = 10, 12, 6
SLOTS_HIGH = 5
"""Hours for which room is kept while they are read."""


class SlotDaysReader(Protocol):
    """Reads what stands on some days, for a popup that is still there when the answer comes."""

    def __call__(
        self, first: date, last: date, owner: QObject, then: Callable[[SlotDays, Sequence[str]], None]
    ) -> None:
        """`then` is also given why nothing is posted on each day that is closed, in the window's language."""
        ...


class SlotRow(QRadioButton):
    """One hour: its time, and what stands there. `stepped` asks for the one below or above."""

    stepped = Signal(int)

    def __init__(self, at: datetime, said: str, tone: Tone) -> None:
        super().__init__()
        self.at, self._said, self._tone = at, said, tone
        self._time = f"{local(at):%H:%M}"
        self.setAccessibleName(f"{self._time}, {said}" if said else self._time)
        self.setToolTip(plain(said))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._said) + SLOT_GAP if self._said else 0
        wide = metrics.height() + 2 * SLOT_GAP + self._clock_width() + words + SLOT_PAD
        return QSize(wide, metrics.height() + 2 * SLOT_PAD)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _clock_width(self) -> int:
        return QFontMetrics(weighted(self.font())).horizontalAdvance("00:00") + SLOT_GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = current_tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, box = self.isEnabled(), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.hasFocus() or (on and self.underMouse()):
            strong = self.isChecked() or self.hasFocus()
            painter.setPen(QPen(QColor(tokens.accent), 2 if self.hasFocus() else 1) if strong else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if self.isChecked() else tokens.hover))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        side = self.fontMetrics().height()
        circle = QRectF(SLOT_PAD, (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        line = tokens.accent if self.isChecked() else tokens.field_line if on else tokens.disabled_line
        painter.setPen(QPen(QColor(line), side / 3.5 if self.isChecked() else 1.5))
        painter.setBrush(QColor(tokens.card))
        painter.drawEllipse(circle.adjusted(side / 8, side / 8, -side / 8, -side / 8) if self.isChecked() else circle)
        left = SLOT_PAD + side + SLOT_GAP
        room = QRect(left, 0, self._clock_width(), self.height())
        paint_elided(painter, room, self._time, weighted(self.font()), tokens.text if on else tokens.muted)
        words = QRect(room.right() + 1, 0, self.width() - room.right() - SLOT_PAD, self.height())
        ink = tokens.tones[self._tone].text if on else tokens.muted
        paint_elided(painter, words, self._said, weighted(self.font(), self.font().weight()), ink, LEFT)


class _Sample(QWidget):
    """What a hatched day looks like."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(SAMPLE, SAMPLE - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current_tokens()
        painter.setPen(QColor(tokens.field_line))
        for x in range(-self.height(), self.width(), HATCH - 2):
            painter.drawLine(x, self.height(), x + self.height(), 0)


class DayPopup(Card):
    """A month and a line for a day. `taken` carries the day, `cleared` that there is to be none."""

    taken = Signal(object)
    cleared = Signal()

    def __init__(self, owner: QWidget, now: Now, value: date | None, *, clear_word: str = "") -> None:
        """`clear_word`: what the button says that takes nothing; empty: there is none."""
        super().__init__(owner)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Choose in the calendar"))
        self.now = now
        self._anchor: QRect | None = None
        self.grid = MonthGrid(local_date(now()))
        self.line = QLineEdit()
        self.line.setAccessibleName(self.asked())
        self._hint = Label(self.example(), "small")
        self._wrong = Label(role="error")
        self._wrong.hide()
        self._month = Label(role="heading")
        self.earlier, self.later = IconButton("chevron-left", tr("Month before")), IconButton("chevron-right")
        self.later.set_name(tr("Next month"))
        self.clear, self.take = QuietButton(clear_word), PrimaryButton()
        self.put_together()
        self.clear.setVisible(bool(clear_word))
        self._bind()
        self._name_month()
        self.begin(value)

    def begin(self, value: date | None) -> None:
        """Show what is chosen so far."""
        if value is not None:
            self.grid.show_day(value)
            self.write(show_date(value))
        self._read()

    # -- what it is made of

    def asked(self) -> str:
        """What the line is called."""
        return tr("Day", about="to choose")

    def example(self) -> str:
        return tr("You may type: tomorrow, fri, 28/11")

    def remedy(self) -> str:
        """What is said of a line that cannot be read."""
        return tr("Enter the date as 25/11/2026.")

    def put_together(self) -> None:
        inner = column(self.line, self._hint, self._wrong, self.month(), spacing=6, margins=MARGIN)
        self.frame(inner)

    def month(self) -> PlainHolder:
        """The month with its name and what turns it."""
        made = PlainHolder()
        head = row(self._month, None, self.earlier, self.later, spacing=2)
        made.setLayout(column(head, self.grid, *self.below_days(), spacing=GAP))
        return made

    def below_days(self) -> Sequence[QWidget]:
        """What stands under the days."""
        return ()

    def keys(self) -> str:
        """Which keys do what, for the foot."""
        return ""

    def frame(self, inner: QVBoxLayout | PlainHolder) -> None:
        """Put `inner` over the buttons."""
        foot = Card(kind="band")
        foot.setLayout(row(Label(self.keys(), "small"), None, self.clear, self.take, margins=(MARGIN, 12, MARGIN, 12)))
        self.setLayout(column(inner, foot, spacing=0, margins=1))

    def _bind(self) -> None:
        self.line.textEdited.connect(lambda _: self._typed())
        self.grid.picked.connect(self.put_day)
        self.grid.taken.connect(lambda _: self.give())
        self.grid.turned.connect(self._name_month)
        self.earlier.clicked.connect(lambda: self.grid.turn(-1))
        self.later.clicked.connect(lambda: self.grid.turn(1))
        self.take.clicked.connect(self.give)
        self.clear.clicked.connect(self._none)

    # -- what is chosen

    def value(self) -> date | None:
        """What stands in the line, or None where it cannot be read."""
        return read_day(self.line.text(), self.grid.today)

    def shown(self) -> str:
        """The value as the button names it."""
        day = self.value()
        return show_date(day) if day is not None else ""

    def write(self, text: str) -> None:
        self.line.setText(text)

    def put_day(self, day: date) -> None:
        """A day of the month was chosen."""
        self.write(show_date(day))
        self._read()

    def _typed(self) -> None:
        day = self.value()
        if day is not None and day != self.grid.day:
            self.grid.show_day(day)
        self._read()

    def _read(self) -> None:
        """Say what would be taken."""
        shown = self.shown()
        self.take.setEnabled(bool(shown))
        self.take.setText(tr("Choose {day}").format(day=shown) if shown else tr("Choose", about="a day"))
        self._blame("")

    def give(self) -> None:
        """Take what stands in the line, where it can be read."""
        value = self.value()
        if value is None:
            self._blame(self.remedy() if squeeze(self.line.text()) else "")
            self.line.setFocus()
            return
        self.close()
        self.taken.emit(value)

    def _blame(self, wrong: str) -> None:
        """Say below the line what is wrong with it, in the place of what may be typed."""
        set_invalid(self.line, bool(wrong))
        self._hint.setVisible(not wrong)
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.line.setAccessibleDescription(wrong or self.example())

    def _none(self) -> None:
        self.close()
        self.cleared.emit()

    def _name_month(self) -> None:
        self._month.setText(month_title(self.grid.day))

    # -- where it stands, and its keys

    def open_at(self, anchor: QWidget) -> None:
        """Show it under `anchor`, or over it where there is more room; inside the screen."""
        self._anchor = QRect(anchor.mapToGlobal(QPoint(0, 0)), anchor.size())
        self.show()  # dressed by then, so that its size is known
        self.settle()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.line.selectAll()

    def settle(self) -> None:
        """Take the size it needs, inside the screen."""
        if self._anchor is None:
            return
        layout = self.layout()
        if layout is not None:
            layout.activate()
        size, room = self.sizeHint(), self.screen().availableGeometry()
        place = QRect(QPoint(self._anchor.left(), self._anchor.bottom() + 3), size)
        if place.bottom() > room.bottom() and self._anchor.top() - 3 - size.height() >= room.top():
            place.moveBottom(self._anchor.top() - 3)
        place.moveRight(min(place.right(), room.right()))
        place.moveBottom(min(place.bottom(), room.bottom()))
        place.moveLeft(max(place.left(), room.left()))
        place.moveTop(max(place.top(), room.top()))
        self.setGeometry(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, focus = event.key(), QApplication.focusWidget()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QAbstractButton) and not isinstance(focus, SlotRow):
                focus.click()
            else:
                self.give()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.grid.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Down and focus is self.line:
            self.go_down()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the line to the days, and round through all the rest."""
        stops, focus = [stop for stop in self.stops() if stop.isVisible() and stop.isEnabled()], self.focusWidget()
        here = stops.index(focus) if focus in stops else -1
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def stops(self) -> Sequence[QWidget]:
        """What Tab walks through."""
        return (self.line, self.grid, self.earlier, self.later, self.clear, self.take)

    def go_down(self) -> None:
        """Down in the line goes to the days."""
        self.grid.setFocus()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.settle()
        return done


class MomentPopup(DayPopup):
    """A month, and beside it the line and the hours. `taken` carries the moment (aware, UTC)."""

    def __init__(
        self, owner: QWidget, now: Now, value: datetime | None, *, almanacs: SlotDaysReader | None, clear_word: str = ""
    ) -> None:
        self._almanacs = almanacs
        self._almanac: SlotDays | None = None
        self._at = local(value).time() if value is not None else USUAL
        self._wants = value is None and almanacs is not None
        self._day = Label(role="label")
        self._hours = QVBoxLayout()
        self._hours.setSpacing(0)
        self._group = QButtonGroup()
        self._moon, self._night = Glyph("moon"), Label(NOTHING, "small", wrap=True)
        self.quick = IconButton("calendar-clock", tr("Now") if almanacs is None else tr("The nearest free hour"))
        super().__init__(owner, now, None, clear_word=clear_word)
        self._moon.setVisible(almanacs is not None)
        if value is not None:
            self.grid.show_day(local_date(value))
            self.write(show_datetime(value))
        self._read()
        self._ask()

    def asked(self) -> str:
        return tr("Day and hour")

    def example(self) -> str:
        return tr("You may type: tomorrow 8h, fri 17h, 28/11 7h30")

    def remedy(self) -> str:
        return tr("Enter day and time, such as 25/11/2026 08:00.")

    def keys(self) -> str:
        return tr("↓ hours · Tab days · PgDn next month")

    def below_days(self) -> Sequence[QWidget]:
        if self._almanacs is None:
            return ()
        told = PlainHolder()
        words = Label("• " + tr("posts there"), "small"), Label(tr("day without posting"), "small")
        told.setLayout(row(words[0], 12, _Sample(), words[1], None, spacing=6))
        return (told,)

    def put_together(self) -> None:
        typed = row(self.line, self.quick, spacing=4)
        typed.setStretch(0, 1)
        hours = PlainHolder()
        hours.setLayout(column(self._hours, None))
        slots = SLOTS_HIGH * (self.fontMetrics().height() + 2 * SLOT_PAD)
        hours.setMinimumHeight(slots)
        night = row(self._moon, self._night, spacing=8)
        night.setStretch(1, 1)
        right = column(typed, self._hint, self._wrong, self._day, hours, night, spacing=6, margins=MARGIN)
        right.setStretch(4, 1)
        left = column(self.month(), None, margins=MARGIN)
        edge = Card(kind="rule")
        edge.setFixedSize(1, 1)
        edge.setMaximumHeight(10_000)
        inner = PlainHolder()
        body = row(left, edge, right, spacing=0)
        body.setStretch(2, 1)
        inner.setLayout(body)
        self.frame(inner)

    def _bind(self) -> None:
        super()._bind()
        self.grid.turned.connect(self._ask)
        self.quick.clicked.connect(self._put_quick)

    # -- what stands there

    def _ask(self) -> None:
        """Have read what stands on the days in sight."""
        if self._almanacs is not None:
            self._almanacs(self.grid.first, self.grid.last, self, self._came)
        self._list_hours()

    def _came(self, almanac: SlotDays, reasons: Sequence[str]) -> None:
        if not isValid(self):
            return
        self._almanac = almanac
        self.grid.show_posts(almanac.posts, dict(zip(almanac.closed, reasons, strict=True)))
        if self._wants and not self.line.text() and almanac.nearest is not None:
            self._put(almanac.nearest)
            self.line.selectAll()
        self._wants = False
        self._list_hours()
        self._read()

    def _list_hours(self) -> None:
        """The hours of the day in hand; the keyboard stays where it is."""
        day = self.grid.day
        self._day.setText(
            tr("{weekday} {day}: the unit's hours").format(weekday=weekday(day), day=f"{day:%d/%m}")
            if self._almanacs is not None
            else f"{weekday(day)} {day:%d/%m}"
        )
        held = next((r.at for r in self.rows() if r.hasFocus()), None)
        for old in self.rows():
            self._group.removeButton(old)
        clear(self._hours)
        for made in self._made_rows(day):
            made.clicked.connect(lambda _=False, at=made.at: self._put(at))
            made.stepped.connect(lambda by, made=made: self._step(made, by))
            self._group.addButton(made)
            self._hours.addWidget(made)
        self._tick()
        if held is not None:
            self.go_down()

    def _made_rows(self, day: date) -> Sequence[SlotRow]:
        if self._almanacs is None:
            return [SlotRow(datetime.combine(day, at, VIETNAM), "", Tone.GREY) for at in PLAIN_HOURS]
        return [self._slot_row(slot) for slot in self._almanac.slots(day)] if self._almanac is not None else []

    def _slot_row(self, slot: PostingSlot) -> SlotRow:
        almanac, standing = self._almanac, slot.standing.value
        tone, open_ = Tone.GREEN, True
        if standing == "free":
            near = almanac is not None and slot.at == almanac.nearest
            said = tr("Free on all pages, the nearest") if near else tr("Free on all pages")
        elif standing == "taken":
            tone = Tone.AMBER
            words = ntr("{n} post is near", "{n} posts are near", slot.posts).format(n=slot.posts)
            said = f"{slot.pages[0]}: {words}" if len(slot.pages) == 1 else words
        else:
            open_, tone = standing == "closed", Tone.AMBER
            said = tr("Has passed") if standing == "past" else self.grid.closed.get(self.grid.day, "")
        made = SlotRow(slot.at, said, tone)
        made.setEnabled(open_)
        return made

    def rows(self) -> list[SlotRow]:
        """The hours offered, from top to bottom."""
        return [made for made in self._group.buttons() if isinstance(made, SlotRow)]

    # -- what is chosen

    def value(self) -> datetime | None:
        return read_moment(self.line.text(), self.now(), day=self.grid.day, at=self._at)

    def shown(self) -> str:
        moment = self.value()
        return show_datetime(moment) if moment is not None else ""

    def put_day(self, day: date) -> None:
        self._put(datetime.combine(day, self._at, VIETNAM))

    def _put(self, moment: datetime) -> None:
        self._at = local(moment).time()
        self.grid.show_day(local_date(moment))
        self.write(show_datetime(moment))
        self._show_chosen()

    def _put_quick(self) -> None:
        if self._almanacs is None:
            self._put(self.now())
        elif self._almanac is not None and self._almanac.nearest is not None:
            self._put(self._almanac.nearest)

    def _typed(self) -> None:
        moment = self.value()
        if moment is not None:
            self._at = local(moment).time()
            self.grid.show_day(local_date(moment))
        self._show_chosen()

    def _show_chosen(self) -> None:
        if any(local_date(made.at) != self.grid.day for made in self.rows()):
            self._list_hours()
        self._tick()
        self._read()

    def _tick(self) -> None:
        """Mark the hour that stands in the line."""
        moment = self.value()
        self._group.setExclusive(False)
        for made in self.rows():
            made.setChecked(made.at == moment)
        self._group.setExclusive(True)

    def _read(self) -> None:
        super()._read()
        moment, almanac = self.value(), self._almanac
        if almanac is None:
            return
        hours, amber = almanac.hours, False
        night = hours.quiet_from != hours.quiet_until
        said = tr("No posting from {first} to {last}") if night else tr("The unit posts at every hour")
        said = said.format(first=f"{hours.quiet_from:%H:%M}", last=f"{hours.quiet_until:%H:%M}")
        if moment is not None and moment <= self.now():
            said, amber = tr("This time has passed."), True
        elif moment is not None and (why := self.grid.closed.get(local_date(moment))):
            said, amber = why, True
        elif moment is not None and almanac.quiet(moment):
            amber = True
        self._night.setText(said)
        self._moon.show_glyph("triangle-alert" if amber else "moon", "error" if amber else "muted")

    # -- keys

    def stops(self) -> Sequence[QWidget]:
        line, *others = super().stops()
        return (line, *others[:-2], self.quick, *self._first(), *others[-2:])

    def _first(self) -> list[SlotRow]:
        """The hour that the keyboard goes to: the one it is on or that is chosen, else the first."""
        able = [made for made in self.rows() if made.isEnabled()]
        return sorted(able, key=lambda made: (not made.hasFocus(), not made.isChecked()))[:1]

    def go_down(self) -> None:
        """Down in the line goes to the hours."""
        first = self._first()
        if first:
            self._hold(first[0])
        else:
            self.grid.setFocus()

    def _step(self, here: SlotRow, by: int) -> None:
        able = [made for made in self.rows() if made.isEnabled()]
        place = able.index(here) + by
        if place < 0:
            self.line.setFocus()
        elif place < len(able):
            self._hold(able[place])

    def _hold(self, made: SlotRow) -> None:
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put(made.at)
