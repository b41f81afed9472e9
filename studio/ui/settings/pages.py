"""How the unit's pages are named, how many may administer one, and the way to them."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from studio.config import Settings, is_proxy
from studio.text import nfc, squeeze
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label

LONGEST = 120
LONGEST_PROXY = 300


class PagesSection(SettingsSection):
    """The pattern that names in page files are held to, the most full administrators of a page, and the proxy."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.pattern = QLineEdit(shell.preferences.settings.page_names)
        self.pattern.setMaxLength(LONGEST)
        self.pattern.editingFinished.connect(self._keep)
        self._block, self._heading = FieldBlock(self.pattern), Label(role="heading", wrap=True)
        self.most = Combo()
        for count in range(2, 11):
            self.most.addItem(str(count), count)
        self.most.choose(shell.preferences.settings.max_admins)
        self.most.activated.connect(self._keep_most)
        self._most, self._rights = FieldBlock(self.most), Label(role="heading", wrap=True)
        self.proxy = QLineEdit(shell.preferences.settings.proxy)
        self.proxy.setMaxLength(LONGEST_PROXY)
        self.proxy.setPlaceholderText("http://proxy:3128")
        self.proxy.editingFinished.connect(self._keep_proxy)
        self._proxy, self._network = FieldBlock(self.proxy), Label(role="heading", wrap=True)
        self.build(
            titled(self._heading, self._block), titled(self._rights, self._most), titled(self._network, self._proxy)
        )

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Names of pages"))
        self._block.set_label(self.tr("Pattern of names"))
        self._block.set_hint(
            self.tr("{unit} stands for the unit's name, * for anything. Page files say when a name does not follow it.")
        )

        self._rights.setText(self.tr("Rights on pages"))
        self._most.set_label(self.tr("Most full administrators of a page"))
        self._most.set_hint(self.tr("At least two are needed; more than these are reported by the review."))

        self._network.setText(self.tr("Network"))
        self._proxy.set_label(self.tr("The office's proxy"))
        self._proxy.set_hint(
            self.tr("Empty: straight to the pages. Everything goes through it from the next start of the program on.")
        )

    def _keep_proxy(self) -> None:
        proxy = self.proxy.text().strip()
        if not is_proxy(proxy):
            self._proxy.set_error(self.tr("Write it as http://host:port, without a user's name or a password."))
            return
        self._proxy.set_error("")
        self.shell.preferences.choose(proxy=proxy)

    def _keep_most(self, _: int) -> None:
        self.shell.preferences.choose(max_admins=int(self.most.currentData()))

    def _keep(self) -> None:
        """An empty pattern is the one to begin with."""
        pattern = squeeze(nfc(self.pattern.text())) or Settings().page_names
        self.pattern.setText(pattern)
        self.shell.preferences.choose(page_names=pattern)
