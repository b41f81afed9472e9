"""What kinds and standings of assets are called, in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from studio.clock import show_date
from studio.images.assets import AssetFacts, AssetKind, AssetStanding
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.tokens import Tone
from studio.ui.words import StateWord

KINDS: Mapping[AssetKind, str] = {
    AssetKind.PHOTO: QT_TRANSLATE_NOOP("Assets", "Photograph"),
    AssetKind.BADGE: QT_TRANSLATE_NOOP("Assets", "Badge"),
    AssetKind.BACKGROUND: QT_TRANSLATE_NOOP("Assets", "Background"),
}
STANDINGS: Mapping[AssetStanding, StateWord] = {
    AssetStanding.USABLE: StateWord(QT_TRANSLATE_NOOP("Assets", "In date"), "circle-check", Tone.GREEN),
    AssetStanding.ENDING: StateWord(QT_TRANSLATE_NOOP("Assets", "Ends soon"), "clock-alert", Tone.AMBER),
    AssetStanding.EARLY: StateWord(QT_TRANSLATE_NOOP("Assets", "Not yet"), "calendar-clock", Tone.BLUE),
    AssetStanding.EXPIRED: StateWord(QT_TRANSLATE_NOOP("Assets", "Expired"), "circle-x", Tone.RED),
    AssetStanding.SOURCELESS: StateWord(QT_TRANSLATE_NOOP("Assets", "No source"), "circle-question-mark", Tone.MAGENTA),
}


def kind_word(kind: AssetKind) -> str:
    return QCoreApplication.translate("Assets", KINDS[kind])


def standing_word(standing: AssetStanding, facts: AssetFacts | None = None) -> StateWord:
    """The standing; of one that ends soon, with `facts`, the last day."""
    word = STANDINGS[standing]
    if standing is AssetStanding.ENDING and facts is not None and facts.valid_until is not None:
        text = QCoreApplication.translate("Assets", "Until {day}").format(day=show_date(facts.valid_until))
        return word._replace(text=text)
    return word._replace(text=QCoreApplication.translate("Assets", word.text))
