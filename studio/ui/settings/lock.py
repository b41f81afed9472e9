"""When the PC forgets who works here."""

from __future__ import annotations

from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, offer, titled
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label

LOCKS = (0, 2, 5, 10, 15, 30, 60)


class LockSection(SettingsSection):
    """One choice, and what the PIN protects."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.lock = Combo()
        self._block = FieldBlock(self.lock)
        self._heading, self._about = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self.follow(self.lock, "lock_minutes")
        self.build(titled(self._heading, self._block, self._about))

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Lock on a shared PC"))
        self._block.set_label(self.tr("Lock when idle"))
        self._block.set_hint(self.tr("On a shared PC, keep it short. Decisions ask for the PIN in any case."))
        self._about.setText(
            self.tr(
                "Whoever forgot the PIN asks the technical person of the unit, who sets a new one under People and "
                "pages. After five wrong tries the PIN is not taken for a while."
            )
        )
        minutes = self.tr("after {n} min")
        locks = {n: minutes.format(n=n) if n else self.tr("Never") for n in LOCKS}
        offer(self.lock, locks, self.shell.preferences.settings.lock_minutes)
