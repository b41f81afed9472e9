"""The grid of days: month or week, by keyboard and mouse alike, and posts carried from one day to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio.calendar.model import CalendarEntry
from studio.clock import VIETNAM, local, show_datetime
from studio.phrase import Phrase
from studio.ui.calendar.cell import DayCell, DayLook, EntryChip
from studio.ui.calendar.dates import WEEK, spoken_day, week_of, weekday, weeks_of
from studio.ui.calendar.model import CalendarModel
from studio.ui.language import Speech
from studio.ui.widgets.labels import Elided, Label
from studio.ui.widgets.layout import Card, column, row, scrolled

CHARS = 46
OFFSET = QPoint(14, 18)


class Tag(Card):
    """Hangs at the pointer, inside the board."""

    def __init__(self, board: QWidget) -> None:
        super().__init__(board, kind="toast")
        self._board = board
        self._text = Label(role="toast", wrap=True)
        self.setLayout(row(self._text, margins=(10, 6, 10, 6)))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_move(self, before: datetime, after: datetime | None, refusal: str, at: QPoint) -> None:
        """`at`: where the pointer is, on the board."""
        move = f"{show_datetime(before)} → {show_datetime(after)}" if after is not None else show_datetime(before)
        self._text.setText(refusal or move)
        board = self._board
        chars = CHARS * self.fontMetrics().averageCharWidth()
        wide = min(chars, self._text.fontMetrics().horizontalAdvance(self._text.text()) + 4, board.width() - 24)
        self._text.setFixedWidth(wide)
        self._text.setFixedHeight(self._text.heightForWidth(wide))
        self.adjustSize()
        place = at + OFFSET
        left = max(0, min(place.x(), board.width() - self.width()))
        top = place.y() if place.y() + self.height() <= board.height() else max(0, at.y() - self.height() - 8)
        self.move(left, top)
        self.show()
        self.raise_()


Refusal = Callable[[CalendarEntry, datetime], Phrase | None]
"""Why a post cannot be moved to a moment; None when it may be tried."""
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_CELLS = 6 * WEEK


class Board(QWidget):
    """The cells. `went` carries the day that the keyboard comes to, `turned` how many months or weeks to go on."""

    went = Signal(object)
    turned = Signal(int)
    home = Signal()
    settled = Signal(object)
    """The cell of the day in hand, each time it is another or lies elsewhere."""
    opened = Signal(object)
    asked = Signal(object, object)
    """Entries to be told of, and the widget they stand in."""
    new_wanted = Signal(object)
    menu_wanted = Signal(object, object)
    dropped = Signal(object, object)
    """An entry, and the moment it is to be moved to."""

    def __init__(self, model: CalendarModel, speech: Speech, refusal: Refusal, now: datetime, *, tall: bool) -> None:
        super().__init__()
        self._model, self._speech, self._refusal = model, speech, refusal
        self._tall = tall
        self._now, self._day = now, local(now).date()
        self._lifted: EntryChip | None = None
        self._over: DayCell | None = None
        self._tag = Tag(self)
        self.cells = [self._make_cell() for _ in range(WEEK if tall else MOST_CELLS)]
        model.changed.connect(self.show_days)

    def _make_cell(self) -> DayCell:
        cell = DayCell(self, tall=self._tall)
        cell.taken.connect(lambda: self._take(cell.day))
        cell.opened.connect(self.opened)
        cell.asked.connect(lambda entries: self.asked.emit(entries, cell))
        cell.new_wanted.connect(lambda: self.new_wanted.emit(cell.day))
        cell.menu_wanted.connect(lambda at: self.menu_wanted.emit(cell.day, at))
        cell.lifted.connect(self._lift)
        return cell

    # -- what is shown

    @property
    def day(self) -> date:
        """The day in hand."""
        return self._day

    def show_days(self, day: date | None = None, now: datetime | None = None) -> None:
        """Show the month or week of `day`, in the light of `now`."""
        self._day, self._now = day or self._day, now or self._now
        days = week_of(self._day) if self._tall else weeks_of(self._day)
        for place, cell in enumerate(self.cells):
            cell.setVisible(place < len(days))
            if place < len(days):
                cell.show_day(self._look(days[place]))
                shown = cell.day == self._day
                cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if shown else Qt.FocusPolicy.ClickFocus)
        self._lay()
        focus = QApplication.focusWidget()
        if isinstance(focus, DayCell) and focus in self.cells and focus.day != self._day:
            self.take_focus()

    def cell_of(self, day: date) -> DayCell | None:
        return next((cell for cell in self.cells if not cell.isHidden() and cell.day == day), None)

    def take_focus(self) -> None:
        cell = self.cell_of(self._day)
        if cell is not None:
            cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, day: date) -> DayLook:
        model, today = self._model, local(self._now).date()
        entries = tuple(model.entries(day))
        marks = model.marks(day)
        return DayLook(
            day=day,
            spoken=spoken_day(day, len(entries), [name for _, name in marks], today=day == today),
            entries=entries,
            pages=tuple(model.pages_of(entry) for entry in entries),
            marks=marks,
            today=day == today,
            past=day < today,
            outside=not self._tall and day.month != self._day.month,
        )

    def _take(self, day: date) -> None:
        """The keyboard came to a day."""
        if day == self._day:
            return
        before, self._day = self.cell_of(self._day), day
        cell = self.cell_of(day)
        if before is not None:
            before.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if cell is not None:
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.went.emit(day)

    # -- how it is laid out

    def sizeHint(self) -> QSize:
        return QSize(7 * 120, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay()

    def _lay(self) -> None:
        shown = [cell for cell in self.cells if not cell.isHidden()]
        weeks = max(1, len(shown) // WEEK)
        self.setMinimumHeight(weeks * (shown[0].least_height() if shown else 1))
        for place, cell in enumerate(shown):
            week, at = divmod(place, WEEK)
            left, right = (self.width() * n // WEEK for n in (at, at + 1))
            top, foot = (self.height() * n // weeks for n in (week, week + 1))
            cell.setGeometry(left, top, right - left, foot - top)
        mine = self.cell_of(self._day)
        if mine is not None:
            self.settled.emit(mine)

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if self._lifted is not None and key == Qt.Key.Key_Escape:
            self._put_down()
        elif not bare:
            super().keyPressEvent(event)
        elif key in STEPS:
            self._step(STEPS[key])
        elif key in _TURNS:
            self.turned.emit(_TURNS[key])
        elif key == Qt.Key.Key_Home:
            self.home.emit()
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Space:
            self._tell()
        else:
            super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        day = self._day + timedelta(days=days)
        cell = self.cell_of(day)
        if cell is not None and not (cell.look and cell.look.outside):
            cell.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.went.emit(day)

    def _enter(self) -> None:
        """Open the one post of the day; tell of several; begin one where there is none."""
        entries = tuple(self._model.entries(self._day))
        if len(entries) == 1:
            self.opened.emit(entries[0])
        elif entries:
            self._tell()
        elif self._day >= local(self._now).date():
            self.new_wanted.emit(self._day)

    def _tell(self) -> None:
        cell = self.cell_of(self._day)
        if cell is not None:
            self.asked.emit(tuple(self._model.entries(self._day)), cell)

    # -- carrying

    def _lift(self, chip: EntryChip) -> None:
        self._lifted = chip
        chip.carried.connect(self._carry)
        chip.dropped.connect(self._drop)
        cell = chip.parentWidget()
        if cell is not None:
            cell.setFocus(Qt.FocusReason.MouseFocusReason)  # Esc has to be heard

    def _carry(self, at: QPoint) -> None:
        entry = self._lifted.entry if self._lifted else None
        if entry is None or self._lifted is None:
            return
        cell = self._under(at)
        if self._over is not None and self._over is not cell:
            self._over.aim("")
        self._over = cell
        refusal = self._refused(entry, cell)
        self._lifted.setCursor(Qt.CursorShape.ForbiddenCursor if refusal else Qt.CursorShape.ClosedHandCursor)
        if cell is not None:
            cell.aim("error" if refusal else "accent")
        words = self._speech.sentence(refusal) if refusal else ""
        self._tag.show_move(entry.at, _onto(entry, cell.day) if cell else None, words, self.mapFromGlobal(at))

    def _drop(self, at: QPoint) -> None:
        entry, cell = self._lifted.entry if self._lifted else None, self._under(at)
        self._put_down()
        if entry is not None and cell is not None and cell.day != entry.day:
            self.dropped.emit(entry, _onto(entry, cell.day))

    def _put_down(self) -> None:
        chip, self._lifted = self._lifted, None
        if chip is not None:
            chip.carried.disconnect(self._carry)
            chip.dropped.disconnect(self._drop)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.let_go()
        if self._over is not None:
            self._over.aim("")
        self._over = None
        self._tag.hide()

    def _under(self, at: QPoint) -> DayCell | None:
        here = self.mapFromGlobal(at)
        return next((cell for cell in self.cells if not cell.isHidden() and cell.geometry().contains(here)), None)

    def _refused(self, entry: CalendarEntry, cell: DayCell | None) -> Phrase | None:
        to = entry.at if cell is None or cell.day == entry.day else _onto(entry, cell.day)
        return self._refusal(entry, to)


class DayGrid(QWidget):
    """The board under the names of the weekdays, on a card."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        names = [Elided(f" {weekday(day)}", role="column") for day in week_of(date(2026, 1, 5))]
        for name in names:
            name.setContentsMargins(8, 0, 0, 0)
        heading = row(*names, spacing=0, margins=(0, 5, 0, 5))
        card = Card()
        self.area = scrolled(board)
        board.settled.connect(self._bring)
        inside = column(heading, self.area, spacing=0, margins=1)
        inside.setStretch(1, 1)
        card.setLayout(inside)
        self.setLayout(column(card))

    def _bring(self, cell: DayCell) -> None:
        """Where type is large, not all weeks find room: the day in hand does."""
        self.area.ensureWidgetVisible(cell, 0, 4)


def _onto(entry: CalendarEntry, day: date) -> datetime:
    """The hour of the entry on another day."""
    return datetime.combine(day, local(entry.at).time(), VIETNAM)
