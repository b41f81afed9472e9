"""Where text is typed: a line, and a text that grows with what is in it.

Both leave an input method alone: they tell of a change only when the text really changed, and never put text in
while a word is being composed. Undo and redo belong to the whole post and are passed on to the page, in the context
menu too. What is put in changes no more than what differs, so that caret and scrolling stay.
"""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QWidget

from studio.text import nfc
from studio.ui.spelling.controls import Area, SpellingLine
from studio.ui.spelling.marks import changed_span
from studio.ui.spelling.setup import add_to, pasted, warn_of_old_encoding
from studio.ui.spelling.watch import watch, watch_of
from studio.writing.clean import items_of, one_line

FRAME = 16
"""Pixels that border and padding of a text take from its height."""
AIR = 0.25
"""Room above and below the lines together, in lines: as high as a one-line input of the style sheet."""
LINES_AT_MOST = 14
_LINE_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
UNDO, REDO = "post-undo", "post-redo"
"""Names of the page's actions that undo and redo."""


def is_undo_or_redo(event: QKeyEvent) -> bool:
    """Whether the key is one that the page binds to undo or redo, or Qt's own for them."""
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def units(text: str) -> int:
    """Length as Qt counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def menu_of(field: SpellingLine | Area, point: QPoint | None = None) -> QMenu:
    """The context menu of a field: its spelling at `point`, or at the caret; undo and redo are those of the post."""
    menu = field.createStandardContextMenu()
    own = {action.objectName(): action for action in menu.actions()}
    for name, ours in (("edit-undo", UNDO), ("edit-redo", REDO)):
        step = field.window().findChild(QAction, ours)
        if step is not None and name in own:
            menu.insertAction(own[name], step)
            menu.removeAction(own[name])
    spelling = watch_of(field)
    if spelling is not None:
        spelling.settle()
        add_to(menu, spelling, spelling.slip_at_caret() if point is None else spelling.slip_under(point))
    return menu


def point_of(event: QContextMenuEvent) -> QPoint | None:
    """Where the mouse asked for the menu; None when the keyboard did."""
    return None if event.reason() == QContextMenuEvent.Reason.Keyboard else event.pos()


class LineInput(SpellingLine):
    """One line. `typed` follows every change a person makes."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(lambda _: self.typed.emit())

    @property
    def value(self) -> str:
        """The text in NFC."""
        return nfc(self.text())

    def put(self, text: str) -> None:
        """Show `text`, unless it is there already or a word is being composed."""
        if self.composing or text == self.value:
            return
        _, _, end = changed_span(self.text(), text)
        self.setText(text)
        self.setCursorPosition(units(text[:end]) if self.hasFocus() else 0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = menu_of(self, point_of(event))
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(lambda _=False: self.paste_clean())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def paste_clean(self) -> None:
        """Put in what was copied, as one line of clean text."""
        text = one_line(pasted(QApplication.clipboard().mimeData()))
        self.insert(text)
        warn_of_old_encoding(self, text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.prose:
            watch(self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_undo_or_redo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo_or_redo(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste) and not self.isReadOnly():
            self.paste_clean()
        else:
            super().keyPressEvent(event)


class TextInput(Area):
    """A text as high as its lines. With `single` it is one paragraph: Enter is `entered`, not a new line."""

    typed = Signal()
    entered = Signal()
    emptied = Signal()
    """Backspace in an empty text."""
    lines_pasted = Signal(list)
    """With `takes_lines`: several lines were pasted; carries what should stand line by line, the old text included."""

    def __init__(self, *, single: bool = False, lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._single, self._lines = single, lines
        self.takes_lines = False
        self._last = ""
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.textChanged.connect(self._tell)
        self._fit()

    @property
    def value(self) -> str:
        """The text in NFC; one paragraph has no line ends."""
        return self._tidy(self.toPlainText())

    @property
    def single(self) -> bool:
        """Whether it is one paragraph."""
        return self._single

    @property
    def line_height(self) -> int:
        """Height of the input while it holds one line."""
        return self._high(1)

    def put(self, text: str) -> None:
        """Show `text`, unless it is there already or a word is being composed."""
        text = self._tidy(text)
        if self.composing or text == self.value:
            return
        self._last = text
        shown = self.toPlainText()
        start, old_end, new_end = changed_span(shown, text)
        scrolled = self.verticalScrollBar().value()
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(shown[:start]))
        cursor.setPosition(units(shown[:old_end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start:new_end])
        caret = self.textCursor()
        caret.setPosition(units(text[:new_end]) if self.hasFocus() else 0)
        self.setTextCursor(caret)
        self.verticalScrollBar().setValue(scrolled)
        if self.hasFocus():
            self.ensureCursorVisible()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._height())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not source.hasText() and not source.hasHtml():
            return
        text = pasted(source)
        lines = items_of(text) if self.takes_lines else ()
        if len(lines) > 1:
            before, after = self._around_selection()
            gap = " " if text.endswith(" ") else ""
            self.lines_pasted.emit([before + lines[0], *lines[1:-1], lines[-1] + gap + after])
        else:
            self.insertPlainText(one_line(text) if self._single else text)
        warn_of_old_encoding(self, text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.prose:
            watch(self)

    def _around_selection(self) -> tuple[str, str]:
        """The text before and after what is selected."""
        cursor = self.textCursor()
        whole = self.toPlainText().encode("utf-16-le")
        start, end = 2 * cursor.selectionStart(), 2 * cursor.selectionEnd()
        return whole[:start].decode("utf-16-le"), whole[end:].decode("utf-16-le")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = menu_of(self, point_of(event))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_undo_or_redo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo_or_redo(event):
            event.ignore()
        elif self._single and event.key() in _LINE_ENDS:
            if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.toPlainText() and not self.composing:
            self.emptied.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _tidy(self, text: str) -> str:
        clean = nfc(text).replace("\r\n", "\n")
        return " ".join(clean.split("\n")) if self._single else clean

    def _tell(self) -> None:
        """Pass on a change of the text; each step of an input method also comes here, with the same text."""
        text = self.value
        if text != self._last:
            self._last = text
            self.typed.emit()

    def _used(self) -> int:
        """Lines on the screen, those that wrap counted as often as they do."""
        used, block = 0, self.document().begin()
        while block.isValid():
            self.blockBoundingRect(block)  # lays the block out
            used += max(1, block.layout().lineCount())
            block = block.next()
        return used

    def _height(self) -> int:
        lines = max(self._lines, min(self._used(), LINES_AT_MOST))
        return self._high(lines)

    def _high(self, lines: int) -> int:
        step = self.fontMetrics().lineSpacing()
        return lines * step + ceil(AIR * step) + FRAME

    def _fit(self) -> None:
        margin = ceil(AIR * self.fontMetrics().lineSpacing()) / 2
        if self.document().documentMargin() != margin:
            self.document().setDocumentMargin(margin)
        wanted = self._height()
        scrolls = self._used() > LINES_AT_MOST
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
