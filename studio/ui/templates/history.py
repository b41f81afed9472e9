"""The draft that counts while a template is designed, and the one way back over everything that is changed."""

from __future__ import annotations

from zlib import crc32

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from studio.templates.own.model import Document

MOST_STEPS = 500


class _Step(QUndoCommand):
    def __init__(self, history: History, before: Document, after: Document, words: str, key: str) -> None:
        super().__init__(words)
        self._history, self._before, self._after, self._key = history, before, after, key

    def id(self) -> int:
        """Qt asks only steps of one number whether they merge; -1 never does."""
        return crc32(self._key.encode()) & 0x7FFFFFFF if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or other._key != self._key:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def undo(self) -> None:
        self._history.put(self._before)

    def redo(self) -> None:
        self._history.put(self._after)


class History(QObject):
    """`changed` follows every new draft, undone and redone alike."""

    changed = Signal()
    moved = Signal()
    """What can be undone or redone is another."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST_STEPS)
        self.stack.indexChanged.connect(self._step_taken)

    @property
    def document(self) -> Document:
        return self._document

    def push(self, document: Document, words: str, key: str = "") -> None:
        """The next draft. Steps of one `key` in a row are one, as letters of one field; one that changes nothing is
        none."""
        if document != self._document:
            self.stack.push(_Step(self, self._document, document, words, key))

    def _step_taken(self, _: int) -> None:
        self.moved.emit()

    def put(self, document: Document) -> None:
        """What a step shows; not for others."""
        if document != self._document:
            self._document = document
            self.changed.emit()
