"""Lists: rows that are added, taken out and moved, by the mouse and by keys.

Tab goes from row to row, Enter adds a row under the present one, Ctrl+Del takes it out, and so does Backspace in an
empty one; Ctrl+↑ and Ctrl+↓ move it (Alt, too), and so does dragging its number. Several lines that are pasted become
rows. What only the mouse needs is no stop of Tab: a space there would delete a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from studio.templates.model import Field, FieldType
from studio.text import squeeze
from studio.translation import tr
from studio.ui.composer.editors.base import FieldEditor, as_text
from studio.ui.composer.inputs import TextInput
from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import IconButton, LinkButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, keep_in_sight, row

MOST_ROWS = 50
AT_ONCE = 10
"""Rows that are made in one go."""
_MARK = re.compile(r"^\s*(?:[-–—•●▪*+✔✓]|\d{1,2}[.)]|[a-zđ][.)])\s+")


NUMBER_WIDTH = 3
"""Average characters before a row."""
SIGN = 16


class RowHandle(QWidget):
    """The number of a row, or handles while the row is in use. `pulled` carries the mouse's place on the screen."""

    pulled = Signal(int)
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._shown = False
        self._from: QPoint | None = None
        self._pulling = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def place(self, text: str, line: int) -> None:
        """Show `text` in the middle of the first line, which is `line` pixels high."""
        self._text = text
        width = max(SIGN, self.fontMetrics().averageCharWidth() * NUMBER_WIDTH)
        self.setFixedSize(width, line)
        self.update()

    def show_grip(self, shown: bool) -> None:
        self._shown = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = current_tokens()
        painter.setPen(QColor(tokens.muted))
        if not self._shown:
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._text)
            return
        place = QRect(self.width() - SIGN, (self.height() - SIGN) // 2, SIGN, SIGN)
        painter.drawPixmap(place.topLeft(), glyph("grip-vertical", tokens.muted, SIGN, self.devicePixelRatio()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._from is None:
            return
        if not self._pulling and (at - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._pulling = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._pulling:
            self.pulled.emit(at.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
        if self._pulling:
            self._pulling = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.let_go.emit()


def has_focus(widget: QWidget) -> bool:
    """Whether the keyboard is somewhere in `widget`."""
    focus = QApplication.focusWidget()
    return focus is not None and widget.isAncestorOf(focus)


class Row(QWidget):
    """One row: its number, what is typed, and the buttons that move it and take it out."""

    changed = Signal()
    below = Signal()
    gone = Signal()
    moved = Signal(int)
    pulled = Signal(int)
    """The row is dragged; carries where the mouse is, in pixels from the top of the screen."""
    let_go = Signal()
    lines = Signal(list)
    """Several lines were pasted; carries the texts of the rows they make."""

    def __init__(self, *, numbered: bool) -> None:
        super().__init__()
        self._numbered = numbered
        self._place = 0
        self._placed: tuple[int, int, int] | None = None
        self._handle = RowHandle()
        self._handle.pulled.connect(self.pulled)
        self._handle.let_go.connect(self.let_go)
        self._out = IconButton("x")
        self._out.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._out.clicked.connect(self.gone)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(4)
        inner = row(self._handle, 6, self._body, 2, self._out, spacing=0)
        inner.setStretch(2, 1)
        for widget in (self._handle, self._out):
            inner.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.setLayout(inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def fill(self, *parts: TextInput) -> None:
        """Put the inputs in, one under the other."""
        for part in parts:
            part.typed.connect(self.changed)
            part.lines_pasted.connect(self.lines)
            part.installEventFilter(self)
            self._body.addWidget(part)
        parts[-1].entered.connect(self.below)
        parts[0].emptied.connect(self._drop_if_empty)

    def inputs(self) -> Sequence[TextInput]:
        raise NotImplementedError

    def value(self) -> Any:
        """The item, or None where nothing is typed."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        raise NotImplementedError

    def place(self, place: int, count: int) -> None:
        """Take the place, counted from 0, among `count` rows."""
        line = self.inputs()[0].line_height
        if (place, count, line) == self._placed:
            return
        self._placed = (place, count, line)
        self._place = place
        self._handle.place(f"{place + 1}." if self._numbered else "•", line)
        self._out.setFixedHeight(line)
        self._out.set_name(tr("Remove row {n} (Ctrl+Del)").format(n=place + 1))

    def name(self, name: str) -> None:
        """Name the inputs after the field and the place of the row."""
        for part in self.inputs():
            part.setAccessibleName(f"{name} {self._place + 1}")

    def enterEvent(self, event: QEnterEvent) -> None:
        self._handle.show_grip(self.isEnabled())
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._handle.show_grip(False)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of a row come before what they mean in its text."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            meant = self._means(event)
            if meant is not None:
                meant()
                return True
        return super().eventFilter(watched, event)

    def _means(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What the key does with this row; None where it belongs to the text."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and held in (control, alt):
            return lambda: self.moved.emit(step)
        if event.key() == Qt.Key.Key_Delete and held == control:
            return self.gone.emit
        return None

    def _drop_if_empty(self) -> None:
        if self.value() is None:
            self.gone.emit()


class TextRow(Row):
    """A row of one text."""

    def __init__(self, *, numbered: bool) -> None:
        super().__init__(numbered=numbered)
        self._text = TextInput(single=True)
        self._text.takes_lines = True
        self.fill(self._text)

    def inputs(self) -> Sequence[TextInput]:
        return (self._text,)

    def value(self) -> str | None:
        return self._text.value if self._text.value.strip() else None

    def put(self, value: Any) -> None:
        self._text.put(as_text(value))


class RowsEditor(FieldEditor):
    """A list of rows; the value holds those in which something is typed."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._name = ""
        self._rows: list[Row] = []
        self._dragged = False
        """Whether the order changed since the row in hand was taken up."""
        self._waiting: list[Any] = []
        """Items of a long list that have no row yet."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self._more = LinkButton(tr("Add a row"), "plus")
        self._more.clicked.connect(self._add_last)
        self._keys = Label(tr("Tab: next row · Ctrl+Del: remove it"), "small")
        self.foot = row(self._more, None, self._keys)
        self.setLayout(column(self._list, self.foot, spacing=4))
        self._fill_up(0)

    def make_row(self) -> Row:
        """A new empty row."""
        return TextRow(numbered=self.field.type is FieldType.STEPS)

    def value(self) -> list[Any]:
        return [*(value for value in (row.value() for row in self._rows) if value is not None), *self._waiting]

    def set_value(self, value: Any) -> None:
        """Show `value`; the rows of a long list are made a few at a time, so that the window never stands still."""
        items = value if isinstance(value, list) else [value] if value else []
        if items == self.value():
            return
        now = max(AT_ONCE, len(self._rows))
        shown, self._waiting = items[:now], list(items[now:])
        while len(self._rows) > len(shown):
            self._remove(self._rows[-1])
        self._fill_up(len(shown))
        for line, item in zip(self._rows, shown, strict=False):
            line.put(item)
        if self._waiting:
            self._soon.start()

    def _go_on(self, most: int = AT_ONCE) -> None:
        """Make rows for so many of the items that have none yet."""
        for item in self._waiting[:most]:
            self._add(len(self._rows), always=True)
            self._rows[-1].put(item)
        self._waiting = self._waiting[most:]
        if self._waiting:
            self._soon.start()

    def _complete(self) -> None:
        """Have a row for every item: the order is about to change."""
        self._go_on(len(self._waiting))

    def inputs(self) -> Sequence[QWidget]:
        return [part for row in self._rows for part in row.inputs()]

    def count(self) -> tuple[int, int] | None:
        return (len(self.value()), self.field.max) if self.field.max else None

    @property
    def counts_items(self) -> bool:
        return True

    @property
    def rows(self) -> tuple[Row, ...]:
        self._complete()
        return tuple(self._rows)

    def name_inputs(self, name: str) -> None:
        self._name = name
        for line in self._rows:
            line.name(name)
        self._more.setAccessibleName(f"{self._more.text()}: {name}")

    def shift(self, row: Row, step: int) -> None:
        """Move `row` by `step` places, with the keyboard still in it."""
        self._complete()
        here = self._rows.index(row)
        there = here + step
        if not 0 <= there < len(self._rows):
            return
        self._put_at(row, there)
        self.changed.emit()

    def drag(self, row: Row, y: int) -> None:
        """Move `row` to where the mouse is (pixels from the top of the screen); told once it is let go."""
        here = self._rows.index(row)
        at = self.mapFromGlobal(QPoint(0, y)).y()
        there = sum(1 for other in self._rows if other is not row and other.geometry().center().y() < at)
        if there != here:
            self._put_at(row, there)
            self._dragged = True
            layout = self.layout()
            if layout is not None:
                layout.activate()  # the next movement is measured against the new order
        keep_in_sight(row)

    def drop(self) -> None:
        """The row in hand is let go: one change, however far it came."""
        if self._dragged:
            self._dragged = False
            self.changed.emit()

    def paste(self, row: Row, texts: Sequence[str]) -> None:
        """Put `texts` into `row` and rows below it; what finds no row stays together in the last."""
        self._complete()
        for other in [r for r in self._rows if r is not row and r.value() is None]:
            self._remove(other)
        here = self._rows.index(row)
        clean = [_unmarked(text) for text in texts]
        room = MOST_ROWS - len(self._rows) + 1
        if len(clean) > room:
            clean = [*clean[: room - 1], " ".join(clean[room - 1 :])]
        row.put(self.item_of(clean[0]))
        for step, text in enumerate(clean[1:], start=1):
            self._add(here + step)
            self._rows[here + step].put(self.item_of(text))
        self._rows[here + len(clean) - 1].inputs()[-1].setFocus()
        self._fill_up(0)
        self.changed.emit()

    def item_of(self, text: str) -> Any:
        """A pasted line as the value of a row."""
        return squeeze(text)

    def _put_at(self, row: Row, there: int) -> None:
        self._rows.remove(row)
        self._rows.insert(there, row)
        focus = QApplication.focusWidget() if has_focus(row) else None
        self._list.removeWidget(row)
        self._list.insertWidget(there, row)
        if focus is not None:
            focus.setFocus()
        self._number()

    def take_out(self, row: Row) -> None:
        """Take `row` out; the last one is only emptied.

        An empty one in whose place another empty one would come stays: a new input would take the keyboard from the
        input method, and with it the letter that is being composed.
        """
        self._complete()
        here = self._rows.index(row)
        had = row.value() is not None
        focused = has_focus(row)
        if len(self._rows) > self._least() or any(line.value() is not None for line in self._rows[here:]):
            self._remove(row)
            self._fill_up(0)
        if focused:
            self._rows[max(0, here - 1)].inputs()[0].setFocus()
        if had:
            self.changed.emit()

    def _add_last(self) -> None:
        self._complete()
        self._add(len(self._rows), focus=True)

    def _least(self) -> int:
        """Rows shown at least: as many as the template asks for."""
        return max(1, min(self.field.min or 1, 4))

    def _fill_up(self, count: int) -> None:
        while len(self._rows) < max(count, self._least()):
            self._add(len(self._rows), always=True)

    def _add(self, place: int, *, focus: bool = False, always: bool = False) -> None:
        """Put a row in at `place`; a list that is full takes none, unless what is stored needs it."""
        if focus:
            self._complete()
        if len(self._rows) >= MOST_ROWS and not always:
            return
        row = self.make_row()
        row.changed.connect(self.changed)
        row.below.connect(lambda: self._add(self._rows.index(row) + 1, focus=True))
        row.gone.connect(lambda: self.take_out(row))
        row.moved.connect(lambda step: self.shift(row, step))
        row.pulled.connect(lambda y: self.drag(row, y))
        row.let_go.connect(self.drop)
        row.lines.connect(lambda texts: self.paste(row, texts))
        self._rows.insert(place, row)
        self._list.insertWidget(place, row)
        self._number()
        if focus:
            row.inputs()[0].setFocus()

    def _remove(self, row: Row) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._number()

    def _number(self) -> None:
        for place, line in enumerate(self._rows):
            line.place(place, len(self._rows))
            if self._name:
                line.name(self._name)
        self._more.setVisible(len(self._rows) < min(self.field.max or MOST_ROWS, MOST_ROWS))


def _unmarked(text: str) -> str:
    """A pasted line without the mark of the list it comes from (``-``, ``•``, ``1.``, ``a)``)."""
    return _MARK.sub("", text).strip()
