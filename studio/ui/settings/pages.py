"""How the unit's pages are named, how many may administer one, and the way to them."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from studio.config import Settings, is_proxy
from studio.text import nfc, squeeze
from studio.translation import tr
from studio.ui.approval.rule import QueueRule
from studio.ui.page import Shell
from studio.ui.settings.posting_hours import PostingHoursCard
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.widgets.field import FieldBlock

LONGEST = 120
LONGEST_PROXY = 300


class PagesSection(SettingsSection):
    """The pattern that names in page files are held to, the most full administrators of a page, and the proxy."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        settings = shell.preferences.settings
        self.pattern, self.proxy = QLineEdit(settings.page_names), QLineEdit(settings.proxy)
        self.pattern.setMaxLength(LONGEST)
        self.pattern.editingFinished.connect(self._keep)
        self.proxy.setMaxLength(LONGEST_PROXY)
        self.proxy.setPlaceholderText("http://proxy:3128")
        self.proxy.editingFinished.connect(self._keep_proxy)
        self.most = self.choice("max_admins", {count: str(count) for count in range(2, 11)})
        named = tr("{unit} stands for the unit's name, * for anything. Page files report names that do not follow it.")
        counted = tr("At least two are needed; the review reports a page that has more.")
        routed = tr("Empty: straight to the pages. From the next start of the app, everything goes through this proxy.")
        self._proxy = FieldBlock(self.proxy, tr("The office's proxy"), hint=routed)
        most = FieldBlock(self.most, tr("Full administrators of a page, at most"), hint=counted)
        self.build(
            titled(tr("Names of pages"), FieldBlock(self.pattern, tr("Pattern of names"), hint=named)),
            titled(tr("Rights on pages"), most),
            titled(tr("Approving and queuing"), QueueRule(shell)),
            titled(tr("When the unit posts"), PostingHoursCard(shell)),
            titled(tr("Network"), self._proxy),
        )

    def _keep_proxy(self) -> None:
        proxy = self.proxy.text().strip()
        if not is_proxy(proxy):
            self._proxy.set_error(tr("Write it as http://host:port, without a user's name or a password."))
            return
        self._proxy.set_error("")
        self.shell.preferences.choose(proxy=proxy)

    def _keep(self) -> None:
        """An empty pattern is the one to begin with."""
        pattern = squeeze(nfc(self.pattern.text())) or Settings().page_names
        self.pattern.setText(pattern)
        self.shell.preferences.choose(page_names=pattern)
