"""The words of a text that a spelling check may look at, and what surrounds them.

Whether a syllable could be Vietnamese: an onset, a rhyme, a tone the rhyme can bear, and the mark in its place.

Both ways of placing the tone on open ``oa oe uy`` are right (*hòa*, *hoà*).

What the spelling check knows: the syllables in use, and words that are often written wrong.

Two lists make up the syllables, both beside the other assets in ``assets/spelling``:

- ``unicode.txt`` is read out of the Unihan database and the Common Locale Data Repository of the Unicode Consortium,
  under the Unicode License V3, which lets it ship with its notice. About 4,950 syllables.
- ``own.txt`` was written for this project: about 1,450 more.

The Vietnamese dictionaries for Hunspell, Aspell and their kin are not used: all of them go back to one word list under
the GPL. ``confusions.txt`` (*xử dụng*, *sát nhập*, *chia sẽ*) was written for this project too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from studio.text import fold, nfc
from studio.yamlfile import read_yaml

_CHUNK = re.compile(r"\S+")
_WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")
"""Letters with the marks that may stand apart from them."""
_CODE = re.compile(r"[\d@#_&\\]|://|^www\.|^[\x21-\x7e]*[A-Za-z]\.[A-Za-z]{2,}[\x21-\x7e]*$", re.IGNORECASE)
"""Numbers, addresses, tags and names of sites: ``13/2023/NĐ-CP``, ``50m²``, ``#ANTT``, ``dichvucong.gov.vn``."""
_HYPHENS = frozenset("-‑–")
_BLANKS = frozenset((" ", "\u00a0"))
_BEFORE_WORD = frozenset(" \u00a0\t“\"'‘(•-–—*+[«\ufe0f\u200d")
_SENTENCE_ENDS = frozenset(".!?:…\n\r\u2028\u2029;")


class Token(NamedTuple):
    """A word and its place, counted in characters of the text as it is."""

    written: str
    """In lower case and NFC."""
    key: str
    """The same with the tone mark in one place: what lists are asked for."""
    start: int
    end: int
    joined: bool
    """Only one blank between it and the word before."""
    capital: bool
    """It has one somewhere."""
    hyphened: bool
    """Part of ``côn-ten-nơ``, ``Ê-đê``."""


@lru_cache(maxsize=16384)
def _forms(word: str) -> tuple[str, str]:
    written = nfc(word).lower()
    return written, place_mark(written)


