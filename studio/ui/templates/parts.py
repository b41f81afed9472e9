"""What the parts of the designer are made of: texts that take fields, and lists whose rows are added and moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from studio.phrase import Phrase
from studio.templates.own.edits import END, conditions, insertions, text_problem
from studio.templates.own.model import TemplateDocument
from studio.translation import tr
from studio.ui.composer.inputs import LineInput, TextInput
from studio.ui.history import UndoHistory
from studio.ui.page import Shell
from studio.ui.widgets.buttons import IconButton, LinkButton, QuietButton
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import FlowLayout, column
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.widgets.tips import plain

_OPENED = "{{"
_SHOWN_ROWS = 7
"""Rows that a list shows at once where it says nothing under them."""
LIST_CHARS = 26
"""Letters of a title in a list beside what is edited."""


class DesignPart(QWidget):
    """One tab of the designer. It shows the draft as it stands, and pushes each change as a step."""

    def __init__(self, shell: Shell, history: UndoHistory[TemplateDocument]) -> None:
        super().__init__()
        self.shell, self.history = shell, history
        self._columns: list[tuple[QWidget, int, int]] = []

    def keep_width(self, column_: QWidget, least: int, chars: int) -> None:
        """Give a column as much width as `chars` letters take, and `least` pixels at least."""
        self._columns.append((column_, least, chars))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        for column_, least, chars in self._columns:
            column_.setFixedWidth(max(least, chars * letter))

    @property
    def document(self) -> TemplateDocument:
        return self.history.value

    def show_document(self) -> None:
        """Show the draft that counts now; what stands there already is left alone."""
        raise NotImplementedError

    def lead_to(self, field: str, card: str, size: str) -> None:
        """Give the keyboard to what a finding is about."""

    def say(self, phrase: Phrase) -> str:
        return self.shell.language.say(phrase)


class _FieldMenu:
    """What a text and a line share: a menu of fields at the caret, by a button, Ctrl+Space, or two braces."""

    menu: Callable[[QPoint], None]

    def asks(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class TakingLine(LineInput, _FieldMenu):
    """One line into which fields are put."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.asks(event):
            self.menu(self.cursorRect().bottomLeft())
            return
        super().keyPressEvent(event)
        if event.text() == "{" and self.text()[: self.cursorPosition()].endswith(_OPENED):
            self.menu(self.cursorRect().bottomLeft())

    def put_in(self, text: str) -> None:
        """Put `text` at the caret, in the place of two braces that stand before it."""
        before = self.text()[: self.cursorPosition()]
        if before.endswith(_OPENED):
            self.backspace()
            self.backspace()
        self.insert(text.strip())
        self.typed.emit()

    def put_around(self, before: str, after: str) -> None:
        """Put both around what is marked; the caret stands behind it, before `after`."""
        self.insert(f"{before}{self.selectedText()}{after}")
        self.setCursorPosition(self.cursorPosition() - len(after))
        self.typed.emit()


