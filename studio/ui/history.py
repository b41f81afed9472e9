"""The value that counts while a person edits it, and the one way back over everything that is changed."""

from __future__ import annotations

from typing import Generic, TypeVar
from zlib import crc32

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

MOST_STEPS = 500
T = TypeVar("T")
"""Frozen, and equal to what shows the same."""


class _Step(QUndoCommand, Generic[T]):
    def __init__(self, history: UndoHistory[T], before: T, after: T, words: str, key: str) -> None:
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


class UndoHistory(QObject, Generic[T]):
    """`changed` carries every new value, undone and redone alike; `stack` undoes, redoes and names what it would."""

    changed = Signal(object)
    moved = Signal()
    """What can be undone or redone is another."""

    def __init__(self, value: T, parent: QObject | None = None) -> None:
        """`value` is None where nothing is edited yet: nothing is pushed before `begin`."""
        super().__init__(parent)
        self._value = value
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST_STEPS)
        self.stack.indexChanged.connect(self._step_taken)

    @property
    def value(self) -> T:
        return self._value

    def begin(self, value: T) -> None:
        """Edit another one: there is no way back to the one before."""
        self.stack.clear()
        self._value = value
        self.moved.emit()

    def push(self, value: T, words: str, key: str = "") -> None:
        """The next value. Steps of one `key` in a row are one, as letters of one field; one that changes nothing is
        none."""
        if self._value is not None and value != self._value:
            self.stack.push(_Step(self, self._value, value, words, key))

    def put(self, value: T) -> None:
        """What a step shows; not for others."""
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def _step_taken(self, _: int) -> None:
        self.moved.emit()
