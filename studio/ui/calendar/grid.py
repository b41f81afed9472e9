"""The grid of days: by keyboard and mouse alike, and posts carried from one day to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio.calendar.model import CalendarEntry
from studio.clock import VIETNAM, local
from studio.translation import tr
from studio.ui.calendar.cell import PAD, DayCell, DayLook, EntryChip
from studio.ui.calendar.dates import WEEK, spoken_day, weekday, weeks_of
from studio.ui.calendar.ghost import DropOutcome, DropPreview
from studio.ui.calendar.model import CalendarModel
from studio.ui.widgets.fitted import FittedWidget
from studio.ui.widgets.labels import ElidedLabel
from studio.ui.widgets.layout import Card, column, row, scrolled
from studio.ui.widgets.month import SHORT

Foretell = Callable[[CalendarEntry, datetime], DropOutcome]
"""What moving a post to a moment would do, or why it cannot be."""
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PAST_WEIGHT, WEIGHT = 72, 150
"""Shares of the height: of a week that is over, and of the others."""
NAME_EDGE, UNDER = 9, 5
"""Pixels from the edge of a column to the name of its day, which stands over the number; and under the cells, where
the corners of the card are round."""


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

    def __init__(self, model: CalendarModel, foretell: Foretell, now: datetime) -> None:
        super().__init__()
        self._model, self._foretell = model, foretell
        self._now, self._day = now, local(now).date()
        self._lifted: EntryChip | None = None
        self._held: CalendarEntry | None = None
        """What the keyboard carries; it stands at `_to` by now."""
        self._to = now
        self.drop_preview = DropPreview(self)
        self.cells = [self._make_cell() for _ in range(self.most_cells())]
        self.setAccessibleName(tr("Calendar"))
        model.changed.connect(self.show_days)

    # -- what kinds of board differ in

    def most_cells(self) -> int:
        return 6 * WEEK

    def new_cell(self) -> DayCell:
        return DayCell(self)

    def days(self) -> tuple[date, ...]:
        """Those that are shown with the day in hand."""
        return weeks_of(self._day)

    def lay_cells(self, shown: Sequence[DayCell]) -> None:
        """Give the cells their places."""

    def landing(self, entry: CalendarEntry, cell: DayCell, at: QPoint) -> datetime:
        """The moment that a place of the board, `at`, stands for."""
        return onto(entry, cell.day)

    def landing_place(self, cell: DayCell, to: datetime) -> QRect:
        """Where the ghost stands; its height is its own."""
        return cell.geometry().adjusted(PAD, cell.head_height(), -PAD, 0)

    def carried_by(self, key: Qt.Key) -> timedelta:
        """How far an arrow carries a post."""
        return timedelta(days=STEPS[key])

    # -- what is shown

    @property
    def day(self) -> date:
        """The day in hand."""
        return self._day

    def show_days(self, day: date | None = None, now: datetime | None = None) -> None:
        """Show the month or week of `day`, in the light of `now`."""
        self._day, self._now = day or self._day, now or self._now
        days = self.days()
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

    def _make_cell(self) -> DayCell:
        cell = self.new_cell()
        cell.taken.connect(lambda: self._take(cell.day))
        cell.opened.connect(self.opened)
        cell.asked.connect(lambda entries: self.asked.emit(entries, cell))
        cell.new_wanted.connect(lambda: self.new_wanted.emit(cell.day))
        cell.menu_wanted.connect(lambda at: self.menu_wanted.emit(cell.day, at))
        cell.lifted.connect(self._lift)
        return cell

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
            outside=len(self.cells) > WEEK and day.month != self._day.month,
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
        self.lay_cells([cell for cell in self.cells if not cell.isHidden()])
        if self._held is not None:
            self._aim(self._held, self._to)
        mine = self.cell_of(self._day)
        if mine is not None:
            self.settled.emit(mine)

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if key == Qt.Key.Key_Escape and (self._lifted is not None or self._held is not None):
            self._put_down()
        elif not bare:
            super().keyPressEvent(event)
        elif self._held is not None:
            self._carry_on(key, self._held)
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
        elif key == Qt.Key.Key_M:
            self._hold_next()
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

    # -- carrying by the keyboard

    def _hold_next(self) -> None:
        """Take the next post of the day in hand that may be moved; where none may, tell why of each."""
        entries = tuple(self._model.entries(self._held.day if self._held else self._day))
        may = [entry for entry in entries if not self._foretell(entry, entry.at).refused]
        if not may:
            self._tell()
            return
        held = may.index(self._held) if self._held in may else -1
        self._held = may[(held + 1) % len(may)]
        self._aim(self._held, self._held.at)

    def _carry_on(self, key: Qt.Key, held: CalendarEntry) -> None:
        if key in STEPS:
            self._aim(held, self._to + self.carried_by(key))
        elif key == Qt.Key.Key_M:
            self._hold_next()
        elif key in _ENTER:
            to = self._to
            self._put_down()
            if to != held.at:
                self.dropped.emit(held, to)

    def _aim(self, entry: CalendarEntry, to: datetime) -> None:
        """Show what dropping the post at `to` would do; another month or week is turned to."""
        self._to = to
        cell = self.cell_of(local(to).date())
        if cell is None:
            self.went.emit(local(to).date())
        else:
            self.drop_preview.show_move(self._foretell(entry, to), self.landing_place(cell, to))

    # -- carrying by the mouse

    def _lift(self, chip: EntryChip) -> None:
        self._put_down()
        self._lifted = chip
        chip.carried.connect(self._carry)
        chip.dropped.connect(self._drop)
        cell = chip.parentWidget()
        if cell is not None:
            cell.setFocus(Qt.FocusReason.MouseFocusReason)  # Esc has to be heard

    def _carry(self, at: QPoint) -> None:
        chip, cell = self._lifted, self._under(at)
        if chip is None or chip.entry is None or cell is None:
            return
        to = self.landing(chip.entry, cell, self.mapFromGlobal(at))
        told = self._foretell(chip.entry, to)
        chip.setCursor(Qt.CursorShape.ForbiddenCursor if told.refused else Qt.CursorShape.ClosedHandCursor)
        self.drop_preview.show_move(told, self.landing_place(cell, to))

    def _drop(self, at: QPoint) -> None:
        entry, cell = self._lifted.entry if self._lifted else None, self._under(at)
        self._put_down()
        if entry is not None and cell is not None:
            to = self.landing(entry, cell, self.mapFromGlobal(at))
            if to != entry.at:
                self.dropped.emit(entry, to)

    def _put_down(self) -> None:
        chip, self._lifted, self._held = self._lifted, None, None
        if chip is not None:
            chip.carried.disconnect(self._carry)
            chip.dropped.disconnect(self._drop)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.let_go()
        self.drop_preview.hide()

    def _under(self, at: QPoint) -> DayCell | None:
        here = self.mapFromGlobal(at)
        return next((cell for cell in self.cells if not cell.isHidden() and cell.geometry().contains(here)), None)


class MonthBoard(Board):
    """Six weeks at most. As many as there is room for have their titles whole; those that are over take less of the
    rest than the others."""

    def lay_cells(self, shown: Sequence[DayCell]) -> None:
        weeks = [shown[at : at + WEEK] for at in range(0, len(shown), WEEK)]
        least = [max(cell.least_height(self.width() // WEEK) for cell in week) for week in weeks]
        self.setMinimumHeight(sum(least))
        whole = [max(cell.whole_height(self.width() // WEEK) for cell in week) for week in weeks]
        spare = self.height() - sum(least)
        for place in sorted(range(len(weeks)), key=lambda place: whole[place] - least[place]):
            if (more := max(0, whole[place] - least[place])) <= spare:
                least[place] += more
                spare -= more
        over = [all(cell.look is not None and cell.look.past for cell in week) for week in weeks]
        weights = [PAST_WEIGHT if past and not all(over) else WEIGHT for past in over]
        top = 0
        for week, high in zip(weeks, shares(self.height(), weights, least), strict=True):
            for at, cell in enumerate(week):
                left, right = (self.width() * n // WEEK for n in (at, at + 1))
                cell.setGeometry(left, top, right - left, high)
            top += high


def shares(whole: int, weights: Sequence[int], least: Sequence[int]) -> list[int]:
    """`whole` parted by `weights`; no part is smaller than its own of `least`, even where the sum is more."""
    parts, small = list(least), set[int]()
    while len(small) < len(weights):
        free = whole - sum(least[place] for place in small)
        open_weights = sum(weight for place, weight in enumerate(weights) if place not in small)
        given = {place: free * weight // open_weights for place, weight in enumerate(weights) if place not in small}
        short = {place for place, part in given.items() if part < least[place]}
        if not short:
            for place, part in given.items():
                parts[place] = part
            break
        small |= short
    if parts:
        parts[-1] += max(0, whole - sum(parts))
    return parts


class DayGrid(QWidget):
    """The board under `heads`, the names of its columns, on a card."""

    def __init__(self, board: Board, heads: QWidget | None = None) -> None:
        super().__init__()
        self.board = board
        self.area = scrolled(board)
        board.settled.connect(self._bring)
        self._heads = row(heads or Weekdays())
        self.area.verticalScrollBar().rangeChanged.connect(self._stand_over)
        card = Card()
        inside = column(self._heads, self.area, spacing=0, margins=(1, 1, 1, UNDER))
        inside.setStretch(1, 1)
        card.setLayout(inside)
        self.setLayout(column(card))

    def _stand_over(self, _: int, most: int) -> None:
        """The names end where the columns do: beside the scroll bar, where there is one."""
        bar = self.area.verticalScrollBar().sizeHint().width() if most else 0
        self._heads.setContentsMargins(0, 0, bar, 0)

    def _bring(self, cell: DayCell) -> None:
        """Where type is large, not all weeks find room: the day in hand does."""
        if cell.height() <= self.area.viewport().height():
            self.area.ensureWidgetVisible(cell, 0, 4)


class Weekdays(FittedWidget):
    """The names of the days over their columns. Where one has too little room, all are shortened."""

    def __init__(self) -> None:
        super().__init__()
        monday = date(2026, 1, 5)
        self._whole = [weekday(monday + timedelta(days=n)) for n in range(WEEK)]
        self.names = [ElidedLabel(name, role="column") for name in self._whole]
        for name, whole in zip(self.names, self._whole, strict=True):
            name.setAccessibleName(whole)
        self.setLayout(row(*self.names, spacing=NAME_EDGE, margins=(NAME_EDGE, 5, 0, 5)))

    def _fit(self) -> None:
        room, metrics = self.width() // WEEK - 2 * NAME_EDGE, self.names[0].fontMetrics()
        short = any(metrics.horizontalAdvance(name) > room for name in self._whole)
        for place, name in enumerate(self.names):
            name.setText(tr(SHORT[place]) if short else self._whole[place])


def onto(entry: CalendarEntry, day: date) -> datetime:
    """The hour of the entry on another day."""
    return datetime.combine(day, local(entry.at).time(), VIETNAM)
