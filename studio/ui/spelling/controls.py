"""The two kinds of text controls behind one face: a line, and a text of several lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.ui.spelling.marks import units
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone

PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The keyboard comes back by itself from these."""


class SpellingLine(QLineEdit):
    """A line that tells when a word is being composed and when it is left. With `prose` its spelling is marked."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = self.prose = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self.left.emit()


class Area(QPlainTextEdit):
    """The same of a text of several lines, which is prose unless told otherwise."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing, self.prose = False, True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self.left.emit()


Control = SpellingLine | Area
Span = tuple[int, int]
"""Start and length, in UTF-16 units."""


class SpellingControl(Protocol):
    """What the marks need of a control. Places are UTF-16 units."""

    def text(self) -> str: ...

    def caret(self) -> int: ...

    def at(self, point: QPoint) -> int:
        """The place under `point`, in pixels of the control."""
        ...

    def underline(self, spans: Iterable[Span]) -> None: ...

    def select(self, start: int, length: int) -> None: ...

    def replace(self, start: int, length: int, text: str) -> None:
        """Put `text` in as if it were typed; the caret stays where it was in what is left."""
        ...


def face_of(control: Control) -> SpellingControl:
    return LineFace(control) if isinstance(control, SpellingLine) else TextFace(control)


def wave() -> QTextCharFormat:
    """The mark under a slip: a wavy line in the red of the theme."""
    shape = QTextCharFormat()
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    shape.setUnderlineColor(QColor(current_tokens().tones[Tone.RED].text))
    return shape


class LineFace:
    """A line. Its marks are formats such as an input method sets, for a line has no document to highlight."""

    def __init__(self, line: SpellingLine) -> None:
        self._line = line

    def text(self) -> str:
        return self._line.text()

    def caret(self) -> int:
        return self._line.cursorPosition()

    def at(self, point: QPoint) -> int:
        return self._line.cursorPositionAt(point)

    def underline(self, spans: Iterable[Span]) -> None:
        line, shape = self._line, wave()
        caret = line.cursorPosition()
        kind = QInputMethodEvent.AttributeType.TextFormat
        attributes = [QInputMethodEvent.Attribute(kind, start - caret, length, shape) for start, length in spans]
        QLineEdit.inputMethodEvent(line, QInputMethodEvent("", attributes))

    def select(self, start: int, length: int) -> None:
        self._line.setSelection(start, length)

    def replace(self, start: int, length: int, text: str) -> None:
        caret = self._line.cursorPosition()
        self._line.setSelection(start, length)
        self._line.insert(text)
        if caret < start:
            self._line.setCursorPosition(caret)
        elif caret > start + length:
            self._line.setCursorPosition(caret + units(text, len(text)) - length)


class TextFace:
    """A text of several lines."""

    def __init__(self, area: Area) -> None:
        self._area = area
        self._underliner = Underliner(area)

    def text(self) -> str:
        return self._area.toPlainText()

    def caret(self) -> int:
        return self._area.textCursor().position()

    def at(self, point: QPoint) -> int:
        return self._area.cursorForPosition(self._area.viewport().mapFromParent(point)).position()

    def underline(self, spans: Iterable[Span]) -> None:
        self._underliner.show(tuple(spans))

    def select(self, start: int, length: int) -> None:
        self._area.setTextCursor(self._cursor(start, length))
        self._area.ensureCursorVisible()

    def replace(self, start: int, length: int, text: str) -> None:
        self._cursor(start, length).insertText(text)

    def _cursor(self, start: int, length: int) -> QTextCursor:
        cursor = QTextCursor(self._area.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        return cursor


class Underliner(QSyntaxHighlighter):
    """Draws the marks of a document; it finds none itself."""

    def __init__(self, area: QPlainTextEdit) -> None:
        self._spans: tuple[Span, ...] = ()
        self._shape = wave()
        super().__init__(area.document())

    def show(self, spans: tuple[Span, ...]) -> None:
        """Draw these, and redraw no block where nothing changed."""
        self._shape = wave()
        touched = set(spans) ^ set(self._spans)
        self._spans = spans
        document = self.document()
        last = document.characterCount() - 1
        blocks = {
            document.findBlock(min(place, last)).blockNumber() for start, n in touched for place in (start, start + n)
        }
        for number in sorted(blocks):
            self.rehighlightBlock(document.findBlockByNumber(number))

    def highlightBlock(self, text: str) -> None:
        block: QTextBlock = self.currentBlock()
        begin, end = block.position(), block.position() + block.length()
        for start, length in self._spans:
            if start < end and start + length > begin:
                self.setFormat(start - begin, length, self._shape)
