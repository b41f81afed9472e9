"""Telling Vietnamese from what an old 8-bit encoding makes of it.

A text in TCVN3 or VNI read as something else has marks and signs where no Vietnamese syllable has them; the share
of well-formed syllables among the words with non-ASCII letters gives it away.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from studio.text import nfc

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = r"(?:ngh|ng|nh|gh|gi|g|kh|k|qu|q|ch|c|tr|th|t|ph|p|đ|d|b|h|l|m|n|r|s|v|x)?"
_NUCLEUS = (
    "(?:uyê|uya|uyu|uây|uôi|ươi|ươu|iêu|yêu|oai|oay|oao|oeo|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ôô|ơi|"
    "ua|uâ|uê|ui|uô|uơ|uy|uă|ue|ưa|ưi|ươ|ưu|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
)
_SYLLABLE = re.compile(rf"^{_ONSET}{_NUCLEUS}(?:ng|nh|n|m|p|t|ch|c)?$")
_STOPPED = re.compile(r"[cpt]$|ch$")
_NOT_STOPPED = "\u0300\u0303\u0309"
"""Tones that a syllable ending in c, ch, p, t never has."""
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_PUNCTUATION = re.compile(r"[“”‘’„«»…–—•·§°²³½×÷→✓☐■□]")
ENOUGH = 5
"""Words with non-ASCII letters below which no judgement is made."""
SAMPLE = 20_000
"""Characters that are looked at; a file keeps to one encoding."""


@lru_cache(maxsize=32768)
def is_syllable(word: str) -> bool:
    """Whether `word` is spelled as a Vietnamese syllable: at most one tone mark, onset, rime."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare = "".join(c for c in decomposed if c not in _TONES)
    if len(decomposed) - len(bare) > 1:
        return False
    if _STOPPED.search(bare) and any(tone in decomposed for tone in _NOT_STOPPED):
        return False
    return _SYLLABLE.match(nfc(bare)) is not None


def share_of_syllables(text: str) -> tuple[float, int]:
    """(share that is well-formed, number) of the words of `text` that hold a non-ASCII character."""
    words = re.split(r"[\s/,;()\-–]+", _PUNCTUATION.sub(" ", text))
    inner = [_EDGES.sub("", w) for w in words if not w.isascii()]
    foreign = [w for w in inner if not w.isascii()]
    if not foreign:
        return 1.0, 0
    return sum(map(is_syllable, foreign)) / len(foreign), len(foreign)


def looks_legacy(text: str) -> bool:
    """Whether most marked words of `text` are no Vietnamese: an old encoding read as Unicode."""
    share, number = share_of_syllables(text[:SAMPLE])
    return number >= ENOUGH and share < 0.5
