"""How a post that travels stands, in words: who publishes it, what no other PC knows yet, two versions, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import column, row

if TYPE_CHECKING:
    from studio.exchange.model import TravelState, VersionTold

NOBODY = "?"
"""The publisher of a post that two PCs were given: see `TravelState.publisher`."""


def publisher_words(publisher: str, unit: str = "") -> str:
    """Which PC publishes the post; `unit`: any of its PCs may."""
    if unit:
        return tr("Published by any PC of the unit “{unit}”, as the hub decides").format(unit=unit)
    if publisher == NOBODY:
        return tr("Two PCs were both told to publish it, so neither does; write a new post.")
    return tr("Published by the PC “{name}”").format(name=publisher) if publisher else tr("Published by this PC")


def place_words(version: VersionTold) -> str:
    """Where a version was written."""
    return tr("This PC") if version.here else tr("The PC “{name}”").format(name=version.station)


def two_versions(standing: TravelState) -> str:
    """Between what a person has to choose; empty where there is one version."""
    if len(standing.versions) < 2:
        return ""
    places = ", ".join(place_words(one) for one in standing.versions)
    return tr("There are {n} versions of this post ({places}). Nothing is done with it until one is chosen.").format(
        n=len(standing.versions), places=places
    )


def travel_words(standing: TravelState) -> str:
    """Everything but the two versions, in one line."""
    said = [publisher_words(standing.publisher, standing.unit)]
    if standing.withdrawn:
        said.append(tr("withdrawn, here or at another PC"))
    if standing.unsent:
        said.append(tr("what was done last is not sent yet"))
    return " · ".join(said)


class TravelNote(QWidget):
    """The line of one post; hidden for one that never travelled. `choose` asks to choose between its versions."""

    choose = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QuietButton(tr("Choose a version…"), "layers")
        self.button.clicked.connect(self.choose)
        self.banner = Banner(self.button)
        self._line = Label(role="hint", wrap=True)
        line = row(column(Glyph("route"), None), self._line, spacing=8)
        line.setStretch(1, 1)
        self.setLayout(column(line, self.banner, spacing=6))
        self.hide()

    def show_standing(self, standing: TravelState | None) -> None:
        self.setVisible(standing is not None)
        if standing is not None:
            self._line.setText(travel_words(standing))
            self.banner.say(Tone.AMBER, two_versions(standing))

    @property
    def text(self) -> str:
        return self._line.text()
