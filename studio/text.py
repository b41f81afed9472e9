"""Text as Vietnamese readers count, search and compare it.

One function answers each question: the counter under a field, the validator
and the sender all use `length`.
"""

from __future__ import annotations

import unicodedata

import regex

_GRAPHEME = regex.compile(r"\X")
_SPACES = regex.compile(r"\s+")
_WORD = regex.compile(r"\w+")
_SIGNS = regex.compile(r"[^\w\s]|_")
_AFTER = {"ă": "a{", "â": "a|", "đ": "d{", "ê": "e{", "ô": "o{", "ơ": "o|", "ư": "u{"}
"""Letters of their own behind the plain one: ``{`` and ``|`` sort after ``z``."""
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""In the order of Vietnamese dictionaries: none, huyền, hỏi, ngã, sắc, nặng."""


def nfc(text: str) -> str:
    """Precomposed form, with the Icelandic eth often typed for đ set right (U+00D0 → U+0110)."""
    return unicodedata.normalize("NFC", text).replace("\u00d0", "\u0110").replace("\u00f0", "\u0111")


def graphemes(text: str) -> list[str]:
    """The characters a person sees, one list item each."""
    return _GRAPHEME.findall(nfc(text))


def length(text: str) -> int:
    """Number of characters a person sees (grapheme clusters of the NFC form)."""
    return len(graphemes(text))


def fold(text: str) -> str:
    """Lower case without marks, đ as d: what an accent-free search compares."""
    lowered = nfc(text).lower().replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


def search_key(text: str) -> str:
    """The folded words of a text, each once and between blanks: what `matcher` looks into."""
    return "".join(f" {word}" for word in dict.fromkeys(_WORD.findall(fold(text)))) + " "


def sought(text: str) -> list[str]:
    """What a `search_key` must hold for a search: every word of it, the last, at which one may still type, from its
    beginning on."""
    words = _WORD.findall(fold(text))
    return [*(f" {word} " for word in words[:-1]), *(f" {word}" for word in words[-1:])]


def collation(text: str) -> str:
    """What Vietnamese titles are sorted by: a ă â … d đ … o ô ơ … u ư, tones counting last; signs are passed over."""
    letters, tones = [], []
    for char in squeeze(_SIGNS.sub(" ", nfc(text).lower())):
        parts = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in parts if mark in _TONES), "")
        bare = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else char
        letters.append(_AFTER.get(bare, bare))
        tones.append(_TONES.get(tone, "0"))
    return "".join(letters) + "\t" + "".join(tones).rstrip("0")


def squeeze(text: str) -> str:
    """White space runs as single blanks, ends trimmed."""
    return _SPACES.sub(" ", text).strip()
