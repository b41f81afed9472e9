"""The help beside a dialog: a window of its own, for a dialog leaves the one below it no key and no click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from studio.translation import tr
from studio.ui.help.panel import HelpPanel
from studio.ui.language import LanguageManager
from studio.ui.tasks import Tasks

SIZE = QSize(480, 560)


class HelpBeside(QDialog):
    """Lies over `dialog` without ending it; F1 and Esc close it again."""

    def __init__(self, dialog: QWidget, tasks: Tasks, language: LanguageManager, *, has: Callable[[str], bool]) -> None:
        super().__init__(dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Help"))
        self.resize(SIZE.boundedTo(dialog.screen().availableSize()))
        self.panel = HelpPanel(self, tasks, language, has=has, fills=True)
        self.panel.closed.connect(self.close)

    def open_at(self, topic: str) -> None:
        """Show the topic of that id."""
        self.show()
        self.panel.show_topic(topic)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.HelpContents):
            self.panel.put_away()
            return
        super().keyPressEvent(event)
