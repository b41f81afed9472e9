"""The pictures of the library as a grid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from studio.clock import show_date
from studio.images.assets import Asset, AssetFacts, AssetKind, AssetStanding, standing
from studio.translation import mark, tr
from studio.ui.images.grid import PictureGrid
from studio.ui.tokens import Tone
from studio.ui.words import StateWord

KINDS: Mapping[AssetKind, str] = {
    AssetKind.PHOTO: mark("Photograph"),
    AssetKind.BADGE: mark("Badge"),
    AssetKind.BACKGROUND: mark("Background"),
}
STANDINGS: Mapping[AssetStanding, StateWord] = {
    AssetStanding.USABLE: StateWord(mark("Not due"), "circle-check", Tone.GREEN),
    AssetStanding.ENDING: StateWord(mark("Ends soon"), "clock-alert", Tone.AMBER),
    AssetStanding.EARLY: StateWord(mark("Not yet"), "calendar-clock", Tone.BLUE),
    AssetStanding.EXPIRED: StateWord(mark("Expired"), "circle-x", Tone.RED),
    AssetStanding.SOURCELESS: StateWord(mark("No source"), "circle-question-mark", Tone.MAGENTA),
}


def kind_word(kind: AssetKind) -> str:
    return tr(KINDS[kind])


def standing_word(standing: AssetStanding, facts: AssetFacts | None = None) -> StateWord:
    """The standing; of one that ends soon, with `facts`, the last day."""
    word = STANDINGS[standing]
    if standing is AssetStanding.ENDING and facts is not None and facts.valid_until is not None:
        text = tr("Until {day}").format(day=show_date(facts.valid_until))
        return word._replace(text=text)
    return word._replace(text=tr(word.text))


class AssetGrid(PictureGrid[Asset]):
    """`chosen` carries the asset in hand by its SHA-256."""

    def __init__(self, today: date, name: str = "") -> None:
        super().__init__(name)
        self._today = today

    @property
    def assets(self) -> tuple[Asset, ...]:
        return self.rows.all()

    @property
    def current(self) -> Asset | None:
        return self.row(self.chosen_id)

    def key(self, row: Asset) -> str:
        return row.sha256

    def title(self, row: Asset) -> str:
        return row.facts.title

    def spoken(self, row: Asset) -> str:
        return ", ".join((kind_word(row.facts.kind), row.facts.title, self.word(row).text))

    def word(self, row: Asset) -> StateWord:
        """How it stands today."""
        return standing_word(standing(row.facts, self._today), row.facts)
