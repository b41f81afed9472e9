"""Other PCs and the department's hub: who this PC is for others, and whom it knows."""

from __future__ import annotations

from studio.ui.exchange.hub import HubCard
from studio.ui.exchange.pcs import PcsCards
from studio.ui.exchange.shared_folder import FolderCard
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection


class ExchangeSection(SettingsSection):
    """Read again whenever it comes into sight."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.folder, self.hub = FolderCard(shell), HubCard(shell)
        self.pcs = PcsCards(shell, self.hub, self.folder)
        self.build(self.pcs)

    def refresh(self) -> None:
        self.pcs.refresh()
        self.folder.refresh()
        self.hub.refresh()
