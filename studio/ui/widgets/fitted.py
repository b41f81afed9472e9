"""A widget whose arrangement depends on its width and on the size of its type."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class FittedWidget(QWidget):
    """Arranges its parts by `_fit`, again wherever its size or its type is another one."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Arrange the parts for the present size and type; called often, so it changes only what has to change."""
        raise NotImplementedError