class TakingText(TextInput, _FieldMenu):
    """Several lines into which fields are put."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.asks(event):
            self.menu(self.cursorRect().bottomLeft())
            return
        super().keyPressEvent(event)
        cursor = self.textCursor()
        if event.text() == "{" and cursor.block().text()[: cursor.positionInBlock()].endswith(_OPENED):
            self.menu(self.cursorRect().bottomLeft())

    def put_in(self, text: str) -> None:
        """Put `text` at the caret, in the place of two braces that stand before it."""
        cursor = self.textCursor()
        if cursor.block().text()[: cursor.positionInBlock()].endswith(_OPENED):
            cursor.deletePreviousChar()
            cursor.deletePreviousChar()
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def put_around(self, before: str, after: str) -> None:
        """Put both around what is marked, around whole lines on lines of their own; the caret stands before `after`."""
        cursor = self.textCursor()
        marked = cursor.selection().toPlainText()
        if "\n" in marked:
            before, after = f"{before}\n", after if marked.endswith("\n") else f"\n{after}"
        cursor.insertText(f"{before}{marked}{after}")
        cursor.setPosition(cursor.position() - len(after))
        self.setTextCursor(cursor)


class TextBlock(QWidget):
    """A text of the template with its label, the menu that puts fields in, and what is wrong with it at once."""

    typed = Signal()

    def __init__(self, part: DesignPart, label: str, *, lines: int = 0, needed: bool = False) -> None:
        """`lines`: 0 for one line; `needed`: it may not stay empty."""
        super().__init__()
        self.part, self.needed = part, needed
        self.input: TakingLine | TakingText = TakingText(lines=lines) if lines else TakingLine()
        self.input.menu = self.offer
        self.block = FieldBlock(self.input, label, reserved=True)
        self.insert = LinkButton(tr("Insert a field…"), "plus")
        self.insert.setToolTip(plain(tr("Insert a field ({key})").format(key="Ctrl+Space")))
        self.insert.setAccessibleName(tr("Insert a field into: {label}").format(label=label))
        self.insert.clicked.connect(lambda: self.offer(self.input.rect().bottomLeft()))
        self.condition = LinkButton(tr("Show only if filled in…"), "plus")
        self.condition.setToolTip(plain(tr("What is marked, or written next, shows only if a field is filled in.")))
        self.condition.setAccessibleName(tr("Show only if a field is filled in, in: {label}").format(label=label))
        self.condition.clicked.connect(self.offer_condition)
        acts, flow = QWidget(), FlowLayout(spacing=14)
        flow.addWidget(self.insert)
        flow.addWidget(self.condition)
        acts.setLayout(flow)
        self.setLayout(column(self.block, acts, spacing=2))
        self.setFocusProxy(self.input)
        self.input.typed.connect(self._typed)

    @property
    def value(self) -> str:
        return self.input.value

    def put(self, text: str) -> None:
        self.input.put(text)
        self.judge()

    def judge(self) -> None:
        """Say what is wrong with the text as it stands."""
        problem = text_problem(self.part.document, self.value)
        empty = tr("Nothing is written here.") if self.needed and not self.value.strip() else ""
        self.block.set_error(self.part.shell.language.sentence(problem) if problem is not None else empty)

    def offer(self, point: QPoint) -> None:
        """Show what can be put in."""
        self._menu(insertions(self.part.document), self.input.put_in, point)

    def offer_condition(self) -> None:
        """Show on which field the words can hang."""
        under = self.input.mapFromGlobal(self.condition.mapToGlobal(self.condition.rect().bottomLeft()))
        self._menu(conditions(self.part.document), lambda before: self.input.put_around(before, END), under)

    def _menu(self, choices: Sequence[tuple[Phrase, str]], put: Callable[[str], None], point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, text in choices:
            menu.addAction(self.part.say(words)).triggered.connect(lambda _=False, text=text: self._chosen(put, text))
        if menu.isEmpty():
            menu.addAction(tr("There is no field yet")).setEnabled(False)
        menu.popup(self.input.mapToGlobal(point))
        menu.setActiveAction(menu.actions()[0])

    def _chosen(self, put: Callable[[str], None], text: str) -> None:
        self.input.setFocus()
        put(text)

    def _typed(self) -> None:
        self.typed.emit()
        self.judge()


class PartList(QWidget):
    """A list with its rows' buttons. `moved` carries by how many places the row in hand goes."""

    added = Signal()
    removed = Signal()
    moved = Signal(int)
    chosen = Signal()

    def __init__(self, name: str, add: str, *, beside: bool = True) -> None:
        """`beside`: whether something is said of a row under its title; rows are low without, and shown at once."""
        super().__init__()
        self._beside = beside
        self.list = EntryList(name, lines=0, title_lines=1 if beside else 0)
        self.list.chosen.connect(lambda _: self.chosen.emit())
        self.add = QuietButton(add, "plus")
        self.remove = IconButton("trash-2", tr("Remove: {what}").format(what=name))
        self.up = IconButton("arrow-up", tr("Up: {what}").format(what=name))
        self.down = IconButton("arrow-down", tr("Down: {what}").format(what=name))
        for button, act in (
            (self.add, self.added.emit),
            (self.remove, self.removed.emit),
            (self.up, lambda: self.moved.emit(-1)),
            (self.down, lambda: self.moved.emit(1)),
        ):
            button.clicked.connect(lambda _=False, act=act: act())  # fmt: skip
        acts, flow = QWidget(), FlowLayout(spacing=4)
        for button in (self.add, self.up, self.down, self.remove):
            flow.addWidget(button)
        acts.setLayout(flow)
        inside = column(self.list, acts, spacing=6)
        inside.setStretch(0, 1)
        self.setLayout(inside)

    @property
    def place(self) -> int:
        """Of the row in hand; -1 where there is none."""
        return self.list.currentIndex().row()

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Rows by what they are called and what stands beside that; the place in hand stays in hand."""
        kept = self.place
        made = [ListEntry(id=f"row{n}", title=title, side=side) for n, (title, side) in enumerate(entries)]
        self.list.show_entries(made)
        if made:
            self.choose(max(0, min(kept, len(made) - 1)))
        for button in (self.remove, self.up, self.down):
            if button.hasFocus() and not made:
                self.add.setFocus()  # what is disabled would lose the keyboard
            button.setEnabled(bool(made))
        if not self._beside:
            shown = max(1, min(len(made), _SHOWN_ROWS))
            self.list.setMinimumHeight(shown * max(1, self.list.sizeHintForRow(0)) + 2 * self.list.frameWidth())

    def choose(self, place: int) -> None:
        self.list.choose(f"row{place}")
