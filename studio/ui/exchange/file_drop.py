"""Files of other PCs, dragged onto the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from studio.ui.page import Shell


def dragged_files(data: QMimeData) -> list[Path]:
    """Those among what is dragged; what is none of them is for the page below."""
    from studio.exchange.model import SUFFIX  # no part of the first paint

    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.name.endswith(SUFFIX)]


class FileDrop(QObject):
    """Takes such files wherever on the window they are let go. Nothing is taken before `shell` gives one, or while the
    window is locked."""

    def __init__(self, window: QWidget, shell: Callable[[], Shell | None]) -> None:
        super().__init__(window)
        self._window, self._shell = window, shell
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shell = self._shell()
        if not isinstance(event, QDropEvent) or shell is None or shell.session.locked:
            return super().eventFilter(watched, event)
        files = dragged_files(event.mimeData())
        if not files:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            from studio.ui.exchange.take_in import receive

            receive(shell, files, self._window)
        return True
