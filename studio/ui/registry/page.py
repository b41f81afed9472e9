"""The registry of pages: files, access and slips, a tab each."""

from __future__ import annotations

from collections.abc import Mapping

from studio.translation import tr
from studio.ui.page import PageId, Shell
from studio.ui.tabbed import TabbedPage, TabKind


class RegistryPage(TabbedPage):
    """Everything about the unit's pages that is no post."""

    id = PageId.REGISTRY
    kinds = (
        TabKind("files", "studio.ui.registry.tab", "FilesTab"),
        TabKind("access", "studio.ui.access.tab", "AccessTab"),
        TabKind("slips", "studio.ui.slips.tab", "SlipsTab"),
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.title.setText(tr("Page files"))

    def words(self) -> Mapping[str, str]:
        return {
            "files": tr("Page files"),
            "access": tr("Access"),
            "slips": tr("Incident register"),
        }
