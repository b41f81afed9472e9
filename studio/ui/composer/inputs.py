"""Where text is typed: a line, and a text that grows with what is in it.

Both leave an input method alone: they tell of a change only when the text really changed, and never put text in
while a word is being composed. Undo and redo belong to the whole post and are passed on to the page.
"""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from studio.text import nfc

FRAME = 16
"""Pixels that border and padding of a text take from its height."""
AIR = 0.25
"""Room above and below the lines together, in lines: as high as a one-line input of the style sheet."""
LINES_AT_MOST = 14
_LINE_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_undo_or_redo(event: QKeyEvent) -> bool:
    """Whether the key is one that the page binds to undo or redo, or Qt's own for them."""
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class LineInput(QLineEdit):
    """One line. `typed` follows every change a person makes."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.textEdited.connect(lambda _: self.typed.emit())

    @property
    def value(self) -> str:
        """The text in NFC."""
        return nfc(self.text())

    def put(self, text: str) -> None:
        """Show `text`, unless it is there already or a word is being composed."""
        if self._composing or text == self.value:
            return
        place = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_undo_or_redo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo_or_redo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class TextInput(QPlainTextEdit):
    """A text as high as its lines. With `single` it is one paragraph: Enter is `entered`, not a new line."""

    typed = Signal()
    entered = Signal()
    emptied = Signal()
    """Backspace in an empty text."""

    def __init__(self, *, single: bool = False, lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._single, self._lines = single, lines
        self._composing = False
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
        if self._composing or text == self.value:
            return
        place = self.textCursor().position()
        self._last = text
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(self.toPlainText())) if self.hasFocus() else 0)
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._height())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._single and source.hasText():
            self.insertPlainText(" ".join(source.text().split()))
        else:
            super().insertFromMimeData(source)

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
        elif event.key() == Qt.Key.Key_Backspace and not self.toPlainText() and not self._composing:
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
