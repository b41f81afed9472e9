"""The file of the page in hand; where there is none, the way to one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.registry.model import PageFile
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.pages.page_tab import PageTab
from studio.ui.pages.rows import PageFacts
from studio.ui.registry.sheet import FileSheet
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import Pages, column


class FileTab(PageTab):
    """`begun` follows files that were begun for pages at work."""

    begun = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.sheet = FileSheet(shell)
        self.adopt = PrimaryButton(tr("Create files for existing pages"), "id-card")
        self.adopt.clicked.connect(self._adopt)
        self._none = EmptyState(
            "id-card",
            self.adopt,
            heading=tr("This page has no file yet"),
            text=tr("A file holds the request, the identity of the page, its verification and how it ends."),
        )
        self._stack = Pages()
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self._none)
        self._stack.setCurrentWidget(self._none)
        self.setLayout(column(self._stack, margins=(20, 10, 8, 8)))

    def show_page(self, facts: PageFacts) -> None:
        file = facts.row.file
        self._stack.setCurrentWidget(self._none if file is None else self.sheet)
        if file is None:
            self.sheet.flush()
            self.sheet.forget()
        elif file.id != self.sheet.file_id:
            self.sheet.show_file(file.id)

    def refresh(self) -> None:
        self.sheet.reload()

    @property
    def settled(self) -> bool:
        return not self.sheet.unsaved

    def leave(self) -> None:
        self.sheet.flush()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.sheet,)

    def save(self) -> None:
        self.sheet.flush()

    def check(self) -> None:
        self.sheet.check()

    def _adopt(self) -> None:
        by, registry = self._shell.session.person_id, self._shell.studio.registry
        if not by:
            self._shell.sign_in()
            return

        def made(files: Sequence[PageFile]) -> None:
            self._shell.toast(tr("Files created: {n}. What is missing is named in each.").format(n=len(files)))
            self.begun.emit()

        self._shell.tasks.store(lambda: registry.take_in(by), made, owner=self)
