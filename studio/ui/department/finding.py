"""The field in which units and posts are looked for: as wide as what it asks for."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from studio.ui.widgets.search import SearchField

AROUND = 98
"""Pixels of the lens, the cross and the edges."""


class FindField(SearchField):
    """Its prompt can be read at any size of type."""

    def __init__(self, prompt: str) -> None:
        super().__init__(prompt)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(self.placeholderText()) + AROUND)
