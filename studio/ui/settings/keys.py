"""The keys of the window."""

from __future__ import annotations

from studio.translation import tr
from studio.ui.actions import KEYS, key_name
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column
from studio.ui.widgets.turning import Turning

WIDE = 40
"""Average characters that hold a key beside what it does."""


class KeysSection(SettingsSection):
    """Read only."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        lines = [(key.keys[0], key_name(key)) for key in KEYS]
        lines.append(("Ctrl+1 … Ctrl+9, Ctrl+0", tr("Sidebar screens")))
        lines.append(("Ctrl+Z, Ctrl+Y", tr("Undo and redo everything in the post")))
        lines.append(("Esc", tr("Close what is open on top; never discards anything")))
        shown = (_line(keys.replace("Return", "Enter"), name) for keys, name in lines)
        self.build(titled(tr("Shortcuts"), column(*shown, spacing=7)))


def _line(keys: str, name: str) -> Turning:
    return Turning((Label(keys, "label"), 1), (Label(name, "hint", wrap=True), 2), wide=WIDE)