def key_of(word: str) -> str:
    """The form under which a word is looked up."""
    return _forms(word)[1]


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text`, without those in numbers, addresses, tags and signs.

    Remembered: the same texts are judged by several rules, at every key and again at every gate.
    """
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    before = -1
    for chunk in _CHUNK.finditer(text):
        if _CODE.search(chunk.group()):
            continue
        for match in _WORD.finditer(text, chunk.start(), chunk.end()):
            start, end = match.span()
            joined = before >= 0 and text[before:start] in _BLANKS
            hyphened = text[start - 1 : start] in _HYPHENS or text[end : end + 1] in _HYPHENS
            hyphened = hyphened and (start > chunk.start() or end < chunk.end())
            written, key = _forms(match.group())
            capital = not match.group().islower()
            yield Token(written, key, start, end, joined, capital, hyphened)
            before = end


def is_name(text: str, start: int, end: int) -> bool:
    """A capital, unless it merely begins a sentence and the next word is small; capitals inside are a brand's."""
    word = text[start:end]
    if word == word.lower():
        return False
    if any(char.isupper() for char in unicodedata.normalize("NFC", word)[1:]):
        return True
    if not begins_sentence(text, start):
        return True
    after = text[end : end + 2].strip()
    return not after[:1].islower()


def begins_sentence(text: str, start: int) -> bool:
    """Whether nothing, the end of a sentence or a pictogram stands before `start`."""
    at = start - 1
    while at >= 0 and text[at] in _BEFORE_WORD:
        at -= 1
    return at < 0 or text[at] in _SENTENCE_ENDS or unicodedata.category(text[at]) == "So"


ASSETS = Path(__file__).parent.parent / "assets" / "spelling"
_DATA = read_yaml(ASSETS / "grammar.yaml")
BORROWED = frozenset(_DATA["borrowed"])
DOUBLED = frozenset(_DATA["doubled"])
UNVOWELLED = frozenset(_DATA["unvowelled"])
LETTERED = frozenset(_DATA["lettered"])

TONES = "\u0300\u0301\u0303\u0309\u0323"
_ACUTE_HEAVY = "\u0301\u0323"
_STOPPED = ("c", "ch", "p", "t")
_VOWELS = frozenset("aăâeêioôơuưy")
_FRONT = frozenset("iíìỉĩịeéèẻẽẹêếềểễệyýỳỷỹỵ")
_ONSET = re.compile("(" + "|".join(sorted(_DATA["onsets"], key=len, reverse=True)) + ")?(.*)")
_SKELETON = re.compile(f"(?:{'|'.join(_DATA['onsets'])})(?:c|ch|m|n|ng|nh|p|t)?")
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


def is_skeleton(word: str) -> bool:
    """Whether `word` is what stays of a syllable without its vowel: *chc*, *hnh*, *v*."""
    return _SKELETON.fullmatch(word) is not None


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


class MisspeltPhrase(NamedTuple):
    """A wrong spelling word by word, with the right one; None: these words are right here, look no closer."""

    keys: tuple[str, ...]
    right: str | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists, ready to be asked."""

    rank: Mapping[str, int]
    """Syllables in use; the lower the number the more often it is met."""
    phrases: Mapping[str, tuple[MisspeltPhrase, ...]]
    """Wrong spellings by their first word, the longest first."""

    def match(self, keys: tuple[str, ...]) -> MisspeltPhrase | None:
        """The longest entry that `keys` begins with."""
        for phrase in self.phrases.get(keys[0], ()):
            if keys[: len(phrase.keys)] == phrase.keys:
                return phrase
        return None

    def halves(self, key: str) -> tuple[str, str] | None:
        """The two syllables that `key` is made of, if it is and bears a tone; loan words seldom bear one."""
        if not has_tone(key):
            return None
        pairs = ((key[:at], key[at:]) for at in range(2, len(key) - 1))
        found = [pair for pair in pairs if all(key_of(half) in self.rank for half in pair)]
        return min(found, key=lambda pair: sum(self.rank[key_of(half)] for half in pair), default=None)


LONGEST = 5
"""Words in the longest entry of the list of confusions."""


@cache
def vocabulary() -> Vocabulary:
    """The lists as shipped, read once."""
    words = chain(_syllables("own.txt"), _syllables("unicode.txt"))
    rank: dict[str, int] = {}
    for word in words:
        rank.setdefault(key_of(word), len(rank))
    return Vocabulary(rank, _by_first(_confusions(_lines("confusions.txt"))))


def _lines(name: str) -> list[str]:
    lines = (ASSETS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _syllables(name: str) -> Iterator[str]:
    return (word for line in _lines(name) for word in line.split())


def _confusions(lines: Iterable[str]) -> Iterator[MisspeltPhrase]:
    """``đúng: sai, sai`` gives two entries, ``~ đúng`` one of words to leave alone."""
    for line in lines:
        if line.startswith("~"):
            yield MisspeltPhrase(_keys(line[1:]), None)
            continue
        right, _, wrong = line.partition(":")
        for spelling in wrong.split(","):
            yield MisspeltPhrase(_keys(spelling), right.strip())


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key_of(word) for word in text.split())


def _by_first(phrases: Iterable[MisspeltPhrase]) -> dict[str, tuple[MisspeltPhrase, ...]]:
    found: dict[str, list[MisspeltPhrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.keys[0], []).append(phrase)
    return {first: tuple(sorted(group, key=lambda p: -len(p.keys))) for first, group in found.items()}
