"""Vietnamese syllables and the keys that type them in Telex."""

from __future__ import annotations

import unicodedata
from pathlib import Path

WORDS: tuple[str, ...] = tuple(Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split())
"""A thousand syllables with at least one mark: every rime and tone that the application's own texts use."""

_TONES = {"\N{COMBINING GRAVE ACCENT}": "f", "\N{COMBINING ACUTE ACCENT}": "s", "\N{COMBINING HOOK ABOVE}": "r",
          "\N{COMBINING TILDE}": "x", "\N{COMBINING DOT BELOW}": "j"}  # fmt: skip
_LETTERS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_LETTERS |= {letter.upper(): keys.capitalize() for letter, keys in _LETTERS.items()}


def keys_of(word: str) -> str:
    """The keys of one syllable: letters with their marks, the tone at its end. ``được`` is ``dduwowcj``."""
    bare, tone = _parted(word)
    return "".join(_LETTERS.get(letter, letter) for letter in bare) + tone


def steps_of(word: str) -> list[str]:
    """What an input method shows while the syllable is typed; the last is the syllable itself."""
    bare, tone = _parted(word)
    steps = []
    for end in range(1, len(bare) + 1):
        key = _LETTERS.get(bare[end - 1])
        if key is not None:
            steps.append(bare[: end - 1] + key[0])
        steps.append(bare[:end])
    return [*steps, word] if tone else steps


def _parted(word: str) -> tuple[str, str]:
    """The syllable without its tone, and the key of the tone."""
    apart = unicodedata.normalize("NFD", word)
    tone = "".join(_TONES[mark] for mark in apart if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES)), tone
