"""One undo for everything that is done to a photograph: steps between recipes."""

from __future__ import annotations

from zlib import crc32

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from studio.images.recipe import Recipe

MOST_STEPS = 500


class _Step(QUndoCommand):
    def __init__(self, history: History, before: Recipe, after: Recipe, words: str, key: str) -> None:
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
    """The recipe that counts, and the way back. `changed` follows every new one, undone and redone alike."""

    changed = Signal(object)
    moved = Signal()
    """What can be undone or redone is another."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recipe: Recipe | None = None
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(MOST_STEPS)
        self._stack.indexChanged.connect(self._step_taken)

    @property
    def recipe(self) -> Recipe | None:
        return self._recipe

    def begin(self, recipe: Recipe | None) -> None:
        """Another photograph: there is no way back to the one before."""
        self._stack.clear()
        self._recipe = recipe
        self.moved.emit()

    def push(self, recipe: Recipe, words: str, key: str = "") -> None:
        """The next recipe. Steps of one `key` in a row are one; a recipe that changes nothing is none."""
        if self._recipe is not None and recipe != self._recipe:
            self._stack.push(_Step(self, self._recipe, recipe, words, key))

    def put(self, recipe: Recipe) -> None:
        """What a step shows; not for others."""
        if recipe != self._recipe:
            self._recipe = recipe
            self.changed.emit(recipe)

    def undo(self) -> None:
        self._stack.undo()

    def redo(self) -> None:
        self._stack.redo()

    def _step_taken(self, _: int) -> None:
        self.moved.emit()

    @property
    def undo_words(self) -> str:
        """What an undo takes back; empty when there is nothing."""
        return self._stack.undoText()

    @property
    def redo_words(self) -> str:
        return self._stack.redoText()
