"""The keys of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from studio.ui.actions import KEYS, PAGE_KEYS, key_name
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import clear, column
from studio.ui.widgets.turning import Turning


class KeysSection(SettingsSection):
    """Read only."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._heading = Label(role="heading", wrap=True)
        self._lines: QVBoxLayout = column(spacing=7)
        self.build(titled(self._heading, self._lines))

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Keys"))
        clear(self._lines)
        lines = [(key.keys[0], key_name(key)) for key in KEYS]
        lines.append((f"{PAGE_KEYS[0]} … {PAGE_KEYS[-1]}", self.tr("Pages of the rail")))
        lines.append(("Ctrl+Z, Ctrl+Y", self.tr("Undo and redo everything in the post")))
        lines.append(("Esc", self.tr("Close what lies on top; never throws anything away")))
        for keys, name in lines:
            self._lines.addWidget(
                Turning((Label(keys.replace("Return", "Enter"), "label"), 1), (Label(name, "hint", wrap=True), 3))
            )
