"""What kinds and standings of assets are called, in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping

from studio.clock import show_date
from studio.images.assets import AssetFacts, AssetKind, AssetStanding
from studio.translation import mark, tr
from studio.ui.tokens import Tone
from studio.ui.words import StateWord

KINDS: Mapping[AssetKind, str] = {
    AssetKind.PHOTO: mark("Photograph"),
    AssetKind.BADGE: mark("Badge"),
    AssetKind.BACKGROUND: mark("Background"),
}
STANDINGS: Mapping[AssetStanding, StateWord] = {
    AssetStanding.USABLE: StateWord(mark("In date"), "circle-check", Tone.GREEN),
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
