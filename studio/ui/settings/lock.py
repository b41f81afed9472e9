"""When the PC forgets who works here."""

from __future__ import annotations

from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label

LOCKS = (0, 2, 5, 10, 15, 30, 60)


class LockSection(SettingsSection):
    """One choice, and what the PIN protects."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        minutes = tr("After {n} min")
        self.lock = self.choice("lock_minutes", {n: minutes.format(n=n) if n else tr("Never") for n in LOCKS})
        hint = tr("On a shared PC, keep it short. Decisions ask for the PIN in any case.")
        about = tr(
            "Anyone who forgot the PIN asks the unit's technical officer, who sets a new one under Settings, "
            "People. After five wrong tries the PIN is not accepted for a while."
        )
        self.build(
            titled(
                tr("Lock on a shared PC"),
                FieldBlock(self.lock, tr("Lock when idle"), hint=hint),
                Label(about, "hint", wrap=True),
            )
        )
