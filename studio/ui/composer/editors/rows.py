"""Lists: rows that are added, taken out and moved by buttons and by keys.

Enter adds a row under the present one, Backspace in an empty row takes it out, Alt+↑ and Alt+↓ move it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from studio.templates.model import Field, FieldType
from studio.ui.composer.editors.base import FieldEditor, as_text
from studio.ui.composer.inputs import TextInput
from studio.ui.language import Translated
from studio.ui.widgets.buttons import IconButton, LinkButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row

MOST_ROWS = 50
NUMBER_WIDTH = 2
"""Average characters before a row."""
MOVER_WIDTH = 24


def has_focus(widget: QWidget) -> bool:
    """Whether the keyboard is somewhere in `widget`."""
    focus = QApplication.focusWidget()
    return focus is not None and widget.isAncestorOf(focus)


class Movers(Translated):
    """The two buttons that move a row. They are made when the row is first used; their place is kept free."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: tuple[IconButton, IconButton] | None = None
        self._place, self._count, self._line = 0, 0, 0
        self.setFixedWidth(MOVER_WIDTH)

    def place(self, place: int, count: int, line: int) -> None:
        """Belong to the row at `place` of `count`; `line` is the height of one line of it."""
        self._place, self._count, self._line = place, count, line
        self.setFixedHeight(line)
        self._fit()

    def show_buttons(self, shown: bool) -> None:
        if shown and self._buttons is None:
            self._make()
        for button in self._buttons or ():
            button.setVisible(shown)

    def retranslate(self) -> None:
        if self._buttons is not None:
            up, down = self._buttons
            up.set_name(self.tr("Move row {n} up (Alt+↑)").format(n=self._place + 1))
            down.set_name(self.tr("Move row {n} down (Alt+↓)").format(n=self._place + 1))

    def _make(self) -> None:
        up, down = self._buttons = IconButton("chevron-up"), IconButton("chevron-down")
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        self.setLayout(column(up, down, spacing=0))
        self._fit()

    def _fit(self) -> None:
        if self._buttons is None:
            return
        for button in self._buttons:
            button.setFixedSize(MOVER_WIDTH, self._line // 2)
        self._buttons[0].setEnabled(self._place > 0)
        self._buttons[1].setEnabled(self._place < self._count - 1)
        self.retranslate()


class Row(Translated):
    """One row: its number, what is typed, and the buttons that move it and take it out."""

    changed = Signal()
    below = Signal()
    gone = Signal()
    moved = Signal(int)

    def __init__(self, *, numbered: bool) -> None:
        super().__init__()
        self._numbered = numbered
        self._place = 0
        self._sign = Label(role="hint")
        self._sign.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._out = IconButton("x")
        self._out.clicked.connect(self.gone)
        self._movers = Movers()
        self._movers.moved.connect(self.moved)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(4)
        inner = row(self._sign, 6, self._body, 2, self._movers, self._out, spacing=0)
        inner.setStretch(2, 1)
        for widget in (self._sign, self._movers, self._out):
            inner.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.setLayout(inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def fill(self, *parts: TextInput) -> None:
        """Put the inputs in, one under the other."""
        for part in parts:
            part.typed.connect(self.changed)
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
        self._place = place
        self._sign.setText(f"{place + 1}." if self._numbered else "•")
        self._sign.setFixedWidth(self.fontMetrics().averageCharWidth() * NUMBER_WIDTH)
        line = self.inputs()[0].line_height
        self._sign.setFixedHeight(line)
        self._out.setFixedHeight(line)
        self._movers.place(place, count, line)
        self.retranslate()

    def name(self, name: str) -> None:
        """Name the inputs after the field and the place of the row."""
        for part in self.inputs():
            part.setAccessibleName(f"{name} {self._place + 1}")

    def retranslate(self) -> None:
        self._out.set_name(self.tr("Take out row {n}").format(n=self._place + 1))

    def show_movers(self, shown: bool) -> None:
        """The buttons to move a row show on the one in use alone, to keep the form quiet."""
        self._movers.show_buttons(shown)

    def enterEvent(self, event: Any) -> None:
        self.show_movers(self.isEnabled())
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not has_focus(self):
            self.show_movers(False)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def _drop_if_empty(self) -> None:
        if self.value() is None:
            self.gone.emit()


class TextRow(Row):
    """A row of one text."""

    def __init__(self, *, numbered: bool) -> None:
        super().__init__(numbered=numbered)
        self._text = TextInput(single=True)
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
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self._more = LinkButton(glyph="plus")
        self._more.clicked.connect(lambda: self._add(len(self._rows), focus=True))
        self.foot = row(self._more, None)
        self.setLayout(column(self._list, self.foot, spacing=4))
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self._fill_up(0)

    def make_row(self) -> Row:
        """A new empty row."""
        return TextRow(numbered=self.field.type is FieldType.STEPS)

    def retranslate(self) -> None:
        self._more.setText(self.tr("Add a row"))

    def value(self) -> list[Any]:
        return [value for value in (row.value() for row in self._rows) if value is not None]

    def set_value(self, value: Any) -> None:
        items = value if isinstance(value, list) else [value] if value else []
        if items == self.value():
            return
        while len(self._rows) > len(items):
            self._remove(self._rows[-1])
        self._fill_up(len(items))
        for line, item in zip(self._rows, items, strict=False):
            line.put(item)

    def inputs(self) -> Sequence[QWidget]:
        return [part for row in self._rows for part in row.inputs()]

    def count(self) -> tuple[int, int] | None:
        return (len(self.value()), self.field.max) if self.field.max else None

    @property
    def counts_items(self) -> bool:
        return True

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def name_inputs(self, name: str) -> None:
        self._name = name
        for line in self._rows:
            line.name(name)
        self._more.setAccessibleName(f"{self._more.text()}: {name}")

    def shift(self, row: Row, step: int) -> None:
        """Move `row` by `step` places, with the keyboard still in it."""
        here = self._rows.index(row)
        there = here + step
        if not 0 <= there < len(self._rows):
            return
        self._rows.insert(there, self._rows.pop(here))
        focus = QApplication.focusWidget() if has_focus(row) else None
        self._list.removeWidget(row)
        self._list.insertWidget(there, row)
        if focus is not None:
            focus.setFocus()
        self._number()
        self.changed.emit()

    def take_out(self, row: Row) -> None:
        """Take `row` out; the last one is only emptied."""
        here = self._rows.index(row)
        had = row.value() is not None
        focused = has_focus(row)
        self._remove(row)
        self._fill_up(0)
        if focused:
            self._rows[max(0, here - 1)].inputs()[0].setFocus()
        if had:
            self.changed.emit()

    def _least(self) -> int:
        """Rows shown at least: as many as the template asks for."""
        return max(1, min(self.field.min or 1, 4))

    def _fill_up(self, count: int) -> None:
        while len(self._rows) < max(count, self._least()):
            self._add(len(self._rows))

    def _add(self, place: int, *, focus: bool = False) -> None:
        if len(self._rows) >= MOST_ROWS:
            return
        row = self.make_row()
        row.changed.connect(self.changed)
        row.below.connect(lambda: self._add(self._rows.index(row) + 1, focus=True))
        row.gone.connect(lambda: self.take_out(row))
        row.moved.connect(lambda step: self.shift(row, step))
        self._rows.insert(place, row)
        self._list.insertWidget(place, row)
        self._number()
        self._order_tabs(place)
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

    def _order_tabs(self, place: int) -> None:
        """Let Tab go from row to row in the order they stand."""
        if place + 1 < len(self._rows):
            last = self._rows[place].inputs()[-1]
            self.setTabOrder(last, self._rows[place + 1].inputs()[0])

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        for line in self._rows:
            here = now is not None and line.isAncestorOf(now)
            line.show_movers(line.isEnabled() and (line.underMouse() or here))
