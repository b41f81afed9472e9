"""A popover with a search field over a list: type, walk with the arrows, take with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from studio.text import nfc, squeeze
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, rule
from studio.ui.widgets.picks import Pick, PickGroup, PickList
from studio.ui.widgets.popover import EDGE, Popover
from studio.ui.widgets.search import SearchField

PAGE_STEP = 6
MOST_ROWS = 12
FEWEST_ROWS = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Picker(Popover):
    """`typed` follows each change of the search at once, `asked` a moment later; `taken` carries a line."""

    typed = Signal(str)
    asked = Signal(str)
    taken = Signal(object)

    def __init__(self, host: QWidget, *, chars: int = 64) -> None:
        super().__init__(host, chars=chars)
        self.line = SearchField()
        self.list = PickList()
        self.note = Label(role="hint", wrap=True)
        self.keys = Label(role="small", wrap=True)
        self.extra = column(spacing=4)
        self._none = ""
        self.line.textChanged.connect(lambda _: self.typed.emit(self.query))
        self.line.searched.connect(self.asked)
        self.list.moved.connect(self._moved)
        self.list.picked.connect(self._take)
        for part in (self.line, self.list):
            part.installEventFilter(self)
        inside = column(self.line, self.list, self.note, self.extra, rule(), self.keys, spacing=8, margins=12)
        inside.setStretch(1, 1)
        self.card.setLayout(inside)
        self.note.hide()

    @property
    def query(self) -> str:
        """What is searched for, tidy."""
        return squeeze(nfc(self.line.text()))

    def name(self, name: str, prompt: str, none: str, keys: str) -> None:
        """Words of the whole: its name, the prompt of the search, what is said when nothing is found, the keys."""
        self.setAccessibleName(name)
        self.line.set_prompt(prompt)
        self.list.setAccessibleName(name)
        self._none = none
        self.keys.setText(keys)

    def open_picker(self, anchor: QRect | None = None, back: QWidget | None = None) -> None:
        """Open with an empty search."""
        self.line.start_over()
        self.open_popover(anchor, back)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_groups(self, groups: Sequence[PickGroup], *, keep: bool = False) -> None:
        self.list.show_groups(groups, keep=keep)
        self.list.setVisible(bool(self.list.picks))
        self._moved(self.list.current)

    def about(self, pick: Pick | None) -> str:
        """What is shown under the list of the line in hand."""
        if pick is None:
            return self._none if self.query else ""
        return pick.reason or pick.more

    def place(self) -> None:
        """The list is as high as its lines, while there is room in the window."""
        lines = MOST_ROWS
        self.list.setFixedHeight(self.list.height_for(lines))
        super().place()
        while lines > FEWEST_ROWS and self._too_high():
            lines -= 1
            self.list.setFixedHeight(self.list.height_for(lines))
            super().place()

    def _too_high(self) -> bool:
        layout = self.card.layout()
        needed = layout.totalHeightForWidth(self.card.width()) if layout is not None else 0
        return needed > self._host.height() - 2 * EDGE

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self.line, self.list) and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._walk(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _walk(self, event: QKeyEvent) -> bool:
        """Keys of the list, wherever the keyboard is."""
        key, plain = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain != Qt.KeyboardModifier.NoModifier:
            return False
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PAGE_STEP,
            Qt.Key.Key_PageUp: -PAGE_STEP,
        }
        if key in steps:
            self.list.step(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.list.first()
        elif key == Qt.Key.Key_End:
            self.list.last()
        elif key in _ENTER:
            self._take(self.list.current)
        else:
            return False
        self._say(self.list.current)
        return True

    def _take(self, pick: Pick | None) -> None:
        if pick is not None and not pick.reason:
            self.taken.emit(pick)

    def _moved(self, pick: Pick | None) -> None:
        note = self.about(pick)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if self.is_open:
            self.place()

    def _say(self, pick: Pick | None) -> None:
        """A screen reader hears of the line in hand although the keyboard is in the search."""
        if pick is not None and self.is_open:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, pick.spoken))
