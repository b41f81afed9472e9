"""What may have been meant by a word that is written wrong.

Words are compared as the keys of the Telex typing method that produce them: *được* is ``dduwowcj``. A mark left out, a
tone on the wrong letter or two letters swapped are then one step apart, as they are for the fingers. The distance
(optimal string alignment) is RapidFuzz's.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from studio.text import fold, nfc
from studio.writing.tokens import DOUBLED, Vocabulary, has_two_vowels, key_of

FARTHEST = 2
"""Keys by which a suggestion may differ."""
_SHAPES = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_TONE_KEYS = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}


def telex(word: str) -> str:
    """The keys that type `word`, the tone last: ``tiếng`` → ``tieengs``."""
    apart = unicodedata.normalize("NFD", nfc(word).lower())
    tones = "".join(_TONE_KEYS.get(char, "") for char in apart)
    bare = unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONE_KEYS))
    return "".join(_SHAPES.get(char, char) for char in bare) + tones


@lru_cache(maxsize=1)
def _keys(known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(telex(word) for word in known)


def suggest(word: str, known: Vocabulary, most: int) -> tuple[str, ...]:
    """Candidates for `word` (one word, or several that are wrong together), the likeliest first."""
    keys = tuple(key_of(part) for part in word.split())
    if not keys:
        return ()
    phrase = known.match(keys)
    if phrase is not None and phrase.right is not None and len(phrase.keys) == len(keys):
        return (cased(phrase.right, word),)
    if len(keys) == 2 and keys[0] == keys[1] and keys[0] in DOUBLED:
        return (word.split()[0],)
    if len(keys) > 1:
        return ()
    first = _split(keys[0], known)
    if keys[0] in known.rank:
        first = (keys[0],)  # only its mark was in the wrong place
    return tuple(cased(found, word) for found in (*first, *_near(keys[0], known, most)))[:most]


def _split(key: str, known: Vocabulary) -> tuple[str, ...]:
    pair = known.halves(key) if has_two_vowels(key) else None
    return (" ".join(pair),) if pair is not None else ()


def _near(key: str, known: Vocabulary, most: int) -> list[str]:
    """Words few keys away; those that differ in marks alone count as a key nearer."""
    words = tuple(known.rank)  # by rank
    typed, letters = telex(key), fold(key)
    farthest = min(FARTHEST, max(1, len(typed) // 3))
    found = process.extract(typed, _keys(words), scorer=OSA.distance, score_cutoff=farthest, limit=200)
    ranked = sorted(
        (distance - (fold(words[at]) == letters), known.rank[words[at]], words[at]) for _, distance, at in found
    )
    return [word for _, _, word in ranked[: most + 1] if word != key]


def cased(found: str, like: str) -> str:
    """`found` in capitals, or with a capital to start, as `like` is."""
    if like.isupper() and len(like) > 1:
        return found.upper()
    return found[:1].upper() + found[1:] if like[:1].isupper() else found
