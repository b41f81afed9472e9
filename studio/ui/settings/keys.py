"""The keys of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from studio.translation import tr
from studio.ui.actions import KEYS, key_name
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.widgets.labels import Label

BETWEEN = 24
"""Pixels between the keys and what they do."""


class KeysSection(SettingsSection):
    """Read only."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        lines = [(key.keys[0], key_name(key)) for key in KEYS]
        lines.append(("Ctrl+0 … Ctrl+9", tr("Sidebar screens")))
        lines.append(("Ctrl+Z, Ctrl+Y", tr("Undo and redo everything in the post")))
        lines.append(("Esc", tr("Close what is open on top; never discards anything")))
        table = QGridLayout()
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(BETWEEN)
        table.setVerticalSpacing(7)
        table.setColumnStretch(1, 1)
        for place, (keys, name) in enumerate(lines):
            table.addWidget(Label(keys.replace("Return", "Enter"), "label"), place, 0, Qt.AlignmentFlag.AlignTop)
            table.addWidget(Label(name, "hint", wrap=True), place, 1)
        self.build(titled(tr("Shortcuts"), table))
