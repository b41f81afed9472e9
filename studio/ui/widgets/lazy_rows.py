"""Very long lists: a model that knows the ids of all rows and holds the rows that were looked at.

The view tells the model which places are in sight; the model asks for what is missing there one window at a time,
through `wanted`, and is answered by `bring`. While an answer is under way nothing else is asked for, and what comes
next is decided by what is in sight then: whoever scrolls fast leaves no queue of windows nobody looks at any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from studio.ui.widgets.rows import Column, ListedModel, R

WINDOW = 60
"""Rows asked for at once: some four screens."""
HELD = 6_000
"""Rows kept; of more, those brought first are forgotten."""


class LazyRowsModel(ListedModel[R]):
    """`wanted` asks for the rows of a few ids; `gone` says that some of those asked for are no longer there."""

    wanted = Signal(list)
    gone = Signal()

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._stale: set[str] = set()
        self._lost: set[str] = set()
        self._asked: tuple[str, ...] = ()
        self._sight = range(0)

    def set_ids(self, ids: Sequence[str], rows: Mapping[str, R] | None = None) -> None:
        """List these, in this order; `rows` are those of the first ids, where they came along.

        Rows known from before are shown until they have been brought again. The same ids in the same order keep
        selection and scrolling; with others the model is reset.
        """
        self._stale = set(self._rows)
        self._lost, self._asked = set(), ()
        changed = self._keep(rows or {})
        sight = self._sight
        self._sight = range(0)
        if not self._list(ids):
            self._sight = sight
            self._repaint(changed)
            self._ask()

    def look_at(self, first: int, last: int) -> None:
        """The places from `first` to `last` are in sight; what is missing there will be asked for."""
        self._sight = range(max(0, first), min(last + 1, len(self._ids)))
        self._ask()

    def bring(self, asked: Sequence[str], rows: Mapping[str, R]) -> None:
        """Take the answer to `wanted`: what of `asked` was found."""
        changed = self._keep(rows)
        if tuple(asked) != self._asked:
            return  # the answer for a list that is no longer shown
        self._asked = ()
        lost = [key for key in asked if key not in rows]
        for key in lost:
            self._lost.add(key)
            self._rows.pop(key, None)
        self._repaint(changed.union(lost))
        if lost:
            self.gone.emit()
        self._ask()

    def give_up(self) -> None:
        """What was asked for could not be read; it is asked for again when it is looked at again."""
        self._asked = ()

    def _keep(self, rows: Mapping[str, R]) -> set[str]:
        """Keep `rows`; returns those that say something else than before."""
        changed = {key for key, row in rows.items() if self._rows.get(key) != row}
        for key, row in rows.items():
            self._rows.pop(key, None)
            self._rows[key] = row
        self._stale.difference_update(rows)
        for key in list(self._rows)[: max(0, len(self._rows) - HELD)]:
            del self._rows[key]
        return changed

    def _repaint(self, keys: set[str]) -> None:
        """Show rows anew where one of `keys` is in sight."""
        if keys and not keys.isdisjoint(self._ids[self._sight.start : self._sight.stop]):
            self._changed(self._sight)

    def _ask(self) -> None:
        """Ask for the first window with something missing: those in sight, then the one below, then the one above."""
        if self._asked or not self._sight:
            return
        top, foot = self._sight.start // WINDOW, (self._sight.stop - 1) // WINDOW
        for window in (*range(top, foot + 1), foot + 1, top - 1):
            start = window * WINDOW
            near = self._ids[start : start + WINDOW] if start >= 0 else ()
            missing = [key for key in near if self._lacks(key)]
            if missing:
                self._asked = tuple(missing)
                self.wanted.emit(missing)
                return

    def _lacks(self, key: str) -> bool:
        return (key not in self._rows or key in self._stale) and key not in self._lost
