"""What a section of the settings is."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from studio.ui.page import Shell
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Item, column

WIDEST_CHARS = 112
"""Average characters of the widest card: some 900 pixels at 100 percent, so that the ends of a line belong together."""


class SettingsSection(QWidget):
    """Some settings that belong together: cards, one under the other. `build` is called once, at the end of making."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._choices: dict[str, Combo] = {}
        shell.preferences.changed.connect(self._show_choices)

    def build(self, *parts: QWidget) -> None:
        """Put the cards in."""
        self.setLayout(column(*parts, None, spacing=16))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMaximumWidth(WIDEST_CHARS * self.fontMetrics().averageCharWidth())

    def open(self, thing: str) -> None:
        """Show the thing of that id, where the section lists things."""

    def leave(self) -> None:
        """It goes out of sight, or the window closes: save what is open."""

    def refresh(self) -> None:
        """The section came into sight: read again what it shows."""

    def choice(self, name: str, offered: dict[str, str] | dict[int, str]) -> Combo:
        """A drop-down of the values of the setting `name`; it shows the value of now, and picking one chooses it."""
        combo = self._choices[name] = Combo()
        offer(combo, offered, getattr(self.shell.preferences.settings, name))
        combo.activated.connect(lambda _: self.shell.preferences.choose(**{name: combo.currentData()}))
        return combo

    def _show_choices(self) -> None:
        for name, combo in self._choices.items():
            combo.choose(getattr(self.shell.preferences.settings, name))


def titled(heading: str, *parts: Item) -> Card:
    """A card under a heading."""
    card = Card()
    card.setLayout(column(Label(heading, "heading", wrap=True), *parts, spacing=12, margins=20))
    return card


def offer(combo: Combo, names: dict[str, str] | dict[int, str], chosen: object) -> None:
    """Fill `combo` with the names of the values, and show the one chosen."""
    combo.clear()
    for value, name in names.items():
        combo.addItem(name, value)
    combo.choose(chosen)
