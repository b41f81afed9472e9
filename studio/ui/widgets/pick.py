"""Lines to pick from, and the model that holds them in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.ui.words import StateWord

Index = QModelIndex | QPersistentModelIndex
PICK_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One line. `sign` stands in the place of the icon where it is a character."""

    id: str
    title: str
    detail: str = ""
    glyph: str = ""
    sign: str = ""
    keys: str = ""
    word: StateWord | None = None
    reason: str = ""
    """Why it cannot be picked now; empty when it can."""
    more: str = ""
    """What is shown under the list while it is in hand."""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        word = self.word.text if self.word else ""
        return ". ".join(part for part in (self.title, self.reason, word, self.detail, self.keys) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickGroup:
    """Lines under a heading; an empty heading shows none."""

    heading: str
    picks: tuple[Pick, ...]


class PicksModel(QAbstractListModel):
    """Headings (plain text) and lines, one under the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[str | Pick] = []

    def set_groups(self, groups: Sequence[PickGroup]) -> None:
        self.beginResetModel()
        self._rows = []
        for group in groups:
            if group.picks:
                self._rows += [group.heading] if group.heading else []
                self._rows += group.picks
        self.endResetModel()

    @property
    def rows(self) -> Sequence[str | Pick]:
        return self._rows

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._rows[index.row()] if index.isValid() else ""
        heading = Qt.ItemFlag.ItemNeverHasChildren
        return heading if isinstance(row, str) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == PICK_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row if isinstance(row, str) else row.spoken
        return None
