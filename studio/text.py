"""Text as Vietnamese readers count, search and compare it.

One function answers each question: the counter under a field, the validator
and the sender all use `length`.
"""

from __future__ import annotations

import unicodedata

import regex

_GRAPHEME = regex.compile(r"\X")
_SPACES = regex.compile(r"\s+")


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


def squeeze(text: str) -> str:
    """White space runs as single blanks, ends trimmed."""
    return _SPACES.sub(" ", text).strip()
