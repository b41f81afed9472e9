"""Spelling for one area of a page: its desk, and the key that goes from slip to slip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from studio.clock import local_date
from studio.translation import tr
from studio.ui.actions import sequence
from studio.ui.page import Shell
from studio.ui.spelling.desk import SpellingDesk
from studio.ui.spelling.laws import LawDesk
from studio.ui.spelling.watch import go_to_next

NEXT = "Shift+F7"


def spell(area: QWidget, shell: Shell) -> SpellingDesk:
    """Mark what is written wrong in the text controls of `area`, and let Shift+F7 walk through it."""
    desk = SpellingDesk(
        area,
        writing=shell.studio.writing,
        tasks=shell.tasks,
        preferences=shell.preferences,
        person=lambda: shell.session.person_id,
        laws=LawDesk(lambda: shell.studio.library.citations, lambda: local_date(shell.studio.now())),
    )
    action = QAction(area)
    action.setShortcut(sequence(NEXT))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def next_slip() -> None:
        if not go_to_next(area):
            shell.toast(tr("Nothing here looks misspelt."))

    action.triggered.connect(lambda _=False: next_slip())
    area.addAction(action)
    return desk
