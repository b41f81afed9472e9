"""What a start of the program asks a window to show, its own start or a later one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.ui.instance import asked_file, bring_forward
from studio.ui.page_specs import PageId

if TYPE_CHECKING:
    from studio.ui.main_window import MainWindow


class Arrivals(QObject):
    """What starts of the program asked for: a post, a file, or the window alone. A file waits until somebody is at
    work."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._file: Path | None = None
        window.begun.connect(self._show)
        window.session.locked_changed.connect(self._show)

    def first(self, asked: str) -> str:
        """The id of the post that the window begins with; a file is shown later."""
        if asked_file(asked) is None:
            return asked
        self.take(asked)
        return ""

    def take(self, asked: str) -> None:
        """`asked` as a start says it; see `studio.ui.instance`."""
        file = asked_file(asked)
        if file is None:
            self._window.come_forward(asked)
            return
        bring_forward(self._window)
        self._file = file
        self._show()

    def _show(self) -> None:
        window, shell, file = self._window, self._window.shell, self._file
        if file is None or shell is None or window.session.locked or window.page is None:
            return
        if window.page.id is PageId.START:  # the first steps come first; a backup is taken back there
            return
        from studio.ui.opened_file import show_file  # no part of the first paint

        self._file = None
        show_file(shell, file, window)
