"""Parts that stand side by side, and one under the other where type is too large for their room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from studio.ui.widgets.fitted import FittedWidget

LARGE_TYPE = 11
"""Pixels of an average character from which parts may stand under each other; at 100 % it has some 8."""
WIDE_CHARS = 76
"""Average characters that hold them side by side at any size of type."""


class ResponsiveRow(FittedWidget):
    """`parts` with their shares of the width (0: no more than they need)."""

    def __init__(
        self, *parts: tuple[QWidget, int], spacing: int = 12, large: int = LARGE_TYPE, wide: int = WIDE_CHARS
    ) -> None:
        """`large` and `wide`: pixels of a character from which, and characters below which, they turn."""
        super().__init__()
        self._large, self._wide = large, wide
        self._box: QBoxLayout = QHBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        self._parts = parts
        for part, share in parts:
            self._box.addWidget(part, share)
        self.setLayout(self._box)
        self._fit()

    @property
    def _may_turn(self) -> bool:
        return self.fontMetrics().averageCharWidth() >= self._large

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest of the parts, where they can stand under each other."""
        hint = super().minimumSizeHint()
        if self._may_turn:
            hint.setWidth(max(part.minimumSizeHint().width() for part, _ in self._parts))
        return hint

    def _fit(self) -> None:
        tall = self._may_turn and self.width() < self._wide * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction.TopToBottom if tall else QBoxLayout.Direction.LeftToRight
        if way is self._box.direction():
            return
        self._box.setDirection(way)
        for part, share in self._parts:
            stretched = Qt.AlignmentFlag(0) if share or not tall else Qt.AlignmentFlag.AlignLeft
            self._box.setAlignment(part, stretched)
            self._box.setStretchFactor(part, 0 if tall else share)
