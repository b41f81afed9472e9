"""Whether a syllable could be Vietnamese: an onset, a rhyme, a tone the rhyme can bear, and the mark in its place.

Both ways of placing the tone on open ``oa oe uy`` are right (*hòa*, *hoà*).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from studio.text import fold
from studio.yamlfile import read_yaml

ASSETS = Path(__file__).parent.parent / "assets" / "spelling"
_DATA = read_yaml(ASSETS / "grammar.yaml")
BORROWED = frozenset(_DATA["borrowed"])
DOUBLED = frozenset(_DATA["doubled"])

TONES = "\u0300\u0301\u0303\u0309\u0323"
_ACUTE_HEAVY = "\u0301\u0323"
_STOPPED = ("c", "ch", "p", "t")
_VOWELS = frozenset("aăâeêioôơuưy")
_FRONT = frozenset("iíìỉĩịeéèẻẽẹêếềểễệyýỳỷỹỵ")
_ONSET = re.compile("(" + "|".join(sorted(_DATA["onsets"], key=len, reverse=True)) + ")?(.*)")
_BEFORE_FRONT = frozenset({"gh", "ngh", "k"})
_NOT_BEFORE_FRONT = frozenset({"c", "ng"})
_E = frozenset("eéèẻẽẹêếềểễệ")
_I = frozenset("iíìỉĩị")
_VOWEL_GROUPS = re.compile("[aeiouy]+")


def _toned(rhyme: str) -> Iterator[str]:
    """`rhyme` with every tone it can bear, in every place where the mark may stand."""
    stopped = rhyme.endswith(_STOPPED)
    if not stopped:
        yield rhyme
    tones = _ACUTE_HEAVY if stopped else TONES
    for place in _places(rhyme):
        for tone in tones:
            yield unicodedata.normalize("NFC", rhyme[: place + 1] + tone + rhyme[place + 1 :])


def _places(rhyme: str) -> tuple[int, ...]:
    """Indices of the vowel that bears the mark; two where usage differs."""
    vowels = [n for n, char in enumerate(rhyme) if char in _VOWELS]
    shaped = [n for n in vowels if rhyme[n] in "ăâêôơư"]
    if shaped:
        return (shaped[-1],)
    if len(vowels) == 1:
        return (vowels[0],)
    closed = vowels[-1] < len(rhyme) - 1
    if closed or len(vowels) == 3:
        return (vowels[1],)
    return (vowels[0], vowels[1]) if rhyme in ("oa", "oe", "uy") else (vowels[0],)


PLACES = {rhyme: _places(rhyme) for rhyme in _DATA["rhymes"].split()}
RHYMES = frozenset(form for rhyme in PLACES for form in _toned(rhyme))

BARE = frozenset(fold(rhyme) for rhyme in PLACES)


def is_bare_syllable(word: str) -> bool:
    """Whether `word`, without any mark, could be a Vietnamese syllable typed without marks."""
    return any(rest in BARE for _, rest in _splits(word))


def is_syllable(word: str) -> bool:
    """Whether `word`, in lower case and NFC, could be a Vietnamese syllable."""
    return any(_fits(onset, rest) for onset, rest in _splits(word))


def has_two_vowels(word: str) -> bool:
    """Whether a consonant stands between two vowels, as in no syllable."""
    return len(_VOWEL_GROUPS.findall(fold(word))) > 1


def has_tone(word: str) -> bool:
    """Whether `word` bears one of the five tone marks."""
    return any(char in TONES for char in unicodedata.normalize("NFD", word))


def place_mark(word: str, *, last: bool = False) -> str:
    """`word`, in lower case and NFC, with its tone mark in its place: *hoà*, *hòan*, *qúy* → *hòa*, *hoàn*, *quý*.

    `last` puts the mark of open ``oa oe uy`` on the last vowel (*hoà*). What is no syllable comes back as it is.
    """
    apart = unicodedata.normalize("NFD", word)
    tone = next((char for char in apart if char in TONES), "")
    if not tone or apart.count(tone) != 1:
        return word
    bare = unicodedata.normalize("NFC", apart.replace(tone, ""))
    for _, rhyme in _splits(bare):
        places = PLACES.get(rhyme)
        if places is None:
            continue
        at = len(bare) - len(rhyme) + places[-1 if last else 0]
        placed = unicodedata.normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :])
        if is_syllable(placed):
            return placed
    return word


def _splits(word: str) -> Iterator[tuple[str, str]]:
    match = _ONSET.match(word)
    if match is None:
        return
    onset, rest = match.group(1) or "", match.group(2)
    yield onset, rest
    if onset == "gi":
        yield "g", word[1:]  # gì, gìn: the i is the rhyme's
        yield "gi", "i" + rest  # giêng, giết
    if word[0] == "g" and word[1:2] in "ìíỉĩị" and word[2:3] not in _VOWELS:
        yield "gi", word[1:]


def _fits(onset: str, rest: str) -> bool:
    if rest not in RHYMES:
        return False
    if onset in _BEFORE_FRONT:
        return rest[0] in _FRONT
    if onset == "g":
        return rest[0] not in _E and (rest[0] not in _I or fold(rest) in ("i", "in"))  # gì, gìn, but giá, ghim
    return not (onset in _NOT_BEFORE_FRONT and rest[0] in _FRONT)
