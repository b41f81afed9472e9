"""What a text is searched by: syllables and pairs of neighbouring syllables.

Pairs stand in for words (``an_ninh``), so no dictionary is needed. A syllable itself holds no underscore. What is typed
without marks is looked up by its `bare` form among the tokens the library holds, and searched for with marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from studio.text import fold, nfc

_SYLLABLE = re.compile(r"[^\W_]+")
_MISPLACED = re.compile(r"^(.*)(o)([àáảãạèéẻẽẹ])$|^(.*[^q]|)(u)([ỳýỷỹỵ])$")
_PLACED = re.compile(r"^(.*)([òóỏõọùúủũụ])([aey])$")
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_MARKED_O = dict(zip(_TONES, "òóỏõọ", strict=True))
_MARKED_U = dict(zip(_TONES, "ùúủũụ", strict=True))
_BARE = {
    letter: (base, tone)
    for base, row in (("a", "àáảãạ"), ("e", "èéẻẽẹ"), ("y", "ỳýỷỹỵ"))
    for letter, tone in zip(row, _TONES, strict=True)
}
_LONGEST = 40
"""Characters of a syllable that are indexed; anything longer is no word."""


def syllables(text: str) -> list[str]:
    """Lower-case syllables and numbers in order, each with one way of placing its tone mark."""
    return [place_tone(found) for found in _SYLLABLE.findall(nfc(text).lower())]


def spans(text: str) -> list[tuple[str, int, int]]:
    """(syllable, start, end) in `text`, which must be NFC."""
    return [(place_tone(m[0]), *m.span()) for m in _SYLLABLE.finditer(lowered(text))]


def lowered(text: str) -> str:
    """The text in lower case, each letter in its place."""
    return text.replace("İ", "I").lower()  # the one letter whose small form is two


@lru_cache(maxsize=32768)
def place_tone(syllable: str) -> str:
    """``hoà`` → ``hòa``, ``thuý`` → ``thúy``: both spellings are in use and mean the same."""
    syllable = syllable[:_LONGEST]
    found = _MISPLACED.match(syllable)
    if found is None:
        return syllable
    if found[2]:
        base, tone = _BARE[found[3]]
        return f"{found[1]}{_MARKED_O[tone]}{base}"
    base, tone = _BARE[found[6]]
    return f"{found[4]}{_MARKED_U[tone]}{base}"


def written(syllable: str) -> tuple[str, ...]:
    """The ways to write a syllable that `place_tone` takes for it: ``hòa`` and ``hoà``."""
    found = _PLACED.match(syllable)
    if found is None:
        return (syllable,)
    vowel, tone = tuple(unicodedata.normalize("NFD", found[2]))
    other = found[1] + vowel + nfc(found[3] + tone)
    return (syllable, other) if place_tone(other) == syllable else (syllable,)


@lru_cache(maxsize=32768)
def folded(syllable: str) -> str:
    """The syllable without marks, đ as d."""
    return fold(syllable)


def pairs(items: Iterable[str]) -> list[str]:
    """``an ninh mạng`` → ``an_ninh``, ``ninh_mạng``."""
    return [f"{a}_{b}" for a, b in pairwise(items)]


def index_text(text: str) -> str:
    """All tokens of `text`, blank-separated, as the index takes them."""
    words = syllables(text)
    return " ".join([*words, *pairs(words)])


def bare(token: str) -> str:
    """The syllable or pair without marks: ``an_ninh``, ``mang`` of ``mạng``."""
    return "_".join(map(folded, token.split("_")))


def is_marked(syllable: str) -> bool:
    """Whether the syllable carries any Vietnamese mark."""
    return folded(syllable) != syllable
