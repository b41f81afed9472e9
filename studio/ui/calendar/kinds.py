"""The families of posts, as a plan of a week counts them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from studio.ui.composer.chooser.looks import TONES, family_icon
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.tokens import Tone
from studio.ui.words import Word

_WORDS: Mapping[str, str] = {
    "warning": QT_TRANSLATE_NOOP("Kinds", "Warning"),
    "guidance": QT_TRANSLATE_NOOP("Kinds", "Guidance"),
    "notice": QT_TRANSLATE_NOOP("Kinds", "Notice"),
    "community": QT_TRANSLATE_NOOP("Kinds", "Community"),
    "tribute": QT_TRANSLATE_NOOP("Kinds", "Tribute"),
    "correction": QT_TRANSLATE_NOOP("Kinds", "Correction"),
}


def kind_word(theme: str) -> Word:
    """What a family is called; without a name where it is none of ours."""
    said = QCoreApplication.translate("Kinds", _WORDS[theme]) if theme in _WORDS else ""
    return Word(said, family_icon(theme), TONES.get(theme, Tone.SLATE))
