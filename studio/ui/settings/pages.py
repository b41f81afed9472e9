"""How the unit's pages are named, and how many may administer one."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from studio.config import Settings
from studio.text import nfc, squeeze
from studio.ui.page import Shell
from studio.ui.settings.section import Section, titled
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label

LONGEST = 120


class PagesSection(Section):
    """The pattern that names in page files are held to, and the most full administrators of a page."""

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
        self.build(titled(self._heading, self._block), titled(self._rights, self._most))

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Names of pages"))
        self._block.set_label(self.tr("Pattern of names"))
        self._block.set_hint(
            self.tr("{unit} stands for the unit's name, * for anything. Page files say when a name does not follow it.")
        )

        self._rights.setText(self.tr("Rights on pages"))
        self._most.set_label(self.tr("Most full administrators of a page"))
        self._most.set_hint(self.tr("At least two are needed; more than these are reported by the review."))

    def _keep_most(self, _: int) -> None:
        self.shell.preferences.choose(max_admins=int(self.most.currentData()))

    def _keep(self) -> None:
        """An empty pattern is the one to begin with."""
        pattern = squeeze(nfc(self.pattern.text())) or Settings().page_names
        self.pattern.setText(pattern)
        self.shell.preferences.choose(page_names=pattern)
