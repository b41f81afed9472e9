"""Where the window asks for help. Whatever helps for a page stands behind these few calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from studio.ui.language import LanguageManager
from studio.ui.tasks import Tasks
from studio.ui.widgets.dialog import HelpRequests

if TYPE_CHECKING:  # built when it is first asked for
    from studio.ui.help.panel import FindLessons, HelpPanel


class HelpController:
    """Help over `host`, for the page in sight, and beside each dialog of its window."""

    def __init__(self, host: QWidget, tasks: Tasks, language: LanguageManager, *, has: Callable[[str], bool]) -> None:
        """`has` tells whether there is a page of that id."""
        self._host, self._tasks, self._language, self._has = host, tasks, language, has
        self._panel: HelpPanel | None = None
        self._page = ""
        self._requests = HelpRequests(host.window())
        self._requests.asked.connect(self._open_beside)
        self._lessons: tuple[FindLessons, Callable[[str], None]] | None = None

    @property
    def panel(self) -> HelpPanel | None:
        """What is in sight, if anything; F6 walks through it too."""
        return self._panel if self._panel is not None and self._panel.isVisible() else None

    def toggle(self, page: str) -> None:
        """Open the help for `page`, or close it."""
        if self.panel is not None:
            self.panel.put_away()
            return
        if self._panel is None:
            from studio.ui.help.panel import HelpPanel

            self._panel = HelpPanel(self._host, self._tasks, self._language, has=self._has)
            if self._lessons is not None:
                self._panel.teach(*self._lessons)
        self._panel.show_topic(page)

    def build_anew(self, page: str) -> None:
        """Make the panel again, in the language chosen; where it is open it stays so, at its topic or at `page`."""
        panel, self._panel = self._panel, None
        if panel is None:
            return
        is_open, topic = panel.isVisible(), panel.topic or page
        panel.put_away()
        panel.deleteLater()
        if is_open:
            before = QApplication.focusWidget()
            self.toggle(topic)
            if before is not None:
                before.setFocus()

    def teach(self, find: FindLessons, open_lesson: Callable[[str], None]) -> None:
        """Offer lessons beside the help: `find` names those of a page on the worker, `open_lesson` shows one."""
        self._lessons = (find, open_lesson)
        if self._panel is not None:
            self._panel.teach(find, open_lesson)

    def follow(self, page: str) -> None:
        """Another page came into sight."""
        self._page = page
        if self.panel is not None:
            self.panel.turn_to(page)

    def _open_beside(self, dialog: QDialog) -> None:
        from studio.ui.help.beside import HelpBeside
        from studio.ui.help.topics import of_dialog

        beside = HelpBeside(dialog, self._tasks, self._language, has=self._has)
        beside.open_at(of_dialog(type(dialog).__module__) or self._page)
