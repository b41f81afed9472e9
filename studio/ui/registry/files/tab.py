"""The list of files of pages."""

from __future__ import annotations

from studio.ui.page import Shell
from studio.ui.tabbed import Tab
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import column


class FilesTab(Tab):
    """Every page of the unit has a file, from the request on."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._empty = EmptyState("id-card")
        self.setLayout(column(self._empty))
        self.retranslate()

    def retranslate(self) -> None:
        self._empty.set_words(self.tr("No page file yet"), self.tr("A new page begins with a request."))
